"""Reads for price sheets: what every size costs."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select

from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant


def stream_prices() -> Iterator[Row[*tuple[Any, ...]]]:
    """Every size with its product, producer and price, a few hundred held at a time."""
    query = (
        select(
            Variant.id,
            Producer.name.label("producer"),
            Product.name.label("product"),
            Variant.name.label("size"),
            Variant.price,
            Variant.is_on_sale,
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .order_by(Producer.folded, Product.folded, Variant.position, Variant.id)
        .execution_options(yield_per=200)
    )
    yield from session.execute(query)


def prices() -> dict[int, int]:
    """What each size costs now."""
    return {row.id: row.price for row in session.execute(select(Variant.id, Variant.price))}
