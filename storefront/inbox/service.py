"""Writes of the inbox: a message and its effect in one transaction, and what people decide."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from storefront.inbox import queries, rules
from storefront.inbox.errors import (
    CameOtherwise,
    NoSuchPurchase,
    NothingExpected,
    SeenAlready,
    TooLittle,
)
from storefront.inbox.models import ForeignMoney, InboundEvent, Receipt
from storefront.inbox.rules import Arrival, Foreign, Message, ReceiptState, Result
from storefront.orders import numbers, settling
from storefront.payments import service as payments
from storefront.payments.rules import RefundReason

BY_HAND = "by_hand"
"""The provider of money that an operator saw on the account."""


def take(message: Message, raw: str, now: datetime) -> Result | None:
    """Store a message that was checked, and do what it says; None when it was taken already."""
    event = store(message, raw, now)
    if event is None:
        return None
    if isinstance(message, Arrival):
        event.result = _arrived(message, event, now).value
    elif isinstance(message, Foreign):
        event.result = _came_foreign(message, event).value
    return Result(event.result)


def store(message: Message, raw: str, now: datetime) -> InboundEvent | None:
    """Keep a message once; None when it was kept before."""
    if queries.has_event(message.provider, message.event_id):
        return None
    event = InboundEvent(
        provider=message.provider,
        event_id=message.event_id,
        raw=raw,
        received_at=now,
        handled_at=now,
        result=Result.NO_MONEY.value,
    )
    try:
        with session.begin_nested():  # of two copies at once the later waits here for the earlier
            session.add(event)
    except IntegrityError:
        return None
    return event


def _arrived(arrival: Arrival, event: InboundEvent, now: datetime) -> Result:
    """Match exact code, amount and account; anything less waits for a person."""
    named = rules.find_numbers(arrival.text)
    number = named[0] if len(named) == 1 else None
    # Held before others of the same transfer are looked for: of two at once one sees the other.
    purchase = queries.find_purchase(number, lock=True) if number else None
    if queries.has_twin(arrival):
        return Result.SAME
    receipt = Receipt(
        event=event,
        account=arrival.account,
        amount=arrival.amount,
        text=arrival.text,
        happened_at=arrival.happened_at,
        bank_reference=arrival.bank_reference or None,
        number=number,
        state=ReceiptState.OPEN.value,
    )
    session.add(receipt)
    session.flush()  # before a savepoint may be rolled back below
    accounts = (arrival.account, *arrival.also_accounts)
    if rules.find_problem(arrival.amount, accounts, purchase, has_code=bool(number)):
        return Result.WAITS
    return _settle([receipt], Actor(name=arrival.provider), now)


def _came_foreign(money: Foreign, event: InboundEvent) -> Result:
    """Nothing is matched and nothing is booked; told by a message and as an answer it is once."""
    if queries.find_foreign(money.provider, money.payment_id) is None:
        session.add(
            ForeignMoney(
                event_id=event.id,
                provider=money.provider,
                payment_id=money.payment_id,
                number=money.number,
                amount=money.amount,
                currency=money.currency,
                happened_at=money.happened_at,
            )
        )
        session.flush()
    return Result.WAITS


def close_foreign(actor: Actor, foreign_id: int, note: str, now: datetime) -> None:
    """A person has looked after money in another currency, where it is. Raises NotFound."""
    row = queries.get_open_foreign(foreign_id)
    row.closed_at, row.closed_by, row.note = now, actor.name, note
    sentence = f"Xong {row.amount} {row.currency} ở {row.provider} của {row.number}: {note}"
    audit.record(actor, "inbox.close_foreign", row, sentence)


def _settle(receipts: list[Receipt], actor: Actor, now: datetime) -> Result:
    """These receipts together are what their purchase expects."""
    number = receipts[0].number or ""
    ids = [receipt.id for receipt in receipts]
    is_paid = settling.settle(number, actor, now)
    for receipt_id in ids:
        receipt = session.get_one(Receipt, receipt_id)
        if is_paid:
            _close(receipt, ReceiptState.APPLIED, actor, now)
        else:
            _send_back(receipt, RefundReason.TOO_LATE, actor, now)
    return Result.PAID if is_paid else Result.REFUND


def _close(receipt: Receipt, state: ReceiptState, actor: Actor, now: datetime) -> None:
    receipt.state, receipt.closed_at, receipt.closed_by = state.value, now, actor.name


def _send_back(receipt: Receipt, reason: RefundReason, actor: Actor, now: datetime) -> None:
    _close(receipt, ReceiptState.REFUND, actor, now)
    payments.open_refund(name_of(receipt), receipt.amount, reason, receipt.text, now)


def name_of(receipt: Receipt) -> str:
    """What a refund of this receipt is called."""
    return f"{receipt.number or 'TIEN'}/{receipt.id}"


def apply(actor: Actor, receipt_id: int, typed: str, now: datetime) -> Result:
    """A person says which purchase this money is for.

    All open money of that purchase counts together; what is too much goes back. Raises
    NoSuchPurchase, NothingExpected, CameOtherwise or TooLittle.
    """
    number = numbers.group_number(numbers.read_number(typed) or "")
    # The purchase before its receipts, as when money arrives: nobody waits for each other.
    purchase = queries.find_purchase(number, lock=True) if number else None
    receipt = queries.get_open_receipt(receipt_id)
    if purchase is None or not purchase.is_prepaid:
        raise NoSuchPurchase
    if not purchase.expected:
        raise NothingExpected
    receipt.number = number
    session.flush()
    together = list(queries.open_receipts_of(number))
    if any(rules.came_otherwise(one.account, purchase.account) for one in together):
        raise CameOtherwise
    came = sum(one.amount for one in together)
    if came < purchase.expected:
        raise TooLittle(format_dong(purchase.expected - came))
    result = _settle(together, actor, now)
    surplus = came - purchase.expected
    if surplus and result == Result.PAID:
        payments.open_refund(name_of(receipt), surplus, RefundReason.TOO_MUCH, receipt.text, now)
    sentence = f"Nhận {format_dong(came)} cho đơn {number}."
    audit.record(actor, "inbox.apply", receipt, sentence, result=result.value)
    return result


def give_back(actor: Actor, receipt_id: int, note: str, now: datetime) -> None:
    """A person decides that this money goes back to who sent it."""
    receipt = queries.get_open_receipt(receipt_id)
    receipt.note = note
    _send_back(receipt, RefundReason.NOT_OURS, actor, now)
    audit.record(
        actor, "inbox.give_back", receipt, f"Sẽ hoàn {format_dong(receipt.amount)}: {note}"
    )


def dismiss(actor: Actor, receipt_id: int, note: str, now: datetime) -> None:
    """A person says that this is no buyer's money: a loan, a test, money of the house."""
    receipt = queries.get_open_receipt(receipt_id)
    receipt.note = note
    _close(receipt, ReceiptState.DISMISSED, actor, now)
    audit.record(
        actor,
        "inbox.dismiss",
        receipt,
        f"Không phải tiền mua hàng, {format_dong(receipt.amount)}: {note}",
    )


def enter(actor: Actor, arrival: Arrival, now: datetime) -> Result:
    """A person saw money on the account that no message told of; its bank reference is the key.

    Raises SeenAlready when that reference was entered before.
    """
    result = take(arrival, arrival.text, now)
    if result in (None, Result.SAME):
        raise SeenAlready
    audit.record(
        actor,
        "inbox.enter",
        f"InboundEvent:{arrival.event_id}",
        f"Ghi tay tiền vào {format_dong(arrival.amount)}, mã {arrival.event_id}.",
    )
    return result
