"""What may be added to an open order, and what the order comes to with it. Writes nothing."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.kernel.errors import Conflict
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from catalog.products.rules import GoodsClass, strictest
from catalog.restrictions.queries import conditions_for
from catalog.restrictions.rules import FREE, Conditions
from storefront.amendments.errors import (
    ConfirmByNewOrder,
    NothingAdded,
    OrderedAhead,
    PaidBeforehand,
    TooFewLeft,
    TooLateToAdd,
    WholeCombo,
)
from storefront.amendments.rules import AddedLine, Addition, Carriage, Offered, may_add
from storefront.closures.queries import off_sale
from storefront.cod import queries as cod
from storefront.cod import service as control
from storefront.inventory.queries import available_for
from storefront.orders.models import Order
from storefront.orders.queries import has_bought
from storefront.orders.rules import CALLED_OFF, Party
from storefront.payments.rules import Method
from storefront.pricing.queries import get_customer, list_running, list_steps
from storefront.pricing.rules import quoting as pricing
from storefront.pricing.rules.cuts import page_price
from storefront.pricing.rules.quoting import Delivery
from storefront.shipping.queries import offers_for
from storefront.shipping.rules import Load, Offer, Place


def why_not(order: Order) -> Conflict | None:
    """Why nothing can be added to an order, or None."""
    if order.group.payment_method != Method.COD:
        return PaidBeforehand()
    if not may_add(order.status, Party.BUYER):
        return TooLateToAdd()
    if order.combo_sale_id:
        return WholeCombo()
    return OrderedAhead() if any(line.quota_id for line in order.lines) else None


def list_offered(order: Order, on: date) -> list[Offered]:
    """What the order's seller has to sell today: what the order holds comes first."""
    rows = _sizes_of(order.producer_id)
    asked = conditions_for((row.product_id for row in rows), on)
    off = off_sale((row.id for row in rows), on)
    rows = [
        row
        for row in rows
        if row.id not in off and _is_free_for(order, asked.get(row.product_id, FREE))
    ]
    ids = [row.id for row in rows]
    free, steps = available_for(ids, order.promised_to), list_steps(ids)
    running, held = list_running(on), Counter[int]()
    for line in order.lines:
        held[line.variant_id] += line.quantity
    found = [
        Offered(
            variant_id=row.id,
            product_id=row.product_id,
            seller_id=order.producer_id,
            product_name=row.product_name,
            product_slug=row.slug,
            variant_name=row.variant_name,
            price=page_price(row.price, running, order.producer_id, row.product_id),
            list_price=row.price,
            weight_g=row.weight_g,
            goods_class=GoodsClass(row.goods_class),
            free=free[row.id].free,
            steps=steps.get(row.id, ()),
            held=held[row.id],
            sentences=asked.get(row.product_id, FREE).sentences,
        )
        for row in rows
        if free[row.id].free or held[row.id]
    ]
    return sorted(found, key=lambda one: not one.held)


def _is_free_for(order: Order, asked: Conditions) -> bool:
    """Nothing the law keeps back, and no age that was not declared with the order."""
    return asked.obstacle is None and (asked.min_age or 0) <= (order.min_age or 0)


def _sizes_of(producer_id: int) -> list[Row[*tuple[Any, ...]]]:
    query = (
        select(
            Variant.id,
            Variant.name.label("variant_name"),
            Variant.price,
            Variant.weight_g,
            Variant.goods_class,
            Product.id.label("product_id"),
            Product.name.label("product_name"),
            Product.slug,
        )
        .join(Product, Variant.product_id == Product.id)
        .join(Producer, Product.producer_id == Producer.id)
        .where(
            Producer.id == producer_id,
            Producer.verified_on.is_not(None),
            Product.is_published,
            Variant.is_on_sale,
        )
        .order_by(Product.folded, Product.id, Variant.position, Variant.id)
    )
    return list(session.execute(query))


