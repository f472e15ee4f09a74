"""What a quota promises, and whether a buyer may have so many of it. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

MOST_UNITS = 100_000
"""More than this is a typing mistake."""


class QuotaKind(StrEnum):
    """What is promised."""

    WINDOW = "window"  # goods of a harvest to come
    VISIT = "visit"  # seats on a day


class ClaimState(StrEnum):
    """How the units of one order stand."""

    HELD = "held"  # waits for its money
    KEPT = "kept"
    LET_GO = "let_go"  # called off
    LAPSED = "lapsed"  # time ran out and somebody else took them


class PromiseReason(StrEnum):
    """Why what was promised ahead comes on other days, or not at all."""

    WEATHER = "weather"
    RIPENS_LATE = "ripens_late"
    ROAD = "road"
    STORM = "storm"
    PEST = "pest"
    TOO_LITTLE = "too_little"
    TOO_FEW = "too_few"  # guests
    GUIDE_AWAY = "guide_away"
    ABSENT = "absent"  # nobody came
    OTHER = "other"


LIVING = frozenset({ClaimState.HELD, ClaimState.KEPT})
"""States whose units are counted as taken."""


class Shut(StrEnum):
    """Why nobody may buy of a quota now."""

    EARLY = "early"
    OVER = "over"
    CLOSED = "closed"


@dataclass(frozen=True)
class Promise:
    """A quota as buyers see it; `taken` leaves out what lapsed."""

    quota_id: int
    kind: QuotaKind
    producer_id: int
    capacity: int
    taken: int
    most_per_buyer: int | None
    sells_from: datetime
    sells_until: datetime
    first_day: date
    last_day: date
    starts_at: datetime | None
    note: str | None
    is_closed: bool
    cancels_until: datetime | None = None

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken)

    @property
    def last_moment(self) -> datetime:
        """The last minute in which it is sold: midnight would name the day after."""
        return self.sells_until - timedelta(minutes=1)

    @property
    def is_visit(self) -> bool:
        return self.kind == QuotaKind.VISIT

    @property
    def most(self) -> int:
        """The most one buyer may still ask for."""
        return min(self.free, self.most_per_buyer or self.free)

    def shut(self, now: datetime) -> Shut | None:
        """Why it is not to be bought at this moment, or None."""
        if self.is_closed:
            return Shut.CLOSED
        if now < self.sells_from:
            return Shut.EARLY
        return Shut.OVER if now >= self.sells_until else None

    def buyable(self, now: datetime) -> int:
        """How many units one buyer may ask for at this moment."""
        return 0 if self.shut(now) else self.most


def find_fault(
    *,
    capacity: int,
    most_per_buyer: int | None,
    sells_from: datetime,
    sells_until: datetime,
    first_day: date,
    last_day: date,
) -> str | None:
    """The part that cannot be so, or None."""
    if not 1 <= capacity <= MOST_UNITS:
        return "capacity"
    if most_per_buyer is not None and not 1 <= most_per_buyer <= capacity:
        return "most_per_buyer"
    if sells_until <= sells_from:
        return "sells_until"
    return "last_day" if last_day < first_day else None
