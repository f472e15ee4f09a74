"""Reads of products. Lists for the shelf come from catalog/search and storefront/shop."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.text import fold, numbered
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductSet
from catalog.products import rules
from catalog.products.models import (
    FormerGtin,
    PriceEntry,
    Product,
    ProductPicture,
    ProductSuccessor,
    Variant,
)

WHOLE = (
    joinedload(Product.producer).joinedload(Producer.province),
    joinedload(Product.producer).joinedload(Producer.commune),
    joinedload(Product.product_set).joinedload(ProductSet.group),
    selectinload(Product.variants),
    selectinload(Product.pictures),
)


def get_product(slug: str) -> Product:
    """The published product with all that its page shows, or NotFound."""
    found = session.scalar(
        select(Product).where(Product.slug == slug, Product.is_published).options(*WHOLE)
    )
    if found is None:
        raise NotFound
    return found


def get_own_product(actor: Actor, product_id: int, *loading: ORMOption) -> Product:
    """A product of a producer the actor works for, or NotFound."""
    query = select(Product).where(
        Product.id == product_id, Product.producer_id.in_(actor.producer_ids)
    )
    found = session.scalar(query.options(*loading))
    if found is None:
        raise NotFound
    return found


def get_product_by_id(product_id: int, *, lock: bool = False) -> Product:
    """The product, published or not, or NotFound. `lock` holds the row until the commit."""
    query = select(Product).where(Product.id == product_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found


def get_variant(variant_id: int, *, lock: bool = False) -> Variant:
    """One size of a product, or NotFound."""
    query = select(Variant).where(Variant.id == variant_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound
    return found


def hold_products(product_ids: Collection[int]) -> None:
    """Lock these products in key order: whoever changes many of them begins with this."""
    query = select(Product.id).where(Product.id.in_(product_ids)).order_by(Product.id)
    session.execute(query.with_for_update())


def products_of(variant_ids: Collection[int]) -> dict[int, tuple[int, int | None]]:
    """Variant id → its product and that product's producer; unknown ones are left out."""
    query = select(Variant.id, Product.id, Product.producer_id).join(Variant.product)
    rows = session.execute(query.where(Variant.id.in_(variant_ids)))
    return {variant: (product, producer) for variant, product, producer in rows}


def list_prices(variant_ids: Collection[int]) -> dict[int, list[PriceEntry]]:
    """Variant id → its prices, oldest first; sizes without a history are left out."""
    found: dict[int, list[PriceEntry]] = {}
    for entry in session.scalars(
        select(PriceEntry)
        .where(PriceEntry.variant_id.in_(variant_ids))
        .order_by(PriceEntry.since, PriceEntry.id)
    ):
        found.setdefault(entry.variant_id, []).append(entry)
    return found


def lowest_before(variant_ids: Collection[int], now: datetime) -> dict[int, int]:
    """Variant id → the lowest price of the 30 days before a true reduction: rules.lowest_before."""
    lowest = {
        variant_id: rules.lowest_before([(one.since, one.price) for one in entries], now)
        for variant_id, entries in list_prices(variant_ids).items()
    }
    return {variant_id: price for variant_id, price in lowest.items() if price}


def has_prices(variant_id: int) -> bool:
    query = select(PriceEntry.id).where(PriceEntry.variant_id == variant_id)
    return session.scalar(query.limit(1)) is not None


def list_own_variants(producer_ids: Collection[int]) -> list[Variant]:
    """The sizes these producers sell, by product."""
    query = select(Variant).join(Variant.product).options(joinedload(Variant.product))
    query = query.where(Product.producer_id.in_(producer_ids))
    return list(session.scalars(query.order_by(Product.folded, Product.id, Variant.position)))


def first_pictures(variant_ids: Collection[int]) -> dict[int, Row[Any]]:
    """Variant id → digest and words of the first picture of its product."""
    query: Select[*tuple[Any, ...]] = (
        select(Variant.id, ProductPicture.digest, ProductPicture.alt)
        .join(ProductPicture, ProductPicture.product_id == Variant.product_id)
        .where(Variant.id.in_(variant_ids))
        .order_by(Variant.id, ProductPicture.position.desc())
    )
    return {row.id: row for row in session.execute(query)}


def find_by_gtin(gtin14: str) -> Product | None:
    """The product with this code of 14 digits, or None."""
    return session.scalar(select(Product).where(Product.gtin == gtin14))


def find_id_behind(gtin14: str) -> int | None:
    """The product that carries this code, or that carried it last: a printed code never dies."""
    now = session.scalar(select(Product.id).where(Product.gtin == gtin14))
    if now is not None:
        return now
    former = select(FormerGtin.product_id).where(FormerGtin.gtin == gtin14)
    return session.scalar(former.order_by(FormerGtin.id.desc()).limit(1))


def find_successor(product_id: int) -> Product | None:
    """The product that an emptied record of a register leads to, or None where it is none."""
    found, seen = None, {product_id}
    while (now := session.get(ProductSuccessor, product_id)) is not None:
        product_id = now.successor_id
        if product_id in seen:
            break
        seen.add(product_id)
        found = session.get(Product, product_id)
    return found


def find_slug_after(slug: str) -> str | None:
    """Where a published product stands that stood at this address before."""
    product_id = session.scalar(select(Product.id).where(Product.slug == slug))
    found = find_successor(product_id) if product_id is not None else None
    return found.slug if found is not None and found.is_published else None


def list_of_producer(producer_id: int, *, only_published: bool = True) -> list[Product]:
    """The products of a producer with sizes and pictures, by name."""
    query = select(Product).where(Product.producer_id == producer_id).options(*WHOLE)
    if only_published:
        query = query.where(Product.is_published)
    return list(session.scalars(query.order_by(Product.folded, Product.id)))


def list_named(text: str, limit: int = 30) -> list[Product]:
    """Products whose name or producer contains `text`, accents aside, by name."""
    sought = fold(text)
    named = Product.folded.contains(sought, autoescape=True)
    made = Producer.folded.contains(sought, autoescape=True)
    return list(
        session.scalars(
            select(Product)
            .outerjoin(Producer)
            .where(named | made, Product.id.not_in(select(ProductSuccessor.product_id)))
            .options(joinedload(Product.producer))
            .order_by(Product.folded, Product.id)
            .limit(limit)
        )
    )


def free_slug(wanted: str) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … where it is taken."""
    wanted = wanted or "san-pham"
    taken = set(
        session.scalars(
            select(Product.slug).where(
                (Product.slug == wanted) | Product.slug.startswith(f"{wanted}-", autoescape=True)
            )
        )
    )
    return numbered(wanted, taken)
