"""What a partner tells, by message or when asked: stored once, with its effect."""

from datetime import datetime

from sqlalchemy import select

from catalog.kernel.db import session
from storefront.gateways import queries, rules
from storefront.gateways.models import Charge, PaymentAttempt
from storefront.gateways.rules import AttemptState
from storefront.gateways.service import attempts, disputes, refunding
from storefront.inbox import service as inbox
from storefront.inbox.rules import Arrival, Foreign, Quiet, Result
from storefront.orders import settling
from storefront.payment_partners.providers.base import (
    Charged,
    ChargedForeign,
    DisputeNews,
    Gone,
    RefundNews,
    Taken,
    Told,
)


def take(provider: str, told: Told, raw: str, now: datetime) -> Taken:
    """Store what was checked, and do what it says; SEEN when it was taken already."""
    if isinstance(told, Charged):
        return _charged(provider, told, raw, now)
    if isinstance(told, ChargedForeign):
        return _charged_foreign(provider, told, raw, now)
    if inbox.take(Quiet(provider, told.event_id), raw, now) is None:
        return Taken.SEEN
    if isinstance(told, Gone):
        return _gone(provider, told, now)
    if isinstance(told, DisputeNews):
        return disputes.note(provider, told, now)
    if isinstance(told, RefundNews):
        return refunding.note(told, now)
    return Taken.DONE


def _charged(provider: str, told: Charged, raw: str, now: datetime) -> Taken:
    """Money: matched with what its purchase expects, or left to a person. Never dropped."""
    attempt = queries.find_attempt(provider, told.reference, lock=True)
    if queries.find_charge(provider, told.payment_id):
        inbox.take(Quiet(provider, told.event_id), raw, now)
        return Taken.SEEN
    purchase = attempt.number if attempt else told.reference
    arrival = Arrival(
        provider=provider,
        event_id=told.event_id,
        account=provider,
        amount=told.amount,
        text=purchase,
        happened_at=told.happened_at,
    )
    result = inbox.take(arrival, raw, now)
    receipt = queries.receipt_of(provider, told.event_id)
    if result is None or receipt is None:
        return Taken.SEEN
    if attempt:  # read again: a savepoint may have been rolled back meanwhile
        attempt = queries.get_attempt(attempt.id, lock=True)
        attempts.note_paid(attempt, now)
    session.add(
        Charge(
            attempt_id=attempt.id if attempt else None,
            receipt_id=receipt.id,
            provider=provider,
            reference=told.reference,
            payment_id=told.payment_id,
            amount=told.amount,
            charged_at=told.happened_at,
        )
    )
    disputes.find_purchase(provider, told.payment_id, receipt.number)
    if attempt is None:
        return Taken.UNKNOWN
    fits = attempt.amount == told.amount
    return Taken.DONE if fits or result != Result.WAITS else Taken.WAITS


def _charged_foreign(provider: str, told: ChargedForeign, raw: str, now: datetime) -> Taken:
    """Money nobody asked for in such a currency: a person looks, and nothing is booked."""
    attempt = queries.find_attempt(provider, told.reference, lock=True)
    money = Foreign(
        provider=provider,
        event_id=told.event_id,
        payment_id=told.payment_id,
        number=attempt.number if attempt else rules.purchase_of(told.reference),
        amount=told.amount,
        currency=told.currency,
        happened_at=told.happened_at,
    )
    if inbox.take(money, raw, now) is None:
        return Taken.SEEN
    if attempt:
        attempts.note_paid(attempt, now)
    return Taken.WAITS


def _gone(provider: str, told: Gone, now: datetime) -> Taken:
    """A page is closed. Where no other is open and the time is over, the goods are free again."""
    attempt = queries.find_attempt(provider, told.reference, lock=True)
    if attempt is None:
        return Taken.UNKNOWN
    attempts.note_gone(attempt, told.words, now)
    if told.is_expired:
        release(attempt, now)
    return Taken.DONE


def release(attempt: PaymentAttempt, now: datetime) -> None:
    """Call off what waited for a try that is gone, unless the buyer may still pay by another."""
    if attempt.state != AttemptState.GONE:
        return
    live = select(PaymentAttempt.id).where(
        PaymentAttempt.number == attempt.number,
        PaymentAttempt.id != attempt.id,
        PaymentAttempt.state.in_([state.value for state in rules.LIVE]),
    )
    if session.scalar(live.limit(1)) is None:
        settling.lapse(attempt.number, now)
