"""When something was done, told by a phone whose clock may be wrong. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from catalog.kernel.clock import local_date

SLACK = timedelta(minutes=2)
"""What the way of a message and a clock's seconds may make up."""
LONG = timedelta(days=14)
"""Nobody waits longer for a signal; a person says whether that is so."""
CLOCK_RANGE = timedelta(days=366 * 60)
"""Farther off is no clock but a slip, and no number the database must bear."""


class Doubt(StrEnum):
    """Why the day of an act is asked once more."""

    OTHER_DAY = "other_day"  # the clock was wrong by so much that it named another day
    FUTURE = "future"  # even put right it lies ahead: the clock was set in between
    LONG_AGO = "long_ago"


@dataclass(frozen=True)
class Claim:
    """What the phone's clock said when the act was done and when it was sent."""

    acted_at: datetime
    sent_at: datetime


@dataclass(frozen=True)
class Sent:
    """A form as it came: its key, what the phone claims, whether its person stands by the day."""

    key: str
    claim: Claim | None = None
    is_sure: bool = False


@dataclass(frozen=True)
class Time:
    """When an act was done by our clock, how far the phone's was ahead, and what is doubtful."""

    acted_at: datetime
    ahead: timedelta
    doubt: Doubt | None


def judge(claim: Claim, arrived_at: datetime) -> Time:
    """The claim put right by the difference of the two clocks at the moment of sending."""
    ahead = claim.sent_at - arrived_at
    acted_at = claim.acted_at - ahead
    if acted_at > arrived_at + SLACK:
        doubt: Doubt | None = Doubt.FUTURE
    elif arrived_at - acted_at > LONG:
        doubt = Doubt.LONG_AGO
    elif abs(ahead) > SLACK and local_date(claim.acted_at) != local_date(acted_at):
        doubt = Doubt.OTHER_DAY
    else:
        doubt = None
    return Time(acted_at, ahead, doubt)


def acted_at(sent: Sent, arrived_at: datetime) -> datetime | None:
    """The moment to keep beside what was done; unknown where it was doubtful, or never waited."""
    if sent.claim is None:
        return None
    time = judge(sent.claim, arrived_at)
    return None if time.doubt else min(time.acted_at, arrived_at)


def is_clock(moment: datetime, now: datetime) -> bool:
    """Whether a phone may say so at all."""
    return abs(moment - now) < CLOCK_RANGE
