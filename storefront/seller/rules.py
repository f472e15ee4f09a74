"""Which stars need care, in which order; the first steps of a new seller."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from catalog.certification.rules import Standing, Status

Item = TypeVar("Item")


class Mark(StrEnum):
    """What a person has done once, or put away."""

    LATER = "later"  # the first steps are not shown any more
    REHEARSED = "rehearsed"


class FirstStep(StrEnum):
    """What a new seller does, in this order."""

    SHOP = "shop"
    PRODUCT = "product"
    BATCH = "batch"
    LABEL = "label"
    REHEARSAL = "rehearsal"


def next_step(done: Collection[FirstStep]) -> FirstStep | None:
    """The first step that is not done, whatever was done after it; None when all are."""
    return next((step for step in FirstStep if step not in done), None)


_NEEDS_CARE = {Status.IN_WINDOW, Status.LATE, Status.GRACE, Status.EXPIRED, Status.REVOKED}


def most_urgent(items: Iterable[tuple[Item, Standing]]) -> list[tuple[Item, Standing]]:
    """Those whose stars are about to end or have ended: first what ends first."""
    urgent = [pair for pair in items if pair[1].status in _NEEDS_CARE]
    return sorted(urgent, key=lambda pair: _end(pair[1]))


def _end(standing: Standing) -> date:
    fact = standing.fact
    return (fact.revoked_on or fact.valid_to if fact else None) or date.max
