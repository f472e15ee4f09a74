"""Reads of promotions for those who run them: what they cost, and whom."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.orders.models import Order, OrderDiscount
from storefront.orders.rules import CALLED_OFF
from storefront.pricing.models import Promotion

PER_PAGE = 40


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
    """The promotions that still take something off an order of a purchase that stands."""
    called_off = [status.value for status in CALLED_OFF]
    query = (
        select(OrderDiscount.promotion_id)
        .join(Order, Order.id == OrderDiscount.order_id)
        .where(Order.group_id == group_id, Order.status.not_in(called_off))
        .group_by(OrderDiscount.promotion_id)
        .having(func.sum(OrderDiscount.amount) > 0)
    )
    return set(session.scalars(query))


def get_promotion_for(actor: Actor, promotion_id: int, *, lock: bool = False) -> Promotion:
    """A promotion of the actor's producer, any for an operator; NotFound for all others."""
    query = select(Promotion).where(Promotion.id == promotion_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    promotion = session.scalar(query)
    if promotion is None or not _may_see(actor, promotion):
        raise NotFound
    return promotion


def _may_see(actor: Actor, promotion: Promotion) -> bool:
    return actor.may("promotions.see") or promotion.producer_id in actor.producer_ids


def list_for(actor: Actor, page: int) -> tuple[list[Promotion], int]:
    """One page of the promotions an actor may see, the newest first, and how many there are."""
    query = select(Promotion)
    if not actor.may("promotions.see"):
        query = query.where(Promotion.producer_id.in_(actor.producer_ids))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    query = query.options(selectinload(Promotion.targets)).order_by(Promotion.id.desc())
    return list(session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))), total


def names_of(promotions: Collection[Promotion]) -> dict[int, str]:
    """The names of the sellers whose promotions these are, and of those they are for."""
    wanted = {one.producer_id for one in promotions}
    wanted |= {each.producer_id for one in promotions for each in one.targets}
    query = select(Producer.id, Producer.name).where(Producer.id.in_(wanted - {None}))
    return {row.id: row.name for row in session.execute(query)}


def list_products_of(promotion: Promotion) -> list[str]:
    """The names of the products a promotion is for."""
    wanted = [one.product_id for one in promotion.targets if one.product_id]
    query = select(Product.name).where(Product.id.in_(wanted)).order_by(Product.folded)
    return list(session.scalars(query))


def list_own_products(producer_ids: Collection[int]) -> list[tuple[int, str]]:
    """The published products of these producers, by name: for a seller to choose from."""
    query = select(Product.id, Product.name).where(
        Product.producer_id.in_(producer_ids), Product.is_published
    )
    return [(row.id, row.name) for row in session.execute(query.order_by(Product.folded))]


def list_sellers() -> list[tuple[int, str]]:
    """Verified producers by name: for an operator to choose from."""
    query = select(Producer.id, Producer.name).where(Producer.verified_on.is_not(None))
    return [(row.id, row.name) for row in session.execute(query.order_by(Producer.folded))]


def find_product_id(slug: str) -> int | None:
    """The published product at this address."""
    return session.scalar(select(Product.id).where(Product.slug == slug, Product.is_published))
