"""Thumbs and buyers at one shelf: each press once, and never fewer than are promised."""

from collections.abc import Callable
from secrets import token_hex

from flask import Flask
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.books import queries as books
from storefront.inventory import tapping
from storefront.inventory.models import StockItem, StockTap
from storefront.inventory.rules import AdjustReason, Tap
from tests.factories.storefront import Goods, make_goods, make_rate
from tests.races.test_closing import placing
from tests.races.threads import together


def pressing(goods: Goods, tap: Tap, key: str) -> Callable[[], int]:
    seller = Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))

    def act() -> int:
        with transaction():
            reason = AdjustReason.SOLD_ELSEWHERE
            return tapping.tap(seller, goods.variant_id, tap, reason, key, clock.now()).id

    return act


def counters(goods: Goods) -> tuple[int, int]:
    session.expire_all()
    item = session.get_one(StockItem, goods.item_id)
    return item.on_hand, item.allocated


def test_a_double_tap_counts_once_however_it_meets(shop: Flask) -> None:
    goods = make_goods(10)
    taps = together(shop, [pressing(goods, Tap.LESS, "a" * 24)] * 6)
    assert len(set(taps)) == 1 and isinstance(taps[0], int)
    assert counters(goods) == (9, 0)
    assert books.verify().discrepancies == []


def test_without_a_key_of_its_own_every_press_counts(shop: Flask) -> None:
    """Negative control: it is the key that makes them one."""
    goods = make_goods(10)
    together(shop, [pressing(goods, Tap.LESS, token_hex(12)) for _ in range(6)])
    assert counters(goods) == (4, 0)
    assert session.scalar(select(func.count(StockTap.id))) == 6


def test_none_left_while_buyers_place(shop: Flask) -> None:
    make_rate()
    goods = make_goods(6)
    buyers = [placing(goods) for _ in range(5)]
    results = together(shop, [*buyers, pressing(goods, Tap.NONE, token_hex(12))])
    assert all(isinstance(one, (str, int, DomainError)) for one in results), results
    placed = len([one for one in results if isinstance(one, str)])
    on_hand, allocated = counters(goods)
    assert allocated == placed
    assert on_hand == placed
    assert books.verify().discrepancies == []
