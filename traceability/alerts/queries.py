"""Reads what the rules need: batches that were opened, checked or printed lately."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import ColumnElement, Row, Select, func, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.places.models import Province
from catalog.producers.models import Producer
from catalog.products.models import Product
from traceability.alerts import rules
from traceability.alerts.rules import Alert, AlertKind, Trace
from traceability.batches.models import Batch
from traceability.batches.queries import get_batch_by_code
from traceability.batches.rules import BatchKind, RecallState, Unit
from traceability.labels.models import CheckCount, PrintJob, Serial
from traceability.labels.queries import list_jobs, printed_of
from traceability.labels.rules import PieceState
from traceability.recalls.models import RecallNotice
from traceability.scans.models import ScanCount

WATCHED = timedelta(days=90)
MOST_BATCHES = 2_000
CHUNK = 500
MEASURED = Path(__file__).parent / "data" / "measured.yaml"
Rows = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True)
class Raised:
    """An alert with the goods it is about."""

    alert: Alert
    name: str
    producer: str
    is_demo: bool


def list_alerts(today: date) -> list[Raised]:
    """What does not fit of the batches that moved in the last 90 days, the gravest first.

    At most the 2,000 batches entered last are looked at.
    """
    rows = _batches(today - WATCHED)
    traces = traces_of(rows)
    rate = rules.usual_rate(traces)
    found = [
        Raised(alert, row.product or row.code, row.producer, row.is_demo)
        for row, trace in zip(rows, traces, strict=True)
        for alert in rules.alerts(trace, rate)
    ]
    order = list(AlertKind)
    return sorted(
        found,
        key=lambda one: (order.index(one.alert.kind), one.alert.limit / one.alert.count),
    )


@dataclass(frozen=True)
class Counted:
    """All that is kept of one batch: what was opened, checked and printed."""

    batch: Batch
    trace: Trace
    alerts: list[Alert]
    months: list[tuple[date, int]]
    checks: Rows
    jobs: Sequence[PrintJob]


def get_counted(code: str, today: date) -> Counted:
    """The counts of a packed batch; NotFound for any other code."""
    batch = get_batch_by_code(code)
    row = session.execute(_packed(Batch.id == batch.id)).first()
    if row is None:
        raise NotFound
    [trace] = traces_of([row])
    rate = rules.usual_rate(traces_of(_batches(today - WATCHED)))
    months: dict[date, int] = {}
    for day, count in sorted((trace.openings or {}).items()):
        months[day.replace(day=1)] = months.get(day.replace(day=1), 0) + count
    return Counted(
        batch,
        trace,
        rules.alerts(trace, rate),
        list(months.items()),
        _checks_by_place(batch.code),
        list_jobs(batch.id),
    )


def traces_of(rows: Rows) -> list[Trace]:
    """What is kept of these batches, in their order."""
    codes, numbers = [row.code for row in rows], [row.id for row in rows]
    openings = _openings(codes)
    checks = _checks(codes)
    printed = printed_of(numbers)
    most = _most_checks(numbers)
    recalls = _recalls(numbers)
    return [
        Trace(
            row.code,
            int(row.quantity) if row.unit == Unit.PIECE else None,
            clock.local_date(row.released_at) if row.released_at else None,
            row.best_before,
            recalls.get(row.id),
            openings.get(row.code, {}),
            printed.get(row.id, 0),
            checks.get((row.code, PieceState.EARLY), 0),
            checks.get((row.code, PieceState.UNKNOWN), 0),
            most.get(row.id, 0),
        )
        for row in rows
    ]


@cache
def measured() -> dict[str, dict[str, float]]:
    """Precision and recall of each rule on invented traces, as published; a test holds them."""
    found: dict[str, dict[str, float]] = yaml.safe_load(MEASURED.read_text("utf-8"))
    return found


def _batches(since: date) -> Rows:
    moved = (
        select(ScanCount.code)
        .where(ScanCount.day >= since)
        .union(
            select(CheckCount.code).where(CheckCount.day >= since),
            select(Batch.code)
            .join(PrintJob, PrintJob.batch_id == Batch.id)
            .where(PrintJob.created_at >= clock.noon_of(since)),
        )
    )
    query = _packed(Batch.code.in_(moved))
    return session.execute(query.order_by(Batch.id.desc()).limit(MOST_BATCHES)).all()


def _packed(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Batch.id,
            Batch.code,
            Batch.quantity,
            Batch.unit,
            Batch.released_at,
            Batch.best_before,
            Batch.is_demo,
            Product.name.label("product"),
            Producer.name.label("producer"),
        )
        .join(Producer, Producer.id == Batch.producer_id)
        .outerjoin(Product, Product.id == Batch.product_id)
        .where(which, Batch.kind == BatchKind.PACKED)
    )


def _checks_by_place(code: str) -> Rows:
    """How often pieces were checked, by what was answered and the province that was named."""
    return session.execute(
        select(
            CheckCount.state,
            Province.name.label("province"),
            func.sum(CheckCount.count).label("total"),
            func.max(CheckCount.day).label("last"),
        )
        .outerjoin(Province, Province.code == CheckCount.province_code)
        .where(CheckCount.code == code)
        .group_by(CheckCount.state, Province.name)
        .order_by(CheckCount.state, Province.name)
    ).all()


def _openings(codes: Sequence[str]) -> dict[str, dict[date, int]]:
    found: dict[str, dict[date, int]] = {}
    for some in _chunks(codes):
        rows = session.execute(
            select(ScanCount.code, ScanCount.day, ScanCount.count).where(ScanCount.code.in_(some))
        )
        for code, day, count in rows:
            found.setdefault(code, {})[day] = count
    return found


def _checks(codes: Sequence[str]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for some in _chunks(codes):
        rows = session.execute(
            select(CheckCount.code, CheckCount.state, func.sum(CheckCount.count).label("total"))
            .where(CheckCount.code.in_(some))
            .group_by(CheckCount.code, CheckCount.state)
        )
        found.update({(row.code, row.state): int(row.total) for row in rows})
    return found


def _most_checks(batch_ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in _chunks(batch_ids):
        rows = session.execute(
            select(Serial.batch_id, func.max(Serial.checks))
            .where(Serial.batch_id.in_(some), Serial.checks > 1)
            .group_by(Serial.batch_id)
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def _recalls(batch_ids: Sequence[int]) -> dict[int, date]:
    """Since when each is recalled by a notice of its own; the first counts."""
    found: dict[int, date] = {}
    for some in _chunks(batch_ids):
        rows = session.execute(
            select(RecallNotice.batch_id, func.min(RecallNotice.since))
            .where(RecallNotice.batch_id.in_(some), RecallNotice.state == RecallState.RECALLED)
            .group_by(RecallNotice.batch_id)
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def _chunks(values: Sequence[Any]) -> list[Collection[Any]]:
    return [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]
