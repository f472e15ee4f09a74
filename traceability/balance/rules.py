"""What land usually yields against what was claimed from it. Advice, never an accusation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from functools import lru_cache

from catalog.kernel.text import fold
from traceability.events.rules import kept

WEIGHTS = ("kg", "yến", "tạ", "tấn")
"""Units a yield per hectare may be entered in."""

MOST_PER_HECTARE = Decimal(1_000_000)
"""Kilograms; a thousand tonnes per hectare is a typing mistake."""

MOST_PERCENT = 100
LONGEST_SEASON = 400
"""Days from the first to the last of a season."""


class Standing(StrEnum):
    """What a season of an area looks like, least remarkable first."""

    WITHIN = "within"
    ACCEPTED = "accepted"  # above, and an inspector has read why
    NO_SIZE = "no_size"
    ABOVE = "above"


class RemarkKind(StrEnum):
    """Who says something about a season: the producer, or the inspector who accepts it."""

    ANSWER = "answer"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Claims:
    """What was recorded as harvested on or received from an area in a season.

    `kg` is what was weighed; `uncounted` says how many lines are in litres or pieces, which no
    yield in kilograms can be held against.
    """

    kg: Decimal = Decimal(0)
    lines: int = 0
    uncounted: int = 0


@lru_cache(maxsize=4096)
def crop_key(crop: str) -> str:
    """A crop as it is compared: "Cà phê" and "cà  phê" are one."""
    return " ".join(fold(crop).split())


def yield_in_kg(amount: Decimal, unit: str) -> Decimal | None:
    """An entered yield per hectare in kilograms, or None for a unit that is no weight."""
    if unit not in WEIGHTS:
        return None
    found = kept(amount, unit)
    return found[0] if found else None


def allowed_kg(hectares: Decimal, kg_per_hectare: Decimal, percent: int) -> Decimal:
    """What may be claimed before anyone looks: land × usual yield × tolerance, exactly."""
    return hectares * kg_per_hectare * (100 + percent) / 100


def standing(claimed: Decimal, allowed: Decimal | None, accepted: Decimal | None) -> Standing:
    """What a season looks like; `accepted` is the claim an inspector has last agreed to.

    More claimed after that is looked at anew.
    """
    if allowed is None:
        return Standing.NO_SIZE
    if claimed <= allowed:
        return Standing.WITHIN
    return Standing.ACCEPTED if accepted is not None and claimed <= accepted else Standing.ABOVE


def percent_of(claimed: Decimal, allowed: Decimal) -> int:
    """The claim in per cent of what is allowed, rounded up so that 100 is never exceeded unseen."""
    return int((claimed * 100 / allowed).to_integral_value(ROUND_CEILING))


def overlap(
    first: tuple[date, date], other: Iterable[tuple[date, date]]
) -> tuple[date, date] | None:
    """One of the other spans of days that shares a day with the first, or None."""
    return next((one for one in other if first[0] <= one[1] and one[0] <= first[1]), None)


def percent_on(steps: Iterable[tuple[date, int]], day: date) -> int:
    """The tolerance in force on a day, from the steps in the order they were entered; 0 without."""
    latest: tuple[date, int] = (date.min, 0)
    for step in steps:
        if latest[0] <= step[0] <= day:  # of one day, the one entered later
            latest = step
    return latest[1]
