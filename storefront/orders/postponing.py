"""Other days for what was ordered ahead."""

from datetime import date, datetime

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.orders.models import Order, OrderChange
from storefront.orders.rules import Party
from storefront.orders.service import step_on


def postpone(
    order: Order, first: date, last: date, actor: Actor, now: datetime, reason: str
) -> OrderChange:
    """Promise an order, read in this transaction, on other days; its buyer reads the reason."""
    step_on(order, order.status)
    if order.leaves_on:
        order.leaves_on += first - order.promised_from
    order.promised_from, order.promised_to = first, last
    row = OrderChange(
        from_status=order.status,
        to_status=order.status,
        by=Party.SELLER.value,
        actor_id=actor.id,
        actor_name=actor.name,
        reason=reason,
        at=now,
    )
    order.changes.append(row)
    session.flush()  # for the id that the news names
    return row
