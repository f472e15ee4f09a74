"""Reads of a basket: its lines, and what the shop says about them today."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Label, Row, Select, func, literal, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from catalog.products.models import Product, ProductPicture, Variant
from catalog.products.rules import GoodsClass
from catalog.restrictions.queries import conditions_for
from catalog.restrictions.rules import FREE
from storefront.basket.models import Basket, BasketCombo, BasketLine
from storefront.basket.rules.combos import ComboLine, in_combo, most_combos
from storefront.basket.rules.lines import NOT_AT_ALL, LineFacts, priced
from storefront.basket.rules.parts import BasketView, SellerPart, by_seller, combo_parts, hash_of
from storefront.closures.queries import off_sale
from storefront.combos.models import Combo
from storefront.combos.queries import Offered, list_by_id, offered
from storefront.inventory.queries import available_for
from storefront.inventory.rules import Availability
from storefront.pricing.queries import list_running, list_steps
from storefront.pricing.rules import quoting as pricing
from storefront.pricing.rules.cuts import page_price
from storefront.pricing.rules.steps import Step
from storefront.pricing.rules.terms import Terms
from storefront.quotas.queries import promises
from storefront.quotas.rules import Promise


def find_basket_id(token: str | None) -> int | None:
    """The basket a token opens, or None."""
    if not token or len(token) > 200:
        return None
    return session.scalar(select(Basket.id).where(Basket.token_hash == hash_of(token)))


def list_stocked(token: str | None) -> dict[int, int]:
    """Units by variant of what a basket takes from stock, and no more than that."""
    if not token or len(token) > 200:
        return {}
    query = (
        select(BasketLine.variant_id, BasketLine.quantity)
        .join(Basket, Basket.id == BasketLine.basket_id)
        .where(Basket.token_hash == hash_of(token), BasketLine.quota_id.is_(None))
    )
    return {row.variant_id: row.quantity for row in session.execute(query)}


def get_view(basket_id: int | None, on: date) -> BasketView:
    """The basket by seller with what applies by itself; empty for no basket."""
    if basket_id is None:
        return BasketView()
    rows = session.execute(
        _goods()
        .join(BasketLine, BasketLine.variant_id == Variant.id)
        .add_columns(BasketLine.quantity, BasketLine.quota_id, BasketLine.price_shown)
        .where(BasketLine.basket_id == basket_id)
        .order_by(BasketLine.id)
    ).all()
    lines = _priced_lines(rows, on)
    alone = by_seller(lines)
    return BasketView(alone.sellers + _combo_parts(basket_id, lines, on))


def _goods() -> Select[*tuple[Any, ...]]:
    """What the shop says of sizes, whatever basket they lie in."""
    return (
        select(
            Variant.id.label("variant_id"),
            Variant.name.label("variant_name"),
            Variant.price,
            Variant.weight_g,
            Variant.goods_class,
            Variant.is_on_sale,
            Product.id.label("product_id"),
            Product.name.label("product_name"),
            Product.slug.label("product_slug"),
            Product.is_published,
            Product.is_demo,
            Producer.id.label("seller_id"),
            Producer.name.label("seller_name"),
            Producer.verified_on,
            Commune.kind.label("commune_kind"),
            Commune.name.label("commune_name"),
            Province.name.label("province_name"),
            _first_picture(),
        )
        .join(Product, Variant.product_id == Product.id)
        .outerjoin(Producer, Product.producer_id == Producer.id)
        .outerjoin(Commune, Producer.commune_code == Commune.code)
        .outerjoin(Province, Producer.province_code == Province.code)
    )


def _priced_lines(rows: Sequence[Row[*tuple[Any, ...]]], on: date) -> list[LineFacts]:
    now, stocked = clock.now(), [row.variant_id for row in rows if row.quota_id is None]
    ids = [row.variant_id for row in rows]
    available, steps, running = available_for(stocked, on), list_steps(ids), list_running(on)
    ahead = promises((row.quota_id for row in rows if row.quota_id), now)
    asked = conditions_for((row.product_id for row in rows), on)
    off = off_sale(ids, on)
    lines = [
        replace(
            _facts(
                row,
                available.get(row.variant_id, Availability()),
                steps.get(row.variant_id, ()),
                running,
            ),
            asked=asked.get(row.product_id, FREE),
            off=off.get(row.variant_id),
        )
        for row in rows
    ]
    lines = [
        _ahead(line, ahead[row.quota_id], now) if row.quota_id else line
        for line, row in zip(lines, rows, strict=True)
    ]
    buyable = [line.item for line in lines if line.is_priced_alone]
    return priced(lines, pricing.quote(buyable, (), on, running).lines)


def _first_picture() -> Label[str | None]:
    return (
        select(ProductPicture.digest)
        .where(ProductPicture.product_id == Product.id)
        .order_by(ProductPicture.position)
        .limit(1)
        .scalar_subquery()
        .label("picture")
    )


def _facts(
    row: Row[*tuple[Any, ...]],
    availability: Availability,
    steps: tuple[Step, ...],
    running: Sequence[Terms],
) -> LineFacts:
    return LineFacts(
        variant_id=row.variant_id,
        product_id=row.product_id,
        product_name=row.product_name,
        product_slug=row.product_slug,
        variant_name=row.variant_name,
        quantity=row.quantity,
        price=page_price(row.price, running, row.seller_id or 0, row.product_id),
        list_price=row.price,
        steps=steps,
        price_shown=row.price_shown,
        weight_g=row.weight_g,
        is_for_sale=row.is_on_sale and row.is_published,
        seller_id=row.seller_id,
        seller_name=row.seller_name or "",
        seller_place=_place(row),
        is_seller_verified=row.verified_on is not None,
        is_demo=row.is_demo,
        picture=row.picture,
        availability=availability,
        goods_class=GoodsClass(row.goods_class),
    )


def _ahead(facts: LineFacts, promise: Promise, now: datetime) -> LineFacts:
    free = Availability(promise.buyable(now))
    return replace(facts, availability=free, promise=promise, shut=promise.shut(now))


def _combo_parts(basket_id: int, alone: Sequence[LineFacts], on: date) -> tuple[SellerPart, ...]:
    """The combos of a basket, a part for each seller; they get what the lines before leave."""
    query = select(BasketCombo).where(BasketCombo.basket_id == basket_id).order_by(BasketCombo.id)
    chosen = list(session.scalars(query))
    if not chosen:
        return ()
    combos = list_by_id([one.combo_id for one in chosen])
    goods = _combo_goods(combos.values(), on)
    taken = Counter({line.variant_id: line.quantity for line in alone if not line.promise})
    parts: list[SellerPart] = []
    for one in chosen:
        combo = offered(combos[one.combo_id], on)
        lines = [
            in_combo(goods[part.variant_id], part.quantity, share, one.quantity, taken)
            for part, share in combo.parts
        ]
        parts += combo_parts(_combo_line(one, combo, lines), lines)
        taken.update({line.variant_id: line.quantity for line in lines})
    return tuple(parts)


def _combo_goods(combos: Iterable[Combo], on: date) -> dict[int, LineFacts]:
    """What the shop says of all that is in these combos, by size."""
    ids = {part.variant_id for combo in combos for part in combo.parts}
    shown = (literal(1).label("quantity"), Variant.price.label("price_shown"))
    rows = session.execute(_goods().add_columns(*shown).where(Variant.id.in_(ids))).all()
    available, off = available_for(ids, on), off_sale(ids, on)
    asked = conditions_for((row.product_id for row in rows), on)
    return {
        row.variant_id: replace(
            _facts(row, available[row.variant_id], (), ()),
            asked=asked.get(row.product_id, FREE),
            off=off.get(row.variant_id),
        )
        for row in rows
    }


def _combo_line(row: BasketCombo, found: Offered, lines: Sequence[LineFacts]) -> ComboLine:
    combo = found.combo
    return ComboLine(
        combo_id=combo.id,
        name=combo.name,
        slug=combo.slug,
        picture=combo.picture or next((line.picture for line in lines if line.picture), None),
        packer_id=combo.packer_id,
        packer_name=combo.packer.name,
        quantity=row.quantity,
        price=combo.price,
        price_shown=row.price_shown,
        is_sold=not found.obstacle and not any(line.problem in NOT_AT_ALL for line in lines),
        off=next((line.off for line in lines if line.off), None),
        most=most_combos(lines, row.quantity),
        households=len({line.seller_id for line in lines}),
    )


def _place(row: Row[*tuple[Any, ...]]) -> str:
    commune = f"{row.commune_kind.capitalize()} {row.commune_name}" if row.commune_name else ""
    return ", ".join(part for part in (commune, row.province_name) if part)


def count_units(basket_id: int | None) -> int:
    """How many things lie in the basket; a combo is one."""
    return sum(
        session.scalar(select(func.sum(one.quantity)).where(one.basket_id == basket_id)) or 0
        for one in (BasketLine, BasketCombo)
    )
