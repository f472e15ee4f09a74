"""Money of a delivered order that goes back: promised once, sent by whoever has it.

What was promised counts against the seller's share at once, by one conditional UPDATE, so that
two who refund at the same time never give back more than was paid.
"""

from datetime import datetime

from sqlalchemy import update

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from catalog.kernel.money import format_dong
from storefront.payments import queries
from storefront.payments.errors import AlreadySent, MoreThanLeft, NothingToGiveBack
from storefront.payments.models import PaymentShare, Refund
from storefront.payments.rules import Payer, RefundReason, ShareState, key_of
from storefront.payments.signals import return_agreed


def promise(reference: str, amount: int, payer: Payer, note: str | None, now: datetime) -> Refund:
    """Owe a buyer part of what was paid for an order.

    Raises NothingToGiveBack below one đồng, MoreThanLeft above what is left of the share.
    """
    if amount < 1:
        raise NothingToGiveBack
    taken = session.execute(
        update(PaymentShare)
        .where(
            PaymentShare.reference == reference,
            PaymentShare.state == ShareState.RECEIVED.value,
            PaymentShare.refunded + amount <= PaymentShare.amount,
        )
        .values(refunded=PaymentShare.refunded + amount)
        .execution_options(synchronize_session="fetch")
    )
    if rows_changed(taken) != 1:
        raise MoreThanLeft(format_dong(left_of(reference)))
    return _open(reference, amount, payer, note, now)


def _open(reference: str, amount: int, payer: Payer, note: str | None, now: datetime) -> Refund:
    refund = Refund(
        reference=reference,
        amount=amount,
        reason=RefundReason.RETURNED.value,
        payer=payer.value,
        note=note,
        opened_at=now,
    )
    session.add(refund)
    session.flush()  # for the id that names it in the journal
    return_agreed.send(None, reference=reference, amount=amount, key=key_of(refund.id))
    return refund


def take_over(actor: Actor, refund_id: int) -> Refund:
    """The platform sends what the seller should have sent; the seller owes it then."""
    refund = queries.get_refund(refund_id)
    if refund.sent_at is not None:
        raise AlreadySent
    refund.payer = Payer.PLATFORM.value
    sentence = f"Sàn trả thay người bán {format_dong(refund.amount)} của {refund.reference}."
    audit.record(actor, "payments.take_over", refund, sentence)
    return refund


def left_of(reference: str) -> int:
    """What of a received share can still go back, whole đồng."""
    share = queries.get_share(reference)
    return share.amount - share.refunded if share.state == ShareState.RECEIVED else 0
