"""Writes of payments. Nothing leaves the house here; what came in is told by callers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update

from catalog.kernel import audit, dated
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from catalog.kernel.errors import NotFound
from catalog.kernel.money import format_dong
from storefront.payments import queries, rules
from storefront.payments.errors import (
    AlreadySent,
    AlreadySettled,
    NotAnAccount,
    UnknownBank,
    WithPartner,
)
from storefront.payments.models import Payment, PaymentShare, ReceivingAccount, Refund
from storefront.payments.rules import HELD_BY_SELLER, Method, RefundReason, ShareState
from storefront.payments.signals import money_received, money_returned, refund_sent
from storefront.payments.vietqr import banks
from storefront.payments.vietqr.rules import build


def open_cod(reference: str, shares: Sequence[tuple[str, int]], now: datetime) -> Payment:
    """What a purchase owes on delivery: a share for each order, (its number, đồng)."""
    return _open(Payment(reference=reference, method=Method.COD.value), shares, now)


def open_transfer(
    reference: str, shares: Sequence[tuple[str, int]], account_id: int, now: datetime
) -> Payment:
    """What a purchase owes by bank transfer to this account before anybody packs."""
    payment = Payment(
        reference=reference,
        method=Method.VIETQR.value,
        account_id=account_id,
        expires_at=now + rules.WAITS[Method.VIETQR],
    )
    return _open(payment, shares, now)


def open_online(
    reference: str, shares: Sequence[tuple[str, int]], method: Method, now: datetime
) -> Payment:
    """What a purchase owes on a partner's page before anybody packs."""
    payment = Payment(
        reference=reference, method=method.value, expires_at=now + rules.WAITS[method]
    )
    return _open(payment, shares, now)


def _open(payment: Payment, shares: Sequence[tuple[str, int]], now: datetime) -> Payment:
    payment.amount = sum(amount for _, amount in shares)
    payment.currency = "VND"
    payment.created_at = now
    payment.shares = [
        PaymentShare(reference=number, amount=amount, state=ShareState.DUE.value)
        for number, amount in shares
    ]
    session.add(payment)
    return payment


def add_free_share(purchase: str, reference: str, now: datetime) -> None:
    """A further order of a purchase with nothing to pay: goods that are sent anew."""
    payment = queries.find_payment(purchase)
    if payment is None:
        raise NotFound
    prepaid = rules.is_prepaid(payment.method)
    payment.shares.append(
        PaymentShare(
            reference=reference,
            amount=0,
            state=(ShareState.RECEIVED if prepaid else ShareState.DUE).value,
            settled_at=now if prepaid else None,
        )
    )


def receive(reference: str, now: datetime) -> None:
    """The money of this order is there: the seller has the cash, or the bank the transfer."""
    _settle(reference, ShareState.RECEIVED, now)
    share = queries.get_share(reference)
    holder = share.payment.method if rules.is_prepaid(share.payment.method) else HELD_BY_SELLER
    money_received.send(
        None,
        reference=reference,
        amount=share.amount,
        holder=holder,
        key=f"{'cash' if holder == HELD_BY_SELLER else holder}:{reference}",
    )


def void(reference: str, now: datetime) -> None:
    """Nothing is owed any more: the order is cancelled or refused.

    What was paid beforehand becomes a refund that waits for a person.
    """
    share = queries.get_share(reference)
    if share.state != ShareState.RECEIVED or not rules.is_prepaid(share.payment.method):
        _settle(reference, ShareState.VOID, now)
        return
    if not share.amount:  # a voucher had paid for all of it: there is nothing to send
        share.state = ShareState.VOID.value
        return
    _settle(reference, ShareState.REFUND_DUE, now)
    open_refund(reference, share.amount, RefundReason.CALLED_OFF, None, now)


def hold(purchase: str) -> None:
    """Hold the payment of a purchase until the commit, before orders of it are changed by who
    changes the purchase or its payment as well.

    Money that arrives holds the payment first, then the purchase and its orders: who did it the
    other way round and they would wait for each other.
    """
    queries.find_payment(purchase, lock=True)


def renew(reference: str, now: datetime) -> None:
    """A share that was void is owed again: its money came late."""
    _settle(reference, ShareState.DUE, now)


def lower(reference: str, amount: int, now: datetime) -> None:
    """Part of an order is cancelled: so much less is owed for it, or goes back where it was paid.

    Never more than the share: raises AlreadySettled for more, and for a share that is settled.
    """
    share = queries.get_share(reference)
    is_paid = share.state == ShareState.RECEIVED and rules.is_prepaid(share.payment.method)
    state = ShareState.RECEIVED if is_paid else ShareState.DUE
    _amend(share, -amount, state)
    if is_paid and amount:  # a voucher may have paid for all of it
        open_refund(reference, amount, RefundReason.CUT, None, now)


