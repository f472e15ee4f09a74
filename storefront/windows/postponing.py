"""Other days for what was ordered ahead."""

from datetime import date, datetime

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.orders.models import Order, OrderChange
from storefront.orders.rules import OrderStatus, Party
from storefront.orders.service import change_row, step_on


def postpone(
    order: Order, first: date, last: date, actor: Actor, now: datetime, reason: str
) -> OrderChange:
    """Promise an order, read in this transaction, on other days; its buyer reads the reason."""
    step_on(order, order.status)
    if order.leaves_on:
        order.leaves_on += first - order.promised_from
    order.promised_from, order.promised_to = first, last
    status = OrderStatus(order.status)
    row = change_row(status, status, Party.SELLER, actor, reason, now)
    order.changes.append(row)
    session.flush()  # for the id that the news names
    return row
