"""What the money of a purchase, or its absence, does to the orders that waited for it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session, transaction
from storefront.inventory.errors import SoldOut
from storefront.orders import rules, service
from storefront.orders.errors import BatchStopped
from storefront.orders.models import Order, OrderGroup
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import queries as payments
from storefront.pricing.errors import UsedUp
from storefront.quotas.errors import QuotaTaken


def find_waiting(number: str, *, lock: bool = True) -> list[Order]:
    """The orders of a purchase that its money would bring on; `lock` holds them till commit.

    Those that wait; where none does, those the clock called off.
    """
    if lock:
        _hold(number)
    query = (
        select(OrderGroup)
        .where(OrderGroup.number == number)
        .options(selectinload(OrderGroup.orders).selectinload(Order.changes))
        .execution_options(populate_existing=True)
    )
    group = session.scalar(query)
    orders = list(group.orders) if group else []
    unpaid = [order for order in orders if order.status == OrderStatus.UNPAID]
    return unpaid or [order for order in orders if _ran_out(order)]


def _hold(number: str) -> None:
    """Lock the purchase and each order: a cancellation is either seen here, or waits.

    The purchase alone would not do: who cancels changes only the order, and could do so between
    the look at what is expected and the settling. Rows that only name them may be written
    meanwhile (`key_share`), else who holds one order and writes of another would wait here, and
    be waited for.
    """
    session.execute(
        select(OrderGroup.id).where(OrderGroup.number == number).with_for_update(key_share=True)
    ).all()
    session.execute(
        select(Order.id)
        .join(Order.group)
        .where(OrderGroup.number == number)
        .order_by(Order.id)
        .with_for_update(of=Order, key_share=True)
    ).all()


def _ran_out(order: Order) -> bool:
    last = order.changes[-1]
    return rules.ran_out(order.status, last.by, last.reason)


def settle(number: str, actor: Actor, now: datetime) -> bool:
    """All the money of a purchase is there: its orders go on, all of them or none.

    False when what was held has gone to others meanwhile, or may not be sold any more, or a
    voucher that made the price was used up: the money is to be given back.
    """
    orders = find_waiting(number)
    if not orders:
        return False
    try:
        with session.begin_nested():
            for order in orders:
                if order.status == OrderStatus.UNPAID:
                    service.change(order, OrderStatus.PLACED, Party.SYSTEM, actor, now)
                else:
                    service.revive(order, actor, now)
    except (SoldOut, QuotaTaken, BatchStopped, UsedUp):
        session.expire_all()  # what was read inside the savepoint is not so
        return False
    return True


def lapse(number: str, now: datetime) -> None:
    """Nobody paid in time: what waits is called off and its units return to the stock."""
    for order in find_waiting(number):
        if order.status == OrderStatus.UNPAID:
            service.change(
                order, OrderStatus.CANCELLED, Party.SYSTEM, SYSTEM, now, rules.NOT_PAID_IN_TIME
            )


def lapse_all(now: datetime) -> int:
    """Call off every purchase whose time to pay is over; each in a transaction of its own."""
    lapsed = payments.list_lapsed(now)
    for number in lapsed:
        with transaction():
            lapse(number, now)
    return len(lapsed)
