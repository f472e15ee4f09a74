"""Reads of other floors' orders."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.products.models import Product, Variant
from storefront.inventory.models import StockItem
from storefront.outside_sales import rules
from storefront.outside_sales.models import FloorLayout, OutsideLine, OutsideSale
from traceability.batches.models import Batch

PER_PAGE = 50
Rows = Sequence[Row[*tuple[Any, ...]]]
COUNTS = OutsideSale.taken_back_at.is_(None)
"""What was not taken back."""


def goods_by_name(producer_id: int) -> dict[str, int]:
    """What goods may be called in a file → the size; a name two sizes share means neither."""
    found: dict[str, int] = {}
    shared: set[str] = set()
    query = select(Variant.id, Variant.name, Product.name.label("product")).join(Variant.product)
    for row in session.execute(query.where(Product.producer_id == producer_id)):
        found[str(row.id)] = row.id
        key = rules.goods_key(f"{row.product}, {row.name}")
        if key in found:
            shared.add(key)
        found[key] = row.id
    return {name: one for name, one in found.items() if name not in shared}


def goods_names(variant_ids: Collection[int]) -> dict[int, str]:
    """ "Cà phê, gói 500 g" of each size."""
    query = select(Variant.id, Variant.name, Product.name.label("product")).join(Variant.product)
    rows = session.execute(query.where(Variant.id.in_(variant_ids)))
    return {row.id: f"{row.product}, {row.name}" for row in rows}


def known_numbers(producer_id: int, floor_key: str, numbers: Collection[str]) -> set[str]:
    """Which of these orders of a floor were written before."""
    query = select(OutsideSale.number).where(
        OutsideSale.producer_id == producer_id,
        OutsideSale.floor_key == floor_key,
        OutsideSale.number.in_(numbers),
        COUNTS,
    )
    return set(session.scalars(query))


def get_own_sale(actor: Actor, sale_id: int) -> OutsideSale:
    """An order of one's own, or NotFound."""
    found = session.scalar(
        select(OutsideSale).where(
            OutsideSale.id == sale_id, OutsideSale.producer_id.in_(actor.producer_ids)
        )
    )
    if found is None:
        raise NotFound
    return found


def remembered(producer_id: int, floor_key: str) -> dict[str, str]:
    """How the seller said that this floor's file is read; empty where it never was asked."""
    query = select(FloorLayout.columns).where(
        FloorLayout.producer_id == producer_id, FloorLayout.floor_key == floor_key
    )
    return session.scalar(query) or {}


def list_sales(actor: Actor, page: int) -> tuple[Sequence[OutsideSale], int]:
    """Orders of other floors with their batches, the newest first."""
    own = OutsideSale.producer_id.in_(actor.producer_ids)
    item = selectinload(OutsideSale.lines).joinedload(OutsideLine.stock_item)
    query = (
        select(OutsideSale)
        .where(own)
        .options(
            item.joinedload(StockItem.variant).joinedload(Variant.product),
            item.joinedload(StockItem.batch),
        )
        .order_by(OutsideSale.sold_on.desc(), OutsideSale.id.desc())
    )
    found = session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return found, session.scalar(select(func.count(OutsideSale.id)).where(own)) or 0


def list_totals(actor: Actor, since: date) -> Rows:
    """Units by floor and size from a day on: what left the stock without an order here."""
    return session.execute(
        select(
            OutsideSale.floor,
            Product.name.label("product"),
            Variant.name.label("size"),
            func.count(OutsideSale.id.distinct()).label("orders"),
            func.sum(OutsideLine.quantity).label("units"),
        )
        .select_from(OutsideLine)
        .join(OutsideSale, OutsideSale.id == OutsideLine.sale_id)
        .join(StockItem, StockItem.id == OutsideLine.stock_item_id)
        .join(Variant, Variant.id == StockItem.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(
            OutsideSale.producer_id.in_(actor.producer_ids), OutsideSale.sold_on >= since, COUNTS
        )
        .group_by(OutsideSale.floor, Product.id, Product.name, Product.folded, Variant.id)
        .order_by(OutsideSale.floor, Product.folded, Variant.id)
    ).all()


def units_of_batches(batch_ids: Collection[int]) -> dict[int, int]:
    """Batch → units that left by other floors: for whoever has to find them all."""
    rows = session.execute(
        select(StockItem.batch_id, func.sum(OutsideLine.quantity))
        .select_from(OutsideLine)
        .join(OutsideSale, OutsideSale.id == OutsideLine.sale_id)
        .join(StockItem, StockItem.id == OutsideLine.stock_item_id)
        .where(StockItem.batch_id.in_(batch_ids), COUNTS)
        .group_by(StockItem.batch_id)
    )
    return {number: int(units) for number, units in rows}


def list_of_batches(batch_ids: Collection[int]) -> Rows:
    """Each order of another floor that has units of these batches; the floor knows its buyer."""
    return session.execute(
        select(
            OutsideSale.floor,
            OutsideSale.number,
            OutsideSale.sold_on,
            Batch.code,
            OutsideLine.quantity,
        )
        .select_from(OutsideLine)
        .join(OutsideSale, OutsideSale.id == OutsideLine.sale_id)
        .join(StockItem, StockItem.id == OutsideLine.stock_item_id)
        .join(Batch, Batch.id == StockItem.batch_id)
        .where(Batch.id.in_(batch_ids), COUNTS)
        .order_by(OutsideSale.floor, OutsideSale.sold_on, OutsideSale.number, OutsideLine.id)
    ).all()
