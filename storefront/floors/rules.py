"""Where a link leads, and which criterion it is evidence for. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

MOST_LINKS = 20
LONGEST_REASON = 200
EARLIEST = date(2000, 1, 1)


class Kind(StrEnum):
    """What a place elsewhere is."""

    FLOOR = "floor"
    WEBSITE = "website"
    SOCIAL = "social"


@dataclass(frozen=True)
class Floor:
    """A place with a name people know, by the hosts it answers under."""

    name: str
    hosts: tuple[str, ...]


@dataclass(frozen=True)
class Criterion:
    """A criterion of a decision that a kind of place counts for, in some product sets."""

    rubric: str
    document: str
    kind: Kind
    number: str
    title: str
    first_set: int
    last_set: int


def host_of(address: str) -> str:
    """The host of an address that was found good; lower case, without a last dot."""
    return (urlsplit(address).hostname or "").rstrip(".")


def name_of(host: str, floors: Iterable[Floor]) -> str | None:
    """What people call a host: "Shopee" for shopee.vn and its own subdomains; None for others."""
    for floor in floors:
        if any(host == one or host.endswith(f".{one}") for one in floor.hosts):
            return floor.name
    return None


def is_possible_since(since: date, today: date) -> bool:
    """Whether somebody can have sold there from that day on."""
    return EARLIEST <= since <= today


def criterion_for(
    criteria: Sequence[Criterion], rubric: str | None, set_number: int | None, kind: Kind
) -> Criterion | None:
    """What a place of this kind counts for under a product's decision and set; None: unknown."""
    for one in criteria:
        fits = one.rubric == rubric and one.kind == kind
        if fits and set_number and one.first_set <= set_number <= one.last_set:
            return one
    return None
