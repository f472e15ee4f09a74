"""Stock against movements and orders, payments against orders."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.books import queries, rules
from storefront.books.rules import OrderFacts, StockFacts
from storefront.inventory.models import StockItem
from storefront.orders import service
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.models import PaymentShare
from tests.factories.storefront import Goods, make_goods, make_order

GOOD = OrderFacts("DH26A-1", "placed", 125_000, 95_000, 95_000)


@pytest.mark.parametrize(
    ("order", "share", "found"),
    [
        (GOOD, (125_000, "due", "cod"), []),
        (GOOD, (125_000, "void", "cod"), ["order DH26A-1: placed, payment share void"]),
        (GOOD, (125_001, "due", "cod"), ["order DH26A-1: total 125000, payment share 125001"]),
        (GOOD, None, ["order DH26A-1: total 125000, payment share None"]),
        (
            OrderFacts("DH26A-1", "delivered", 125_000, 95_000, 94_000),
            (125_000, "received", "cod"),
            ["order DH26A-1: lines 94000, items 95000"],
        ),
        (OrderFacts("DH26A-1", "refused", 1, 1, 1), (1, "void", "cod"), []),
    ],
)
def test_orders(order: OrderFacts, share: Any, found: list[str]) -> None:
    assert rules.check_orders([order], {"DH26A-1": share} if share else {}) == found


def test_a_share_without_an_order() -> None:
    found = rules.check_orders([], {"DH26B-1": (1, "due", "cod")})
    assert found == ["payment share DH26B-1 belongs to no order"]


@pytest.mark.parametrize(
    ("values", "count"),
    [((5, 2, 5, 2, 2), 0), ((5, 2, 4, 2, 2), 1), ((5, 2, 5, 1, 2), 1), ((5, 2, 5, 1, 1), 2)],
)
def test_stock(values: tuple[int, ...], count: int) -> None:
    assert len(rules.check_stock([StockFacts(1, *values)])) == count


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


def test_the_books_agree_through_every_change(app: Flask, goods: Goods) -> None:
    for end in (OrderStatus.CANCELLED, OrderStatus.PACKED):
        number = f"{make_order((goods.variant_id, 1))}-1"
        by = Party.BUYER if end == OrderStatus.CANCELLED else Party.SELLER
        with transaction():
            order = session.scalars(select(Order).where(Order.number == number)).one()
            service.change(order, end, by, Actor(), clock.now())
    found = queries.verify()
    assert (found.stock_items, found.orders, found.shares, found.discrepancies) == (1, 2, 2, [])
    answer = app.test_cli_runner().invoke(args=["books", "verify"])
    assert answer.exit_code == 0
    assert "The books agree: 1 stock items, 2 orders, 2 shares." in answer.output


def test_a_discrepancy_is_named_and_fails_the_command(app: Flask, goods: Goods) -> None:
    number = f"{make_order((goods.variant_id, 1))}-1"
    with transaction():
        session.get_one(StockItem, goods.item_id).on_hand = 11
        session.scalars(select(PaymentShare)).one().amount = 1
    answer = app.test_cli_runner().invoke(args=["books", "verify"])
    assert answer.exit_code == 1
    assert f"stock item {goods.item_id}: on hand 11, movements 10" in answer.output
    assert f"order {number}: total" in answer.output
    assert "3 discrepancies" in answer.output
