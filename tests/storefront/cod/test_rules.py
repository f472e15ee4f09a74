"""Rules of cash on delivery."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storefront.cod import rules
from storefront.cod.rules import Purchase, Rule, RuleKind, Scope

TODAY = date(2026, 11, 29)
CAP = Rule(RuleKind.CAP, Scope.ALL, None, 5_000_000, False, 0, 0, 0, date(2026, 1, 1), None)
FRESH = replace(CAP, scope=Scope.PRODUCT_SET, scope_value="7", amount=1_000_000)
CODE = replace(CAP, kind=RuleKind.CONFIRM, amount=2_000_000)
FIRST = replace(CODE, amount=500_000, only_first=True)
PAUSE = replace(CAP, kind=RuleKind.PAUSE, refusals=3, within_days=60, pause_days=60)


@pytest.mark.parametrize(
    ("found", "sets", "cap"),
    [
        ([], [], None),
        ([CAP], [], 5_000_000),
        ([CAP, FRESH], ["product_set:7"], 1_000_000),
        ([CAP, FRESH], ["product_set:8"], 5_000_000),
        ([FRESH], ["product_set:8"], None),
        ([CODE, PAUSE], ["product_set:7"], None),
    ],
)
def test_the_lowest_cap_about_these_goods_counts(
    found: list[Rule], sets: list[str], cap: int | None
) -> None:
    assert rules.cap_of(found, sets) == cap


@pytest.mark.parametrize(
    ("amount", "is_first", "needed"),
    [
        (499_999, True, False),
        (500_000, True, True),
        (500_000, False, False),
        (1_999_999, False, False),
        (2_000_000, False, True),
    ],
)
def test_when_a_code_is_asked_for(amount: int, is_first: bool, needed: bool) -> None:
    purchase = Purchase(amount, frozenset(), is_first)
    assert rules.needs_code([CAP, CODE, FIRST], purchase) == needed


def days_ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=one) for one in days]


@pytest.mark.parametrize(
    ("refused", "until"),
    [
        ([], None),
        (days_ago(1, 2), None),
        (days_ago(1, 2, 3), TODAY + timedelta(days=59)),
        (days_ago(0, 30, 59), TODAY + timedelta(days=60)),
        (days_ago(0, 30, 60), None),
        (days_ago(59, 70, 80), TODAY + timedelta(days=1)),
        (days_ago(60, 70, 80), None),
        (days_ago(10, 50, 55, 65), TODAY + timedelta(days=50)),
    ],
)
def test_three_refusals_in_sixty_days_pause_for_sixty(
    refused: list[date], until: date | None
) -> None:
    assert rules.paused_until([CAP, PAUSE], refused, TODAY) == until


def test_no_rule_pauses_nobody() -> None:
    assert rules.paused_until([CAP], days_ago(*range(20)), TODAY) is None
    assert rules.longest_memory([CAP]) == timedelta(0)
    assert rules.longest_memory([CAP, PAUSE]) == timedelta(days=120)


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2026-01-01", True), ("2025-12-31", False), ("2026-06-30", True), ("2026-07-01", False)],
)
def test_both_days_count(day: str, counts: bool) -> None:
    rule = replace(CAP, valid_to=date(2026, 6, 30))
    assert rules.is_in_force(rule, date.fromisoformat(day)) == counts
