"""Which stars need care, and in which order."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from catalog.certification.rules import Standing, Status

Item = TypeVar("Item")

_NEEDS_CARE = {Status.IN_WINDOW, Status.LATE, Status.GRACE, Status.EXPIRED, Status.REVOKED}


def most_urgent(items: Iterable[tuple[Item, Standing]]) -> list[tuple[Item, Standing]]:
    """Those whose stars are about to end or have ended: first what ends first."""
    urgent = [pair for pair in items if pair[1].status in _NEEDS_CARE]
    return sorted(urgent, key=lambda pair: _end(pair[1]))


def _end(standing: Standing) -> date:
    fact = standing.fact
    return (fact.revoked_on or fact.valid_to if fact else None) or date.max
