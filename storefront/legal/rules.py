"""Which legal pages there are, which version counts, and how their text is written. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

LONGEST_BODY = 40_000
LONGEST_SOURCE = 200


class Page(StrEnum):
    """A legal page; the value is its part of the address."""

    TERMS = "dieu-khoan"
    PRIVACY = "quyen-rieng-tu"
    BEFORE_BUYING = "truoc-khi-mua"
    RETURNS = "doi-tra"
    COMPLAINTS = "khieu-nai"
    RANKING = "xep-hang"


class Dated(Protocol):
    """Anything with a first day."""

    @property
    def valid_from(self) -> date: ...


_D = TypeVar("_D", bound=Dated)


def in_force(versions: Iterable[_D], on: date) -> _D | None:
    """The version that counts on a day: the newest that has begun. Given in order of entry."""
    begun = [one for one in versions if one.valid_from <= on]
    # Of two of the same day the one entered later: max() keeps the first, so look from behind.
    return max(reversed(begun), key=lambda one: one.valid_from, default=None)


@dataclass(frozen=True)
class Block:
    """A part of a text: "heading", "paragraph", or "list" with several lines."""

    kind: str
    lines: tuple[str, ...]


def blocks_of(text: str) -> list[Block]:
    """A text as people write it: "## " a heading, "- " an item, an empty line ends a paragraph."""
    found: list[Block] = []
    held: list[str] = []
    kind = ""

    def close() -> None:
        if held:
            lines = tuple(held) if kind == "list" else (" ".join(held),)
            found.append(Block(kind, lines))
            held.clear()

    for line in (*text.replace("\r\n", "\n").split("\n"), ""):
        bare = line.strip()
        this = _kind_of(bare)
        if not bare or this != kind or this == "heading":
            close()
        if bare:
            kind = this
            held.append(bare.removeprefix("## ").removeprefix("- "))
    return found


def _kind_of(line: str) -> str:
    if line.startswith("## "):
        return "heading"
    return "list" if line.startswith("- ") else "paragraph"
