"""First match wins, a fault narrows, and what lines say adds up."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from storefront.commission import rules
from storefront.commission.labels import FAULT, SCOPE, percent
from storefront.commission.rules import Item, Rule, Scope
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
        ({"floor": 8_000}, 6_000, 1, 6_000),  # never more than the goods
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
