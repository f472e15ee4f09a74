"""First match wins, a fault narrows, and what lines say adds up."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storefront.commission import rules
from storefront.commission.labels import FAULT, SCOPE, percent
from storefront.commission.rules import Item, Rule, Scope
from storefront.journal.rules import subsidy_due_back
from tests import testdata

ON = date(2026, 11, 22)
RULE = Rule(1, "Chung", "all", None, 500, 0, 0, None, 800, date(2026, 1, 1), None)
ITEM = Item(1, 7, "household", 3, 100_000, 2)
VECTORS = "commerce/order_split_vectors.json"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, None),
        ({"scope": "everyone"}, "scope"),
        ({"scope": "producer"}, "scope"),
        ({"scope": "all", "value": "7"}, "scope"),
        ({"percent_bp": 10_001}, "percent"),
        ({"percent_bp": -1}, "percent"),
        ({"vat_bp": 10_001}, "percent"),
        ({"floor": 5, "cap": 4}, "limits"),
        ({"flat_per_unit": -1}, "limits"),
        ({"valid_to": date(2025, 12, 31)}, "days"),
    ],
)
def test_a_rule_with_a_fault_takes_nothing(changes: dict[str, Any], fault: str | None) -> None:
    rule = replace(RULE, **changes)
    assert rules.find_fault(rule) == fault
    assert rules.applies(rule, ITEM, ON) == (fault is None)
    assert fault is None or fault in FAULT


@pytest.mark.parametrize(
    ("scope", "value", "on", "taken"),
    [
        ("producer", "7", ON, True),
        ("producer", "8", ON, False),
        ("legal_form", "household", ON, True),
        ("legal_form", "company", ON, False),
        ("product_set", "3", ON, True),
        ("product_set", "None", ON, False),
        ("all", None, date(2025, 12, 31), False),
        ("all", None, date(2026, 1, 1), True),
    ],
)
def test_what_a_rule_takes(scope: str, value: str | None, on: date, taken: bool) -> None:
    assert rules.applies(replace(RULE, scope=scope, value=value), ITEM, on) == taken


def test_the_first_match_wins_not_the_most_specific() -> None:
    own = replace(RULE, id=2, scope="producer", value="7", percent_bp=100)
    assert rules.pick([RULE, own], ITEM, ON) == RULE
    assert rules.pick([own, RULE], ITEM, ON) == own
    assert rules.pick([replace(own, value=None), RULE], ITEM, ON) == RULE
    assert rules.pick([], ITEM, ON) is None


@pytest.mark.parametrize(
    ("changes", "base", "units", "fee"),
    [
        ({}, 100_000, 1, 5_000),
        ({}, 10, 1, 1),  # half a đồng is one
        ({}, 9, 1, 0),
        ({"flat_per_unit": 500}, 100_000, 3, 6_500),
        ({"floor": 8_000}, 100_000, 1, 8_000),
        ({"cap": 3_000}, 100_000, 1, 3_000),
        ({"floor": 8_000}, 6_000, 1, 5_556),  # with 444 of VAT never more than the goods
        ({"floor": 8_000, "vat_bp": 0}, 6_000, 1, 6_000),
        ({"floor": 8_000}, 1, 1, 1),  # its VAT is nothing
        ({"floor": 8_000}, 0, 1, 0),
    ],
)
def test_the_fee(changes: dict[str, Any], base: int, units: int, fee: int) -> None:
    assert rules.fee_of(replace(RULE, **changes), base, units) == fee


def test_lines_of_one_rule_are_charged_together_and_add_up() -> None:
    items = [replace(ITEM, line_id=number, base=333) for number in (1, 2, 3)]
    charges = rules.charge([RULE], items, ON)
    assert [one.fee for one in charges] == [17, 17, 16]  # 5 % of 999 is 50
    assert sum(one.vat for one in charges) == 4


@pytest.mark.parametrize(
    ("changes", "held", "fees"),
    [
        ({}, (100_000, 1, 5_000), [2_500, 2_500]),
        ({"floor": 8_000}, (100_000, 1, 8_000), [1_000, 1_000]),  # 5 % of 200.000 in all
        ({"cap": 6_000}, (100_000, 1, 5_000), [500, 500]),
        ({"cap": 5_000}, (100_000, 1, 5_000), [0, 0]),
        ({}, (100_000, 1, 50_000), [0, 0]),  # nothing is taken back
        ({"percent_bp": 0, "flat_per_unit": 300}, (100_000, 1, 300), [300, 300]),
    ],
)
def test_lines_that_join_an_order_count_with_what_it_holds(
    changes: dict[str, Any], held: tuple[int, int, int], fees: list[int]
) -> None:
    items = [replace(ITEM, line_id=number, base=50_000, units=1) for number in (1, 2)]
    charges = rules.charge([replace(RULE, **changes)], items, ON, {RULE.id: rules.Held(*held)})
    assert [one.fee for one in charges] == fees


BP = st.integers(0, 10_000)
DONG = st.integers(0, 300_000)
ANY_RULE = st.builds(
    replace,
    st.just(RULE),
    percent_bp=BP,
    vat_bp=BP,
    flat_per_unit=DONG,
    floor=DONG,
    cap=st.none() | st.integers(300_000, 600_000),
)
LINES = st.lists(st.tuples(DONG, st.integers(1, 9)), min_size=1, max_size=5)


@given(ANY_RULE, LINES, LINES)
def test_no_rule_takes_more_than_the_goods(
    rule: Rule, lines: list[tuple[int, int]], added: list[tuple[int, int]]
) -> None:
    """With its VAT, at the placement and with what is added to the order afterwards."""
    items = [Item(number, 7, "household", 3, *line) for number, line in enumerate(lines)]
    charges = rules.charge([rule], items, ON)
    assert left_of(charges) >= 0
    base, fee = sum(one.base for one in items), sum(one.fee for one in charges)
    held = {rule.id: rules.Held(base, sum(one.units for one in items), fee)}
    more = [Item(number, 7, "household", 3, *line) for number, line in enumerate(added)]
    assert left_of(charges + rules.charge([rule], more, ON, held)) >= 0


def left_of(charges: list[rules.Charge]) -> int:
    return sum(one.base - one.fee - one.vat for one in charges)


@given(ANY_RULE, LINES, st.data())
def test_no_cut_leaves_a_fee_above_the_goods_that_are_left(
    rule: Rule, lines: list[tuple[int, int]], data: st.DataObject
) -> None:
    items = [
        Item(number, 7, "household", 3, price * units, units)
        for number, (price, units) in enumerate(lines)
    ]
    charged = [(one.fee, one.vat) for one in rules.charge([rule], items, ON)]
    left = [data.draw(st.integers(0, units)) for _, units in lines]
    units = [(one, all_ - one) for one, (_, all_) in zip(left, lines, strict=True)]
    base = sum(price * one for one, (price, _) in zip(left, lines, strict=True))
    cuts = rules.cut(charged, units, base)
    for (fee, vat), (cut_fee, cut_vat) in zip(charged, cuts, strict=True):
        assert 0 <= cut_fee <= fee
        assert 0 <= cut_vat <= vat
    assert sum(map(sum, charged)) - sum(map(sum, cuts)) <= base


@example(4, 0, 1, 10_000, [2])
@given(DONG, DONG, DONG, BP, st.lists(st.integers(1, 300_000), min_size=1, max_size=4))
def test_no_return_leaves_a_fee_above_what_the_seller_has(
    goods: int, shipping: int, subsidy: int, vat_bp: int, parts: list[int]
) -> None:
    """`subsidy` is what the platform pays of the goods; parts of the rest go back one by one."""
    subsidy = min(subsidy, goods)
    total, fee = goods + shipping - subsidy, rules.most_of(goods, vat_bp)
    vat, before = rules.half_up(fee * vat_bp, rules.WHOLE), (0, 0)
    for returned in (min(sum(parts[: place + 1]), total) for place in range(len(parts))):
        left = total - returned + subsidy - subsidy_due_back(subsidy, returned, total)
        back = rules.due_back(fee, vat, rules.Returned(returned, total, left))
        assert before <= back <= (fee, vat)
        assert fee + vat - sum(back) <= left or not total
        before = back
    assert rules.due_back(fee, vat, rules.Returned(total, total, 0)) == (
        (fee, vat) if total else (0, 0)
    )


def test_lines_without_a_rule_cost_nothing() -> None:
    own = replace(RULE, scope="producer", value="8")
    assert [(one.fee, one.vat, one.rule) for one in rules.charge([own], [ITEM], ON)] == [
        (0, 0, None)
    ]


def test_what_is_given_back_ends_in_all_that_was_charged() -> None:
    charged, back = [17, 17, 16], [0, 0, 0]
    for part in (1, 20, 0, 28, 1):
        given = rules.give_back(list(zip(charged, back, strict=True)), part)
        back = [old + new for old, new in zip(back, given, strict=True)]
        assert all(new <= old for new, old in zip(back, charged, strict=True))
    assert back == charged


def test_words_and_percents() -> None:
    assert set(SCOPE) == set(Scope)
    assert [percent(one) for one in (0, 5, 250, 1000, 10_000)] == [
        f"{one}\u00a0%" for one in ("0", "0,05", "2,5", "10", "100")
    ]


def test_the_vectors_of_the_largest_remainder() -> None:
    for one in testdata.read(VECTORS)["largest_remainder"]:
        assert rules.spread(one["total"], one["weights"]) == one["parts"]


def test_the_vectors_of_split_orders() -> None:
    """Commission and its VAT of every seller, exact to the đồng."""
    cases = testdata.read(VECTORS)["cases"]
    for case in cases:
        rule = replace(RULE, percent_bp=case["commission_bp"], vat_bp=case["vat_on_fee_bp"])
        for one in case["per_seller"].values():
            item = replace(ITEM, base=one["commission_base"])
            found = rules.charge([rule], [item], ON)[0]
            assert (found.fee, found.vat) == (one["commission"], one["vat_on_commission"])
    assert len(cases) > 20
