"""What each partner takes in one payment, from data/limits.csv: dated, with its source."""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from storefront.gateways.rules import Limits

FILE = Path(__file__).parent / "data" / "limits.csv"


@cache
def _rows() -> tuple[tuple[str, date, Limits], ...]:
    lines = FILE.read_text("utf-8").splitlines()[1:]
    return tuple(
        (row["partner"], date.fromisoformat(row["since"]), _limits(row))
        for row in csv.DictReader(lines)
    )


def _limits(row: Mapping[str, str]) -> Limits:
    least, most, is_assumed = int(row["least"]), int(row["most"]), row["basis"] != "read"
    return Limits(least, most, source=row["source"], is_assumed=is_assumed)


def find_limits(partner: str, on: date) -> Limits | None:
    """The limits in force on that day: of several the newest; None where none is known."""
    known = [(since, one) for name, since, one in _rows() if name == partner and since <= on]
    return max(known, key=lambda pair: pair[0])[1] if known else None
