"""Days of windows, and how one stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storefront.windows import rules
from storefront.windows.rules import DayFault, WindowState
from tests.storefront.quotas.test_rules import NOW, PROMISE

TODAY = date(2026, 11, 22)


def days(*after: int) -> tuple[date, date, date, date]:
    first, last, ready, ready_to = (TODAY + timedelta(days=one) for one in after)
    return first, last, ready, ready_to


@pytest.mark.parametrize(
    ("after", "fault"),
    [
        ((0, 10, 15, 20), None),
        ((-5, 0, 0, 0), None),
        ((-5, -1, 5, 6), DayFault.PAST),
        ((5, 4, 10, 12), DayFault.ORDER),
        ((5, 9, 4, 12), DayFault.BEFORE_ORDERS),
        ((-5, 9, -1, 12), DayFault.BEFORE_ORDERS),
        ((0, 9, 12, 11), DayFault.READY),
        ((0, 9, 12, 58), DayFault.TOO_WIDE),
        ((0, 9, 12, 57), None),
        ((0, 9, 360, 371), DayFault.TOO_FAR),
        ((0, 9, 360, 370), None),
    ],
)
def test_the_days_of_a_window(after: tuple[int, int, int, int], fault: DayFault | None) -> None:
    assert rules.find_day_fault(*days(*after), TODAY) == fault


@pytest.mark.parametrize(
    ("seconds", "taken", "closed", "state"),
    [
        (-1, 0, False, WindowState.SOON),
        (0, 9, False, WindowState.OPEN),
        (0, 10, False, WindowState.FULL),
        (24 * 3600, 3, False, WindowState.WAITING),
        (0, 0, True, WindowState.CALLED_OFF),
    ],
)
def test_how_a_window_stands(seconds: int, taken: int, closed: bool, state: WindowState) -> None:
    promise = replace(PROMISE, taken=taken, is_closed=closed)
    assert rules.state_of(promise, NOW + timedelta(seconds=seconds)) == state


def test_a_parcel_takes_as_long_whenever_it_leaves() -> None:
    promised, was, becomes = date(2026, 12, 5), date(2026, 12, 1), date(2026, 12, 20)
    assert rules.moved(promised, was, becomes) == date(2026, 12, 24)
