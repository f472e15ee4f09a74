"""Reads of promotions for those who run them: what they cost, and whom."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from catalog.kernel.db import session
from storefront.orders.models import Order, OrderDiscount
from storefront.orders.rules import CALLED_OFF


@dataclass(frozen=True)
class Cost:
    """How often a promotion was used and what it took off, orders called off left out."""

    purchases: int = 0
    amount: int = 0
    by_platform: int = 0

    @property
    def by_sellers(self) -> int:
        return self.amount - self.by_platform


def costs_of(promotion_ids: Collection[int]) -> dict[int, Cost]:
    """Promotion id → its cost; those that nobody has used are left out."""
    called_off = [status.value for status in CALLED_OFF]
    query = (
        select(
            OrderDiscount.promotion_id,
            func.count(Order.group_id.distinct()),
            func.sum(OrderDiscount.amount),
            func.sum(OrderDiscount.platform_amount),
        )
        .join(Order, Order.id == OrderDiscount.order_id)
        .where(OrderDiscount.promotion_id.in_(promotion_ids), Order.status.not_in(called_off))
        .group_by(OrderDiscount.promotion_id)
    )
    return {key: Cost(*map(int, numbers)) for key, *numbers in session.execute(query)}


def promotions_of(order_id: int) -> set[int]:
    """The promotions that took something off an order."""
    query = select(OrderDiscount.promotion_id).where(OrderDiscount.order_id == order_id)
    return set(session.scalars(query))


def promotions_still_used(group_id: int) -> set[int]:
    """The promotions of the orders of a purchase that are not called off."""
    called_off = [status.value for status in CALLED_OFF]
    query = (
        select(OrderDiscount.promotion_id)
        .join(Order, Order.id == OrderDiscount.order_id)
        .where(Order.group_id == group_id, Order.status.not_in(called_off))
    )
    return set(session.scalars(query))
