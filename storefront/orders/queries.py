"""Reads of orders. There is no way to an order but through the one who asks."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.orders import numbers, rules
from storefront.orders.errors import NoSuchLine, NoSuchOrder
from storefront.orders.models import AmendedLine, Amendment, Order, OrderGroup, OrderLine, Parcel
from storefront.orders.rules import OrderStatus

PER_PAGE = 30
STREAMED = 200
_AMENDED = (selectinload(Amendment.lines).joinedload(AmendedLine.line),)
_WHOLE = (
    joinedload(Order.group),
    joinedload(Order.recipient),
    selectinload(Order.lines),
    selectinload(Order.changes),
    selectinload(Order.amendments).options(*_AMENDED),
)


def get_group_for(actor: Actor, number: str, *, holds_key: bool) -> OrderGroup:
    """The purchase, for who holds its key or placed it signed in; NotFound for all others."""
    query = (
        select(OrderGroup)
        .where(OrderGroup.number == number)
        .options(
            selectinload(OrderGroup.contact_changes),
            selectinload(OrderGroup.orders).selectinload(Order.lines),
            selectinload(OrderGroup.orders).selectinload(Order.changes),
            selectinload(OrderGroup.orders).selectinload(Order.line_changes),
            selectinload(OrderGroup.orders).selectinload(Order.amendments).options(*_AMENDED),
            selectinload(OrderGroup.orders).joinedload(Order.parcel).selectinload(Parcel.events),
            selectinload(OrderGroup.orders).joinedload(Order.producer),
            selectinload(OrderGroup.orders).joinedload(Order.recipient),
            selectinload(OrderGroup.orders).selectinload(Order.discounts),
            selectinload(OrderGroup.recipients),
        )
    )
    group = session.scalar(query)
    if group is None or not (holds_key or _placed(actor, group)):
        raise NoSuchOrder
    return group


def _placed(actor: Actor, group: OrderGroup) -> bool:
    return actor.id is not None and group.account_id == actor.id


def get_order_for_buyer(actor: Actor, number: str, *, holds_key: bool) -> Order:
    """One seller's order of a purchase the actor may open."""
    group = get_group_for(actor, numbers.group_number(number), holds_key=holds_key)
    for order in group.orders:
        if order.number == number:
            return order
    raise NoSuchOrder


def get_order_for_seller(actor: Actor, number: str) -> Order:
    """An order of the actor's producers, or NotFound."""
    query = (
        select(Order)
        .where(Order.number == number, Order.producer_id.in_(actor.producer_ids))
        .options(*_WHOLE)
    )
    order = session.scalar(query)
    if order is None:
        raise NoSuchOrder
    return order


def get_line(order: Order, line_id: int) -> OrderLine:
    """A line of an order, or NoSuchLine."""
    for line in order.lines:
        if line.id == line_id:
            return line
    raise NoSuchLine


def get_order_for_desk(actor: Actor, number: str) -> Order:
    """Any order, for who may see all of them; NotFound for all others."""
    query = select(Order).where(Order.number == number).options(*_WHOLE)
    order = session.scalar(query) if actor.may("orders.see") else None
    if order is None:
        raise NoSuchOrder
    return order


def is_late(on: date) -> ColumnElement[bool]:
    """Promised to be there before that day, and not even handed over."""
    waiting = [OrderStatus.PLACED.value, OrderStatus.PACKED.value]
    return Order.status.in_(waiting) & (Order.promised_to < on)


def search_for_desk(
    actor: Actor, where: Collection[ColumnElement[bool]], page: int
) -> tuple[list[Order], int]:
    """One page of everybody's orders and how many there are: the longest promised come first."""
    if not actor.may("orders.see"):
        return [], 0
    query = select(Order).join(Order.group).where(*where)
    query = query.options(
        joinedload(Order.group), joinedload(Order.producer), joinedload(Order.recipient)
    )
    total = session.scalar(select(func.count(Order.id)).join(Order.group).where(*where)) or 0
    query = query.order_by(Order.promised_to, Order.id).limit(PER_PAGE)
    return list(session.scalars(query.offset((page - 1) * PER_PAGE))), total