def raise_due(reference: str, amount: int) -> None:
    """More is ordered: so much more is owed on delivery. Raises AlreadySettled once it is paid."""
    _amend(queries.get_share(reference), amount, ShareState.DUE)


def _amend(share: PaymentShare, change: int, state: ShareState) -> None:
    amended = session.execute(
        update(PaymentShare)
        .where(
            PaymentShare.id == share.id,
            PaymentShare.state == state.value,
            PaymentShare.amount + change >= 0,
        )
        .values(amount=PaymentShare.amount + change)
        .execution_options(synchronize_session="fetch")
    )
    if rows_changed(amended) != 1:
        raise AlreadySettled
    session.execute(
        update(Payment)
        .where(Payment.id == share.payment_id)
        .values(amount=Payment.amount + change)
        .execution_options(synchronize_session="fetch")
    )


def open_refund(
    reference: str, amount: int, reason: RefundReason, note: str | None, now: datetime
) -> None:
    """Money that a person has to send back."""
    session.add(
        Refund(reference=reference, amount=amount, reason=reason.value, note=note, opened_at=now)
    )


def mark_sent(
    actor: Actor,
    refund_id: int,
    bank_reference: str,
    now: datetime,
    *,
    partner: str | None = None,
    by_bank: int = 0,
) -> Refund:
    """A person has sent the money back, or `partner` has; `bank_reference` is its word for it.

    `by_bank` đồng of it a card holder's bank has paid. What a buyer may have complained of there
    goes by `gateways.service.refunding`. Raises AlreadySent; WithPartner when a partner was told
    to send it and has not answered.
    """
    refund = queries.get_refund(refund_id)
    if refund.sent_at is not None:
        raise AlreadySent
    if refund.partner != partner:
        raise WithPartner
    refund.sent_at, refund.sent_by, refund.bank_reference = now, actor.name, bank_reference
    if refund.reason == RefundReason.CALLED_OFF:
        _settle(refund.reference, ShareState.REFUNDED, now)
    if refund.reason in rules.OF_AN_ORDER:
        method = queries.get_share(refund.reference).payment.method
        money_returned.send(
            None,
            reference=refund.reference,
            amount=refund.amount,
            holder=rules.who_paid(method, refund.payer, partner),
            key=rules.key_of(refund.id),
            was_cut=refund.reason == RefundReason.CUT,
            by_bank=by_bank,
        )
        refund_sent.send(None, refund_id=refund.id, actor=actor)
    sentence = f"Đã hoàn {format_dong(refund.amount)} của {refund.reference}."
    if by_bank:
        sentence += f" Ngân hàng của chủ thẻ đã trả {format_dong(by_bank)} trong đó."
    audit.record(actor, "payments.refund", refund, sentence, bank_reference=bank_reference)
    return refund


def _settle(reference: str, state: ShareState, now: datetime) -> None:
    settled = session.execute(
        update(PaymentShare)
        .where(
            PaymentShare.reference == reference,
            PaymentShare.state == rules.SETTLED_FROM[state].value,
        )
        .values(state=state.value, settled_at=None if state == ShareState.DUE else now)
        .execution_options(synchronize_session="fetch")
    )
    if rows_changed(settled) != 1:
        raise AlreadySettled


@dataclass(frozen=True)
class NewAccount:
    """What an operator enters of a receiving account."""

    bin: str
    account: str
    holder: str
    since: date
    source: str


def add_account(actor: Actor, new: NewAccount, now: datetime) -> ReceivingAccount:
    """From its first day on buyers transfer to it instead of to older ones."""
    bank = banks.find_bank(new.bin)
    if bank is None or not bank.can_receive or bank.is_former:
        raise UnknownBank
    try:
        build(new.bin, new.account)
    except ValueError as error:
        raise NotAnAccount from error
    row = ReceivingAccount(
        bin=new.bin,
        account=new.account,
        holder=new.holder,
        since=new.since,
        source=new.source,
        entered_by=actor.name,
        entered_at=now,
    )
    session.add(row)
    session.flush()  # for the id the audit entry names
    audit.record(
        actor,
        "payments.add_account",
        row,
        f"Thêm tài khoản nhận tiền {bank.short_name} {new.account}, từ {new.since:%d/%m/%Y}.",
    )
    return row


def close_account(actor: Actor, account_id: int, last_day: date) -> ReceivingAccount:
    """Let an account end: `last_day` is the last on which buyers are shown it."""
    row = queries.get_account(account_id)
    row.until = dated.last_day(last_day, begins=row.since, ended=row.until)
    audit.record(
        actor,
        "payments.close_account",
        row,
        f"Đóng tài khoản nhận tiền {row.account} sau ngày {last_day:%d/%m/%Y}.",
    )
    return row
