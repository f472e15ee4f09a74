"""Numbers and dates of decisions as people and papers write them."""

import re
from datetime import date

from catalog.kernel.text import nfc

FIRST_YEAR = 2018
"""The programme began with QĐ 490/QĐ-TTg of 07/5/2018."""

_NUMBER = re.compile(
    r"^(?:Quyết định|QĐ)?(?:\s*số)?\s*(\d{1,6}(?:/\d{4})?/[A-ZĐ][A-ZĐ0-9-]{1,30})", re.I
)
_DATE = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_YEAR = re.compile(r"^(\d{4})\b")
_STATED = re.compile(r"công nhận (?:ngày )?(\d{1,2}/\d{1,2}/\d{4})", re.I)


class Unreadable(ValueError):
    """The text is no decision, or its date is no day; says which."""


def read_number(text: str) -> str | None:
    """ "QĐ 437/QĐ-UBND" → "437/QĐ-UBND"; None for anything else."""
    found = _NUMBER.match(nfc(text))
    return found[1].upper() if found else None


def read(text: str) -> tuple[str, date | int | None]:
    """Number and day (or only year) of "QĐ 3588/QĐ-UBND 30/11/2021 (as quoted …".

    Raises Unreadable with the reason in words.
    """
    plain = nfc(text)
    found = _NUMBER.match(plain)
    if not found:
        raise Unreadable(f"không đọc được số quyết định “{plain[:60]}”")
    rest = plain[found.end() :].strip(" ,;")
    rest = re.sub(r"^(ngày|năm)\s+", "", rest)
    if _DATE.match(rest):
        return found[1].upper(), read_day(rest)
    if year := _YEAR.match(rest):
        return found[1].upper(), int(year[1])
    if rest and not rest.startswith("("):
        raise Unreadable(f"không đọc được ngày quyết định “{rest[:60]}”")
    return found[1].upper(), None


def stated_day(source: str) -> date | None:
    """The day of recognition that the page itself states: "… (công nhận 24/6/2025)"."""
    found = _STATED.search(nfc(source))
    return read_day(found[1]) if found else None


def read_day(text: str) -> date:
    """The day "30/11/2021" names, or Unreadable."""
    found = _DATE.match(text)
    try:
        day, month, year = map(int, found.groups()) if found else (0, 0, 0)
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(f"không có ngày {text[:12]}") from error


def is_reasonable(day: date, today: date) -> bool:
    """Not before the programme, not in the future."""
    return day.year >= FIRST_YEAR and day <= today
