"""What a passport page says first, and until when it may be shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from catalog.kernel import clock


class Verdict(StrEnum):
    """The first of these that applies stands at the top of the page (contract section 5)."""

    RECALLED = "recalled"
    QUARANTINED = "quarantined"
    UNKNOWN_BATCH = "unknown-batch"
    UNKNOWN_SERIAL = "unknown-serial"
    NOT_RELEASED = "not-released"
    PAST_BEST_BEFORE = "past-best-before"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNRECOGNISED = "unrecognised"
    CHECKED_BEFORE = "checked-before"
    VALID = "valid"


class StarStatus(StrEnum):
    """What a product's recognition is worth on a day, as far as a reader must know."""

    VALID = "valid"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NONE = "none"


@dataclass(frozen=True)
class Ingredients:
    """All that the verdict is made of. The state of a recall counts the batch's inputs too."""

    is_known: bool = True
    is_recalled: bool = False
    is_quarantined: bool = False
    is_known_serial: bool = True
    is_released: bool = True
    is_past_best_before: bool = False
    stars: StarStatus = StarStatus.VALID
    is_checked_before: bool = False


CHECKS: tuple[tuple[Verdict, Callable[[Ingredients], bool]], ...] = (
    (Verdict.RECALLED, lambda given: given.is_recalled),
    (Verdict.QUARANTINED, lambda given: given.is_quarantined),
    (Verdict.UNKNOWN_BATCH, lambda given: not given.is_known),
    (Verdict.UNKNOWN_SERIAL, lambda given: not given.is_known_serial),
    (Verdict.NOT_RELEASED, lambda given: not given.is_released),
    (Verdict.PAST_BEST_BEFORE, lambda given: given.is_past_best_before),
    (Verdict.REVOKED, lambda given: given.stars is StarStatus.REVOKED),
    (Verdict.EXPIRED, lambda given: given.stars is StarStatus.EXPIRED),
    (Verdict.UNRECOGNISED, lambda given: given.stars is StarStatus.NONE),
    (Verdict.CHECKED_BEFORE, lambda given: given.is_checked_before),
)

NOT_FOR_SALE = frozenset(
    {
        Verdict.RECALLED,
        Verdict.QUARANTINED,
        Verdict.UNKNOWN_BATCH,
        Verdict.UNKNOWN_SERIAL,
        Verdict.NOT_RELEASED,
        Verdict.PAST_BEST_BEFORE,
    }
)
"""Under these the page offers nothing to buy."""


def verdict(given: Ingredients) -> Verdict:
    """The first check that applies, in the order of the contract."""
    return next((found for found, applies in CHECKS if applies(given)), Verdict.VALID)


def verdict_of_piece(
    batch: Verdict, *, is_known: bool, is_released: bool, is_checked_before: bool
) -> Verdict:
    """The first that applies to one piece, given what applies to its batch."""
    found = {batch}
    if not is_known:
        found.add(Verdict.UNKNOWN_SERIAL)
    elif not is_released:
        found.add(Verdict.NOT_RELEASED)
    elif is_checked_before:
        found.add(Verdict.CHECKED_BEFORE)
    return min(found, key=list(Verdict).index)


def true_until(on: date) -> datetime:
    """When a page made for `on` may have become wrong by time alone: midnight in Vietnam."""
    return clock.midnight_after(on)
