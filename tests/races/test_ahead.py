"""The last unit of a window: of all who want it at the same moment one gets it."""

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
from storefront.orders.models import OrderGroup
from storefront.quotas.models import Quota
from storefront.quotas.queries import get_promise
from storefront.visits import service as visits
from storefront.visits.models import Ticket
from tests.factories.ahead import Ahead, Tour, book, fill_ahead, make_tour, make_window
from tests.factories.storefront import BUYER, make_rate, quote_of, set_values
from tests.races.threads import meeting, together

BUYERS = 8


@pytest.fixture
def last_unit(shop: Flask) -> Ahead:
    make_rate()
    return make_window(1)


def placing(ahead: Ahead) -> Callable[[], str]:
    token = fill_ahead(ahead)
    wish = Wish(token, "mau-1-xxxxxxxxxxxxx", quote_of(token).seal, BUYER)

    def act() -> str:
        with transaction():
            return place(Actor(), wish, clock.today(), clock.now())

    return act


def test_the_last_unit_of_a_window_is_sold_once(shop: Flask, last_unit: Ahead) -> None:
    results = together(shop, [placing(last_unit) for _ in range(BUYERS)])
    assert len([one for one in results if isinstance(one, str)]) == 1
    assert len([one for one in results if isinstance(one, DomainError)]) == BUYERS - 1
    assert session.scalar(select(func.count(OrderGroup.id))) == 1
    assert books.verify().discrepancies == []


def test_without_the_conditional_update_all_get_it(shop: Flask, last_unit: Ahead) -> None:
    """Negative control: everybody reads that one unit is free, then writes what they read."""
    seen = meeting(BUYERS)

    def carelessly() -> bool:
        free = get_promise(last_unit.quota_id, clock.now()).free
        seen.wait()
        if free < 1:
            return False
        with transaction():
            session.execute(update(Quota).values(taken=1))
        return True

    assert together(shop, [carelessly] * BUYERS) == [True] * BUYERS


def test_one_buyer_with_many_taps_stays_within_the_limit(shop: Flask) -> None:
    make_rate()
    ahead = make_window(20, most_per_buyer=2)
    results = together(shop, [placing(ahead) for _ in range(BUYERS)])
    assert len([one for one in results if isinstance(one, str)]) == 2
    assert session.scalars(select(Quota.taken)).one() == 2
    assert books.verify().discrepancies == []


@pytest.fixture
def last_seat(shop: Flask) -> Tour:
    return make_tour(1)


def booking(tour: Tour) -> Callable[[], str]:
    token = book(tour)
    wish = Wish(token, "mau-1-xxxxxxxxxxxxx", quote_of(token).seal, BUYER)

    def act() -> str:
        with transaction():
            return place(Actor(), wish, clock.today(), clock.now())

    return act


def test_the_last_seat_is_booked_once(shop: Flask, last_seat: Tour) -> None:
    results = together(shop, [booking(last_seat) for _ in range(BUYERS)])
    assert len([one for one in results if isinstance(one, str)]) == 1
    assert session.scalars(select(Quota.taken)).one() == 1
    assert session.scalar(select(func.count(Ticket.id))) == 1
    assert books.verify().discrepancies == []


def test_two_at_the_gate_let_a_ticket_in_once(shop: Flask, last_seat: Tour) -> None:
    booking(last_seat)()
    set_values(Quota, last_seat.quota_id, first_day=clock.today(), last_day=clock.today())
    code = session.scalars(select(Ticket.code)).one()

    def let_in() -> str:
        with transaction():
            return visits.check_in(last_seat.seller, last_seat.visit_id, code, clock.now()).code

    results = together(shop, [let_in] * BUYERS)
    assert len([one for one in results if isinstance(one, str)]) == 1
    assert books.verify().discrepancies == []
