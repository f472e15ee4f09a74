"""Complaints of card holders to their banks: sellers' payouts wait until a person has looked."""

from datetime import datetime

from sqlalchemy import update

from catalog.kernel import audit
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from storefront.gateways import queries
from storefront.gateways.errors import DisputeClosed, DisputeStillOpen
from storefront.gateways.models import Dispute
from storefront.inbox.errors import Unreadable
from storefront.journal import service as journal
from storefront.payment_partners.providers.base import DisputeNews, Taken
from storefront.payment_partners.rules import RUNNING, DisputeState, follows


def note(provider: str, news: DisputeNews, now: datetime) -> Taken:
    """A complaint, or the bank's word on it; of two words the later counts.

    Raises Unreadable for a sum in another currency while its payment is not known: told again,
    it is taken.
    """
    dispute = queries.find_dispute(provider, news.dispute_id, lock=True)
    if dispute is None:
        dispute = _opened(provider, news, now)
    is_later = dispute.said_at is None or news.said_at > dispute.said_at
    if follows(dispute.state, news.state, is_later=is_later):
        _decide(dispute, news, now)
    if is_later:
        dispute.said_at = news.said_at
        dispute.due_at = news.due_at or dispute.due_at
    return Taken.DONE if dispute.number else Taken.UNKNOWN


def _opened(provider: str, news: DisputeNews, now: datetime) -> Dispute:
    charge = queries.find_charge(provider, news.payment_id)
    amount = news.amount or (charge.amount if charge else None)
    if amount is None:
        raise Unreadable
    dispute = Dispute(
        provider=provider,
        dispute_id=news.dispute_id,
        payment_id=news.payment_id,
        number=charge.receipt.number if charge else None,
        amount=amount,
        reason=news.reason,
        state=DisputeState.OPEN.value,
        due_at=news.due_at,
        opened_at=now,
        taken=0,
        covered=0,
    )
    session.add(dispute)
    session.flush()  # for the id the audit entry names
    sentence = (
        f"Chủ thẻ khiếu nại {format_dong(amount)} của đơn {dispute.number or news.payment_id};"
        " tạm dừng chi cho người bán của đơn."
    )
    audit.record(SYSTEM, "gateways.dispute", dispute, sentence)
    return dispute


def _decide(dispute: Dispute, news: DisputeNews, now: datetime) -> None:
    """The bank has decided, or thinks again: then a person looks again as well."""
    if dispute.state != DisputeState.OPEN:
        dispute.settled_at = dispute.settled_by = None
        sentence = f"Ngân hàng xét lại khiếu nại {dispute.dispute_id} của đơn {dispute.number}."
        audit.record(SYSTEM, "gateways.dispute", dispute, sentence)
    dispute.state = DisputeState(news.state).value
    dispute.amount = news.amount or dispute.amount
    dispute.closed_at = None if news.state in RUNNING else now
    if news.state in RUNNING:
        return
    # What paid for a refund stays taken: who has the money back now sends it to the buyer.
    taken = max(dispute.amount if news.state == DisputeState.LOST else 0, dispute.covered)
    key = f"{dispute.provider}:{news.dispute_id}:{news.event_id}"
    if taken != dispute.taken:
        subject = dispute.number or f"{dispute.provider}:{dispute.dispute_id}"
        journal.book_lost(dispute.provider, taken - dispute.taken, subject, key, now)
    dispute.taken = taken


def find_purchase(provider: str, payment_id: str, number: str | None) -> None:
    """A complaint that came before its money: now it is known whose payouts wait for it."""
    session.execute(
        update(Dispute)
        .where(
            Dispute.provider == provider,
            Dispute.payment_id == payment_id,
            Dispute.number.is_(None),
        )
        .values(number=number)
        .execution_options(synchronize_session="fetch")
    )


def settle(actor: Actor, dispute_id: int, note_: str, now: datetime) -> Dispute:
    """A person has looked, and the sellers are paid again.

    Raises DisputeStillOpen until the bank has decided, DisputeClosed the second time.
    """
    dispute = queries.get_dispute(dispute_id, lock=True)
    if dispute.settled_at is not None:
        raise DisputeClosed
    if dispute.state in RUNNING:
        raise DisputeStillOpen
    dispute.settled_by, dispute.settled_at, dispute.note = actor.name, now, note_
    sentence = f"Xong khiếu nại {dispute.dispute_id} của đơn {dispute.number}: {note_}"
    audit.record(actor, "gateways.settle", dispute, sentence)
    return dispute
