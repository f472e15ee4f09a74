"""What a helper may do, for how long, and under which name."""

from datetime import date, datetime, timedelta
from enum import StrEnum

MOST_DAYS = 366
LONGEST_NOTE = 300
LONGEST_IN_A_TEXT = 60
PER_HOUR = "30 per hour"


class Scope(StrEnum):
    """What the household lets others do. Money, people and the account for payouts: never."""

    GOODS = "goods"
    TRACE = "trace"
    ALL = "all"


class How(StrEnum):
    """How the household said yes."""

    CODE = "code"
    PAPER = "paper"


_LOOK = frozenset({"seller.see", "inventory.see", "batches.see"})
_GOODS = frozenset({"bulk.write", "inventory.change", "products.edit"})
_TRACE = frozenset(
    {
        "areas.propose",
        "balance.answer",
        "batches.open",
        "batches.release",
        "bulk.write",
        "events.correct",
        "events.record",
        "labels.print",
        "labels.release",
    }
)
PERMISSIONS: dict[Scope, frozenset[str]] = {
    Scope.GOODS: _LOOK | _GOODS,
    Scope.TRACE: _LOOK | _TRACE,
    Scope.ALL: _LOOK | _GOODS | _TRACE | {"onboarding.fill", "orders.pack", "orders.sell"},
}


def name_for(helper: str, household: str) -> str:
    """Whose act it is, in the audit log and on every entry: by whom, for whom."""
    return f"{helper} làm thay {household}"


def holds(valid_from: date, valid_to: date, ended_at: datetime | None, today: date) -> bool:
    """Whether a consent lets anybody act on a day."""
    return ended_at is None and valid_from <= today <= valid_to


def are_fitting(first: date, last: date, today: date) -> bool:
    """Whether a consent may be given for these days: not for the past, not for ever."""
    return today <= last and first <= last and last - first <= timedelta(days=MOST_DAYS)
