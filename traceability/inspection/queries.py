"""Everything an inspector asks of a batch, in a fixed number of reads."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from catalog.products.models import Product
from traceability.areas.models import Area
from traceability.batches.models import Batch
from traceability.events import rules as events
from traceability.events.models import Edge as EdgeRow
from traceability.events.models import Event, EventArea, EventError, EventFlow, TestResult
from traceability.events.queries import list_ancestor_ids, list_descendant_ids
from traceability.inspection.rules import Edge, is_late


@dataclass(frozen=True)
class Node:
    """One batch of a trace."""

    id: int
    code: str
    name: str
    producer: str
    kind: str
    quantity: Decimal
    unit: str
    made_on: date | None
    state: str


@dataclass(frozen=True)
class Step:
    """One event with everything that was said of it, also when it was said wrongly."""

    id: int
    kind: str
    title: str | None
    started_on: date
    ended_on: date
    recorded_at: datetime
    place: str | None
    producer: str | None
    partner: str | None
    note: str | None
    entered_by: str
    evidence: str
    confirmed_by: str | None
    confirmed_on: date | None
    error: str | None
    corrects_id: int | None
    flows: tuple[Row[*tuple[Any, ...]], ...]
    areas: tuple[Row[*tuple[Any, ...]], ...]

    @property
    def lag_days(self) -> int:
        return events.lag_days(self.ended_on, clock.local_date(self.recorded_at))

    @property
    def is_late(self) -> bool:
        return is_late(self.lag_days)


@dataclass(frozen=True)
class Trace:
    """A batch, what went into it and what was made of it."""

    root: Node
    nodes: dict[int, Node]
    before: list[int]
    after: list[int]
    edges: list[Edge]
    steps: list[Step]
    tests: Sequence[Row[*tuple[Any, ...]]]


def trace_of(batch_id: int) -> Trace:
    """The whole trace of a batch, both ways; its steps oldest first."""
    before = [one for one in list_ancestor_ids([batch_id]) if one != batch_id]
    after = [one for one in list_descendant_ids([batch_id]) if one != batch_id]
    ids = [*before, batch_id, *after]
    nodes = _nodes(ids)
    return Trace(
        root=nodes[batch_id],
        nodes=nodes,
        before=before,
        after=after,
        edges=_edges(ids),
        steps=_steps(ids),
        tests=_tests(ids),
    )


def _nodes(ids: Collection[int]) -> dict[int, Node]:
    rows = session.execute(
        select(*Batch.__table__.c, Producer.name.label("producer"), Product.name.label("product"))
        .join(Producer, Producer.id == Batch.producer_id)
        .outerjoin(Product, Product.id == Batch.product_id)
        .where(Batch.id.in_(ids))
    )
    return {
        row.id: Node(
            row.id,
            row.code,
            row.product or row.material or "",
            row.producer,
            row.kind,
            row.quantity,
            row.unit,
            row.packed_on or row.made_on,
            row.recall_state,
        )
        for row in rows
    }


def _edges(ids: Collection[int]) -> list[Edge]:
    """Joined by batch: two events that take from one batch into another are one line."""
    joined: dict[tuple[int, int, str], Decimal] = defaultdict(Decimal)
    rows = session.execute(
        select(EdgeRow.source_id, EdgeRow.target_id, EdgeRow.unit, EdgeRow.quantity)
        .where(EdgeRow.source_id.in_(ids), EdgeRow.target_id.in_(ids))
        .order_by(EdgeRow.source_id, EdgeRow.target_id)
    )
    for row in rows:
        joined[row.source_id, row.target_id, row.unit] += row.quantity
    return [Edge(source, target, sum_, unit) for (source, target, unit), sum_ in joined.items()]


def _steps(ids: Collection[int]) -> list[Step]:
    flows = _by_event(_flows(ids))
    areas = _by_event(_areas(ids))
    rows = session.execute(
        select(
            *Event.__table__.c,
            EventError.reason.label("error"),
            Commune.name.label("commune_name"),
            Province.name.label("province_name"),
            Producer.name.label("producer_name"),
        )
        .select_from(Event)
        .outerjoin(EventError, EventError.event_id == Event.id)
        .outerjoin(Commune, Commune.code == Event.commune_code)
        .outerjoin(Province, Province.code == Commune.province_code)
        .outerjoin(Producer, Producer.id == Event.producer_id)
        .where(Event.id.in_(select(EventFlow.event_id).where(EventFlow.batch_id.in_(ids))))
        .order_by(Event.started_on, Event.ended_on, Event.id)
    )
    return [_step(row, flows[row.id], areas[row.id]) for row in rows]


def _flows(ids: Collection[int]) -> Any:
    """The lines about these batches; what else an event took or gave is another trace."""
    return session.execute(
        select(
            EventFlow.event_id,
            EventFlow.batch_id,
            EventFlow.direction,
            EventFlow.quantity,
            EventFlow.unit,
            EventFlow.as_entered,
            EventFlow.difference,
        )
        .where(EventFlow.batch_id.in_(ids))
        .order_by(EventFlow.id)
    )


def _areas(ids: Collection[int]) -> Any:
    return session.execute(
        select(EventArea.event_id, EventArea.quantity, EventArea.unit, Area.code, Area.slug)
        .join(Area, Area.id == EventArea.area_id)
        .where(EventArea.batch_id.in_(ids))
        .order_by(EventArea.id)
    )


def _tests(ids: Collection[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Every measured value, newest sample first, with the batch it was measured on."""
    wrong = select(EventError.event_id)
    return session.execute(
        select(*TestResult.__table__.c, Event.ended_on, Batch.code.label("code"))
        .join(Event, Event.id == TestResult.event_id)
        .join(Batch, Batch.id == TestResult.batch_id)
        .where(TestResult.batch_id.in_(ids), TestResult.event_id.not_in(wrong))
        .order_by(Event.ended_on.desc(), TestResult.id)
    ).all()


def _by_event(rows: Any) -> dict[int, tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.event_id] += (row,)
    return found


def _step(row: Any, flows: tuple[Any, ...], areas: tuple[Any, ...]) -> Step:
    commune = f"{row.commune_name}, {row.province_name}" if row.commune_name else None
    return Step(
        id=row.id,
        kind=row.kind,
        title=row.title,
        started_on=row.started_on,
        ended_on=row.ended_on,
        recorded_at=row.recorded_at,
        place=", ".join(part for part in (row.place, commune) if part) or None,
        producer=row.producer_name,
        partner=row.partner,
        note=row.note,
        entered_by=row.entered_by,
        evidence=row.evidence,
        confirmed_by=row.confirmed_by,
        confirmed_on=row.confirmed_on,
        error=row.error,
        corrects_id=row.corrects_id,
        flows=flows,
        areas=areas,
    )
