"""Writes of holidays."""

import csv
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.holidays import queries
from storefront.holidays.errors import HolidayKnown
from storefront.holidays.models import Holiday

PACKAGED = Path(__file__).parent / "data" / "holidays.csv"


def add_holiday(actor: Actor, day: date, name: str, source: str, now: datetime) -> Holiday:
    """Add a day off; promises made before stay as they are. Raises HolidayKnown."""
    if day in {one.day for one in queries.list_holidays()}:
        raise HolidayKnown
    holiday = Holiday(day=day, name=name, source=source, entered_by=actor.name, recorded_at=now)
    try:
        with session.begin_nested():  # the flush gives the id, or meets a day somebody just added
            session.add(holiday)
    except IntegrityError as error:
        raise HolidayKnown from error
    audit.record(actor, "holidays.change", holiday, f"Thêm ngày lễ {day:%d/%m/%Y}: {name}.")
    return holiday


def withdraw_holiday(actor: Actor, holiday_id: int, now: datetime) -> None:
    """Take a day back that was entered by mistake."""
    holiday = queries.get_holiday(holiday_id)
    holiday.withdrawn_at = now
    audit.record(actor, "holidays.change", holiday, f"Bỏ ngày lễ {holiday.day:%d/%m/%Y}.")


def add_packaged(actor: Actor, now: datetime) -> int:
    """Add the days that come with the product and are not in yet; how many those were."""
    known = {one.day for one in queries.list_holidays()}
    with PACKAGED.open(encoding="utf-8", newline="") as file:
        given = [(date.fromisoformat(row["day"]), row) for row in csv.DictReader(file)]
    new = [(day, row) for day, row in given if day not in known]
    for day, row in new:
        add_holiday(actor, day, row["name"], row["source"], now)
    return len(new)
