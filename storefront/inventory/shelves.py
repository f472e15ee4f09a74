"""The seller's shelf: sizes with their batches, what may be sold, and the last press."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from catalog.products.rules import NetUnit
from storefront.closures.queries import list_pauses
from storefront.inventory import rules
from storefront.inventory.models import StockItem, StockTap
from storefront.inventory.queries import counted_since
from storefront.inventory.rules import HeldBack
from traceability.batches.models import Batch


@dataclass(frozen=True)
class ShelfItem:
    """A batch on the shelf, and why it is not for sale, if it is not."""

    item: StockItem
    free: int
    held_back: HeldBack | None


@dataclass(frozen=True)
class Shelf:
    """The batches of one size of one product."""

    variant: Variant
    items: list[ShelfItem] = field(default_factory=list)
    last_tap: StockTap | None = None
    back_on: date | None = None
    """The day on which it is sold again."""

    @property
    def free(self) -> int:
        return sum(entry.free for entry in self.items if not entry.held_back)

    @property
    def is_sellable(self) -> bool:
        """Whether a press could add to some batch."""
        return any(not entry.held_back for entry in self.items)


def list_shelves(actor: Actor, now: datetime, variant_id: int | None = None) -> list[Shelf]:
    """What the actor's producers sell from stock, by product: four queries however much it is.

    Sizes on sale without a batch are there too; of one size where `variant_id` is given.
    """
    sizes = session.scalars(_sizes_of(actor, variant_id)).all()
    ids = [one.id for one in sizes]
    batches = _batches_of(ids, clock.local_date(now))
    taps, pauses = _last_taps(ids, now), list_pauses(ids, clock.local_date(now))
    return [
        Shelf(one, batches.get(one.id, []), taps.get(one.id), pauses.get(one.id)) for one in sizes
    ]


def _sizes_of(actor: Actor, variant_id: int | None) -> Select[Variant]:
    has_stock = select(StockItem.id).where(StockItem.variant_id == Variant.id).exists()
    is_sold = Variant.is_on_sale & Product.is_published & (Variant.net_unit != NetUnit.VISIT.value)
    query = (
        select(Variant)
        .join(Variant.product)
        .where(Product.producer_id.in_(actor.producer_ids), has_stock | is_sold)
        .options(contains_eager(Variant.product))
        .order_by(Product.folded, Variant.position, Variant.id)
    )
    return query if variant_id is None else query.where(Variant.id == variant_id)


def _batches_of(variant_ids: Collection[int], on: date) -> dict[int, list[ShelfItem]]:
    """The batches of these sizes, the first to expire first."""
    query = (
        select(StockItem, Product.days_left_at_delivery)
        .join(StockItem.variant)
        .join(Variant.product)
        .join(StockItem.batch)
        .where(StockItem.variant_id.in_(variant_ids))
        .options(contains_eager(StockItem.batch))
        .order_by(Batch.best_before, StockItem.id)
        .execution_options(populate_existing=True)
    )
    found: dict[int, list[ShelfItem]] = {}
    for item, days_left in session.execute(query):
        batch = item.batch
        reason = rules.held_back(
            batch.released_at, batch.recall_state, batch.best_before, on, days_left
        )
        free = rules.free(item.on_hand, item.allocated)
        found.setdefault(item.variant_id, []).append(ShelfItem(item, free, reason))
    return found


def _last_taps(variant_ids: Collection[int], now: datetime) -> dict[int, StockTap]:
    """The last press at each size that can still be taken back."""
    latest = (
        select(func.max(StockTap.id))
        .where(StockTap.variant_id.in_(variant_ids))
        .group_by(StockTap.variant_id)
    )
    query = select(StockTap).where(
        StockTap.id.in_(latest),
        StockTap.undone_at.is_(None),
        StockTap.at >= now - rules.UNDO_WITHIN,
        ~counted_since(),
    )
    return {one.variant_id: one for one in session.scalars(query)}
