"""What a quota promises, by moments and numbers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from storefront.quotas import rules
from storefront.quotas.rules import Promise, QuotaKind, Shut

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
PROMISE = Promise(
    quota_id=1,
    kind=QuotaKind.WINDOW,
    producer_id=1,
    capacity=10,
    taken=7,
    most_per_buyer=None,
    sells_from=NOW,
    sells_until=NOW + timedelta(days=1),
    first_day=date(2026, 12, 1),
    last_day=date(2026, 12, 9),
    starts_at=None,
    note=None,
    is_closed=False,
)


@pytest.mark.parametrize(
    ("seconds", "closed", "shut"),
    [
        (-1, False, Shut.EARLY),
        (0, False, None),
        (24 * 3600 - 1, False, None),
        (24 * 3600, False, Shut.OVER),
        (0, True, Shut.CLOSED),
    ],
)
def test_it_is_sold_from_its_first_moment_until_its_last(
    seconds: int, closed: bool, shut: Shut | None
) -> None:
    moment = NOW + timedelta(seconds=seconds)
    assert replace(PROMISE, is_closed=closed).shut(moment) == shut


@pytest.mark.parametrize(
    ("values", "free", "most"),
    [
        ({}, 3, 3),
        ({"most_per_buyer": 2}, 3, 2),
        ({"most_per_buyer": 9}, 3, 3),
        ({"taken": 10}, 0, 0),
        ({"taken": 12}, 0, 0),
    ],
)
def test_a_buyer_gets_what_is_free_and_no_more_than_the_limit(
    values: dict[str, Any], free: int, most: int
) -> None:
    promise = replace(PROMISE, **values)
    assert (promise.free, promise.most) == (free, most)
    assert promise.buyable(NOW) == most
    assert promise.buyable(NOW - timedelta(seconds=1)) == 0


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({}, None),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 100_001}, "capacity"),
        ({"most_per_buyer": 0}, "most_per_buyer"),
        ({"most_per_buyer": 11}, "most_per_buyer"),
        ({"sells_until": NOW}, "sells_until"),
        ({"last_day": date(2026, 11, 30)}, "last_day"),
    ],
)
def test_a_quota_that_cannot_be_names_its_fault(values: dict[str, Any], fault: str | None) -> None:
    given: dict[str, Any] = {
        "capacity": 10,
        "most_per_buyer": 5,
        "sells_from": NOW,
        "sells_until": NOW + timedelta(days=1),
        "first_day": date(2026, 12, 1),
        "last_day": date(2026, 12, 1),
    }
    assert rules.find_fault(**{**given, **values}) == fault
