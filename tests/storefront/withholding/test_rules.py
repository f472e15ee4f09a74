"""Which rate, how much, and what comes back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from storefront.withholding import rules
from storefront.withholding.labels import ACTIVITY, HELD
from storefront.withholding.rules import Activity, Held, Rate, Tax
from tests import testdata

ON = date(2026, 11, 22)
RATE = Rate(1, "household", Held.ANY, 100, 50, date(2026, 7, 1), None)


@pytest.mark.parametrize(
    ("changes", "form", "through", "found"),
    [
        ({}, "household", False, True),
        ({}, "company", True, False),
        ({"held": Held.PLATFORM}, "household", False, False),
        ({"held": Held.PLATFORM}, "household", True, True),
        ({"activity": Activity.SERVICES}, "household", True, False),
        ({"valid_from": date(2026, 11, 23)}, "household", True, False),
        ({"valid_to": date(2026, 11, 21)}, "household", True, False),
        ({"valid_to": date(2026, 11, 22)}, "household", True, True),
    ],
)
def test_which_rate(changes: dict[str, Any], form: str, through: bool, found: bool) -> None:
    rate = replace(RATE, **changes)
    assert rules.pick([rate], form, ON, through_platform=through) == (rate if found else None)


def test_the_newest_rate_counts() -> None:
    newer = replace(RATE, id=2, valid_from=date(2026, 10, 1))
    assert rules.pick([newer, RATE], "household", ON, through_platform=True) == newer


def test_parts_of_a_return_end_in_all_that_was_withheld() -> None:
    whole, back, returned = Tax(95_001, 950, 475), Tax(0, 0, 0), 0
    for part in (1, 33_333, 1, 91_666):
        returned += part
        due = rules.give_back(whole, back, returned, 125_001)
        back = Tax(back.base + due.base, back.vat + due.vat, back.pit + due.pit)
    assert back == whole


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-03", date(2026, 3, 1)),
        ("2026-13", date(2026, 11, 1)),
        ("mai", date(2026, 11, 1)),
        (None, date(2026, 11, 1)),
    ],
)
def test_months(text: str | None, first: date) -> None:
    assert rules.month_of(text, ON) == first
    assert rules.month_before(rules.month_after(first)) == first


def test_the_turn_of_the_year() -> None:
    assert rules.month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert rules.month_before(date(2027, 1, 1)) == date(2026, 12, 1)


def test_words() -> None:
    assert set(HELD) == set(Held)
    assert set(ACTIVITY) == set(Activity)


def test_the_vectors_of_split_orders() -> None:
    """Withheld VAT and income tax of every seller, exact to the đồng."""
    cases = testdata.read("commerce/order_split_vectors.json")["cases"]
    seen = 0
    for case in cases:
        for name in case["withholding_sellers"]:
            one = case["per_seller"].get(name)
            if one:
                tax = rules.withhold(one["goods"] - one["discount"], 100, 50)
                assert (tax.vat, tax.pit) == (one["withheld_vat"], one["withheld_pit"])
                seen += 1
    assert seen > 20
