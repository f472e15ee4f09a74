"""Until when a shop takes no orders."""

from datetime import date, timedelta

import pytest

from storefront.closures import rules
from storefront.closures.rules import Closed, Fault, Off

TODAY = date(2026, 11, 22)
PAUSED = Off(is_shop=False, back_on=date(2026, 11, 23))
LATER = Off(is_shop=False, back_on=date(2026, 11, 25))
SHUT = Off(is_shop=True, back_on=None)


def day(after: int) -> date:
    return TODAY + timedelta(days=after)


@pytest.mark.parametrize(
    ("from_day", "to_day", "fault"),
    [
        (day(0), day(0), None),
        (day(0), None, None),
        (day(3), day(9), None),
        (day(-3), day(0), None),
        (day(-3), day(-1), Fault.PAST),
        (day(5), day(4), Fault.ORDER),
        (day(370), day(370), None),
        (day(371), None, Fault.TOO_FAR),
        (day(0), day(371), Fault.TOO_FAR),
    ],
)
def test_days_of_a_closure(from_day: date, to_day: date | None, fault: Fault | None) -> None:
    assert rules.find_fault(from_day, to_day, TODAY) == fault


@pytest.mark.parametrize(
    ("closed", "first"),
    [
        ([], day(0)),
        ([Closed(day(1), day(5))], day(0)),
        ([Closed(day(0), day(5))], day(6)),
        ([Closed(day(-4), day(0))], day(1)),
        ([Closed(day(2), day(4)), Closed(day(0), day(1))], day(5)),
        ([Closed(day(0), None)], None),
        ([Closed(day(0), day(1)), Closed(day(2), None)], None),
        ([Closed(day(1), None)], day(0)),
    ],
)
def test_the_first_day_the_shop_is_open(closed: list[Closed], first: date | None) -> None:
    assert rules.first_open(closed, day(0)) == first


def test_buyers_read_the_last_day_off_and_the_shop_opens_the_day_after() -> None:
    off = rules.of_shop(Closed(day(0), day(2), "Nhà có giỗ"))
    assert (off.last_day, off.back_on, off.words) == (day(2), day(3), "Nhà có giỗ")
    assert rules.of_shop(Closed(day(0), None)).last_day is None


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ([], None),
        ([None], None),
        ([PAUSED, None], None),
        ([LATER, PAUSED], PAUSED),
        ([PAUSED, SHUT], SHUT),
    ],
)
def test_goods_are_off_when_none_of_their_sizes_can_be_ordered(
    sizes: list[Off | None], said: Off | None
) -> None:
    assert rules.of_all(sizes) == said
