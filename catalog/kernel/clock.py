"""The date and the time. Rules and services take them as arguments; edges ask here."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on the wall in Vietnam, which for seven hours a day is not the date in UTC."""
    return now().astimezone(VIETNAM).date()


def local_date(moment: datetime) -> date:
    """The date in Vietnam at that moment."""
    return moment.astimezone(VIETNAM).date()


def local_iso(moment: datetime) -> str:
    """The moment in ISO 8601 with Vietnam's offset: its first ten characters are the date there."""
    return moment.astimezone(VIETNAM).isoformat()


def midnight_after(day: date) -> datetime:
    """The moment (UTC) at which `day` ends in Vietnam."""
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM).astimezone(UTC)


def noon_of(day: date) -> datetime:
    """A moment (UTC) well inside `day` in Vietnam, for facts that only know their date."""
    return datetime.combine(day, time(12), VIETNAM).astimezone(UTC)
