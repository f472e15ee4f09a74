"""Reads of amendments, and what the rest of an order costs to deliver."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.products.rules import GoodsClass
from storefront.orders.models import Amendment, Order, OrderDiscount, OrderLine
from storefront.orders.rules import CALLED_OFF
from storefront.pricing.queries import terms_of
from storefront.pricing.rules.terms import Terms
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


def units_in_purchase(order: Order) -> Counter[int]:
    """Units of each size in all running orders of a purchase: they count together for steps."""
    units = Counter[int]()
    for one, line in lines_in_purchase(order):
        if one.combo_sale_id is None:
            units[line.variant_id] += line.quantity
    return units


def lines_in_purchase(order: Order) -> Iterator[tuple[Order, OrderLine]]:
    """Each line of the running orders of a purchase, with its order."""
    for one in order.group.orders:
        if one.status not in CALLED_OFF:
            yield from ((one, line) for line in one.lines)


def conditions_of(order: Order) -> list[Terms]:
    """The promotions an order bears that ask for goods of some amount."""
    query = (
        select(OrderDiscount.promotion_id)
        .where(OrderDiscount.order_id == order.id)
        .group_by(OrderDiscount.promotion_id)
        .having(func.sum(OrderDiscount.amount) > 0)
    )
    return [one for one in terms_of(list(session.scalars(query))) if one.minimum]
