"""What is told before an order: facts of a purchase, and the document made of them. Pure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Good:
    """Units of one thing, at the price of all of them before anything is taken off."""

    name: str
    quantity: int
    unit_price: int


@dataclass(frozen=True)
class Part:
    """What one seller sends; `fee` None: not known before the place is."""

    producer_id: int
    goods: Sequence[Good]
    offs: Sequence[tuple[str, int]] = ()
    fee: int | None = None
    arrives: tuple[date, date] | None = None
    pickup: str | None = None
    is_own_delivery: bool = False
    notes: Sequence[str] = ()
    is_delivered: bool = True


@dataclass(frozen=True)
class Purchase:
    """What somebody is about to buy. `total` None: not known before the place is."""

    parts: Sequence[Part]
    sums: Sequence[tuple[str, int]]
    total: int | None
    place: str | None
    method: str | None


@dataclass(frozen=True)
class Section:
    """A part of the document, in words: facts (None where not known), items, amounts."""

    title: str
    facts: tuple[tuple[str, str | None], ...] = ()
    items: tuple[str, ...] = ()
    sums: tuple[tuple[str, str], ...] = ()


def to_rows(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """As it is kept."""
    return [
        {
            "title": one.title,
            "facts": [list(pair) for pair in one.facts],
            "items": list(one.items),
            "sums": [list(pair) for pair in one.sums],
        }
        for one in sections
    ]


def from_rows(rows: Sequence[dict[str, Any]]) -> list[Section]:
    """As it was kept."""
    return [
        Section(
            row["title"],
            tuple((label, value) for label, value in row["facts"]),
            tuple(row["items"]),
            tuple((label, amount) for label, amount in row["sums"]),
        )
        for row in rows
    ]


def digest_of(body: str) -> str:
    """Names a text by what it says."""
    return hashlib.sha256(body.encode()).hexdigest()