def stream_for_desk(actor: Actor, where: Collection[ColumnElement[bool]]) -> Iterator[Order]:
    """Every order of the list, oldest first, a few hundred held at a time."""
    if not actor.may("orders.see"):
        return
    query = (
        select(Order)
        .join(Order.group)
        .where(*where)
        .options(joinedload(Order.group), joinedload(Order.recipient))
    )
    query = query.order_by(Order.id).execution_options(yield_per=STREAMED)
    for order in session.scalars(query):
        yield order
        session.expunge(order)


def placed_between(since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    """Placed from `since` on and before `until`; None leaves that side open."""
    found = []
    if since:
        found.append(OrderGroup.placed_at >= since)
    if until:
        found.append(OrderGroup.placed_at < until)
    return found


def of_part(part: str, on: date, statuses: Collection[OrderStatus]) -> list[ColumnElement[bool]]:
    """What the orders of a part of the desk's list have in common."""
    if part == "tre":
        return [is_late(on)]
    return [Order.status.in_([status.value for status in statuses])] if statuses else []


def with_number(number: str) -> ColumnElement[bool]:
    """One order by its number, or all of a purchase by the purchase's."""
    return Order.number == number if "-" in number else OrderGroup.number == number


def with_phone(phone: str) -> ColumnElement[bool]:
    """Orders placed with this phone."""
    return OrderGroup.phone == phone


def find_number_by_phone(number: str, phone: str) -> str | None:
    """The purchase with this number and this phone; one query whether either is wrong."""
    return session.scalar(
        select(OrderGroup.number).where(OrderGroup.phone == phone, OrderGroup.number == number)
    )


def find_phone(number: str) -> str | None:
    """The buyer's phone of the purchase with this number, or None."""
    return session.scalar(select(OrderGroup.phone).where(OrderGroup.number == number))


def find_number_by_key(placement_key: str) -> str | None:
    """The purchase this checkout form has placed already, or None."""
    return session.scalar(
        select(OrderGroup.number).where(OrderGroup.placement_key == placement_key)
    )


def has_bought(phone: str) -> bool:
    """Whether anything was ordered with this phone that was not called off."""
    called_off = [status.value for status in rules.CALLED_OFF]
    query = (
        select(Order.id)
        .join(Order.group)
        .where(OrderGroup.phone == phone, Order.status.not_in(called_off))
    )
    return session.scalar(query.limit(1)) is not None


def list_of_account(actor: Actor, at_most: int = 20) -> list[Row[*tuple[Any, ...]]]:
    """Number, day and total of the purchases a signed-in buyer placed, newest first."""
    if actor.id is None:
        return []
    query = (
        select(OrderGroup.number, OrderGroup.placed_at, func.sum(Order.total).label("total"))
        .join(Order)
        .where(OrderGroup.account_id == actor.id)
        .group_by(OrderGroup.id, OrderGroup.number, OrderGroup.placed_at)
        .order_by(OrderGroup.id.desc())
    )
    return list(session.execute(query.limit(at_most)))


def list_for_seller(actor: Actor, statuses: Collection[OrderStatus], page: int = 1) -> list[Order]:
    """Orders of the actor's producers in these statuses: oldest first, as they are packed."""
    query = (
        select(Order)
        .join(Order.group)
        .where(
            Order.producer_id.in_(actor.producer_ids),
            Order.status.in_([status.value for status in statuses]),
        )
        .options(joinedload(Order.group), joinedload(Order.recipient), selectinload(Order.lines))
        .order_by(OrderGroup.placed_at, Order.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    if not rules.OPEN & set(statuses):
        query = query.order_by(None).order_by(OrderGroup.placed_at.desc(), Order.id.desc())
    return list(session.scalars(query))


def count_by_status(actor: Actor) -> dict[OrderStatus, int]:
    """How many orders the actor's producers have in each status."""
    query = (
        select(Order.status, func.count())
        .where(Order.producer_id.in_(actor.producer_ids))
        .group_by(Order.status)
    )
    return {OrderStatus(status): number for status, number in session.execute(query)}


def batches_of(lines: Iterable[OrderLine]) -> list[str]:
    """The public codes of the batches in a parcel, each once."""
    return list(dict.fromkeys(line.batch_code for line in lines if line.batch_code))
