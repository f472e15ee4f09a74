"""Reads of harvest windows: of buyers what is open, of sellers their own with who waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from storefront.orders.models import Order, OrderGroup, OrderLine
from storefront.orders.rules import CALLED_OFF, OrderStatus
from storefront.quotas import queries as quotas
from storefront.quotas.models import Quota
from storefront.quotas.rules import Promise
from storefront.windows import rules
from storefront.windows.errors import NoSuchWindow
from storefront.windows.models import HarvestWindow
from storefront.windows.rules import WindowState


@dataclass(frozen=True)
class Ahead:
    """A window with what its quota promises at this moment."""

    window: HarvestWindow
    promise: Promise
    state: WindowState


def list_open(now: datetime) -> list[Ahead]:
    """Every window that takes orders at this moment, the first harvest first."""
    query = (
        select(HarvestWindow)
        .join(HarvestWindow.quota)
        .join(HarvestWindow.variant)
        .join(Variant.product)
        .join(Product.producer)
        .where(
            *quotas.is_open(now),
            Variant.is_on_sale,
            Product.is_published,
            Producer.verified_on.is_not(None),
        )
        .options(contains_eager(HarvestWindow.variant).contains_eager(Variant.product))
        .order_by(Quota.first_day, HarvestWindow.id)
        .limit(60)
    )
    return _with_promises(session.scalars(query), now)


def list_own(actor: Actor, now: datetime) -> list[Ahead]:
    """The windows of the actor's producers, the newest first."""
    query = (
        select(HarvestWindow)
        .join(HarvestWindow.quota)
        .where(Quota.producer_id.in_(actor.producer_ids))
        .options(joinedload(HarvestWindow.variant).joinedload(Variant.product))
        .order_by(HarvestWindow.id.desc())
        .limit(100)
    )
    return _with_promises(session.scalars(query), now)


def get_own(actor: Actor, window_id: int, now: datetime) -> Ahead:
    """A window of the actor's producers with its changes, or NoSuchWindow."""
    query = (
        select(HarvestWindow)
        .join(HarvestWindow.quota)
        .where(HarvestWindow.id == window_id, Quota.producer_id.in_(actor.producer_ids))
        .options(
            joinedload(HarvestWindow.variant).joinedload(Variant.product),
            selectinload(HarvestWindow.changes),
        )
        .execution_options(populate_existing=True)
    )
    window = session.scalar(query)
    if window is None:
        raise NoSuchWindow
    return _with_promises([window], now)[0]


def list_orders(quota_id: int) -> list[Order]:
    """The orders of a quota that were not called off, in the order they came."""
    query = (
        select(Order)
        .join(Order.group)
        .where(
            Order.status.not_in(list(CALLED_OFF)),
            Order.lines.any(OrderLine.quota_id == quota_id),
        )
        .options(contains_eager(Order.group), selectinload(Order.lines))
        .order_by(OrderGroup.placed_at, Order.id)
    )
    return list(session.scalars(query.execution_options(populate_existing=True)))


def is_waiting(order: Order) -> bool:
    """Whether an order still has no goods."""
    return any(line.batch_id is None for line in order.lines)


def ordered_ahead(orders: Iterable[Order]) -> list[Order]:
    """Those that are paid for or to be paid on delivery, and still have no goods."""
    return [one for one in orders if one.status == OrderStatus.PLACED and is_waiting(one)]


def list_goods(actor: Actor) -> list[Variant]:
    """What the actor's producers may sell ahead: all that is on sale."""
    query = (
        select(Variant)
        .join(Variant.product)
        .where(
            Product.producer_id.in_(actor.producer_ids), Product.is_published, Variant.is_on_sale
        )
        .options(contains_eager(Variant.product))
        .order_by(Product.folded, Variant.position, Variant.id)
    )
    return list(session.scalars(query))


def overlaps(variant_id: int, since: datetime, until: datetime) -> bool:
    """Whether a window of this variant, not called off, takes orders in that time."""
    query = (
        select(func.count(HarvestWindow.id))
        .join(HarvestWindow.quota)
        .where(
            HarvestWindow.variant_id == variant_id,
            Quota.closed_at.is_(None),
            Quota.sells_from < until,
            Quota.sells_until > since,
        )
    )
    return bool(session.scalar(query))


def _with_promises(windows: Iterable[HarvestWindow], now: datetime) -> list[Ahead]:
    listed = list(windows)
    promises = quotas.promises((one.quota_id for one in listed), now)
    return [
        Ahead(one, promises[one.quota_id], rules.state_of(promises[one.quota_id], now))
        for one in listed
    ]
