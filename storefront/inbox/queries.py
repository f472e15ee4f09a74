"""Reads of the inbox: what a purchase expects, and what waits for a person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from storefront.inbox import rules
from storefront.inbox.models import ForeignMoney, InboundEvent, Receipt
from storefront.inbox.rules import Arrival, Problem, Purchase, ReceiptState
from storefront.orders import settling
from storefront.orders.numbers import group_number
from storefront.payments import queries as payments
from storefront.payments.models import Payment
from storefront.payments.rules import ShareState, due_of, is_online, is_prepaid

PER_PAGE = 50


def has_event(provider: str, event_id: str) -> bool:
    """Whether this message was taken already."""
    query = select(InboundEvent.id).where(
        InboundEvent.provider == provider, InboundEvent.event_id == event_id
    )
    return session.scalar(query) is not None


def has_twin(arrival: Arrival) -> bool:
    """Whether another partner or a person has told of this very transfer: the same reference of
    the bank, account and amount, within a day. What lacks any of it may be another one."""
    if len(arrival.bank_reference) < rules.SHORTEST_REFERENCE:
        return False
    query = (
        select(Receipt.id)
        .join(InboundEvent)
        .where(
            InboundEvent.provider != arrival.provider,
            Receipt.bank_reference == arrival.bank_reference,
            Receipt.account.in_((arrival.account, *arrival.also_accounts)),
            Receipt.amount == arrival.amount,
            Receipt.happened_at > arrival.happened_at - rules.SAME_WITHIN,
            Receipt.happened_at < arrival.happened_at + rules.SAME_WITHIN,
        )
    )
    return session.scalar(query.limit(1)) is not None


def find_purchase(number: str, *, lock: bool = False) -> Purchase | None:
    """A purchase as the matching sees it; with `lock` nobody else settles it meanwhile."""
    payment = payments.find_payment(number, lock=lock)
    if payment is None:
        return None
    waiting = settling.find_waiting(number, lock=lock)
    return Purchase(
        number=number,
        is_prepaid=is_prepaid(payment.method),
        account=_account_of(payment),
        expected=sum(order.total for order in waiting),
        is_paid=any(share.state == ShareState.RECEIVED for share in payment.shares),
    )


def _account_of(payment: Payment) -> str | None:
    """Where the buyer was told to pay: a bank account, or a partner by its name."""
    if is_online(payment.method):
        return payment.method
    return payment.account.account if payment.account else None


def open_receipts_of(number: str) -> Sequence[Receipt]:
    """Money for a purchase that a person has not placed yet, oldest first, held until the commit:
    who gives one of them back meanwhile is seen here, or waits."""
    query = select(Receipt).where(Receipt.number == number, Receipt.state == ReceiptState.OPEN)
    query = query.order_by(Receipt.id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).all()


def get_open_receipt(receipt_id: int) -> Receipt:
    """A receipt that waits, held until the commit; NotFound when it is done or was never there."""
    query = select(Receipt).where(Receipt.id == receipt_id, Receipt.state == ReceiptState.OPEN)
    receipt = session.scalar(query.with_for_update())
    if receipt is None:
        raise NotFound
    return receipt


@dataclass(frozen=True)
class Waiting:
    """A receipt with why it waits and which purchases it may be for."""

    receipt: Receipt
    problem: Problem
    purchase: Purchase | None
    suggestions: tuple[str, ...]


def list_open(page: int = 1) -> list[Waiting]:
    """Money that waits for a person, oldest first. The problem is that of this moment."""
    query = select(Receipt).where(Receipt.state == ReceiptState.OPEN)
    rows = session.scalars(
        query.options(joinedload(Receipt.event))
        .order_by(Receipt.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    due = _due()
    return [_waiting(row, due) for row in rows]


def get_waiting(receipt_id: int) -> Waiting:
    """One receipt that waits, or NotFound."""
    query = select(Receipt).where(Receipt.id == receipt_id, Receipt.state == ReceiptState.OPEN)
    receipt = session.scalar(query.options(joinedload(Receipt.event)))
    if receipt is None:
        raise NotFound
    return _waiting(receipt, _due())


def _due() -> dict[str, int]:
    """What each purchase that waits still owes."""
    return {
        payment.reference: due_of((share.amount, share.state) for share in payment.shares)
        for payment in payments.list_waiting()
    }


def _waiting(receipt: Receipt, due: dict[str, int]) -> Waiting:
    purchase = find_purchase(receipt.number) if receipt.number else None
    problem = rules.find_problem(
        receipt.amount, [receipt.account], purchase, has_code=bool(receipt.number)
    )
    same = () if purchase else tuple(one for one, left in due.items() if left == receipt.amount)
    return Waiting(receipt, problem or Problem.RIGHT, purchase, same[:3])


def find_foreign(provider: str, payment_id: str) -> ForeignMoney | None:
    """Money in another currency that a partner calls so, or None."""
    query = select(ForeignMoney).where(
        ForeignMoney.provider == provider, ForeignMoney.payment_id == payment_id
    )
    return session.scalar(query)


def get_open_foreign(foreign_id: int) -> ForeignMoney:
    """Money in another currency that waits, held until the commit; or NotFound."""
    query = select(ForeignMoney).where(
        ForeignMoney.id == foreign_id, ForeignMoney.closed_at.is_(None)
    )
    row = session.scalar(query.with_for_update())
    if row is None:
        raise NotFound
    return row


def has_foreign(number: str) -> bool:
    """Whether money in another currency waits that came for this purchase."""
    query = select(ForeignMoney.id).where(
        ForeignMoney.number == number, ForeignMoney.closed_at.is_(None)
    )
    return session.scalar(query.limit(1)) is not None


def list_foreign() -> Sequence[ForeignMoney]:
    """Money in other currencies that waits for a person, oldest first."""
    query = select(ForeignMoney).where(ForeignMoney.closed_at.is_(None))
    return session.scalars(query.order_by(ForeignMoney.id).limit(200)).all()


def count_open() -> int:
    """How much money waits for a person."""
    receipts = select(func.count(Receipt.id)).where(Receipt.state == ReceiptState.OPEN)
    foreign = select(func.count(ForeignMoney.id)).where(ForeignMoney.closed_at.is_(None))
    return (session.scalar(receipts) or 0) + (session.scalar(foreign) or 0)


def list_closed(at_most: int = 30) -> Sequence[Receipt]:
    """Money that found its place, newest first."""
    query = select(Receipt).where(Receipt.state != ReceiptState.OPEN)
    return session.scalars(
        query.options(joinedload(Receipt.event)).order_by(Receipt.id.desc()).limit(at_most)
    ).all()


def list_uneven() -> list[str]:
    """Purchases whose receipts are not what their orders were paid; empty when all is well."""
    query = (
        select(Receipt.number, func.sum(Receipt.amount))
        .where(Receipt.state == ReceiptState.APPLIED)
        .group_by(Receipt.number)
    )
    came = Counter({row[0] or "": int(row[1]) for row in session.execute(query)})
    came.subtract(payments.surplus_by_purchase())
    paid = Counter(payments.prepaid_by_purchase())
    for order, amount in payments.cut_by_order().items():
        paid[group_number(order)] += amount
    return sorted(
        f"purchase {number}: receipts {came[number]}, paid {paid[number]}"
        for number in came.keys() | paid.keys()
        if came[number] != paid[number]
    )
