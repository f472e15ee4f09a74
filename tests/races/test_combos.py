"""Many want the last combos and the last units of what is in them: never too many, never half."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.books import queries as books
from storefront.checkout.service import Wish, place
from storefront.inventory.models import StockItem
from storefront.inventory.queries import available_for
from storefront.orders import service
from storefront.orders.models import Order, OrderGroup
from storefront.orders.rules import OrderStatus, Party
from tests.factories.combos import Made, buy_combo, fill_combo, gather, make_combo
from tests.factories.storefront import BUYER, fill_basket, make_rate, quote_of
from tests.races.threads import meeting, together

BUYERS = 6
LEFT = 4
"""Units of each part: two combos of two units of the packer's and one of the other's."""


@pytest.fixture
def made(shop: Flask) -> Made:
    make_rate()
    return make_combo(2, 1, on_hand=LEFT)


def placing(token: str) -> Callable[[], str]:
    wish = Wish(token, "mau-1", quote_of(token).seal, BUYER)

    def act() -> str:
        with transaction():
            return place(Actor(), wish, clock.today(), clock.now())

    return act


def allocated() -> list[int]:
    return list(session.scalars(select(StockItem.allocated).order_by(StockItem.id)))


def test_the_last_combos_are_sold_whole_and_not_too_often(shop: Flask, made: Made) -> None:
    results = together(shop, [placing(fill_combo(made)) for _ in range(BUYERS)])
    assert len([one for one in results if isinstance(one, str)]) == 2
    assert len([one for one in results if isinstance(one, DomainError)]) == BUYERS - 2
    assert allocated() == [4, 2]
    assert session.scalar(select(func.count(Order.id))) == 4
    assert books.verify().discrepancies == []


@pytest.mark.parametrize("_round", range(3))
def test_combos_and_single_units_at_the_same_moment(shop: Flask, made: Made, _round: int) -> None:
    """Those who want one thing lock it in another order than those who want all."""
    wanted = [fill_combo(made) for _ in range(3)]
    wanted += [fill_basket((made.goods[1].variant_id, 2)) for _ in range(2)]
    wanted += [
        fill_basket((made.goods[1].variant_id, 1), (made.goods[0].variant_id, 1)) for _ in range(3)
    ]
    results = together(shop, [placing(token) for token in wanted])
    assert all(isinstance(one, str | DomainError) for one in results)
    assert any(isinstance(one, str) for one in results)
    assert all(units <= LEFT for units in allocated())
    sold = select(Order.combo_sale_id, func.count()).where(Order.combo_sale_id.is_not(None))
    assert {count for _, count in session.execute(sold.group_by(Order.combo_sale_id))} <= {2}
    assert books.verify().discrepancies == []


def test_without_the_conditional_update_too_many_are_sold(shop: Flask, made: Made) -> None:
    """Negative control: everybody reads that all parts are there, then writes what they read."""
    seen = meeting(BUYERS)
    wanted = {made.goods[0].variant_id: 2, made.goods[1].variant_id: 1}

    def carelessly() -> bool:
        there = available_for(wanted, clock.today())
        seen.wait()
        if any(there[one].free < units for one, units in wanted.items()):
            return False
        with transaction():
            for one, units in wanted.items():
                counter = update(StockItem).where(StockItem.variant_id == one)
                session.execute(counter.values(allocated=units))
        return True

    assert together(shop, [carelessly] * BUYERS) == [True] * BUYERS
    assert allocated() == [2, 1]


def changing(number: str, end: OrderStatus, by: Party) -> Callable[[], OrderStatus]:
    def act() -> OrderStatus:
        with transaction():
            order = session.scalars(select(Order).where(Order.number == number)).one()
            service.change(order, end, by, Actor(), clock.now(), "sold_out")
        return end

    return act


@pytest.mark.parametrize("_round", range(3))
def test_packed_by_one_and_called_off_by_others_at_the_same_moment(
    shop: Flask, made: Made, _round: int
) -> None:
    number = buy_combo(made)
    gather(number)
    results = together(
        shop,
        [
            changing(f"{number}-1", OrderStatus.PACKED, Party.SELLER),
            changing(f"{number}-2", OrderStatus.CANCELLED, Party.BUYER),
            changing(f"{number}-1", OrderStatus.CANCELLED, Party.BUYER),
            changing(f"{number}-2", OrderStatus.REFUSED, Party.SELLER),
        ],
    )
    assert all(isinstance(one, OrderStatus | DomainError) for one in results)
    states = set(session.scalars(select(Order.status)))
    assert len(states) == 1
    assert len([one for one in results if isinstance(one, OrderStatus)]) >= 1
    assert books.verify().discrepancies == []


def test_two_purchases_called_off_at_once_do_not_lock_each_other_out(
    shop: Flask, made: Made
) -> None:
    numbers = [buy_combo(made) for _ in range(2)]
    acts = [
        changing(f"{number}-{place}", OrderStatus.CANCELLED, Party.BUYER)
        for number, place in zip(numbers, (1, 2), strict=True)
    ]
    assert together(shop, acts) == [OrderStatus.CANCELLED] * 2
    assert allocated() == [0, 0]
    assert session.scalar(select(func.count(OrderGroup.id))) == 2
    assert books.verify().discrepancies == []


def test_without_holding_all_of_it_half_a_combo_is_called_off(shop: Flask, made: Made) -> None:
    """Negative control: each looks at its own order only, and both believe they won."""
    number = buy_combo(made)
    seen = meeting(2)

    def carelessly(place: int, end: OrderStatus) -> Callable[[], bool]:
        def act() -> bool:
            mine = Order.number == f"{number}-{place}"
            status = session.scalars(select(Order.status).where(mine)).one()
            seen.wait()
            if status != OrderStatus.PLACED:
                return False
            with transaction():
                session.execute(update(Order).where(mine).values(status=end.value))
            return True

        return act

    both = [carelessly(1, OrderStatus.PACKED), carelessly(2, OrderStatus.CANCELLED)]
    assert together(shop, both) == [True, True]
    assert set(session.scalars(select(Order.status))) == {"packed", "cancelled"}
