"""Counting: by day and batch, added up, nothing lost on the way."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import SQLAlchemyError

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from traceability.scans import service
from traceability.scans.counter import ScanCounter
from traceability.scans.models import ScanCount

DAY = date(2026, 11, 21)


def counted() -> dict[tuple[date, str], int]:
    rows = session.execute(select(ScanCount.day, ScanCount.code, ScanCount.count))
    return {(row.day, row.code): row.count for row in rows}


def test_counts_of_a_day_add_up(db: Connection) -> None:
    with transaction():
        service.add_counts({"B": 2, "A": 1}, DAY)
    with transaction():
        service.add_counts({"A": 4}, DAY)
        service.add_counts({"A": 1}, date(2026, 11, 22))
    assert counted() == {(DAY, "A"): 5, (DAY, "B"): 2, (date(2026, 11, 22), "A"): 1}


def test_nothing_counted_writes_nothing(db: Connection) -> None:
    with transaction():
        service.add_counts({}, DAY)
    assert counted() == {}


def test_the_counter_writes_what_it_remembers_once(app: Flask, db: Connection) -> None:
    counter = ScanCounter(app, by_itself=False)
    for code in ("A", "B", "A"):
        counter.add(code)
    assert counter.flush() == 3
    assert counter.flush() == 0
    assert counted() == {(clock.today(), "A"): 2, (clock.today(), "B"): 1}


def test_counts_that_cannot_be_written_are_kept(app: Flask, db: Connection) -> None:
    counter = ScanCounter(app, by_itself=False)
    counter.add("A")
    db.execute(text("ALTER TABLE trace_scan_counts RENAME TO away"))
    assert counter.flush() == 0
    db.execute(text("ALTER TABLE away RENAME TO trace_scan_counts"))
    assert counter.flush() == 1


def test_a_broken_table_is_an_error_of_the_service(db: Connection) -> None:
    db.execute(text("ALTER TABLE trace_scan_counts RENAME TO away"))
    with pytest.raises(SQLAlchemyError), transaction():
        service.add_counts({"A": 1}, DAY)
