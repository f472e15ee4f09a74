"""Reads of amendments, and what the rest of an order costs to deliver."""

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.products.rules import GoodsClass
from storefront.orders.models import Amendment, Order
from storefront.shipping.queries import offers_for
from storefront.shipping.rules import Load, Offer, Place


def find_amendment(key: str) -> Amendment | None:
    """What this form has done already, or None."""
    return session.scalar(select(Amendment).where(Amendment.key == key))


def fee_for(order: Order, weight_g: int) -> int | None:
    """What the delivery of so much cost on the day of the order; None where it costs the same."""
    if order.pickup or order.is_own_delivery:
        return None
    group, to = order.group, order.recipient or order.group
    load = Load(weight_g, frozenset({GoodsClass(order.goods_class)}))
    offers = offers_for(
        {order.producer_id: load},
        Place(to.province_code, to.commune_code),
        to.commune_name,
        clock.local_date(group.placed_at),
    )
    offer = offers.get(order.producer_id)
    return offer.fee if isinstance(offer, Offer) else None
