"""Reads what is on the shelf for other channels, some hundred products held at a time."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, select

from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductGroup, ProductSet
from catalog.products.models import Product, ProductPicture, Variant
from catalog.restrictions.queries import conditions_for
from catalog.restrictions.rules import FREE, Conditions
from storefront.closures.queries import off_sale
from storefront.combos import finding as combos
from storefront.feeds import rules
from storefront.feeds.rules import Availability, Bundle, Goods
from storefront.inventory.queries import available_for
from storefront.pricing.queries import list_running, lowest_before
from storefront.pricing.rules.cuts import page_price
from storefront.pricing.rules.terms import Terms
from storefront.quotas.queries import open_for

AT_ONCE = 500


@dataclass(frozen=True)
class _Chunk:
    """What is known of some products, read in as many queries however many they are."""

    variants: Sequence[Row[Any]]
    pictures: dict[int, tuple[str, ...]]
    sizes: Mapping[int, int]
    before: dict[int, int]
    asked: dict[int, Conditions]
    running: Sequence[Terms]
    free: dict[int, Availability]
    days: dict[int, date]


def stream_goods(producer_id: int | None, on: date, now: datetime) -> Iterator[Goods]:
    """Every size on sale of published goods of sellers who may sell; of one seller, or of all."""
    last, running = 0, list_running(on)
    while rows := session.execute(_products(producer_id, last)).all():
        last = rows[-1].id
        chunk = _chunk([row.id for row in rows], running, on, now)
        products = {row.id: row for row in rows}
        for variant in chunk.variants:
            yield _goods(products[variant.product_id], variant, chunk)


def _products(producer_id: int | None, after: int) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        select(
            Product.id,
            Product.slug,
            Product.name,
            Product.summary,
            Product.story,
            Product.ingredients,
            Product.allergens,
            Product.storage,
            Product.usage,
            Product.gtin,
            Product.is_demo,
            Product.producer_id,
            Producer.name.label("maker"),
            ProductSet.name.label("product_set"),
            ProductGroup.name.label("group"),
        )
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(ProductSet, ProductSet.id == Product.product_set_id)
        .outerjoin(ProductGroup, ProductGroup.id == ProductSet.group_id)
        .where(
            Product.id > after,
            Product.is_published,
            Producer.is_listed,
            Producer.verified_on.is_not(None),
        )
        .order_by(Product.id)
        .limit(AT_ONCE)
    )
    return query if producer_id is None else query.where(Product.producer_id == producer_id)


def _chunk(ids: Sequence[int], running: Sequence[Terms], on: date, now: datetime) -> _Chunk:
    every = session.execute(
        select(*Variant.__table__.c)
        .where(Variant.product_id.in_(ids))
        .order_by(Variant.product_id, Variant.position, Variant.id)
    ).all()
    variants = [row for row in every if row.is_on_sale]
    variant_ids = [row.id for row in variants]
    free, days = _available(variant_ids, on, now)
    return _Chunk(
        variants=variants,
        pictures=_pictures(ids),
        sizes=Counter(row.product_id for row in every),
        before=lowest_before(variant_ids, now),
        asked=conditions_for(ids, on),
        running=running,
        free=free,
        days=days,
    )


def _available(
    variant_ids: Collection[int], on: date, now: datetime
) -> tuple[dict[int, Availability], dict[int, date]]:
    stock, off = available_for(variant_ids, on), off_sale(variant_ids, on)
    in_stock = {one for one in variant_ids if one not in off and not stock[one].is_sold_out}
    days = {
        one: promises[0].first_day
        for one, promises in open_for(variant_ids, now).items()
        if one not in in_stock and promises[0].buyable(now)
    }
    found = {
        one: Availability.IN_STOCK
        if one in in_stock
        else Availability.PREORDER
        if one in days
        else Availability.OUT_OF_STOCK
        for one in variant_ids
    }
    return found, days


def _pictures(ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    query = select(ProductPicture.product_id, ProductPicture.digest).where(
        ProductPicture.product_id.in_(ids)
    )
    for product_id, digest in session.execute(
        query.order_by(ProductPicture.product_id, ProductPicture.position, ProductPicture.id)
    ):
        found[product_id] = (*found.get(product_id, ()), digest)
    return found


def _goods(product: Row[Any], variant: Row[Any], chunk: _Chunk) -> Goods:
    asked = chunk.asked.get(product.id, FREE)
    sizes = chunk.sizes[product.id]
    return Goods(
        variant_id=variant.id,
        product_id=product.id,
        slug=product.slug,
        name=product.name,
        size=variant.name,
        text=product.summary or product.story,
        maker=product.maker,
        product_set=product.product_set,
        group=product.group,
        price=page_price(variant.price, chunk.running, product.producer_id, product.id),
        before=chunk.before.get(variant.id),
        availability=chunk.free[variant.id],
        from_day=chunk.days.get(variant.id),
        net_amount=variant.net_amount,
        net_unit=variant.net_unit,
        weight_g=variant.weight_g,
        sizes=sizes,
        gtin=rules.public_gtin(product.gtin, sizes, is_demo=product.is_demo),
        pictures=chunk.pictures.get(product.id, ()),
        min_age=asked.min_age,
        is_held_back=asked.obstacle is not None,
        is_demo=product.is_demo,
        notices=tuple(duty.text for duty in asked.sentences if duty.text),
        ingredients=product.ingredients,
        allergens=product.allergens,
        storage=product.storage,
        usage=product.usage,
    )


def list_bundles(packer_id: int | None, on: date) -> list[Bundle]:
    """The combos that are sold; in a producer's file those it packs."""
    return [
        Bundle(
            combo_id=one.id,
            slug=one.slug,
            name=one.name,
            story=one.story,
            contents=tuple(
                f"{part.quantity} × {part.product_name}, {part.variant_name} ({part.seller_name})"
                for part in one.parts
            ),
            packer=one.packer_name,
            price=one.price,
            availability=Availability.IN_STOCK if one.can_be_bought else Availability.OUT_OF_STOCK,
            picture=one.picture,
            min_age=one.min_age,
        )
        for one in combos.list_packed(packer_id, on)
    ]


def find_producer(slug: str) -> tuple[int, str] | None:
    """Number and name of a listed producer, or None."""
    query = select(Producer.id, Producer.name).where(Producer.slug == slug, Producer.is_listed)
    row = session.execute(query).first()
    return (row.id, row.name) if row else None
