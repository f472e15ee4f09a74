"""Reads what the templates are filled in with."""

from collections.abc import Collection
from typing import Any
from zlib import crc32

from sqlalchemy import func, select

from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductSet
from catalog.products.models import Product, Variant
from storefront.bulk.rules import MOST_ROWS
from storefront.inventory.models import StockItem
from traceability.batches.models import Batch

Rows = list[dict[str, Any]]
NAMES = 0x6E616D65
"""The class of PostgreSQL's advisory locks for names; SQLite's writers hold its one lock."""


def find_product(producer_id: int, folded: str) -> Product | None:
    """The producer's product of this name, accents aside; the oldest of several."""
    query = select(Product).where(Product.producer_id == producer_id, Product.folded == folded)
    return session.scalar(query.order_by(Product.id).limit(1))


def find_products(named: Collection[tuple[int, str]]) -> set[int]:
    """The products of these (producer, folded name)."""
    query = select(Product.id, Product.producer_id, Product.folded).where(
        Product.producer_id.in_({producer for producer, _ in named}),
        Product.folded.in_({name for _, name in named}),
    )
    return {row.id for row in session.execute(query) if (row.producer_id, row.folded) in named}


def hold_names(slugs: Collection[str]) -> None:
    """Wait until no other sheet puts up goods of these names, to the end of the transaction.

    The address of a new product is unique: who writes it makes others of that name wait.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    for key in sorted({crc32(slug.encode()) & 0x7FFFFFFF for slug in slugs}):
        session.execute(select(func.pg_advisory_xact_lock(NAMES, key)))


def list_goods(producer_ids: Collection[int]) -> Rows:
    """Each size with what a sheet of goods may change."""
    query = (
        select(
            Producer.slug.label("ma_co_so"),
            Variant.id.label("ma_quy_cach"),
            Product.name.label("ten_san_pham"),
            Variant.name.label("quy_cach"),
            Variant.price.label("gia"),
            ProductSet.number.label("bo_san_pham"),
            Variant.weight_g.label("nang_ca_bao_bi_g"),
            Product.summary.label("gioi_thieu"),
            Product.ingredients.label("thanh_phan"),
            Product.allergens.label("chat_gay_di_ung"),
            Product.storage.label("bao_quan"),
            Product.usage.label("cach_dung"),
            Product.shelf_life_days.label("han_dung_ngay"),
        )
        .join(Product, Product.id == Variant.product_id)
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(ProductSet, ProductSet.id == Product.product_set_id)
        .where(Product.producer_id.in_(producer_ids))
        .order_by(Producer.folded, Product.folded, Product.id, Variant.position, Variant.id)
    )
    return [dict(row._mapping) for row in session.execute(query.limit(MOST_ROWS))]


def list_counts(producer_ids: Collection[int]) -> Rows:
    """Each batch of each size in stock, with the number that is written now."""
    query = (
        select(
            Producer.slug.label("ma_co_so"),
            Variant.id.label("ma_quy_cach"),
            Product.name.label("product"),
            Variant.name.label("size"),
            Batch.code.label("ma_lo"),
            StockItem.on_hand.label("dang_ghi"),
        )
        .join(Variant, Variant.id == StockItem.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .join(Producer, Producer.id == Product.producer_id)
        .join(Batch, Batch.id == StockItem.batch_id)
        .where(Product.producer_id.in_(producer_ids))
        .order_by(Producer.folded, Product.folded, Variant.position, Variant.id, Batch.code)
    )
    return [
        {**row._mapping, "hang": f"{row.product}, {row.size}"}
        for row in session.execute(query.limit(MOST_ROWS))
    ]


def list_households(producer_ids: Collection[int]) -> Rows:
    """The codes to begin rows of harvests with."""
    query = select(Producer.slug.label("ma_co_so")).where(Producer.id.in_(producer_ids))
    return [dict(row._mapping) for row in session.execute(query.order_by(Producer.folded))]
