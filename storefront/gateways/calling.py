"""Calls to partners: what is meant is committed before, what was answered after, none inside."""

from datetime import datetime, timedelta

from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from storefront.gateways import queries
from storefront.gateways.connecting import gateway_of
from storefront.gateways.rules import AttemptState
from storefront.gateways.service import attempts, refunding, taking
from storefront.payment_partners.errors import Refused, Unreachable
from storefront.payment_partners.providers.base import Stand
from storefront.payments import queries as payments

NOT_MADE = "no page was made"
CLOSED = frozenset({Stand.EXPIRED, Stand.DECLINED})


def start(number: str, language: str, address: str, now: datetime) -> str | None:
    """The page on which a purchase is paid; None when the partner did not answer with one.

    Raises NothingToPay, TooLateToStart or SwitchedOff.
    """
    payment = payments.find_payment(number)
    gateway = gateway_of(payment.method if payment else "")
    with transaction():
        shortest = timedelta(seconds=gateway.shortest_seconds)
        attempt = attempts.prepare(number, language, shortest, now)
        attempt_id, url, bill = attempt.id, attempt.url, attempts.bill_of(attempt, address)
        state = attempt.state
    if state == AttemptState.STARTED:
        return url
    try:
        page = gateway.start(bill)
    except Refused as no:
        with transaction():
            attempts.note_refused(attempt_id, str(no), now)
        return None
    except Unreachable as lost:
        with transaction():
            attempts.note_unknown(attempt_id, str(lost), now)
        return None
    with transaction():
        attempts.note_started(attempt_id, page, now)
    return page.url


def ask(attempt_id: int, now: datetime) -> None:
    """Ask the partner where a try to pay stands, and take its answer. Raises SwitchedOff."""
    attempt = queries.get_attempt(attempt_id)
    gateway, bill, name = gateway_of(attempt.provider), attempts.bill_of(attempt), attempt.provider
    try:
        found = gateway.ask(bill, now)
    except Unreachable as lost:
        with transaction():
            attempts.note_unknown(attempt_id, str(lost), now)
            attempts.ask_later(attempt_id, now)
        return
    with transaction():
        if found.page:
            attempts.note_started(attempt_id, found.page, now)
        if found.charged:
            taking.take(name, found.charged, "", now)
        elif found.stand in CLOSED or (found.stand == Stand.MISSING and now >= bill.expires_at):
            attempt = queries.get_attempt(attempt_id, lock=True)
            is_over = found.stand == Stand.EXPIRED or now >= bill.expires_at
            attempts.note_gone(attempt, found.stand.value, now)
            if is_over:
                taking.release(attempt, now)
        elif found.stand == Stand.MISSING:
            attempts.note_refused(attempt_id, NOT_MADE, now)
        attempts.ask_later(attempt_id, now)


def refund(actor: Actor, refund_id: int, now: datetime) -> str:
    """Send a refund through the partner that has its money; how far it came.

    Raises what refunding.begin does, and SwitchedOff.
    """
    with transaction():
        back = refunding.begin(actor, refund_id, now)
        gateway, back_id = gateway_of(back.charge.provider), back.id
        sent = refunding.return_of(back)
    try:
        answer = gateway.refund(sent)
    except Unreachable:
        return AttemptState.UNKNOWN.value  # the clock asks
    with transaction():
        refunding.note_answer(back_id, answer, now)
    return answer.state


def ask_refund(return_id: int, now: datetime) -> None:
    """Ask what became of money on its way back. Raises SwitchedOff."""
    back = queries.get_return(return_id)
    gateway, sent = gateway_of(back.charge.provider), refunding.return_of(back)
    try:
        answer = gateway.ask_refund(sent, now)
    except Unreachable:
        with transaction():
            refunding.ask_later(return_id, now)
        return
    with transaction():
        refunding.note_answer(return_id, answer, now)
        refunding.ask_later(return_id, now)
