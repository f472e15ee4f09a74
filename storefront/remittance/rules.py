"""What a line of a statement should say. Pure."""

import re
from enum import StrEnum

LARGEST_AMOUNT = 10**10
LONGEST_NOTE = 300
_AMOUNT = re.compile(r"(\d{1,12}|\d{1,3}([.,])\d{3}(\2\d{3}){0,3})( ?(₫|đ|đồng|VND))?", re.ASCII)


class Difference(StrEnum):
    """How a statement and our parcels can disagree."""

    UNKNOWN = "unknown"  # a number none of our parcels has
    DOUBLE = "double"  # a parcel that stood in a statement before
    AMOUNT = "amount"  # not what the buyer had to pay, be it by one đồng
    MISSING = "missing"  # delivered, and in no statement


class Outcome(StrEnum):
    """How a difference ended."""

    PAID_LATER = "paid_later"
    GIVEN_BACK = "given_back"
    CARRIER_ERROR = "carrier_error"
    BORNE = "borne"
    IN_STATEMENT = "in_statement"  # by itself: the parcel stands in a later statement


def read_amount(text: str) -> int | None:
    """Whole đồng: 225000, 225.000, "225,000 ₫"; None for anything else, also for a part of one."""
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        return None
    amount = int(re.sub(r"\D", "", match[1]))
    return amount if amount <= LARGEST_AMOUNT else None


def judge(expected: int | None, stated: int, *, stood_before: bool) -> Difference | None:
    """What is wrong with a line; `expected` None: no parcel has this number."""
    if expected is None:
        return Difference.UNKNOWN
    if stood_before:
        return Difference.DOUBLE
    return Difference.AMOUNT if stated != expected else None
