"""A worker killed in the middle of placing leaves nothing; the same form then places once."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.basket import queries as baskets
from storefront.books import queries as books
from storefront.checkout.service import Wish, place
from storefront.combos.models import ComboSale
from storefront.inventory.models import StockItem
from storefront.orders.models import Order, OrderGroup
from storefront.payments.models import Payment
from tests.factories.combos import fill_combo, make_combo
from tests.factories.storefront import BUYER, fill_basket, make_goods, make_rate, quote_of
from tests.races.killing import killed_at

POINTS = (
    "storefront.placing.service.open_group",
    "storefront.inventory.service.allocate",
    "storefront.placing.service.add_order",
    "storefront.payments.service.open_cod",
    "storefront.basket.service.empty",
    "catalog.kernel.audit.record",
)


def place_one(token: str, seal: str) -> str:
    return place(Actor(), Wish(token, "mau-1", seal, BUYER), clock.today(), clock.now())


@pytest.fixture
def token(shop: Flask) -> str:
    make_rate()
    return fill_basket((make_goods(5).variant_id, 2))


@pytest.mark.parametrize("point", (*POINTS, "storefront.combos.service.note_sale"))
def test_a_worker_killed_over_a_combo_leaves_nothing_of_it(shop: Flask, point: str) -> None:
    make_rate()
    made = make_combo()
    token = fill_combo(made)
    killed_at(shop, point, place_one, token=token, seal=quote_of(token).seal)
    assert count_written() == 0
    assert session.scalar(select(func.count(ComboSale.id))) == 0
    assert session.scalar(select(func.sum(StockItem.allocated))) == 0
    with transaction():
        assert place_one(token, quote_of(token).seal)
    assert count_written() == 4
    assert books.verify().discrepancies == []


def count_written() -> int:
    counts = [session.scalar(select(func.count(one.id))) for one in (OrderGroup, Order, Payment)]
    return sum(count or 0 for count in counts)


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_worker_leaves_nothing(shop: Flask, token: str, point: str) -> None:
    killed_at(shop, point, place_one, token=token, seal=quote_of(token).seal)
    assert count_written() == 0
    assert session.scalar(select(func.sum(StockItem.allocated))) == 0
    assert baskets.count_units(baskets.find_basket_id(token)) == 2
    with transaction():
        assert place_one(token, quote_of(token).seal)
    assert count_written() == 3
    assert books.verify().discrepancies == []


def test_a_commit_in_the_middle_would_leave_half_an_order(shop: Flask, token: str) -> None:
    """Negative control: the same kill, after a commit of its own."""
    point, seal = "storefront.inventory.service.allocate", quote_of(token).seal
    killed_at(shop, point, place_one, carelessly=True, token=token, seal=seal)
    assert books.verify().discrepancies
