"""Until when a shop or one of its goods takes no orders. Pure: the day alone opens it again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST_AHEAD = timedelta(days=370)
"""A day beyond this is a typing mistake."""
LONGEST_WORDS = 160


class Fault(StrEnum):
    """What is wrong with the days of a closure."""

    PAST = "past"
    ORDER = "order"
    TOO_FAR = "too_far"


@dataclass(frozen=True)
class Closed:
    """A shop takes no orders on these days, both included; without a last one until it says so."""

    from_day: date
    to_day: date | None
    words: str | None = None

    def covers(self, day: date) -> bool:
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)


@dataclass(frozen=True)
class Off:
    """Why goods cannot be ordered today: their shop is closed, or they come back on a day."""

    is_shop: bool
    back_on: date | None
    words: str | None = None

    @property
    def last_day(self) -> date | None:
        return self.back_on - timedelta(days=1) if self.back_on else None


def of_shop(closed: Closed) -> Off:
    """What a closed shop says at each of its goods."""
    back_on = closed.to_day + timedelta(days=1) if closed.to_day else None
    return Off(is_shop=True, back_on=back_on, words=closed.words)


def of_all(sizes: Sequence[Off | None]) -> Off | None:
    """What is said of goods as a whole: nothing while one of their sizes can be ordered."""
    off = [one for one in sizes if one]
    if not off or len(off) < len(sizes):
        return None
    return min(off, key=lambda one: (not one.is_shop, one.back_on or date.max))


def first_open(closed: Iterable[Closed], day: date) -> date | None:
    """The first day from `day` on which the shop is open; None where nobody can say."""
    for one in sorted(closed, key=lambda each: each.from_day):
        if one.covers(day):
            if one.to_day is None:
                return None
            day = one.to_day + timedelta(days=1)
    return day


def find_fault(from_day: date, to_day: date | None, today: date) -> Fault | None:
    """The first thing wrong with the days of a closure, or None."""
    if to_day is not None and to_day < today:
        return Fault.PAST
    if to_day is not None and to_day < from_day:
        return Fault.ORDER
    return Fault.TOO_FAR if max(from_day, to_day or from_day) - today > LONGEST_AHEAD else None
