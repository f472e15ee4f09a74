"""Reads of a seller's own goods: what is known of each, what is not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from catalog.certification.queries import standing_for
from catalog.certification.rules import UNRECOGNISED, Standing
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.product_sets.models import ProductSet
from catalog.products import queries as products
from catalog.products.models import Product, Variant
from catalog.restrictions import queries as restrictions
from catalog.restrictions.rules import FREE, Conditions
from storefront.goods import rules
from storefront.goods.rules import Marks, Task
from storefront.inventory.queries import available_for
from storefront.star_requests.queries import waiting_of
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind
from traceability.events.queries import lineages, list_area_quantities, list_happenings
from traceability.events.rules import Direction, EventKind

PER_PAGE = 30
_ALL = (
    joinedload(Product.product_set).joinedload(ProductSet.group),
    selectinload(Product.variants),
    selectinload(Product.pictures),
)


@dataclass(frozen=True)
class Origin:
    """What the newest batch of a product tells about where it comes from."""

    batch: Batch
    is_harvest_known: bool
    is_area_known: bool
    was_made: bool
    """An event made it: what is missing is said where that was entered."""


@dataclass(frozen=True)
class OwnGoods:
    """A product as its seller sees it."""

    product: Product
    standing: Standing
    asked: Conditions
    origin: Origin | None
    done: frozenset[Task]
    offered: tuple[Task, ...]
    free: int

    @property
    def marks(self) -> Marks:
        return rules.marks(self.offered, self.done)

    @property
    def tasks(self) -> list[Task]:
        return rules.to_do(self.offered, self.done)

    @property
    def is_recognised(self) -> bool:
        """Its name and set are those of a decision."""
        return self.standing != UNRECOGNISED


def get_own_product(actor: Actor, product_id: int) -> Product:
    """A product of a producer the actor works for, or NotFound."""
    return products.get_own_product(actor, product_id, *_ALL)


def get_own_goods(actor: Actor, product_id: int, on: date) -> OwnGoods:
    """The same with all that its page shows."""
    return _gathered([get_own_product(actor, product_id)], on)[0]


def list_own_goods(actor: Actor, on: date, page: int) -> tuple[list[OwnGoods], bool]:
    """A page of the actor's goods, the newest first, and whether there are more."""
    query = (
        select(Product)
        .where(Product.producer_id.in_(actor.producer_ids))
        .options(*_ALL)
        .order_by(Product.created_at.desc(), Product.id.desc())
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    )
    found = list(session.scalars(query))
    return _gathered(found[:PER_PAGE], on), len(found) > PER_PAGE


def find_untold(product: Product) -> Variant | None:
    """A size of which nobody said what a pack holds."""
    return next(
        (
            one
            for one in product.variants
            if rules.is_untold(one.name, Decimal(one.net_amount), one.net_unit)
        ),
        None,
    )


def _gathered(products: list[Product], on: date) -> list[OwnGoods]:
    ids = [one.id for one in products]
    standings = standing_for(ids, on)
    asked = restrictions.conditions_for(ids, on)
    origins = _origins(ids)
    waiting = waiting_of(ids)
    variants = [variant.id for one in products for variant in one.variants]
    stock = available_for(variants, on)
    return [
        OwnGoods(
            product=one,
            standing=standings[one.id],
            asked=asked.get(one.id, FREE),
            origin=(origin := origins.get(one.id)),
            done=_done(one, origin, is_starred=standings[one.id].shows_stars or one.id in waiting),
            offered=tuple(rules.fitting(_group(one), has_batch=origin is not None)),
            free=sum(stock[variant.id].free for variant in one.variants),
        )
        for one in products
    ]


def _group(product: Product) -> int | None:
    return product.product_set.group.number if product.product_set else None


def _done(product: Product, origin: Origin | None, *, is_starred: bool) -> frozenset[Task]:
    known = {
        Task.PHOTOS: len(product.pictures) >= rules.ENOUGH_PHOTOS,
        Task.NET: bool(product.variants) and find_untold(product) is None,
        Task.SUMMARY: bool(product.summary),
        Task.HARVEST: origin is not None and origin.is_harvest_known,
        Task.AREA: origin is not None and origin.is_area_known,
        Task.SHELF_LIFE: product.shelf_life_days is not None,
        Task.INGREDIENTS: bool(product.ingredients),
        Task.STORY: bool(product.story),
        Task.PRODUCT_SET: product.product_set_id is not None,
        Task.GTIN: product.gtin is not None,
        Task.STARS: is_starred,  # or asked for
    }
    return frozenset(task for task, is_known in known.items() if is_known)


def _origins(product_ids: Collection[int]) -> dict[int, Origin]:
    """Product id → the origin of its newest packed batch, in a fixed number of queries."""
    newest: dict[int, Batch] = {}
    query = select(Batch).where(
        Batch.product_id.in_(product_ids), Batch.kind == BatchKind.PACKED.value
    )
    for batch in session.scalars(query.order_by(Batch.id)):
        newest[batch.product_id or 0] = batch
    roots = lineages([batch.id for batch in newest.values()])
    everything = set().union(*roots.values()) if roots else set()
    made: dict[int, set[EventKind]] = {}
    for event in list_happenings(everything):
        for flow in event.flows:
            if flow.direction is Direction.OUT:
                made.setdefault(flow.batch_id, set()).add(event.kind)
    areas = list_area_quantities(everything)
    return {
        product_id: Origin(
            batch=batch,
            is_harvest_known=any(
                EventKind.HARVEST in made.get(one, ()) for one in roots.get(batch.id, ())
            ),
            is_area_known=any(areas.get(one) for one in roots.get(batch.id, ())),
            was_made=bool(made.get(batch.id)),
        )
        for product_id, batch in newest.items()
    }
