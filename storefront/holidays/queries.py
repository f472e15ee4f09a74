"""Reads of holidays."""

from datetime import date, timedelta

from sqlalchemy import select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from storefront.holidays.models import Holiday

DAYS_AHEAD = 120


def days_off_from(on: date) -> frozenset[date]:
    """The holidays of the coming months, that day included."""
    query = select(Holiday.day).where(
        Holiday.withdrawn_at.is_(None),
        Holiday.day >= on,
        Holiday.day <= on + timedelta(days=DAYS_AHEAD),
    )
    return frozenset(session.scalars(query))


def list_holidays() -> list[Holiday]:
    """Every holiday that counts, the latest first."""
    query = select(Holiday).where(Holiday.withdrawn_at.is_(None))
    return list(session.scalars(query.order_by(Holiday.day.desc())))


def get_holiday(holiday_id: int) -> Holiday:
    """A holiday that counts, or NotFound."""
    holiday = session.get(Holiday, holiday_id)
    if holiday is None or holiday.withdrawn_at is not None:
        raise NotFound
    return holiday
