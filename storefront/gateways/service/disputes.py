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
from storefront.journal import service as journal
from storefront.payment_partners.providers.base import DisputeNews, Taken
from storefront.payment_partners.rules import DisputeState


def note(provider: str, news: DisputeNews, now: datetime) -> Taken:
    """A complaint, or the bank's word on it. What the bank decided does not open again."""
    dispute = queries.find_dispute(provider, news.dispute_id, lock=True)
    if dispute is None:
        dispute = _opened(provider, news, now)
    if dispute.state == DisputeState.OPEN and news.state != DisputeState.OPEN:
        dispute.state, dispute.closed_at = DisputeState(news.state).value, now
        if news.state == DisputeState.LOST:
            dispute.taken = dispute.amount
            key = f"{provider}:{news.dispute_id}"
            journal.book_lost(provider, dispute.amount, dispute.number or key, key, now)
    dispute.due_at = news.due_at or dispute.due_at
    return Taken.DONE if dispute.number else Taken.UNKNOWN


def _opened(provider: str, news: DisputeNews, now: datetime) -> Dispute:
    charge = queries.find_charge(provider, news.payment_id)
    dispute = Dispute(
        provider=provider,
        dispute_id=news.dispute_id,
        payment_id=news.payment_id,
        number=charge.receipt.number if charge else None,
        amount=news.amount,
        reason=news.reason,
        state=DisputeState.OPEN.value,
        due_at=news.due_at,
        opened_at=now,
    )
    session.add(dispute)
    session.flush()  # for the id the audit entry names
    sentence = (
        f"Chủ thẻ khiếu nại {format_dong(news.amount)} của đơn {dispute.number or news.payment_id};"
        " tạm dừng chi cho người bán của đơn."
    )
    audit.record(SYSTEM, "gateways.dispute", dispute, sentence)
    return dispute


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
    if dispute.state == DisputeState.OPEN:
        raise DisputeStillOpen
    dispute.settled_by, dispute.settled_at, dispute.note = actor.name, now, note_
    sentence = f"Xong khiếu nại {dispute.dispute_id} của đơn {dispute.number}: {note_}"
    audit.record(actor, "gateways.settle", dispute, sentence)
    return dispute