def quote(order: Order, wanted: Mapping[int, int], on: date) -> Addition:
    """What these units (variant id → how many) cost added to the order today.

    Priced as a purchase of its own whose delivery costs what the parcel costs more. Raises
    what `why_not` says, NothingAdded, TooFewLeft, NoRate, NoCash, ConfirmByNewOrder.
    """
    refused = why_not(order)
    if refused:
        raise refused
    chosen = _chosen(order, wanted, on)
    carriage = _carriage(order, chosen, on)
    _check_left(chosen, carriage)
    phone = order.group.phone
    answer = pricing.quote(
        [one.item(units) for one, units in chosen],
        (),
        on,
        list_running(on),
        [Delivery(order.producer_id, order.producer_id, carriage.fee)],
        get_customer(phone, has_bought=has_bought(phone)),
    )
    addition = Addition(
        tuple(
            AddedLine(one, priced) for (one, _), priced in zip(chosen, answer.lines, strict=True)
        ),
        carriage,
        answer.deliveries[0].reasons,
        answer.taken,
        order.total,
    )
    _check_cash(order, addition, on)
    return addition


def _chosen(order: Order, wanted: Mapping[int, int], on: date) -> list[tuple[Offered, int]]:
    asked = {variant_id: units for variant_id, units in wanted.items() if units > 0}
    if not asked:
        raise NothingAdded
    offered = {one.variant_id: one for one in list_offered(order, on)}
    for variant_id, units in asked.items():
        one = offered.get(variant_id)
        if one is None:
            raise TooFewLeft(_name_of(variant_id, order), 0)
        if units > one.most:
            raise TooFewLeft(f"{one.product_name}, {one.variant_name}", one.most)
    return [(offered[one], units) for one, units in sorted(asked.items())]


def _name_of(variant_id: int, order: Order) -> str:
    """What a size is called that its seller does not sell any more; others' goods stay unnamed."""
    variant = session.get(Variant, variant_id)
    if variant is None or variant.product.producer_id != order.producer_id:
        return order.seller_name
    return f"{variant.product.name}, {variant.name}"


def _carriage(order: Order, chosen: list[tuple[Offered, int]], on: date) -> Carriage:
    """The difference between the parcel with and without, at the rates of the day of the order.

    Days stay as promised, unless the parcel becomes more delicate: then not before today's.
    """
    before = GoodsClass(order.goods_class)
    after = strictest([before, *(one.goods_class for one, _ in chosen)])
    kept = Carriage(0, after, order.promised_from, order.promised_to, order.leaves_on)
    if order.pickup or order.is_own_delivery:
        return kept
    weight_g = order.weight_g + sum(one.weight_g * units for one, units in chosen)
    classes = frozenset({before, *(one.goods_class for one, _ in chosen)})
    ordered_on = clock.local_date(order.group.placed_at)
    new = _offer(order, Load(weight_g, classes), ordered_on)
    old = _offer(order, Load(order.weight_g, frozenset({before})), ordered_on)
    fee = max(0, new.fee - old.fee)
    if after == before:
        return Carriage(fee, after, kept.promised_from, kept.promised_to, kept.leaves_on)
    today = _offer(order, Load(weight_g, classes), on)
    return Carriage(
        fee,
        after,
        max(order.promised_from, today.arrives_from),
        max(order.promised_to, today.arrives_to),
        max(order.leaves_on or on, today.leaves_on or on),
    )


def _offer(order: Order, load: Load, on: date) -> Offer:
    where = order.recipient or order.group
    end = Place(where.province_code, where.commune_code)
    name = f"{where.commune_name}, {where.province_name}"
    offer = offers_for({order.producer_id: load}, end, name, on)[order.producer_id]
    if not isinstance(offer, Offer):
        raise offer
    return offer


def _check_left(chosen: list[tuple[Offered, int]], carriage: Carriage) -> None:
    """What may be sold today may be too old on the day it arrives."""
    ripe = available_for((one.variant_id for one, _ in chosen), carriage.promised_to)
    for one, units in chosen:
        if ripe[one.variant_id].free < units:
            goods = f"{one.product_name}, {one.variant_name}"
            raise TooFewLeft(goods, ripe[one.variant_id].free)


def _check_cash(order: Order, addition: Addition, on: date) -> None:
    """Limits of cash on delivery hold for the whole purchase as it will be."""
    running = [one for one in order.group.orders if one.status not in CALLED_OFF]
    variants = {line.variant_id for one in running for line in one.lines}
    amount = sum(one.total for one in running) + addition.change.total
    every = variants | {one.offered.variant_id for one in addition.lines}
    verdict = cod.verdict(order.group.phone, amount, every, on, order.group.account_id)
    control.refuse_cash(verdict)
    if verdict.needs_code and not cod.is_confirmed(order.group_id):
        raise ConfirmByNewOrder
