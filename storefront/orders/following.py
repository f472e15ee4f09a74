"""What one order of a combo does, all do."""

from datetime import datetime

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.orders import joint, service
from storefront.orders.models import Order
from storefront.orders.rules import TRANSITIONS, OrderStatus, Party


def follow(order_id: int, start: OrderStatus, end: OrderStatus, now: datetime) -> None:
    """Bring the fellows of an order that was just changed to where it is, by the same hand.

    What money does to a purchase it does to each of its orders by itself.
    """
    order = session.get_one(Order, order_id)
    if order.combo_sale_id is None or start == end or end == OrderStatus.PLACED:
        return
    last = order.changes[-1]
    actor = Actor(id=last.actor_id, name=last.actor_name)
    for one in joint.fellows(order):
        if one.status == start:  # the first of them brought the others
            transition = TRANSITIONS[start, end]
            service.bring(transition, one, Party(last.by), actor, now, last.reason)
