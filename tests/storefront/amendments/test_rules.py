"""Who may take what out of an order, and what it comes to."""

from dataclasses import dataclass

import pytest

from storefront.amendments import rules
from storefront.orders.rules import OrderStatus, Party


@dataclass
class Line:
    id: int
    quantity: int
    unit_price: int = 10_000
    discount: int = 0
    platform_discount: int = 0


@dataclass
class Delivery:
    shipping_fee: int = 30_000
    shipping_discount: int = 0
    platform_discount: int = 0


LINES = [Line(1, 3), Line(2, 1)]


@pytest.mark.parametrize(
    ("status", "parties"),
    [
        ("unpaid", set()),
        ("placed", {Party.BUYER, Party.SELLER, Party.OPERATOR}),
        ("packed", {Party.SELLER, Party.OPERATOR}),
        ("handed_over", set()),
        ("delivered", set()),
        ("cancelled", set()),
        ("refused", set()),
    ],
)
def test_who_may_until_when(status: str, parties: set[Party]) -> None:
    assert {one for one in Party if rules.may_cut(status, one)} == parties


def test_when_nothing_is_left_the_order_is_called_off() -> None:
    assert {one: permit.when_empty for one, permit in rules.CUTS.items()} == {
        Party.BUYER: OrderStatus.CANCELLED,
        Party.SELLER: OrderStatus.REFUSED,
        Party.OPERATOR: OrderStatus.CANCELLED,
    }


@pytest.mark.parametrize("wanted", [{}, {1: 0}, {1: 4}, {1: 1, 9: 1}, {1: -1}, {2: 2}])
def test_nothing_too_much_and_others_lines_are_refused(wanted: dict[int, int]) -> None:
    assert rules.cuts_of(LINES, wanted) is None


def test_what_is_taken_and_what_is_left() -> None:
    (one,) = rules.cuts_of(LINES, {1: 2, 2: 0}) or []
    assert (one.line_id, one.left, one.taken, one.amount) == (1, 1, 2, 20_000)
    assert not rules.leaves_nothing(LINES, {1: 2})
    assert rules.leaves_nothing(LINES, {1: 3, 2: 1})


@pytest.mark.parametrize("discount", range(8))
@pytest.mark.parametrize("units", [1, 2])
def test_a_discount_falls_with_the_units_to_the_dong(discount: int, units: int) -> None:
    for platform in range(discount + 1):
        line = Line(1, 3, discount=discount, platform_discount=platform)
        (one,) = rules.cuts_of([line], {1: units}) or []
        assert abs(one.discount - discount * units / 3) < 1
        assert 0 <= one.platform_discount <= one.discount
        assert 0 <= platform - one.platform_discount <= discount - one.discount


@pytest.mark.parametrize(
    ("order", "fee", "lost", "off"),
    [
        (Delivery(), 25_000, 5_000, 0),
        (Delivery(), 35_000, 0, 0),
        (Delivery(), None, 0, 0),
        (Delivery(shipping_discount=28_000), 25_000, 5_000, 3_000),
        (Delivery(shipping_discount=10_000, platform_discount=10_000), 25_000, 5_000, 0),
    ],
)
def test_delivery_of_less_never_costs_more(
    order: Delivery, fee: int | None, lost: int, off: int
) -> None:
    cuts = rules.cuts_of(LINES, {2: 1}) or []
    change = rules.change_of(order, LINES, cuts, fee)
    assert (change.items_total, change.shipping_fee, change.shipping_discount) == (
        -10_000,
        -lost,
        -off,
    )
    assert change.total == -10_000 - lost + off


def test_the_platform_pays_its_part_of_what_is_left() -> None:
    lines = [Line(1, 2, discount=1_000, platform_discount=600)]
    order = Delivery(20_000, shipping_discount=20_000, platform_discount=10_600)
    change = rules.change_of(order, lines, rules.cuts_of(lines, {1: 1}) or [], 10_000)
    assert change.platform_discount == -300 - 5_000


@pytest.mark.parametrize(
    ("form", "units"),
    [
        ({"bot-7": "2", "bot-8": "0"}, {7: 2, 8: 0}),
        ({"bot-7": "-1", "bot-x": "1", "bot-": "1", "key": "2", "bot-9": "1e3"}, {}),
        ({"bot-7": "9999999", "bot-9999999999": "1", "bot-٣": "1"}, {}),
    ],
)
def test_nonsense_asks_for_nothing(form: dict[str, str], units: dict[int, int]) -> None:
    assert rules.read_units(form) == units


def test_the_key_belongs_to_one_order() -> None:
    assert rules.key_of("DH1-1", "form") != rules.key_of("DH1-2", "form")
