"""Goods sent anew: a further order of the same purchase with nothing to pay.

It is packed, followed and recalled as every order; so its batch is never unknown.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from catalog.certification.queries import standing_for
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.products.rules import GoodsClass, strictest
from storefront.claims.errors import NoneLeft
from storefront.claims.models import Claim
from storefront.inventory import service as inventory
from storefront.inventory.errors import SoldOut
from storefront.inventory.rules import Pick
from storefront.orders import rules
from storefront.orders import service as orders
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import service as payments
from storefront.placing import service as placing
from storefront.placing.rules import NewLine, NewOrder, Seller


def order_again(claim: Claim, actor: Actor, now: datetime) -> Order:
    """Order the claimed units once more for who got them, promised as fast as the first time.

    Raises NoneLeft.
    """
    first, on = claim.order, local_date(now)
    units = Counter[int]()
    for one in claim.lines:
        units[one.line.variant_id] += one.quantity
    arrives = on + max(first.promised_to - _ordered_on(first), timedelta())
    wanted = {variant_id: (count, arrives) for variant_id, count in units.items()}
    try:
        picked = inventory.allocate(actor, wanted, claim.number, now)
    except SoldOut as error:
        raise NoneLeft from error
    new = _as_before(first, _lines(claim, picked, on), on)
    weight = sum(one.quantity * one.line.variant.weight_g for one in claim.lines)
    delicate = strictest(GoodsClass(one.line.variant.goods_class) for one in claim.lines)
    new = replace(new, promised_to=arrives, weight_g=weight, goods_class=delicate.value)
    order = placing.add_order(first.group, new, actor, now, start=OrderStatus.PLACED)
    payments.add_free_share(first.group.number, order.number, now)
    session.flush()
    return order


def _ordered_on(first: Order) -> date:
    return local_date(first.group.placed_at)


def _as_before(first: Order, lines: list[NewLine], on: date) -> NewOrder:
    """To the same person by the same way, as long after today as it was the first time."""
    later = on - _ordered_on(first)
    return NewOrder(
        seller=Seller(first.producer_id, first.seller_name, first.seller_place, first.seller_phone),
        lines=lines,
        shipping_fee=0,
        weight_g=first.weight_g,
        promised_from=first.promised_from + later,
        promised_to=first.promised_to + later,
        pickup=first.pickup,
        leaves_on=first.leaves_on and first.leaves_on + later,
        is_own_delivery=first.is_own_delivery,
        min_age=first.min_age,
        recipient_id=first.recipient_id,
    )


def _lines(claim: Claim, picked: Mapping[int, Sequence[Pick]], on: date) -> list[NewLine]:
    old = {one.line.variant_id: one.line for one in claim.lines}
    standings = standing_for(sorted({line.variant.product_id for line in old.values()}), on)
    return [
        _line(old[variant_id], pick, standings[old[variant_id].variant.product_id].stars)
        for variant_id, picks in picked.items()
        for pick in picks
    ]


def call_off(claim: Claim, by: Party, actor: Actor, words: str | None, now: datetime) -> None:
    """Goods that were to be sent anew and have not left are not sent: something else is decided."""
    order = claim.replacement
    if order and rules.may_change(order.status, OrderStatus.CANCELLED, by):
        orders.change(order, OrderStatus.CANCELLED, by, actor, now, words)
    if order and order.status in rules.CALLED_OFF:
        claim.replacement_id = None


def _line(old: OrderLine, pick: Pick, stars: int) -> NewLine:
    return NewLine(
        stock_item_id=pick.stock.item_id,
        variant_id=old.variant_id,
        batch_id=pick.stock.batch_id,
        product_name=old.product_name,
        product_slug=old.product_slug,
        variant_name=old.variant_name,
        batch_code=pick.stock.code,
        best_before=pick.stock.best_before,
        stars=stars,
        quantity=pick.quantity,
        unit_price=0,
    )
