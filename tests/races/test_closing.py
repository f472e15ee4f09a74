"""A shop closes while a buyer places: the order is either there before, or refused."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import db, session, transaction
from catalog.kernel.errors import DomainError
from storefront.books import queries as books
from storefront.checkout import service as checkout
from storefront.checkout.service import Wish, place
from storefront.closures import service
from storefront.orders.models import Order
from tests.factories.storefront import BUYER, Goods, fill_basket, make_goods, make_rate, quote_of
from tests.races.threads import together

LONG_ENOUGH = 0.5
"""Seconds in which somebody who is not kept waiting has long closed the shop."""


@pytest.fixture
def goods(shop: Flask) -> Goods:
    make_rate()
    return make_goods(20)


def placing(goods: Goods) -> Callable[[], str]:
    token = fill_basket((goods.variant_id, 1))
    wish = Wish(token, "mau-1", quote_of(token).seal, BUYER)

    def act() -> str:
        with transaction():
            return place(Actor(), wish, clock.today(), clock.now())

    return act


def closing(goods: Goods, after: threading.Event, done: threading.Event) -> Callable[[], str]:
    seller = Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))

    def act() -> str:
        after.wait(10)
        with transaction():
            service.close(seller, clock.today(), None, None, clock.now())
        done.set()
        return "closed"

    return act


@contextmanager
def stopping_to_write(quoted: threading.Event, closed: threading.Event) -> Iterator[list[bool]]:
    """A buyer who has passed every check stops before the order is written, and looks whether
    the shop closes meanwhile."""
    seen: list[bool] = []

    def before(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO store_order_groups"):
            quoted.set()
            seen.append(closed.wait(LONG_ENOUGH))

    event.listen(db.engine, "before_cursor_execute", before)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", before)


def race(shop: Flask, goods: Goods) -> tuple[list[Any], list[bool]]:
    quoted, closed = threading.Event(), threading.Event()
    acts = [placing(goods), closing(goods, quoted, closed)]
    with stopping_to_write(quoted, closed) as seen:
        return together(shop, acts), seen


def test_who_closes_waits_for_the_order_that_is_being_placed(shop: Flask, goods: Goods) -> None:
    results, closed_meanwhile = race(shop, goods)
    assert isinstance(results[0], str)
    assert results[1] == "closed"
    assert closed_meanwhile == [False]
    assert session.scalar(select(func.count(Order.id))) == 1
    assert books.verify().discrepancies == []


@pytest.mark.postgresql
def test_without_holding_the_sellers_an_order_comes_after_the_shop_closed(
    shop: Flask, goods: Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the shop closes between the check and the order, which is placed."""
    monkeypatch.setattr(checkout, "_hold_sellers", lambda _basket_id: None)
    results, closed_meanwhile = race(shop, goods)
    assert isinstance(results[0], str)
    assert closed_meanwhile == [True]


def test_many_buyers_and_a_closing_shop(shop: Flask, goods: Goods) -> None:
    now, done = threading.Event(), threading.Event()
    now.set()
    results = together(shop, [*(placing(goods) for _ in range(6)), closing(goods, now, done)])
    assert results[-1] == "closed"
    assert all(isinstance(one, (str, DomainError)) for one in results), results
    placed = [one for one in results[:-1] if isinstance(one, str)]
    assert session.scalar(select(func.count(Order.id))) == len(placed)
    assert books.verify().discrepancies == []
