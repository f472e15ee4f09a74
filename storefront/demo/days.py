"""Every date of the demonstration is so many days before the day it is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from catalog.kernel import clock


@dataclass(frozen=True)
class Days:
    """The day and the moment of loading."""

    today: date
    now: datetime

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def moment(self, day: date) -> datetime:
        """Noon of a day in the past; of today, this moment."""
        return min(clock.noon_of(day), self.now)
