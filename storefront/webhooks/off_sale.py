"""Goods that go off sale and come back: an outside shop reads 0 free, then the real number.

Most come and go with a day and nobody presses anything: what was told is kept, and held against
what is off sale now.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, delete, select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.producers.queries import get_producer_by_id
from catalog.products.models import Product, Variant
from storefront.closures import queries as closures
from storefront.inventory.models import StockItem
from storefront.webhooks import queries, telling
from storefront.webhooks.models import OffSaleTold
from storefront.webhooks.rules import Kind


def tell_off_sale(producer_id: int, now: datetime) -> int:
    """Tell of this producer's goods that went off sale or came back; of how many sizes.

    The caller holds the producer, as whoever closes a shop does: each change is told once.
    """
    off = set(closures.list_off(clock.local_date(now), {producer_id}))
    told = set(session.scalars(_told().where(Product.producer_id == producer_id)))
    if not queries.list_told([producer_id], Kind.STOCK_CHANGED):
        off = set()  # nobody hears it; whoever connects later is told then
    session.execute(delete(OffSaleTold).where(OffSaleTold.variant_id.in_(told - off)))
    session.add_all(OffSaleTold(variant_id=one, told_at=now) for one in sorted(off - told))
    telling.tell_stock(_items_of(off ^ told), now)
    return len(off ^ told)


def _told() -> Select[int]:
    return select(OffSaleTold.variant_id).join(OffSaleTold.variant).join(Variant.product)


def _items_of(variant_ids: Collection[int]) -> list[int]:
    return list(session.scalars(select(StockItem.id).where(StockItem.variant_id.in_(variant_ids))))


def tell_all() -> int:
    """What the days changed since the last time, shop by shop."""
    now = clock.now()
    owners = queries.owners_told(Kind.STOCK_CHANGED)
    off = {
        one: producer
        for one, producer in closures.list_off(clock.local_date(now)).items()
        if producer in owners or None in owners
    }
    told = session.execute(_told().with_only_columns(OffSaleTold.variant_id, Product.producer_id))
    before = {row.variant_id: row.producer_id for row in told}
    changed = {
        producer
        for one, producer in {**before, **off}.items()
        if producer and (one in off) != (one in before)
    }
    return sum(_tell_held(producer_id, now) for producer_id in sorted(changed))


def _tell_held(producer_id: int, now: datetime) -> int:
    with transaction():
        get_producer_by_id(producer_id, lock=True)
        return tell_off_sale(producer_id, now)
