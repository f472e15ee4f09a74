"""Where the money of a seller's orders went: reads of the journal, by order and by month."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from storefront.combos.models import ComboSale
from storefront.commission import queries as commission
from storefront.commission.queries import Charged
from storefront.journal.models import JournalEntry, JournalLine
from storefront.journal.rules import Account, EntryKind
from storefront.orders.models import Order
from storefront.payouts.rules import Split, split
from storefront.withholding import queries as withholding
from storefront.withholding.models import TaxLine
from storefront.withholding.rules import document_of_goods, document_of_packing, month_after

OF_ORDERS = (
    EntryKind.EARNED,
    EntryKind.SUBSIDY,
    EntryKind.SUBSIDY_RETURNED,
    EntryKind.RETURNED,
    EntryKind.PACKING,
    EntryKind.PACKING_RETURNED,
    EntryKind.FEE,
    EntryKind.FEE_RETURNED,
    EntryKind.TAX,
    EntryKind.TAX_RETURNED,
    EntryKind.RECEIVED,
    EntryKind.REFUNDED,
)


@dataclass(frozen=True)
class Month:
    """A seller's month: orders by number, their sum, and what moved between seller and platform."""

    orders: dict[str, Split]
    sum: Split
    paid_out: int
    paid_in: int


@dataclass(frozen=True)
class OrderMoney:
    """All there is to the money of one order."""

    order: Order
    split: Split
    fees: list[Charged]
    taxes: list[tuple[TaxLine, str]]  # with the document of the law


def month_of(actor: Actor, first: date) -> Month:
    """What happened in a month to the money of the actor's producer."""
    amounts = _amounts(
        actor, JournalEntry.booked_on >= first, JournalEntry.booked_on < month_after(first)
    )
    found = _splits(amounts)
    others = [kinds for number, kinds in amounts.items() if number not in found]
    return Month(
        orders=found,
        sum=sum(found.values(), Split()),
        paid_out=-sum(
            kinds.get(EntryKind.PAYOUT_MADE, 0) + kinds.get(EntryKind.PAYOUT_FAILED, 0)
            for kinds in others
        ),
        paid_in=sum(kinds.get(EntryKind.PAID_IN, 0) for kinds in others),
    )


def split_of(actor: Actor, *where: ColumnElement[bool]) -> tuple[dict[str, Split], int]:
    """The orders behind these journal lines of the actor's producer, and the sum of all others."""
    amounts = _amounts(actor, *where)
    orders = _splits(amounts)
    others = (kinds for number, kinds in amounts.items() if number not in orders)
    return orders, sum(sum(kinds.values()) for kinds in others)


def _splits(amounts: dict[str, dict[EntryKind, int]]) -> dict[str, Split]:
    """Those of the subjects that are orders, by number."""
    orders = {
        number: kinds
        for number, kinds in sorted(amounts.items())
        if any(kind in kinds for kind in OF_ORDERS)
    }
    delivery = _delivery_of([one for one, kinds in orders.items() if EntryKind.EARNED in kinds])
    return {number: split(kinds, delivery.get(number, 0)) for number, kinds in orders.items()}


def get_order_money(actor: Actor, number: str) -> OrderMoney:
    """Where the money of one order went; NotFound for an order of somebody else."""
    query = select(Order).where(Order.number == number, Order.producer_id.in_(actor.producer_ids))
    order = session.scalar(query)
    if order is None:
        raise NotFound
    numbers = _packed_as(order)
    kinds = _amounts(actor, JournalEntry.subject.in_(numbers)).get(number, {})
    of_packing = [document_of_packing(one) for one in numbers if one != number]
    return OrderMoney(
        order=order,
        split=split(kinds, _delivery(order) if EntryKind.EARNED in kinds else 0),
        fees=commission.list_charges(order.id),
        taxes=withholding.list_lines([document_of_goods(number), *of_packing]),
    )


def balance_of(actor: Actor) -> int:
    """What the platform owes the actor's producer now; below zero the producer owes."""
    query = select(func.coalesce(-func.sum(JournalLine.amount), 0)).where(
        JournalLine.account == Account.SELLERS, JournalLine.producer_id.in_(actor.producer_ids)
    )
    return int(session.scalar(query) or 0)


def _amounts(actor: Actor, *where: ColumnElement[bool]) -> dict[str, dict[EntryKind, int]]:
    """To the seller's good above zero, by order or payout and by kind of entry.

    What the orders of others in a combo did to who packed it stands under its packer's order.
    """
    query = (
        select(JournalEntry.subject, JournalEntry.kind, -func.sum(JournalLine.amount))
        .join(JournalLine)
        .where(
            JournalLine.account == Account.SELLERS,
            JournalLine.producer_id.in_(actor.producer_ids),
            *where,
        )
        .group_by(JournalEntry.subject, JournalEntry.kind)
    )
    rows = session.execute(query).all()
    own = _own_numbers(actor, {row.subject for row in rows})
    found: dict[str, dict[EntryKind, int]] = defaultdict(Counter)
    for subject, kind, amount in rows:
        found[own.get(subject, subject)][EntryKind(kind)] += int(amount)
    return found


def _own_numbers(actor: Actor, subjects: set[str]) -> dict[str, str]:
    """Orders of others in combos that the actor's producers packed → the packer's own order."""
    theirs = aliased(Order)
    query = (
        select(theirs.number, Order.number)
        .join(Order, Order.combo_sale_id == theirs.combo_sale_id)
        .join(Order.combo_sale)
        .where(
            theirs.number.in_(subjects),
            theirs.producer_id != ComboSale.packer_id,
            Order.producer_id == ComboSale.packer_id,
            Order.producer_id.in_(actor.producer_ids),
        )
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _packed_as(order: Order) -> list[str]:
    """The numbers under which the money of an order may stand: of a combo's packer, all of them."""
    if order.combo_sale_id is None or order.is_packed_by_other:
        return [order.number]
    query = select(Order.number).where(Order.combo_sale_id == order.combo_sale_id)
    return list(session.scalars(query))


def _delivery_of(numbers: list[str]) -> dict[str, int]:
    paid = Order.shipping_fee - Order.shipping_discount
    query = select(Order.number, paid.label("paid")).where(Order.number.in_(numbers))
    return {row.number: row.paid for row in session.execute(query)}


def _delivery(order: Order) -> int:
    return order.shipping_fee - order.shipping_discount
