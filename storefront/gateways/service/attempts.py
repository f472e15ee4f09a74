"""A try to pay: stored with its key before the call, and what the partner answered after it."""

from datetime import datetime, timedelta
from uuid import uuid4

from catalog.kernel.db import session
from storefront.gateways import queries, rules
from storefront.gateways.errors import NothingToPay, TooLateToStart
from storefront.gateways.models import PaymentAttempt
from storefront.gateways.rules import AttemptState
from storefront.payment_partners.providers.base import Bill, PayPage
from storefront.payments import queries as payments
from storefront.payments.rules import is_online

LONGEST_WORDS = 200


def prepare(number: str, language: str, shortest: timedelta, now: datetime) -> PaymentAttempt:
    """The try a buyer goes on with: the one that is open or half way, else a new one.

    `shortest`: how long its page must stay open. Raises NothingToPay or TooLateToStart.
    """
    payment = payments.find_payment(number, lock=True)
    due = queries.due_for(payment) if payment else 0
    if payment is None or payment.expires_at is None or not is_online(payment.method) or not due:
        raise NothingToPay
    tries = queries.list_attempts_of(number)
    newest = tries[0] if tries else None
    if newest and newest.amount == due and rules.goes_on(newest.state, payment.expires_at, now):
        return newest
    if payment.expires_at - now < shortest:
        raise TooLateToStart
    place = newest.place + 1 if newest else 1
    attempt = PaymentAttempt(
        provider=payment.method,
        number=number,
        place=place,
        reference=rules.make_reference(number, place),
        key=str(uuid4()),
        amount=due,
        language=language,
        state=AttemptState.PREPARED.value,
        created_at=now,
        changed_at=now,
        expires_at=payment.expires_at,
        ask_at=rules.next_question(0, now),
        asked=0,
    )
    session.add(attempt)
    session.flush()  # for the id the caller goes on with
    return attempt


def bill_of(attempt: PaymentAttempt, buyer_address: str = "127.0.0.1") -> Bill:
    """The try as its partner sees it."""
    return Bill(
        reference=attempt.reference,
        key=attempt.key,
        number=attempt.number,
        amount=attempt.amount,
        language=attempt.language,
        made_at=attempt.created_at,
        expires_at=attempt.expires_at,
        partner_id=attempt.partner_id,
        buyer_address=buyer_address,
    )


def note_started(attempt_id: int, page: PayPage, now: datetime) -> None:
    """The partner has made a page."""
    attempt = queries.get_attempt(attempt_id, lock=True)
    attempt.partner_id = attempt.partner_id or page.partner_id
    attempt.url = attempt.url or page.url
    if rules.may_move(attempt.state, AttemptState.STARTED):
        _move(attempt, AttemptState.STARTED, now)
        attempt.ask_at, attempt.asked = rules.next_question(1, now), 0


def note_unknown(attempt_id: int, words: str, now: datetime) -> None:
    """The partner did not answer: it may have made a page, or not."""
    attempt = queries.get_attempt(attempt_id, lock=True)
    if rules.may_move(attempt.state, AttemptState.UNKNOWN):
        _move(attempt, AttemptState.UNKNOWN, now)
        attempt.words = words[:LONGEST_WORDS]


def note_refused(attempt_id: int, words: str, now: datetime) -> None:
    """The partner made no page; another try may."""
    attempt = queries.get_attempt(attempt_id, lock=True)
    if rules.may_move(attempt.state, AttemptState.REFUSED):
        _move(attempt, AttemptState.REFUSED, now)
        attempt.words, attempt.ask_at = words[:LONGEST_WORDS], None


def note_gone(attempt: PaymentAttempt, words: str, now: datetime) -> None:
    """Nobody can pay on this page any more. `attempt` is locked."""
    if rules.may_move(attempt.state, AttemptState.GONE):
        _move(attempt, AttemptState.GONE, now)
        attempt.words, attempt.ask_at = words[:LONGEST_WORDS], None


def note_paid(attempt: PaymentAttempt, now: datetime) -> None:
    """The partner has the money. `attempt` is locked."""
    if rules.may_move(attempt.state, AttemptState.PAID):
        _move(attempt, AttemptState.PAID, now)
        attempt.ask_at = None


def ask_later(attempt_id: int, now: datetime) -> None:
    """Ask this partner again after a while, unless a person has to look now."""
    attempt = queries.get_attempt(attempt_id, lock=True)
    if attempt.ask_at is None:
        return
    attempt.asked += 1
    is_over = rules.is_over(attempt.expires_at, now)
    attempt.ask_at = None if is_over else rules.next_question(attempt.asked, now)


def _move(attempt: PaymentAttempt, state: AttemptState, now: datetime) -> None:
    attempt.state, attempt.changed_at = state.value, now
