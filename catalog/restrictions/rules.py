"""What the law asks of a product on a day, and what keeps it from being sold. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

STRONGEST = 1000
"""Strength is counted in tenths of a percent by volume."""
OLDEST = 25
LONGEST_SENTENCE = 300


class DutyKind(StrEnum):
    """What a document asks of a product set."""

    MIN_AGE = "min_age"
    LICENCE = "licence"
    BELOW_STRENGTH = "below_strength"
    SENTENCE = "sentence"


class LicenceKind(StrEnum):
    """What a seller needs a licence for."""

    ALCOHOL = "alcohol"


class Obstacle(StrEnum):
    """Why goods are not on sale."""

    STRENGTH_UNKNOWN = "strength_unknown"
    TOO_STRONG = "too_strong"
    NO_LICENCE = "no_licence"


@dataclass(frozen=True)
class Duty:
    """A dated row: `number` is an age, or a strength from or below which the duty holds."""

    kind: DutyKind
    number: int | None
    text: str | None
    text_en: str | None
    document: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Licence:
    """A seller's licence as an operator saw it."""

    kind: LicenceKind
    number: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class Conditions:
    """All that the law asks of one product today."""

    min_age: int | None = None
    age_document: str | None = None
    sentences: tuple[Duty, ...] = ()
    obstacle: Obstacle | None = None
    document: str | None = None
    """Of the obstacle."""
    licence: Licence | None = None

    @property
    def is_free(self) -> bool:
        """Nothing is asked."""
        return self == Conditions()


FREE = Conditions()


def conditions(
    duties: Collection[Duty], strength: int | None, licences: Iterable[Licence], on: date
) -> Conditions:
    """What these duties mean for a product of this strength whose seller holds these licences."""
    held = [duty for duty in duties if is_in_force(duty, on)]
    if not held:
        return FREE
    ages = [duty for duty in held if duty.kind == DutyKind.MIN_AGE and duty.number]
    oldest = max(ages, key=lambda duty: duty.number or 0, default=None)
    licence = find_licence(licences, on)
    obstacle, document = _obstacle(held, strength, licence)
    return Conditions(
        min_age=oldest.number if oldest else None,
        age_document=oldest.document if oldest else None,
        sentences=tuple(duty for duty in held if duty.kind == DutyKind.SENTENCE),
        obstacle=obstacle,
        document=document,
        licence=licence,
    )


def _obstacle(
    held: Collection[Duty], strength: int | None, licence: Licence | None
) -> tuple[Obstacle | None, str | None]:
    for duty in held:
        if duty.kind == DutyKind.BELOW_STRENGTH:
            if strength is None:
                return Obstacle.STRENGTH_UNKNOWN, duty.document
            if strength >= (duty.number or 0):
                return Obstacle.TOO_STRONG, duty.document
    for duty in held:
        asked = duty.kind == DutyKind.LICENCE and not is_weaker(strength, duty.number)
        if asked and licence is None:
            return Obstacle.NO_LICENCE, duty.document
    return None, None


def is_weaker(strength: int | None, least: int | None) -> bool:
    """Whether goods are weaker than what a duty begins with; unknown strength is not."""
    return least is not None and strength is not None and strength < least


def find_licence(licences: Iterable[Licence], on: date) -> Licence | None:
    """The licence that holds that day, the one that lasts longest; both days count."""
    valid = [one for one in licences if one.valid_from <= on <= one.valid_to]
    return max(valid, key=lambda one: one.valid_to, default=None)


def is_in_force(duty: Duty, on: date) -> bool:
    """Both days count: the first and the last."""
    return duty.valid_from <= on and (duty.valid_to is None or on <= duty.valid_to)
