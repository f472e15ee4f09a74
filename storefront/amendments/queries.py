"""Reads of amendments, and what the rest of an order costs to deliver."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.products.rules import GoodsClass
from storefront.orders.models import Amendment, Order
from storefront.orders.rules import CALLED_OFF
from storefront.pricing.models import PriceStep
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


def step_floors(prices: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """(variant id, price of one) → from how many units on it is, or was, a wholesale price."""
    query = (
        select(PriceStep.variant_id, PriceStep.price, func.min(PriceStep.from_units))
        .where(PriceStep.variant_id.in_({variant_id for variant_id, _price in prices}))
        .group_by(PriceStep.variant_id, PriceStep.price)
    )
    found = {(variant_id, price): units for variant_id, price, units in session.execute(query)}
    return {key: found[key] for key in prices if key in found}


def units_in_purchase(order: Order) -> Counter[int]:
    """Units of each size in all running orders of a purchase: they count together for steps."""
    units = Counter[int]()
    for one in order.group.orders:
        if one.status not in CALLED_OFF and one.combo_sale_id is None:
            for line in one.lines:
                units[line.variant_id] += line.quantity
    return units
