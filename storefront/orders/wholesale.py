"""Parcels of one purchase that have a wholesale price together: a buyer calls them off together.

Else whoever has most of the units sent to somebody else, and calls that off, buys the rest at it.
"""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.inventory import holding
from storefront.orders import rules, service
from storefront.orders.errors import OthersToo
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import service as payments
from storefront.pricing.queries import step_floors


def bound_to(order: Order) -> list[Order]:
    """The other orders of its purchase that go with it, since too few units would be left.

    Those that cannot be called off any more keep the price they were promised, and so do those
    that had too few before, by what a seller took out.
    """
    if order.combo_sale_id is not None or order.status in rules.CALLED_OFF:
        return []
    running = _running(order)
    kept = {one.id for one in _short(running)} | {one.id for one in running if not _may_go(one)}
    left = [one for one in running if one.id != order.id]
    bound: list[Order] = []
    while short := [one for one in _short(left) if one.id not in kept]:
        bound += short
        left = [one for one in left if one not in short]
    return sorted(bound, key=lambda one: one.id)


def call_off(order: Order, others: Collection[str], actor: Actor, now: datetime) -> None:
    """A buyer calls off an order, read in this transaction, with all that are bound to it.

    `others`: the numbers the buyer was shown; raises OthersToo where they are not those.
    """
    payments.hold(order.group.number)
    session.execute(
        select(Order.id)
        .where(Order.group_id == order.group_id)
        .order_by(Order.id)
        .with_for_update()
    ).all()
    together = sorted([order, *bound_to(order)], key=lambda one: one.id)
    if {one.number for one in together} != {order.number, *others}:
        raise OthersToo
    if len(together) > 1:
        lines = [line for one in together for line in one.lines]
        holding.lock({item_id for item_id, _ in rules.units_of(lines)})
    for one in together:
        service.change(one, OrderStatus.CANCELLED, Party.BUYER, actor, now)


def _running(order: Order) -> list[Order]:
    """The orders of the purchase that stand, as they are in this transaction."""
    query = (
        select(Order)
        .where(
            Order.group_id == order.group_id,
            Order.status.not_in(list(rules.CALLED_OFF)),
            Order.combo_sale_id.is_(None),
        )
        .options(selectinload(Order.lines))
        .order_by(Order.id)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


def _short(orders: Collection[Order]) -> list[Order]:
    """Those that have a wholesale price for fewer units than it is for."""
    units = Counter[int]()
    for one in orders:
        for line in one.lines:
            units[line.variant_id] += line.quantity
    cheaper = [(one, line) for one in orders for line in one.lines if line.is_wholesale]
    floors = step_floors({(line.variant_id, line.unit_price) for _, line in cheaper})
    short = {
        one.id
        for one, line in cheaper
        if units[line.variant_id] < floors.get((line.variant_id, line.unit_price), 0)
    }
    return [one for one in orders if one.id in short]


def _may_go(order: Order) -> bool:
    return rules.may_change(order.status, OrderStatus.CANCELLED, Party.BUYER)
