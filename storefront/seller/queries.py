"""What a seller has: goods on sale, products, samples, batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from storefront.inventory.models import StockItem
from storefront.inventory.queries import available_for
from storefront.inventory.rules import Availability
from traceability.batches.models import Batch
from traceability.events.models import TestResult
from traceability.events.queries import corrected

PER_PAGE = 50
Rows = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True)
class Selling:
    """A size on sale with what is left of it; `days_left`: promised to the buyer at delivery."""

    name: str
    days_left: int
    stock: Availability


def list_selling(actor: Actor, on: date) -> list[Selling]:
    """What the actor's producers have on sale, by name, in two queries."""
    query = (
        select(
            Variant.id,
            Variant.name,
            Product.name.label("product_name"),
            func.coalesce(Product.days_left_at_delivery, 0).label("days_left"),
        )
        .join(Variant.product)
        .where(
            Product.producer_id.in_(actor.producer_ids), Product.is_published, Variant.is_on_sale
        )
        .order_by(Product.folded, Variant.position)
    )
    variants = session.execute(query).all()
    stock = available_for([one.id for one in variants], on)
    return [
        Selling(f"{one.product_name}, {one.name}", one.days_left, stock[one.id]) for one in variants
    ]


def list_products(actor: Actor) -> Rows:
    """Id, name and slug of what the actor's producers show."""
    query = select(Product.id, Product.name, Product.slug).where(
        Product.producer_id.in_(actor.producer_ids), Product.is_published
    )
    return session.execute(query.order_by(Product.folded, Product.id)).all()


def list_last_samples(actor: Actor) -> Rows:
    """Of each product that was ever tested its name, the newest sample and the batch it is of."""
    query = (
        select(Product.id, Product.name, Batch.code, TestResult.sampled_on)
        .join(Batch, Batch.id == TestResult.batch_id)
        .join(Product, Product.id == Batch.product_id)
        .where(
            Product.producer_id.in_(actor.producer_ids),
            Product.is_published,
            TestResult.sampled_on.is_not(None),
            TestResult.event_id.not_in(corrected()),
        )
        .order_by(TestResult.sampled_on, TestResult.id)
    )
    return list({row.id: row for row in session.execute(query)}.values())


def list_batches(actor: Actor, page: int) -> tuple[Rows, int]:
    """The packed batches of the actor's producer, newest first, with what is left of each."""
    mine = (Batch.producer_id.in_(actor.producer_ids), Batch.kind == "packed")
    query = (
        select(
            Batch.code,
            Batch.producer_text,
            Batch.packed_on,
            Batch.best_before,
            Batch.released_at,
            Batch.recall_state,
            Batch.is_demo,
            Product.name.label("product_name"),
            Product.gtin,
            func.coalesce(func.sum(StockItem.on_hand), 0).label("on_hand"),
            func.coalesce(func.sum(StockItem.allocated), 0).label("allocated"),
        )
        .outerjoin(Product, Batch.product_id == Product.id)
        .outerjoin(StockItem, StockItem.batch_id == Batch.id)
        .where(*mine)
        .group_by(Batch.id, Product.id)
        .order_by(Batch.packed_on.desc(), Batch.id.desc())
    )
    rows = session.execute(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return rows, session.scalar(select(func.count()).select_from(Batch).where(*mine)) or 0
