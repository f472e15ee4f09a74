"""The table of application identifiers (AI): what each may hold and what it goes with.

`ocop identifiers table` made it from GS1's Barcode Syntax Dictionary; its first line says which.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "application_identifiers.csv"
LONGEST_AI, LONGEST_VALUE = 4, 90


@dataclass(frozen=True)
class Part:
    """A piece of a value: N digits, X set 82, Y set 39, Z base64url; with named checks."""

    charset: str
    shortest: int
    longest: int
    is_optional: bool = False
    checks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One AI.

    `is_closed`: of known length, so no separator follows it. `is_attribute`: may stand in the
    query of a Digital Link. `requires`: groups of which one must be there in whole; `excludes`:
    what must not be there; in both, "n" stands for any digit. `qualifiers`: None where the AI
    is not the key of a Digital Link, else the orders in which others may follow it in the path.
    """

    ai: str
    is_closed: bool
    is_attribute: bool
    parts: tuple[Part, ...]
    requires: tuple[tuple[str, ...], ...] = ()
    excludes: tuple[str, ...] = ()
    qualifiers: tuple[tuple[str, ...], ...] | None = None
    title: str = ""

    @property
    def shortest(self) -> int:
        return sum(part.shortest for part in self.parts if not part.is_optional)

    @property
    def longest(self) -> int:
        return sum(part.longest for part in self.parts)


def find(ai: str) -> Entry | None:
    """The entry of this AI."""
    return _table().get(ai)


def find_at_start(text: str) -> Entry | None:
    """The entry whose AI `text` begins with; no AI is the beginning of another."""
    found = (_table().get(text[:length]) for length in range(2, LONGEST_AI + 1))
    return next((entry for entry in found if entry), None)


def unknown(ai: str) -> Entry | None:
    """An entry for an AI newer than the table, where its length is that of its neighbours."""
    is_possible = 2 <= len(ai) <= LONGEST_AI and ai.isascii() and ai.isdigit()
    if not is_possible or _lengths().get(ai[:2], len(ai)) != len(ai):
        return None
    return Entry(ai, False, False, (Part("X", 1, LONGEST_VALUE),))


def unknown_at_start(text: str) -> Entry | None:
    """The same for the beginning of a text: only the neighbours tell where the AI ends."""
    length = _lengths().get(text[:2])
    return unknown(text[:length]) if length and len(text) >= length else None


def all_entries() -> list[Entry]:
    return list(_table().values())


@lru_cache(maxsize=1)
def _table() -> dict[str, Entry]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {entry.ai: entry for row in rows for entry in _entries(row)}


@lru_cache(maxsize=1)
def _lengths() -> dict[str, int]:
    return {ai[:2]: len(ai) for ai in _table()}


def _entries(row: dict[str, str]) -> Iterator[Entry]:
    first, _, last = row["ai"].partition("-")
    for number in range(int(first), int(last or first) + 1):
        yield Entry(
            str(number).zfill(len(first)),
            "closed" in row["flags"],
            "attribute" in row["flags"],
            tuple(_part(text) for text in row["parts"].split()),
            tuple(tuple(group.split("+")) for group in row["requires"].split()),
            tuple(row["excludes"].split()),
            _qualifiers(row["qualifiers"]),
            row["title"],
        )


def _part(text: str) -> Part:
    """`N13:csum:gcppos1` or `X1-17?`."""
    size, *checks = text.removesuffix("?").split(":")
    shortest, _, longest = size[1:].partition("-")
    return Part(size[0], int(shortest), int(longest or shortest), text.endswith("?"), tuple(checks))


def _qualifiers(text: str) -> tuple[tuple[str, ...], ...] | None:
    """`-` is a key alone, `22>10>21 235` a key with two orders of qualifiers."""
    if not text:
        return None
    return tuple(tuple(order.split(">")) for order in text.split() if order != "-")
