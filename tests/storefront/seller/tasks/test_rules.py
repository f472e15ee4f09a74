"""Tasks stand in the order in which they are to be done."""

from datetime import date, timedelta

import pytest

from storefront.seller.tasks.rules import LOOKED_AHEAD, LOOKED_BACK, Task, in_order, is_near

TODAY = date(2026, 11, 22)


def task(what: str, due: date | None = None, *, is_urgent: bool = False) -> Task:
    return Task(what, "why", "do", "seller.today", due=due, is_urgent=is_urgent)


LATE = task("late", TODAY - timedelta(days=3))
URGENT = task("urgent", is_urgent=True)
SOON = task("soon", TODAY + timedelta(days=2))
LATER = task("later", TODAY + timedelta(days=40))
SOME_DAY = task("some day")


def test_late_comes_first_and_what_has_no_day_last() -> None:
    given = [SOME_DAY, LATER, URGENT, LATE, SOON]
    assert in_order(given, TODAY) == [LATE, URGENT, SOON, LATER, SOME_DAY]


def test_of_one_day_the_order_given_stays() -> None:
    first, second = task("a", TODAY), task("b", is_urgent=True)
    assert in_order([first, second], TODAY) == [first, second]
    assert in_order([second, first], TODAY) == [second, first]


def test_a_day_counts_before_urgency() -> None:
    dated = task("dated and urgent", TODAY + timedelta(days=1), is_urgent=True)
    assert in_order([dated, URGENT], TODAY) == [URGENT, dated]
    assert not dated.is_for(TODAY)


@pytest.mark.parametrize(
    ("one", "is_late", "is_for_today"),
    [
        (LATE, True, False),
        (task("today", TODAY), False, True),
        (URGENT, False, True),
        (SOON, False, False),
        (SOME_DAY, False, False),
    ],
)
def test_late_and_today_are_told_apart(one: Task, is_late: bool, is_for_today: bool) -> None:
    assert (one.is_late(TODAY), one.is_for(TODAY)) == (is_late, is_for_today)


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (TODAY + LOOKED_AHEAD, True),
        (TODAY + LOOKED_AHEAD + timedelta(days=1), False),
        (TODAY - LOOKED_BACK, True),
        (TODAY - LOOKED_BACK - timedelta(days=1), False),
    ],
)
def test_papers_are_work_around_their_last_day(last_day: date, expected: bool) -> None:
    assert is_near(last_day, TODAY) is expected
