"""Builders of combos: goods of several households, agreed to and for sale."""

from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.basket import combining
from storefront.basket import service as baskets
from storefront.combos import queries, service
from storefront.combos.service import Facts
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from storefront.packing import bringing
from tests.factories.storefront import NOW, Goods, make_goods, make_seller, place_basket, saving
from tests.factories.trade import bring


class Made(NamedTuple):
    """A combo as plain values: the packer's goods first, then those of the others."""

    combo_id: int
    slug: str
    goods: tuple[Goods, ...]

    @property
    def packer(self) -> Actor:
        return worker(self.goods[0].seller_id)

    @property
    def other(self) -> Actor:
        return worker(self.goods[1].seller_id)


def worker(seller_id: int, name: str = "Chị Hoa", *permissions: str) -> Actor:
    """Somebody who works for a producer."""
    return Actor(7, name, frozenset(permissions), frozenset({seller_id}))


def make_facts(**values: Any) -> Facts:
    """A combo for 250.000 ₫, of which the packer gets 6.000 ₫, from today on."""
    return Facts(
        **{
            "name": "Quà Tết vùng cao",
            "story": "Ba nhà một hộp.",
            "price": 250_000,
            "packing_fee": 6_000,
            "sells_from": clock.today(),
            "sells_to": clock.today() + timedelta(days=60),
            **values,
        }
    )


def make_combo(
    *units: int,
    on_hand: int = 10,
    goods: tuple[Goods, ...] = (),
    is_sold: bool = True,
    **values: Any,
) -> Made:
    """A combo of so many units of each seller's goods (2 and 1), agreed to by all and published.

    The packer sells coffee for 95.000 ₫, the other tea for 120.000 ₫.
    """
    units = units or (2, 1)
    with saving():
        goods = goods or (
            make_goods(on_hand, name="Cà phê"),
            *(
                make_goods(
                    on_hand,
                    name=f"Trà {number}",
                    price=120_000,
                    seller=make_seller(f"Hộ Trà {number}", phone="+84911111111"),
                )
                for number in range(1, len(units))
            ),
        )
        packer = worker(goods[0].seller_id)
        combo = service.make(packer, goods[0].seller_id, make_facts(**values), NOW)
        parts = []
        for one, quantity in zip(goods, units, strict=True):
            part = service.add_part(
                packer, combo.id, one.variant_id, quantity, "Góp chút quà.", NOW
            )
            parts.append((one, part.id))
        for one, part_id in parts if is_sold else ():
            if one.seller_id != goods[0].seller_id:
                agree(worker(one.seller_id), part_id)
        if is_sold:
            service.publish(packer, combo.id, NOW)
        return Made(combo.id, combo.slug, goods)


def agree(actor: Actor, part_id: int) -> None:
    """A household takes part, at what it reads."""
    part = queries.get_taking_part(actor, part_id)
    net = queries.offered(part.combo, clock.today()).share_of(part_id).net
    service.agree(actor, part_id, net, NOW)


def fill_combo(made: Made, quantity: int = 1, *wanted: tuple[int, int]) -> str:
    """A basket with combos, and (variant id, quantity) of each beside them; returns its token."""
    with saving():
        basket, token = baskets.open_basket(None, NOW)
        for variant_id, units in wanted:
            baskets.add(basket, variant_id, units, clock.today())
        combining.add_combo(basket, made.combo_id, quantity, clock.today())
    return token


def buy_combo(made: Made, quantity: int = 1, **more: Any) -> str:
    """A purchase of combos: its number. Needs a rate."""
    return place_basket(fill_combo(made, quantity), **more)


def gather(number: str) -> None:
    """All goods of a purchase's combos are with the packer."""
    with saving():
        for order in session.scalars(select(Order).where(Order.number.startswith(number))):
            if order.is_packed_by_other:
                bringing.bring_to_packer(order, Actor(), clock.now())


def deliver_combo(number: str) -> None:
    """A purchase of a combo, all the way to cash in the packer's hand."""
    gather(number)
    for end in (OrderStatus.PACKED, OrderStatus.HANDED_OVER, OrderStatus.DELIVERED):
        bring(f"{number}-1", end)
