"""Batches for what was ordered ahead: first come, first served, and what follows the units."""

from datetime import date
from typing import Any

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from storefront.amendments import service as amendments
from storefront.amendments.service import Act
from storefront.books import queries as books
from storefront.commission import queries as fees
from storefront.commission import service as commission
from storefront.commission.service import NewRule
from storefront.orders.errors import BatchAwaited
from storefront.orders.rules import OrderStatus, Party
from storefront.windows.errors import NobodyWaits
from storefront.windows.service import GivenOut
from tests.factories.ahead import Ahead, fill_ahead, make_window
from tests.factories.promotions import make_promotion
from tests.factories.storefront import (
    make_rate,
    place_basket,
)
from tests.factories.trade import bring
from tests.storefront.windows.ordering import OTHER, day, get, give_out, order, stocked, taken


@pytest.fixture
def ahead(db: object) -> Ahead:
    make_rate()
    return make_window(10)


def test_nothing_is_packed_before_it_has_a_batch(ahead: Ahead) -> None:
    number = order(ahead)
    with pytest.raises(BatchAwaited):
        bring(number, OrderStatus.PACKED)
    assert get(number).status == OrderStatus.PLACED


def test_who_ordered_first_is_served_first_and_nobody_is_passed_over(ahead: Ahead) -> None:
    first, second, third = order(ahead, 3), order(ahead, 4, phone=OTHER), order(ahead, 1)
    stocked(ahead, 5)
    assert give_out(ahead) == GivenOut(1, second)
    assert get(first).lines[0].batch_id
    assert get(second).lines[0].batch_id is get(third).lines[0].batch_id is None
    stocked(ahead, 9)
    assert give_out(ahead) == GivenOut(2, None)
    assert books.verify().discrepancies == []
    with pytest.raises(NobodyWaits):
        give_out(ahead)


def test_a_line_filled_from_two_batches_becomes_two(ahead: Ahead) -> None:
    number = order(ahead, 5)
    early = stocked(ahead, 2, best_before=day(60))
    late = stocked(ahead, 9, best_before=day(90))
    assert give_out(ahead) == GivenOut(1, None)
    found = get(number)
    assert [(one.batch_code, one.quantity) for one in found.lines] == [(early, 2), (late, 3)]
    assert sum(one.line_total for one in found.lines) == found.items_total == 300_000
    assert books.verify().discrepancies == []
    for end in (OrderStatus.PACKED, OrderStatus.HANDED_OVER, OrderStatus.DELIVERED):
        bring(number, end)
    assert books.verify().discrepancies == []


def split_order(ahead: Ahead) -> str:
    """Ten units at 60.000 ₫ with 5 % fee and 100.001 ₫ off by two promotions, filled as 4 and 6."""
    with transaction():
        commission.add_rule(
            Actor(name="Sáu"),
            NewRule("Chung", "all", None, 500, 0, 0, None, 800, date(2026, 1, 1), "Quy chế"),
            clock.now(),
        )
    make_promotion(amount=70_000)
    make_promotion("GIAM30", amount=30_001, platform_bp=5_000)
    token = fill_ahead(ahead, 10)
    number = f"{place_basket(token, codes=('GIAM30',))}-1"
    stocked(ahead, 4, best_before=day(60))
    stocked(ahead, 9, best_before=day(90))
    assert give_out(ahead) == GivenOut(1, None)
    return number


def charged(number: str) -> dict[int, tuple[int, int]]:
    """Fee and VAT of each line, by its units."""
    order = get(number)
    units = {one.id: one.quantity for one in order.lines}
    return {
        units.get(one.line.order_line_id, 0): (one.fee, one.vat)
        for one in fees.list_charges(order.id)
    }


def test_fee_and_discounts_follow_the_units_to_their_batches(ahead: Ahead) -> None:
    number = split_order(ahead)
    found = get(number)
    whole = sum(fee for fee, _ in charged(number).values())
    assert charged(number)[4][0] == whole * 4 // 10
    for line in found.lines:
        rows = [one for one in found.discounts if one.line_id == line.id]
        assert sum(one.amount for one in rows) == line.discount
        assert sum(one.platform_amount for one in rows) == line.platform_discount
    assert sorted(off.amount for off in found.offs) == [30_001, 70_000]
    assert books.verify().discrepancies == []


@pytest.mark.parametrize(("taken_out", "left"), [(4, 6), (6, 4)])
def test_of_a_line_that_was_split_the_fee_of_what_is_taken_out_falls_away(
    ahead: Ahead, taken_out: int, left: int
) -> None:
    number = split_order(ahead)
    before = charged(number)
    act = Act(Party.SELLER, ahead.seller, "mau-bot", "sold_out")
    with transaction():
        found = get(number)
        line = next(one for one in found.lines if one.quantity == taken_out)
        amendments.cut(found, {line.id: taken_out}, act, clock.now())
    assert charged(number) == {left: before[left], 0: (0, 0)}
    found = get(number)
    assert sum(off.amount for off in found.offs) == found.discount
    assert sum(off.platform_amount for off in found.offs) == found.platform_discount
    assert books.verify().discrepancies == []


@pytest.mark.parametrize(
    "unfit",
    [{"released_at": None}, {"recall_state": "recalled"}, {"best_before": date(2026, 1, 1)}],
)
def test_unfit_batches_are_given_to_nobody(ahead: Ahead, unfit: dict[str, Any]) -> None:
    number = order(ahead)
    stocked(ahead, 9, **unfit)
    assert give_out(ahead) == GivenOut(0, number)


def test_an_order_with_goods_that_is_called_off_gives_both_back(ahead: Ahead) -> None:
    number = order(ahead, 4)
    stocked(ahead, 5)
    give_out(ahead)
    bring(number, OrderStatus.CANCELLED, Party.BUYER)
    assert taken(ahead) == 0
    assert books.verify().discrepancies == []


def test_units_taken_out_of_an_order_are_free_again(ahead: Ahead) -> None:
    number = order(ahead, 4)
    act = Act(Party.BUYER, Actor(), "mau-1")
    with transaction():
        amendments.cut(get(number), {get(number).lines[0].id: 3}, act, clock.now())
    assert (get(number).lines[0].quantity, taken(ahead)) == (1, 1)
    assert books.verify().discrepancies == []
