"""Writes of deadlines: rows are added and closed, never changed."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from catalog.kernel import audit, dated
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from storefront.deadlines import queries, rules
from storefront.deadlines.errors import NoSuchTime
from storefront.deadlines.models import Deadline
from storefront.deadlines.rules import What

PACKAGED = Path(__file__).parent / "data" / "deadlines.csv"


@dataclass(frozen=True)
class NewDeadline:
    """What somebody enters."""

    what: What
    hours: int
    valid_from: date
    source: str
    kind: str | None = None
    shelf_life_days: int | None = None
    producer_id: int | None = None


def add(actor: Actor, new: NewDeadline, now: datetime) -> Deadline:
    """Add a row; what is under way keeps the time it was given. Raises NoSuchTime."""
    if not 1 <= new.hours <= rules.LONGEST_HOURS:
        raise NoSuchTime
    row = Deadline(**vars(new), entered_by=actor.name, recorded_at=now)
    session.add(row)
    session.flush()  # for the id the audit entry names
    sentence = f"Thêm thời hạn {new.what.value}: {new.hours} giờ, theo {new.source}."
    audit.record(actor, "deadlines.add", row, sentence)
    return row


def close(actor: Actor, deadline_id: int, last_day: date) -> Deadline:
    """Let a row end. A seller closes only its own; the others are not found."""
    row = queries.get_deadline(deadline_id)
    if row.producer_id is not None and not actor.works_for(row.producer_id):
        raise NotFound
    row.valid_to = dated.last_day(last_day, begins=row.valid_from, ended=row.valid_to)
    sentence = f"Đóng một thời hạn {row.what} sau ngày {last_day:%d/%m/%Y}."
    audit.record(actor, "deadlines.close", row, sentence)
    return row


def import_packaged(now: datetime) -> int:
    """Take in the rows that come with the product and are not in yet; how many those were."""
    known = {
        (row.what, row.kind, row.shelf_life_days, row.valid_from)
        for row in queries.list_deadlines()
    }
    with PACKAGED.open(encoding="utf-8", newline="") as file:
        given = [_read(row) for row in csv.DictReader(file)]
    new = [
        one
        for one in given
        if (one.what.value, one.kind, one.shelf_life_days, one.valid_from) not in known
    ]
    for one in new:
        add(SYSTEM, one, now)
    return len(new)


def _read(row: dict[str, str]) -> NewDeadline:
    return NewDeadline(
        what=What(row["what"]),
        kind=row["kind"] or None,
        shelf_life_days=int(row["shelf_life_days"]) if row["shelf_life_days"] else None,
        hours=int(row["hours"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        source=row["source"],
    )
