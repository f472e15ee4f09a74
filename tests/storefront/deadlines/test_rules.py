"""Which deadline counts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from storefront.deadlines import rules
from storefront.deadlines.labels import time_words
from storefront.deadlines.rules import Case, Span, What

DAY = date(2026, 11, 22)


def span(number: int, hours: int, **values: Any) -> Span:
    return Span(
        **{
            "id": number,
            "what": What.CLAIM_WINDOW,
            "kind": None,
            "shelf_life_days": None,
            "producer_id": None,
            "hours": hours,
            "valid_from": date(2026, 1, 1),
            "valid_to": None,
            "source": "Quy chế thử",
            **values,
        }
    )


ALL = (
    span(1, 168),
    span(2, 24, shelf_life_days=15),
    span(3, 720, kind="not_as_described"),
    span(4, 240, kind="changed_mind", producer_id=7),
    span(5, 48, producer_id=7),
    span(6, 12, valid_from=date(2027, 1, 1)),
    span(7, 1, valid_to=date(2026, 11, 21)),
    span(8, 999, what=What.CLAIM_ANSWER),
)


@pytest.mark.parametrize(
    ("case", "hours"),
    [
        (Case("damaged"), 168),
        (Case("damaged", 15), 24),
        (Case("damaged", 16), 168),
        (Case("not_as_described", 3), 720),  # the law counts for fresh goods too
        (Case("damaged", producer_id=7), 168),  # a seller gives no less than the rest
        (Case("damaged", 3, producer_id=7), 48),
        (Case("changed_mind", by_kind=True), None),
        (Case("changed_mind", producer_id=7, by_kind=True), 240),
        (Case("changed_mind", producer_id=8, by_kind=True), None),
    ],
)
def test_the_row_that_says_most_counts(case: Case, hours: int | None) -> None:
    found = rules.pick(ALL, What.CLAIM_WINDOW, DAY, case)
    assert (found.hours if found else None) == hours


def test_a_newer_row_replaces_an_older_one_on_its_first_day() -> None:
    found = rules.pick(ALL, What.CLAIM_WINDOW, date(2027, 1, 1))
    assert found
    assert found.hours == 12


def test_time_ends_at_once_where_nothing_is_set() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert rules.ends(None, now) == now
    assert rules.ends(span(1, 24), now) == now + timedelta(days=1)


@pytest.mark.parametrize(("hours", "words"), [(24, "24 giờ"), (48, "2 ngày"), (50, "50 giờ")])
def test_whole_days_are_said_as_days(hours: int, words: str) -> None:
    assert time_words(hours) == words
