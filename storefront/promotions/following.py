"""What becomes of the uses of promotions when orders are called off, or stand again."""

from datetime import datetime

from catalog.kernel.db import session
from storefront.orders.models import Order
from storefront.orders.rules import CALLED_OFF, OrderStatus, group_number
from storefront.pricing import queries as prices
from storefront.pricing import service as pricing
from storefront.promotions import queries


def follow(order_id: int, start: OrderStatus, end: OrderStatus, now: datetime) -> None:
    """Give a use back when nothing of the purchase bears the promotion any more.

    An order that stands again takes its use again; raises UsedUp when somebody else has it.
    """
    order = session.get_one(Order, order_id)
    reference = group_number(order.number)
    concerned = queries.promotions_of(order_id)
    if not concerned:
        return
    if end in CALLED_OFF:
        prices.hold_uses(reference)
        left = concerned - queries.promotions_still_used(order.group_id)
        pricing.give_back(reference, left, now)
    elif start in CALLED_OFF:
        pricing.take_again(reference, concerned)
