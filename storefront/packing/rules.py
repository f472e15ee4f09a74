"""Until when a parcel is to be packed. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PackBy:
    """Until when a parcel is to be packed; without an hour any time of that day will do."""

    at: datetime
    has_hour: bool


def pack_by(ready_at: datetime, opens_at: datetime, time: timedelta | None) -> PackBy:
    """`time` after `opens_at`, the start of the day on which the parcel has to leave.

    An order that came (`ready_at`) when that was over has until the same hour of its next day.
    """
    hours = time or A_DAY
    late = ready_at - (opens_at + hours)
    days = 0 if late < timedelta(0) else late // A_DAY + 1
    return PackBy(opens_at + hours + days * A_DAY, time is not None)
