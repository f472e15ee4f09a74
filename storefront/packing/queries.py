"""Reads of what is to be packed, each through who packs."""

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.combos.models import ComboSale
from storefront.orders.errors import NoSuchOrder
from storefront.orders.models import Order, OrderGroup, OrderLine
from storefront.orders.rules import OrderKind, OrderStatus


def get_order_to_bring(actor: Actor, number: str) -> Order:
    """An order whose goods go to whoever packs a combo, for either of the two; or NotFound."""
    own, theirs = Order.producer_id, ComboSale.packer_id
    query = (
        select(Order)
        .join(Order.combo_sale)
        .where(Order.number == number, own.in_(actor.producer_ids) | theirs.in_(actor.producer_ids))
    )
    order = session.scalar(query)
    if order is None:
        raise NoSuchOrder
    return order


def _to_pack(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (
        Order.producer_id.in_(actor.producer_ids),
        Order.status == OrderStatus.PLACED.value,
        Order.kind == OrderKind.GOODS.value,
        ~Order.lines.any(OrderLine.batch_id.is_(None)),  # ordered ahead: nothing is there yet
        # Brought to whoever packs the combo: the rest is theirs.
        Order.at_packer_at.is_(None)
        | Order.combo_sale.has(ComboSale.packer_id == Order.producer_id),
    )


def list_to_pack(actor: Actor, at_most: int) -> list[Order]:
    """Parcels the actor's producers have to pack: first what has to leave first."""
    query = (
        select(Order)
        .join(Order.group)
        .where(*_to_pack(actor))
        .options(
            joinedload(Order.group),
            joinedload(Order.recipient),
            joinedload(Order.combo_sale),
            selectinload(Order.lines),
            selectinload(Order.changes),
        )
        .order_by(
            func.coalesce(Order.leaves_on, Order.promised_from), OrderGroup.placed_at, Order.id
        )
    )
    return list(session.scalars(query.limit(at_most)))


def count_to_pack(actor: Actor) -> int:
    return session.scalar(select(func.count(Order.id)).where(*_to_pack(actor))) or 0


def ahead_of(actor: Actor) -> tuple[int, date | None]:
    """Orders of the actor's producers that wait for a harvest; the first day one has to leave."""
    day = func.coalesce(Order.leaves_on, Order.promised_from)
    query = select(func.count(Order.id), func.min(day)).where(
        Order.producer_id.in_(actor.producer_ids),
        Order.status == OrderStatus.PLACED.value,
        Order.kind == OrderKind.GOODS.value,
        Order.lines.any(OrderLine.batch_id.is_(None)),
    )
    row = session.execute(query).one()
    return row[0], row[1]
