"""Orders of another floor against impatient fingers, and against buyers here."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.checkout.service import Wish, place
from storefront.inventory.models import StockItem
from storefront.inventory.queries import list_drift
from storefront.outside_sales import service
from storefront.outside_sales.errors import NothingNew, TakenBackBefore
from storefront.outside_sales.models import OutsideLine, OutsideSale
from storefront.tried import service as tried
from storefront.tried.errors import WrittenBefore
from tests.factories.storefront import BUYER, Goods, fill_basket, make_goods, make_rate, quote_of
from tests.races.threads import together


@pytest.fixture
def goods(shop: Flask) -> Goods:
    make_rate()
    return make_goods(5)


def seller_of(goods: Goods) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))


def tried_file(goods: Goods, number: str, units: int) -> int:
    day = clock.today() - timedelta(days=1)
    text = f"ma_don,ngay_ban,ma_quy_cach,so_luong\n{number},{day},{goods.variant_id},{units}\n"
    with transaction():
        actor, data = seller_of(goods), text.encode()
        found = service.try_file(actor, goods.seller_id, "Shopee", data, clock.now())
    assert found.tried_id
    return found.tried_id


def writing(goods: Goods, tried_id: int) -> Callable[[], int]:
    def act() -> int:
        with transaction():
            return service.write(seller_of(goods), tried_id, clock.now())

    return act


def test_two_presses_take_an_order_back_once(shop: Flask, goods: Goods) -> None:
    writing(goods, tried_file(goods, "S9", 3))()
    sale_id = session.scalars(select(OutsideSale.id)).one()

    def back() -> str:
        with transaction():
            return service.take_back(seller_of(goods), sale_id, clock.now()).number

    results = together(shop, [back, back, back])
    assert sorted(map(str, results)).count("S9") == 1
    assert sum(isinstance(one, TakenBackBefore) for one in results) == 2
    item = session.get_one(StockItem, goods.item_id, populate_existing=True)
    assert (item.on_hand, list_drift()) == (5, [])


def buying(goods: Goods) -> Callable[[], str]:
    token = fill_basket((goods.variant_id, 1))
    wish = Wish(token, f"mau-{token[:8]}", quote_of(token).seal, BUYER)

    def act() -> str:
        with transaction():
            return place(Actor(), wish, clock.today(), clock.now())

    return act


def test_of_four_who_say_yes_to_one_file_one_writes(shop: Flask, goods: Goods) -> None:
    number = tried_file(goods, "S1", 2)
    results = together(shop, [writing(goods, number) for _ in range(4)])
    assert sorted(map(str, (type(one).__name__ for one in results))) == [
        *["WrittenBefore"] * 3,
        "int",
    ]
    assert session.scalar(select(func.sum(OutsideLine.quantity))) == 2


def test_without_the_guard_more_than_one_gets_in(
    shop: Flask, goods: Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the others come as far as the orders, which are there already."""
    monkeypatch.setattr(tried, "rows_changed", lambda _done: 1)
    number = tried_file(goods, "S1", 2)
    results = together(shop, [writing(goods, number) for _ in range(4)])
    assert not any(isinstance(one, WrittenBefore) for one in results)
    assert sum(isinstance(one, NothingNew) for one in results) == 3


def test_files_with_the_same_order_and_buyers_never_take_more_than_there_is(
    shop: Flask, goods: Goods
) -> None:
    numbers = [tried_file(goods, "S1", 2), tried_file(goods, "S1", 2), tried_file(goods, "S2", 2)]
    acts = [writing(goods, one) for one in numbers] + [buying(goods) for _ in range(3)]
    results = together(shop, acts)
    assert all(isinstance(one, (int, str, DomainError)) for one in results), results
    item = session.get_one(StockItem, goods.item_id)
    sold = session.scalar(select(func.coalesce(func.sum(OutsideLine.quantity), 0)))
    assert item.on_hand == 5 - (sold or 0)
    assert 0 <= item.allocated <= item.on_hand
    assert list_drift() == []
