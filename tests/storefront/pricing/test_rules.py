"""One function prices everything; what is taken off adds up to the đồng."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from catalog.products.rules import lowest_before
from storefront.pricing.rules.cuts import Cut, charged_over_time, cut_price
from storefront.pricing.rules.quoting import Delivery, Item, Priced, quote
from storefront.pricing.rules.shares import Off, lose, take_along
from storefront.pricing.rules.steps import Step, StepFault, find_step_fault, step_price
from storefront.pricing.rules.terms import (
    Customer,
    Kind,
    Refusal,
    Scope,
    Terms,
    Voucher,
    half_up,
    matches,
    spread,
)
from storefront.withholding.rules import withhold
from tests import testdata

ON = date(2026, 11, 22)
VECTORS = "commerce/order_split_vectors.json"
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CUT = Terms(1, "Giảm 10%", Kind.PERCENT, date(2026, 11, 1), percent_bp=1_000)
OFF = replace(CUT, id=2, name="Bớt 30.000", kind=Kind.AMOUNT, percent_bp=0, amount=30_000)
SHIP = replace(OFF, id=3, name="Miễn phí giao", kind=Kind.DELIVERY, amount=0, is_automatic=False)
CODED = replace(OFF, is_automatic=False)
COFFEE = Item(1, 10, 100, 7, 2, 95_000)
HONEY = Item(2, 20, 200, 8, 1, 130_000)
BUYER = Customer("+84987654321")


def code(terms: Terms | None = CODED, **values: Any) -> Voucher:
    return Voucher("CHAO", 5, terms, **values)


def totals(priced: Priced) -> list[int]:
    return [line.total for line in priced.lines]


def test_without_promotions_a_line_costs_its_normal_price() -> None:
    priced = quote([COFFEE, HONEY], [], ON)
    assert totals(priced) == [190_000, 130_000]
    assert not any(line.reasons for line in priced.lines)
    assert priced.taken == ()


def test_split_orders_as_the_vectors_have_them() -> None:
    for case in testdata.read(VECTORS)["cases"]:
        check_split(case)


def check_split(case: dict[str, Any]) -> None:
    sellers = sorted({line["seller"] for line in case["lines"]})
    items = [
        Item(place, place, place, sellers.index(line["seller"]), line["qty"], line["unit_price"])
        for place, line in enumerate(case["lines"])
    ]
    items = [replace(one, parcel=one.seller_id) for one in items]
    terms = replace(
        CODED,
        amount=case["order_discount"],
        platform_bp=case["discount_platform_percent"] * 100,
    )
    priced = quote(items, [code(terms)] if terms.amount else [], ON)
    assert [line.discount for line in priced.lines] == [one["discount"] for one in case["lines"]]
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for line in priced.lines:
        sums = found[sellers[line.item.seller_id]]
        sums[0] += line.gross
        sums[1] += line.discount
        sums[2] += line.by_platform
    for seller, expected in case["per_seller"].items():
        goods, discount, by_platform = found[seller]
        assert goods == expected["goods"]
        assert discount == expected["discount"]
        assert by_platform == expected["discount_paid_by_platform"]
        assert discount - by_platform == expected["discount_paid_by_seller"]
        assert goods - (discount - by_platform) == expected["commission_base"]
        assert goods - discount + expected["shipping"] == expected["customer_pays"]
        commission = half_up(expected["commission_base"] * case["commission_bp"], 10_000)
        vat = half_up(commission * case["vat_on_fee_bp"], 10_000)
        taxed = seller in case["withholding_sellers"]
        tax = withhold(goods - discount, 100 if taxed else 0, 50 if taxed else 0)
        net = goods - discount + by_platform + expected["shipping"] - commission - vat
        assert net - tax.vat - tax.pit == expected["seller_net"]
    paid = sum(found[one][0] - found[one][1] for one in found)
    assert paid + sum(one["shipping"] for one in case["per_seller"].values()) == case["total"]


def test_the_largest_remainder_as_the_vectors_have_it() -> None:
    for case in testdata.read(VECTORS)["largest_remainder"]:
        assert spread(case["total"], case["weights"]) == case["parts"]


def test_the_best_price_cut_counts_unit_by_unit_and_is_no_condition() -> None:
    better = replace(CUT, id=4, percent_bp=1_500)
    priced = quote([replace(COFFEE, list_price=33_333, quantity=3)], [], ON, [CUT, better])
    assert [(one.promotion_id, one.amount) for one in priced.lines[0].reasons] == [(4, 15_000)]
    assert cut_price(33_333, [1_000, 1_500]) * 3 == priced.lines[0].total
    assert CUT.is_price_cut
    assert not replace(CUT, minimum=1).is_price_cut


def test_a_line_takes_one_of_each_kind_on_what_the_one_before_left() -> None:
    automatic = replace(OFF, minimum=150_000)
    priced = quote([COFFEE], [code(replace(CUT, id=9, is_automatic=False))], ON, [CUT, automatic])
    assert [(one.promotion_id, one.amount) for one in priced.lines[0].reasons] == [
        (1, 19_000),
        (2, 30_000),
        (9, 14_100),
    ]
    assert priced.lines[0].total == 190_000 - 19_000 - 30_000 - 14_100


def test_a_voucher_above_the_goods_takes_no_more_than_they_cost() -> None:
    priced = quote([COFFEE], [code(replace(CODED, amount=500_000))], ON)
    assert totals(priced) == [0]


@pytest.mark.parametrize(
    ("changes", "total"),
    [({"cap": 5_000}, 185_000), ({"percent_bp": 3_333}, 126_673), ({"percent_bp": 10_000}, 0)],
)
def test_percent_and_cap(changes: dict[str, Any], total: int) -> None:
    terms = replace(CUT, is_automatic=False, **changes)
    assert totals(quote([COFFEE], [code(terms)], ON)) == [total]


@pytest.mark.parametrize(
    ("voucher", "customer", "why"),
    [
        (code(None), BUYER, Refusal.UNKNOWN),
        (code(replace(CODED, starts_on=date(2026, 11, 23))), BUYER, Refusal.NOT_YET),
        (code(replace(CODED, ends_on=date(2026, 11, 21))), BUYER, Refusal.EXPIRED),
        (code(replace(CODED, ends_on=ON)), BUYER, None),
        (code(replace(CODED, stopped_at=NOW)), BUYER, Refusal.STOPPED),
        (code(is_used_up=True), BUYER, Refusal.USED_UP),
        (code(replace(CODED, max_uses=3, used=3)), BUYER, Refusal.USED_UP),
        (code(replace(CODED, max_uses=3, used=2)), BUYER, None),
        (code(replace(CODED, uses_per_phone=1)), replace(BUYER, uses={2: 1}), Refusal.USED_BY_YOU),
        (code(replace(CODED, uses_per_phone=1)), replace(BUYER, uses={4: 1}), None),
        (code(replace(CODED, uses_per_phone=1)), Customer(), Refusal.NEEDS_PHONE),
        (code(phone="+84911111111"), BUYER, Refusal.SOMEONE_ELSES),
        (code(phone="+84911111111"), Customer(), Refusal.NEEDS_PHONE),
        (code(phone="+84987654321"), BUYER, None),
        (
            code(replace(CODED, is_first_order_only=True)),
            replace(BUYER, has_bought=True),
            Refusal.NOT_FIRST,
        ),
        (code(replace(CODED, is_first_order_only=True)), BUYER, None),
        (code(replace(CODED, minimum=190_001)), BUYER, Refusal.TOO_LITTLE),
        (code(replace(CODED, minimum=190_000)), BUYER, None),
        (
            code(replace(CODED, scope=Scope.PRODUCTS, products=frozenset({200}))),
            BUYER,
            Refusal.NOT_THESE,
        ),
        (code(SHIP), BUYER, Refusal.NO_FEE),
    ],
)
def test_why_a_voucher_takes_nothing(
    voucher: Voucher, customer: Customer, why: Refusal | None
) -> None:
    priced = quote([COFFEE], [voucher], ON, customer=customer)
    assert [one.why for one in priced.refused] == ([why] if why else [])
    assert (priced.lines[0].discount > 0) == (why is None)


def test_an_automatic_promotion_that_does_not_count_is_silent() -> None:
    first = replace(OFF, is_first_order_only=True)
    assert quote([COFFEE], [], ON, [first]).lines[0].discount == 0
    assert quote([COFFEE], [], ON, [first], customer=BUYER).lines[0].discount == 30_000
    over = replace(OFF, ends_on=date(2026, 11, 21))
    assert quote([COFFEE], [], ON, [over]).refused == ()


def test_two_vouchers_do_not_meet_on_one_line_but_on_two() -> None:
    own = replace(CODED, scope=Scope.SELLERS, sellers=frozenset({7}))
    others = replace(CODED, id=4, scope=Scope.SELLERS, sellers=frozenset({8}))
    priced = quote([COFFEE, HONEY], [code(own), code(others), code(replace(own, id=6))], ON)
    assert totals(priced) == [160_000, 100_000]
    assert [one.why for one in priced.refused] == [Refusal.NOT_TOGETHER]
    assert [one.terms.id for one in priced.taken] == [2, 4]


def test_free_delivery_is_spread_over_the_parcels() -> None:
    parcels = [Delivery(1, 7, 30_000), Delivery(2, 8, 15_001)]
    priced = quote([COFFEE, HONEY], [code(replace(SHIP, platform_bp=5_000))], ON, (), parcels)
    assert [one.discount for one in priced.deliveries] == [30_000, 15_001]
    assert [one.by_platform for one in priced.deliveries] == [15_000, 7_501]
    capped = quote([COFFEE, HONEY], [code(replace(SHIP, amount=15_000))], ON, (), parcels)
    assert [one.discount for one in capped.deliveries] == [10_000, 5_000]
    mine = replace(SHIP, scope=Scope.SELLERS, sellers=frozenset({8}))
    assert [
        one.discount for one in quote([COFFEE, HONEY], [code(mine)], ON, (), parcels).deliveries
    ] == [0, 15_001]
    twice = quote([COFFEE, HONEY], [code(SHIP), code(replace(SHIP, id=8))], ON, (), parcels)
    assert [one.why for one in twice.refused] == [Refusal.NO_FEE]


STEPS = (Step(5, 90_000), Step(10, 80_000))


@pytest.mark.parametrize(
    ("units", "price"), [(4, 95_000), (5, 90_000), (9, 90_000), (10, 80_000), (99, 80_000)]
)
def test_from_so_many_units_one_costs_less(units: int, price: int) -> None:
    assert step_price(95_000, STEPS, units) == price


def test_a_step_is_never_above_the_normal_price() -> None:
    assert step_price(70_000, STEPS, 10) == 70_000


def test_units_for_several_people_count_together() -> None:
    one = replace(COFFEE, quantity=6, steps=STEPS)
    priced = quote([one, replace(one, parcel=2, quantity=4)], [], ON)
    assert [line.unit_price for line in priced.lines] == [80_000, 80_000]


def test_units_in_a_combo_cost_what_they_cost_there_and_count_for_nothing_else() -> None:
    alone = replace(COFFEE, quantity=4, steps=STEPS)
    inside = replace(COFFEE, parcel=2, quantity=6, steps=STEPS, fixed=400_000)
    free = replace(SHIP, is_automatic=True, minimum=700_000)
    deliveries = [Delivery(1, 7, 30_000), Delivery(2, 7, 40_000)]
    priced = quote([alone, inside], [code()], ON, [CUT, free], deliveries)
    assert priced.lines[0].unit_price == 95_000  # ten units are no step while six are in a combo
    assert priced.lines[0].discount == 38_000 + 30_000
    assert priced.lines[1].reasons == ()
    assert [one.discount for one in priced.deliveries] == [30_000, 40_000]


def test_a_code_for_goods_takes_nothing_off_combos_alone() -> None:
    priced = quote([replace(COFFEE, fixed=150_000)], [code()], ON)
    assert [one.why for one in priced.refused] == [Refusal.NOT_THESE]
    assert priced.taken == ()


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ((), None),
        (STEPS, None),
        ((Step(1, 90_000),), (0, StepFault.TOO_FEW)),
        ((Step(5, 0),), (0, StepFault.NO_PRICE)),
        ((Step(5, 95_000),), (0, StepFault.TOO_DEAR)),
        ((Step(5, 90_000), Step(5, 80_000)), (1, StepFault.OVERLAP)),
        ((Step(5, 90_000), Step(4, 80_000)), (1, StepFault.OVERLAP)),
        ((Step(5, 90_000), Step(9, 90_000)), (1, StepFault.NOT_LOWER)),
    ],
)
def test_which_tables_of_steps_cannot_be(
    steps: tuple[Step, ...], fault: tuple[int, StepFault] | None
) -> None:
    assert find_step_fault(steps, 95_000) == fault


def test_scopes() -> None:
    assert matches(CUT, 7, 100)
    assert matches(replace(CUT, scope=Scope.SELLERS, sellers=frozenset({7})), 7, 100)
    assert not matches(replace(CUT, scope=Scope.SELLERS, sellers=frozenset({8})), 7, 100)
    assert not matches(replace(CUT, scope=Scope.PRODUCTS, products=frozenset({8})), 7, 100)


def test_a_cut_of_two_weeks_ago_is_the_lowest_price_of_the_thirty_days() -> None:
    """Cutting a price anew makes no reduction while the last one is remembered (0104)."""
    prices = [(NOW - timedelta(days=300), 100_000)]
    before = Cut(2_000, NOW - timedelta(days=20), NOW - timedelta(days=10))
    now = Cut(2_000, NOW - timedelta(days=1), None)
    assert charged_over_time(prices, [now, before]) == [
        (prices[0][0], 100_000),
        (before.since, 80_000),
        (NOW - timedelta(days=10), 100_000),
        (now.since, 80_000),
    ]
    assert lowest_before(charged_over_time(prices, [now]), NOW) == 100_000
    assert lowest_before(charged_over_time(prices, [now, before]), NOW) is None
    deeper = replace(now, percent_bp=3_000)
    assert lowest_before(charged_over_time(prices, [deeper, before]), NOW) == 80_000
    assert charged_over_time([], [now]) == []


@pytest.mark.parametrize("quantity", [1, 3, 7])
@pytest.mark.parametrize("off", [Off(0, 0), Off(1, 1), Off(100, 33), Off(699_999, 0)])
def test_calling_off_in_any_steps_takes_along_exactly_the_discount(quantity: int, off: Off) -> None:
    left, amounts = off, []
    for units in range(quantity, 0, -1):
        taken = take_along(left, units, 1)
        left = Off(left.amount - taken.amount, left.by_platform - taken.by_platform)
        assert 0 <= taken.by_platform <= taken.amount
        assert 0 <= left.by_platform <= left.amount
        amounts.append(taken.amount)
    assert sum(amounts) == off.amount
    assert left == Off(0, 0)
    assert take_along(off, quantity, quantity) == off
    assert take_along(off, quantity, 0) == Off(0, 0)


@pytest.mark.parametrize("lost", [Off(0, 0), Off(1, 0), Off(7, 3), Off(60, 25)])
def test_each_promotion_loses_its_part_from_either_side(lost: Off) -> None:
    held = [Off(40, 5), Off(10, 10), Off(10, 10)]
    gone = lose(held, lost)
    assert sum(one.amount for one in gone) == lost.amount
    assert sum(one.by_platform for one in gone) == lost.by_platform
    for one, mine in zip(held, gone, strict=True):
        assert 0 <= mine.by_platform <= one.by_platform
        assert 0 <= mine.amount - mine.by_platform <= one.amount - one.by_platform


def test_more_units_than_there_are_cannot_be_called_off() -> None:
    with pytest.raises(ValueError, match="Not more units"):
        take_along(Off(10, 0), 2, 3)


def test_what_stays_is_never_more_than_the_goods_that_stay() -> None:
    """A line of 3 × 1.000 ₫ given away but for 1 ₫."""
    taken = take_along(Off(2_999, 0), 3, 1)
    assert 2_999 - taken.amount <= 2_000
