"""The last unit, the double tap, cancel against pack: one wins, and the books agree."""

from collections.abc import Callable
from datetime import timedelta
from secrets import token_hex

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.basket import queries as baskets
from storefront.books import queries as books
from storefront.checkout.service import Wish, place
from storefront.inventory.models import StockItem
from storefront.inventory.queries import available_for
from storefront.orders import service
from storefront.orders.models import Order, OrderGroup
from storefront.orders.rules import OrderStatus, Party
from storefront.placing.service import open_group
from tests.factories.storefront import (
    BUYER,
    NOW,
    Goods,
    fill_basket,
    make_goods,
    make_order,
    make_rate,
    make_stock,
    make_variant,
    quote_of,
)
from tests.races.threads import meeting, together

BUYERS = 8


def placing(wish: Wish) -> Callable[[], str]:
    def act() -> str:
        with transaction():
            return place(Actor(), wish, clock.today(), clock.now())

    return act


def count_groups() -> int:
    return session.scalar(select(func.count(OrderGroup.id))) or 0


@pytest.fixture
def last_unit(shop: Flask) -> Goods:
    make_rate()
    return make_goods(1)


def wishes(goods: Goods) -> list[Wish]:
    """Buyers who all have the same unit in their baskets and saw the same quote."""
    tokens = [fill_basket((goods.variant_id, 1)) for _ in range(BUYERS)]
    return [Wish(token, "mau-1", quote_of(token).seal, BUYER) for token in tokens]


def test_the_last_unit_is_sold_once(shop: Flask, last_unit: Goods) -> None:
    results = together(shop, [placing(wish) for wish in wishes(last_unit)])
    assert len([one for one in results if isinstance(one, str)]) == 1
    assert len([one for one in results if isinstance(one, DomainError)]) == BUYERS - 1
    assert count_groups() == 1
    assert books.verify().discrepancies == []


def test_without_the_conditional_update_it_is_sold_to_all(shop: Flask, last_unit: Goods) -> None:
    """Negative control: everybody reads that one unit is free, then writes what they read."""
    seen = meeting(BUYERS)

    def carelessly() -> bool:
        free = available_for([last_unit.variant_id], clock.today())[last_unit.variant_id].free
        seen.wait()
        if free < 1:
            return False
        with transaction():
            session.execute(update(StockItem).values(allocated=1))
        return True

    assert together(shop, [carelessly] * BUYERS) == [True] * BUYERS


def test_a_line_over_two_batches_is_never_oversold(shop: Flask) -> None:
    make_rate()
    variant = make_variant()
    for days in (200, 300):
        make_stock(variant, 3, best_before=clock.today() + timedelta(days=days))
    tokens = [fill_basket((variant.id, 2)) for _ in range(5)]
    placed = together(
        shop, [placing(Wish(one, "mau-1", quote_of(one).seal, BUYER)) for one in tokens]
    )
    assert len([one for one in placed if isinstance(one, str)]) == 3
    assert session.scalar(select(func.sum(StockItem.allocated))) == 6
    assert books.verify().discrepancies == []


def test_one_form_sent_many_times_at_once_is_one_order(shop: Flask) -> None:
    make_rate()
    token = fill_basket((make_goods(10).variant_id, 1))
    wish = Wish(token, "mau-1", quote_of(token).seal, BUYER)
    results = together(shop, [placing(wish)] * BUYERS)
    assert len(set(results)) == 1
    assert isinstance(results[0], str)
    assert count_groups() == 1
    assert books.verify().discrepancies == []


def test_the_unique_key_alone_lets_one_through(shop: Flask) -> None:
    make_order()
    before = count_groups()

    def act() -> bool:
        with transaction():
            return open_group("one-key", BUYER, NOW) is not None

    assert sorted(together(shop, [act] * BUYERS)) == [False] * (BUYERS - 1) + [True]
    assert count_groups() == before + 1


def test_without_lock_and_key_each_tap_is_an_order(shop: Flask) -> None:
    """Negative control: every tap reads a full basket before any of them empties it."""
    make_rate()
    token = fill_basket((make_goods(10).variant_id, 1))
    seen = meeting(BUYERS)

    def carelessly() -> None:
        view = baskets.get_view(baskets.find_basket_id(token), clock.today())
        seen.wait()
        if view.lines:
            with transaction():
                open_group(token_hex(), BUYER, NOW)

    together(shop, [carelessly] * BUYERS)
    assert count_groups() == BUYERS


def changing(number: str, end: OrderStatus, by: Party) -> Callable[[], OrderStatus]:
    def act() -> OrderStatus:
        with transaction():
            order = session.scalars(select(Order).where(Order.number == number)).one()
            service.change(order, end, by, Actor(), clock.now())
        return end

    return act


@pytest.mark.parametrize("_round", range(4))
def test_cancel_and_pack_at_the_same_moment(shop: Flask, _round: int) -> None:
    number = f"{make_order()}-1"
    results = together(
        shop,
        [
            changing(number, OrderStatus.CANCELLED, Party.BUYER),
            changing(number, OrderStatus.PACKED, Party.SELLER),
        ],
    )
    won = [one for one in results if isinstance(one, OrderStatus)]
    assert len(won) == 1
    assert session.scalars(select(Order.status)).one() == won[0].value
    assert books.verify().discrepancies == []


def test_without_the_version_both_believe_they_won(shop: Flask) -> None:
    """Negative control: both read "placed", then both write."""
    number = f"{make_order()}-1"
    seen = meeting(2)

    def carelessly(end: OrderStatus) -> Callable[[], bool]:
        def act() -> bool:
            status = session.scalars(select(Order.status).where(Order.number == number)).one()
            seen.wait()
            if status != OrderStatus.PLACED.value:
                return False
            with transaction():
                session.execute(update(Order).values(status=end.value))
            return True

        return act

    both = [carelessly(OrderStatus.CANCELLED), carelessly(OrderStatus.PACKED)]
    assert together(shop, both) == [True, True]
