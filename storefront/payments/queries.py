"""Reads of payments, by reference."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from storefront.payments import rules
from storefront.payments.models import Payment, PaymentShare, ReceivingAccount, Refund
from storefront.payments.rules import Payer, RefundReason, ShareState, Slip
from storefront.payments.vietqr import banks
from storefront.payments.vietqr.rules import build, to_purpose


def states_of(references: Iterable[str]) -> dict[str, str]:
    """The state of each seller's share, by the order's number."""
    query = select(PaymentShare.reference, PaymentShare.state).where(
        PaymentShare.reference.in_(list(references))
    )
    return {row.reference: row.state for row in session.execute(query)}


def get_share(reference: str) -> PaymentShare:
    """The share of an order, as it stands in this transaction; or NotFound."""
    query = select(PaymentShare).where(PaymentShare.reference == reference)
    share = session.scalar(query.execution_options(populate_existing=True))
    if share is None:
        raise NotFound
    return share


def find_payment(reference: str, *, lock: bool = False) -> Payment | None:
    """The payment of a purchase with its shares and its account, or None."""
    query = (
        select(Payment)
        .where(Payment.reference == reference)
        .options(selectinload(Payment.shares))
        .execution_options(populate_existing=True)
    )
    return session.scalar(query.with_for_update() if lock else query)


def find_slip(reference: str) -> Slip | None:
    """What a buyer needs to transfer what is still owed, or None where nothing is."""
    payment = find_payment(reference)
    if payment is None or payment.account is None or payment.expires_at is None:
        return None
    due = rules.due_of((share.amount, share.state) for share in payment.shares)
    if not due:
        return None
    account = payment.account
    bank = banks.find_bank(account.bin)
    purpose = to_purpose(rules.PURPOSE.format(number=reference))
    return Slip(
        bank=bank.short_name if bank else account.bin,
        account=account.account,
        holder=account.holder,
        amount=due,
        purpose=purpose,
        payload=build(account.bin, account.account, due, purpose),
        until=payment.expires_at,
        is_demo=account.is_demo,
    )


def list_lapsed(now: datetime, at_most: int = 100) -> list[str]:
    """Purchases whose time to pay is over and whose shares are still due."""
    query = (
        select(Payment.reference)
        .join(PaymentShare)
        .where(Payment.expires_at <= now, PaymentShare.state == ShareState.DUE.value)
        .group_by(Payment.reference, Payment.expires_at)
        .order_by(Payment.expires_at)
    )
    return list(session.scalars(query.limit(at_most)))


def list_waiting() -> Sequence[Payment]:
    """Payments by transfer that nobody has made yet, oldest first."""
    query = (
        select(Payment)
        .where(
            Payment.expires_at.is_not(None),
            Payment.shares.any(PaymentShare.state == ShareState.DUE.value),
        )
        .options(selectinload(Payment.shares))
        .order_by(Payment.created_at)
    )
    return session.scalars(query.limit(200)).all()


def find_account(on: date) -> ReceivingAccount | None:
    """The account buyers transfer to on that day: of several the one entered last."""
    query = (
        select(ReceivingAccount)
        .where(ReceivingAccount.since <= on)
        .where(ReceivingAccount.until.is_(None) | (ReceivingAccount.until >= on))
        .order_by(ReceivingAccount.since.desc(), ReceivingAccount.id.desc())
    )
    return session.scalar(query.limit(1))


def list_accounts() -> Sequence[ReceivingAccount]:
    """Every account that ever received, newest first."""
    query = select(ReceivingAccount)
    return session.scalars(
        query.order_by(ReceivingAccount.since.desc(), ReceivingAccount.id.desc())
    ).all()


def get_account(account_id: int) -> ReceivingAccount:
    """A receiving account, or NotFound."""
    row = session.get(ReceivingAccount, account_id, with_for_update=True)
    if row is None:
        raise NotFound
    return row


def get_refund(refund_id: int) -> Refund:
    """A refund, held until the commit; or NotFound."""
    row = session.get(Refund, refund_id, with_for_update=True)
    if row is None:
        raise NotFound
    return row


def list_refunds_due() -> Sequence[Refund]:
    """Money that waits to be sent back by the platform, oldest first."""
    query = select(Refund).where(Refund.sent_at.is_(None), Refund.payer == Payer.PLATFORM.value)
    query = query.order_by(Refund.id)
    return session.scalars(query.limit(200)).all()


def going_back() -> dict[str, int]:
    """What of each order was promised back and is not sent yet: for the books.

    Not that of orders called off, whose buyers owe nothing else.
    """
    reasons = [RefundReason.CUT.value, RefundReason.RETURNED.value]
    query = (
        select(Refund.reference, func.sum(Refund.amount))
        .where(Refund.reason.in_(reasons), Refund.sent_at.is_(None))
        .group_by(Refund.reference)
    )
    return {reference: int(amount) for reference, amount in session.execute(query)}


def list_over_promised() -> list[str]:
    """Shares that say something else than their refunds add up to; empty when all is well."""
    promised = func.coalesce(func.sum(Refund.amount), 0)
    query = (
        select(PaymentShare.reference)
        .outerjoin(
            Refund,
            (Refund.reference == PaymentShare.reference)
            & (Refund.reason == RefundReason.RETURNED.value),
        )
        .group_by(PaymentShare.id, PaymentShare.reference, PaymentShare.refunded)
        .having(PaymentShare.refunded != promised)
        .order_by(PaymentShare.reference)
    )
    return list(session.scalars(query))


def amounts_of_shares() -> dict[str, tuple[int, str, str]]:
    """Amount and state of every share and how it is paid, by the order's number: for the books."""
    query = select(
        PaymentShare.reference, PaymentShare.amount, PaymentShare.state, Payment.method
    ).join(Payment)
    return {row.reference: (row.amount, row.state, row.method) for row in session.execute(query)}


def prepaid_by_purchase() -> dict[str, int]:
    """What came beforehand for each purchase, given back later or not: for the books."""
    states = [ShareState.RECEIVED, ShareState.REFUND_DUE, ShareState.REFUNDED]
    query = (
        select(Payment.reference, func.sum(PaymentShare.amount))
        .join(PaymentShare)
        .where(Payment.method.in_(rules.PREPAID), PaymentShare.state.in_(states))
        .group_by(Payment.reference)
    )
    return {number: int(amount) for number, amount in session.execute(query)}


def surplus_by_purchase() -> dict[str, int]:
    """What came above the price of each purchase and goes back."""
    query = select(Refund.reference, Refund.amount).where(
        Refund.reason == RefundReason.TOO_MUCH.value
    )
    found: Counter[str] = Counter()
    for row in session.execute(query):
        found[row.reference.partition("/")[0]] += row.amount
    return dict(found)


def cut_by_order() -> dict[str, int]:
    """What goes back of each order that was paid and then amended: for the books."""
    query = (
        select(Refund.reference, func.sum(Refund.amount))
        .where(Refund.reason == RefundReason.CUT.value)
        .group_by(Refund.reference)
    )
    return {number: int(amount) for number, amount in session.execute(query)}


def list_uneven() -> list[str]:
    """Payments whose shares do not add up to their amount; empty when all is well."""
    shares = func.coalesce(func.sum(PaymentShare.amount), 0)
    query = (
        select(Payment.reference)
        .outerjoin(PaymentShare)
        .group_by(Payment.id, Payment.reference, Payment.amount)
        .having(Payment.amount != shares)
        .order_by(Payment.reference)
    )
    return list(session.scalars(query))
