"""Dates and times as GS1 writes them: digits alone, the year of two or four."""

from calendar import monthrange
from collections.abc import Callable

from traceability.identifiers.rules.faults import Fault

_DIGITS = "0123456789"


def date(year_digits: int, *, may_lack_day: bool) -> Callable[[str], Fault | None]:
    """A check of YYMMDD or YYYYMMDD; the day may be 00, the month's last, where it may lack.

    Of the years a century apart that two digits name, 2000 is meant: only its leap day differs.
    """

    def check_date(text: str) -> Fault | None:
        if fault := _sized(text, year_digits + 4, "DATE"):
            return fault
        year = int(text[:year_digits])
        month, day = int(text[-4:-2]), int(text[-2:])
        if not 1 <= month <= 12:
            return Fault("ILLEGAL_MONTH", year_digits, year_digits + 2)
        if year_digits == 2 or year == 0:  # no year 0 in the calendar: read as 2000
            year += 2000
        if not (0 if may_lack_day else 1) <= day <= monthrange(year, month)[1]:
            return Fault("ILLEGAL_DAY", year_digits + 2, year_digits + 4)
        return None

    return check_date


def hour(text: str) -> Fault | None:
    return _sized(text, 2, "HOUR") or _below(text, 0, 24, "ILLEGAL_HOUR")


def minute(text: str) -> Fault | None:
    return _sized(text, 2, "MINUTE") or _below(text, 0, 60, "ILLEGAL_MINUTE")


def second(text: str) -> Fault | None:
    return _sized(text, 2, "SECOND") or _below(text, 0, 60, "ILLEGAL_SECOND")


def hour_and_minute(text: str) -> Fault | None:
    return (
        _sized(text, 4, "HOUR_WITH_MINUTE")
        or _below(text, 0, 24, "ILLEGAL_HOUR")
        or _below(text, 2, 60, "ILLEGAL_MINUTE")
    )


def _sized(text: str, size: int, name: str) -> Fault | None:
    """Whether these are so many digits."""
    if len(text) != size:
        error = f"{name}_TOO_SHORT" if len(text) < size else f"{name}_TOO_LONG"
        return Fault(error, 0, len(text))
    other = next((place for place, sign in enumerate(text) if sign not in _DIGITS), None)
    return None if other is None else Fault("NON_DIGIT_CHARACTER", other, other + 1)


def _below(text: str, start: int, limit: int, error: str) -> Fault | None:
    is_good = int(text[start : start + 2]) < limit
    return None if is_good else Fault(error, start, start + 2)
