"""What a code was worth on a day is read from its history."""

from datetime import date

import pytest

from traceability.areas.rules import (
    AreaState,
    Scheme,
    StatusEntry,
    Validity,
    known_on,
    looks_unusual,
    validity_during,
    validity_on,
)

GRANTED = StatusEntry(AreaState.GRANTED, date(2025, 1, 10))
SUSPENDED = StatusEntry(AreaState.SUSPENDED, date(2026, 3, 1))
RESTORED = StatusEntry(AreaState.RESTORED, date(2026, 5, 1))
UNTIL = StatusEntry(AreaState.GRANTED, date(2025, 1, 10), until=date(2025, 12, 31))
WARNED = StatusEntry(AreaState.WARNED, date(2025, 6, 1))
REVOKED = StatusEntry(AreaState.REVOKED, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("history", "day", "validity"),
    [
        ([], date(2026, 1, 1), Validity.UNKNOWN),
        ([GRANTED], date(2025, 1, 9), Validity.NOT_YET),
        ([GRANTED], date(2025, 1, 10), Validity.VALID),
        ([GRANTED, SUSPENDED], date(2026, 2, 28), Validity.VALID),
        ([GRANTED, SUSPENDED], date(2026, 3, 1), Validity.SUSPENDED),
        ([GRANTED, SUSPENDED, RESTORED], date(2026, 4, 30), Validity.SUSPENDED),
        ([GRANTED, SUSPENDED, RESTORED], date(2026, 5, 1), Validity.VALID),
        ([GRANTED, REVOKED], date(2026, 7, 1), Validity.REVOKED),
        ([UNTIL], date(2025, 12, 31), Validity.VALID),
        ([UNTIL], date(2026, 1, 1), Validity.LAPSED),
        ([UNTIL, WARNED], date(2025, 7, 1), Validity.WARNED),
        ([UNTIL, WARNED], date(2026, 7, 1), Validity.LAPSED),
        ([UNTIL, SUSPENDED, RESTORED], date(2026, 6, 1), Validity.LAPSED),
        ([WARNED], date(2026, 6, 1), Validity.WARNED),
    ],
)
def test_the_history_decides(history: list[StatusEntry], day: date, validity: Validity) -> None:
    assert validity_on(history, day) is validity


@pytest.mark.parametrize(
    ("first", "last", "validity"),
    [
        (date(2026, 2, 20), date(2026, 2, 28), Validity.VALID),
        (date(2026, 2, 20), date(2026, 3, 2), Validity.SUSPENDED),
        (date(2026, 2, 20), date(2026, 6, 2), Validity.SUSPENDED),
        (date(2026, 5, 1), date(2026, 5, 2), Validity.VALID),
        (date(2025, 1, 1), date(2025, 1, 20), Validity.NOT_YET),
    ],
)
def test_a_long_harvest_gets_the_worst_of_its_days(
    first: date, last: date, validity: Validity
) -> None:
    assert validity_during([GRANTED, SUSPENDED, RESTORED], first, last) is validity


@pytest.mark.parametrize(
    ("scheme", "code", "unusual"),
    [
        (Scheme.EXPORT, "VN-CTOR-0042", False),
        (Scheme.EXPORT, "VN-CTOR-42", True),
        (Scheme.EXPORT, "vn-ctor-0042", True),
        (Scheme.PACKING_HOUSE, "VN-TGPH-012", False),
        (Scheme.PACKING_HOUSE, "VN-TGOR-0012", True),
        (Scheme.DOMESTIC, "mã gì cũng được", False),
    ],
)
def test_a_strange_code_is_only_warned_about(scheme: Scheme, code: str, unusual: bool) -> None:
    assert looks_unusual(scheme, code) is unusual


@pytest.mark.parametrize(
    ("recorded", "late"),
    [(date(2025, 1, 10), 0), (date(2025, 1, 13), 0), (date(2025, 1, 14), 4), (None, 0)],
)
def test_an_entry_made_days_later_is_marked(recorded: date | None, late: int) -> None:
    assert StatusEntry(AreaState.GRANTED, date(2025, 1, 10), None, recorded).days_late == late


def test_a_mistake_was_believed_until_it_was_declared_one() -> None:
    day = date(2026, 3, 10)
    wrong = StatusEntry(AreaState.SUSPENDED, date(2026, 3, 1), None, date(2026, 3, 2), day)
    assert validity_on([GRANTED, wrong], day) is Validity.VALID
    before = known_on([GRANTED, wrong], date(2026, 3, 9))
    assert validity_on(before, date(2026, 3, 9)) is Validity.SUSPENDED
    assert validity_on(known_on([GRANTED, wrong], day), day) is Validity.VALID


def test_what_was_known_on_a_day_leaves_out_what_was_written_later() -> None:
    suspended = StatusEntry(AreaState.SUSPENDED, date(2026, 3, 1), None, date(2026, 3, 20))
    history = [GRANTED, suspended]
    assert known_on(history, date(2026, 3, 19)) == [GRANTED]
    assert validity_on(known_on(history, date(2026, 3, 19)), date(2026, 3, 19)) is Validity.VALID
    assert validity_on(history, date(2026, 3, 19)) is Validity.SUSPENDED
