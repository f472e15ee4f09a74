"""The last day of a dated row: any from its first on, once."""

from datetime import date

import pytest

from catalog.kernel.dated import AlreadyEnded, EndsBeforeItBegins, last_day

FIRST = date(2026, 7, 1)


def test_a_row_may_end_on_its_first_day_and_not_before() -> None:
    assert last_day(FIRST, begins=FIRST, ended=None) == FIRST
    with pytest.raises(EndsBeforeItBegins):
        last_day(date(2026, 6, 30), begins=FIRST, ended=None)


@pytest.mark.parametrize("wanted", [date(2026, 6, 30), FIRST, date(2027, 1, 1)])
def test_what_has_ended_ends_on_no_other_day(wanted: date) -> None:
    with pytest.raises(AlreadyEnded):
        last_day(wanted, begins=FIRST, ended=date(2026, 12, 31))
