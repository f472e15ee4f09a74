"""What a task is, and in which order tasks are done. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

LOOKED_AHEAD = timedelta(days=60)
"""Papers that end later are no work yet."""
LOOKED_BACK = timedelta(days=180)
"""Papers that ended longer ago were given up."""


@dataclass(frozen=True)
class Task:
    """One thing that waits for the seller: what, why, by when, and the page on which it is done.

    `do` are the words of its button. `due` is the last day to do it in time, None where no day
    is known. `is_urgent`: without a day it stands among those of today, else it comes last.
    """

    what: str
    why: str
    do: str
    endpoint: str
    args: Mapping[str, Any] = field(default_factory=dict)
    due: date | None = None
    is_urgent: bool = False

    def is_late(self, today: date) -> bool:
        """Whether its day is over."""
        return self.due is not None and self.due < today

    def is_for(self, today: date) -> bool:
        """Whether today is its day, or it cannot wait for another."""
        return self.due == today or (self.due is None and self.is_urgent)


def in_order(tasks: Iterable[Task], today: date) -> list[Task]:
    """What is late first, then by day; what has no day last. Of one day in the order given."""
    return sorted(tasks, key=lambda one: one.due or (today if one.is_urgent else date.max))


def is_near(last_day: date, today: date) -> bool:
    """Whether a paper's last day is close enough, before or behind, to be somebody's work."""
    return today - LOOKED_BACK <= last_day <= today + LOOKED_AHEAD
