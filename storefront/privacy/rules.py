"""How long what is kept, what a person may ask for, and when it is due. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST_NOTE = 500
LONGEST_SOURCE = 300
LONGEST_DAYS = 366 * 30
KEY_SECONDS = 30 * 60
"""How long a page of somebody's data stays open after the code was given."""
NOBODY = "Đã xóa theo yêu cầu"


class Kept(StrEnum):
    """What is kept about people, by the rows of retention."""

    ORDERS = "orders"
    MESSAGES = "messages"
    CONSENTS = "consents"
    INVOICES = "invoices"
    COMPLAINTS = "complaints"
    CLAIMS = "claims"
    PAYMENT_MESSAGES = "payment_messages"
    NEWS = "news"
    NEWS_LINES = "news_lines"
    QUESTIONS = "questions"
    REPORTS = "reports"


class Purpose(StrEnum):
    """What a person agreed to."""

    DELIVERY = "delivery"
    NEWS = "news"


class RequestState(StrEnum):
    """How far a request to delete is."""

    OPEN = "open"
    APPROVED = "approved"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True)
class Retention:
    """One dated row: so many days, by a law or a rule of the house."""

    what: str
    days: int
    valid_from: date
    source: str

    @property
    def time(self) -> timedelta:
        return timedelta(days=self.days)


def retention_of(rows: Iterable[Retention], what: Kept, on: date) -> Retention | None:
    """The row that counts: the newest that has begun. None: nothing is set, nothing is deleted."""
    begun = [row for row in rows if row.what == what and row.valid_from <= on]
    return max(begun, key=lambda row: row.valid_from, default=None)


def kept_until(row: Retention | None, since: datetime) -> datetime | None:
    """Until when something of that moment is kept; None: until somebody sets a time."""
    return since + row.time if row else None


def is_late(due_at: datetime, now: datetime) -> bool:
    return now > due_at
