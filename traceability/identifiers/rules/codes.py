"""Code lists of ISO, the United Nations and GS1; data/code_lists.csv names the source of each."""

import csv
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from traceability.identifiers.rules.faults import Fault

FILE = Path(__file__).parent.parent / "data" / "code_lists.csv"


def one_of(name: str, error: str, also: str = "") -> Callable[[str], Fault | None]:
    """A check that a value is on this list, or is `also`."""

    def check_code(text: str) -> Fault | None:
        is_listed = text in listed(name) or (bool(also) and text == also)
        return None if is_listed else Fault(error, 0, len(text))

    return check_code


@lru_cache(maxsize=8)
def listed(name: str) -> frozenset[str]:
    """All codes of the list."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return next(
            frozenset(row["codes"].split()) for row in csv.DictReader(file) if row["name"] == name
        )
