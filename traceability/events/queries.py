"""Reads of events: where a batch comes from, where it went, what happened on the way.

Rows, not objects: these are the hot reads of the passport.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import CTE, Row, Select, func, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from traceability.batches.models import Batch
from traceability.batches.rules import RecallState, gravest
from traceability.events import rules
from traceability.events.models import (
    Edge,
    Event,
    EventArea,
    EventError,
    EventFlow,
    EventOverride,
    TestResult,
    YieldCap,
)
from traceability.events.rules import Direction, EventKind
from traceability.events.stock import Balance, Movement
from traceability.events.yields import Cap

SHOWN = (Direction.OUT, Direction.SEEN)
"""What the way of a batch is told by; what became of it and how it was counted is its owner's."""


@dataclass(frozen=True)
class Flow:
    """One line of an event: which batch, how much, in which direction."""

    batch_id: int
    direction: Direction
    quantity: Decimal
    unit: str
    as_entered: str | None


@dataclass(frozen=True)
class Happening:
    """One event as a reader sees it."""

    id: int
    kind: rules.EventKind
    title: str | None
    started_on: date
    ended_on: date
    recorded_on: date
    place: str | None
    commune: str | None
    producer: str | None
    note: str | None
    entered_by: str
    evidence: rules.Evidence
    confirmed_by: str | None
    confirmed_on: date | None
    partner: str | None
    overridden_by: str | None  # the second person behind more than the step gives
    is_correction: bool
    flows: tuple[Flow, ...] = field(default=())

    @property
    def lag_days(self) -> int:
        return rules.lag_days(self.ended_on, self.recorded_on)


@cache
def corrected() -> Select[int]:
    """The ids of events that were declared wrong; they count no more."""
    return select(EventError.event_id)


def list_ancestor_ids(batch_ids: Collection[int]) -> list[int]:
    """These batches and every batch that went into them, however far back."""
    return _closure(batch_ids, Edge.target_id, Edge.source_id)


def list_descendant_ids(batch_ids: Collection[int]) -> list[int]:
    """These batches and every batch made of them, however far on."""
    return _closure(batch_ids, Edge.source_id, Edge.target_id)


def are_used(batch_ids: Collection[int]) -> bool:
    """Whether something was made of one of these batches."""
    found = session.scalar(select(Edge.target_id).where(Edge.source_id.in_(batch_ids)).limit(1))
    return found is not None


def list_batch_ids_from_area(area_id: int) -> list[int]:
    """Every batch that holds something of the area."""
    rows = session.scalars(
        select(EventArea.batch_id)
        .where(EventArea.area_id == area_id, EventArea.event_id.not_in(corrected()))
        .distinct()
    )
    return list_descendant_ids(list(rows))


def lineages(batch_ids: Collection[int]) -> dict[int, set[int]]:
    """For each of these batches itself and everything that went into it."""
    if not batch_ids:
        return {}
    reached = _lineage(batch_ids)
    found: dict[int, set[int]] = defaultdict(set)
    for root, number in session.execute(select(reached.c.root, reached.c.id)):
        found[root].add(number)
    return found


def count_made_of(batch_ids: Collection[int]) -> dict[int, int]:
    """For each of these batches how many were made of it, however far on, itself not counted."""
    if not batch_ids:
        return {}
    reached = _kin(batch_ids, Edge.source_id, Edge.target_id)
    rows = session.execute(select(reached.c.root, func.count() - 1).group_by(reached.c.root))
    return {row[0]: row[1] for row in rows}


def states_of(batch_ids: Collection[int]) -> dict[int, RecallState]:
    """For each batch the gravest state among itself and everything that went into it."""
    if not batch_ids:
        return {}
    reached = _lineage(batch_ids)
    states: dict[int, set[str]] = defaultdict(set)
    for root, state in session.execute(
        select(reached.c.root, Batch.recall_state).join(Batch, Batch.id == reached.c.id).distinct()
    ):
        states[root].add(state)
    return {root: gravest(found) for root, found in states.items()}


def _lineage(batch_ids: Collection[int]) -> CTE:
    """Pairs of each of these batches and one that went into it."""
    return _kin(batch_ids, Edge.target_id, Edge.source_id)


def _kin(batch_ids: Collection[int], from_column: Any, to_column: Any) -> CTE:
    """Pairs of each of these batches, and each that the edges lead to; with itself first."""
    reached = (
        select(Batch.id.label("root"), Batch.id.label("id"))
        .where(Batch.id.in_(batch_ids))
        .cte(recursive=True)
    )
    return reached.union(select(reached.c.root, to_column).where(from_column == reached.c.id))


def balances(batch_ids: Collection[int], but: int | None = None) -> dict[int, Balance]:
    """What moved each of these batches; `but` is an event that is being put right."""
    if not batch_ids:
        return {}
    return balances_of(
        session.execute(
            select(Batch.id, Batch.producer_id, Batch.quantity).where(Batch.id.in_(batch_ids))
        ).all(),
        but,
    )


def balances_of(
    opened: Collection[Batch] | Collection[Row[*tuple[Any, ...]]], but: int | None = None
) -> dict[int, Balance]:
    """The same of batches that are read already."""
    if not opened:
        return {}
    movements: dict[int, list[Movement]] = defaultdict(list)
    made: set[int] = set()
    for row in _moving([one.id for one in opened]):
        if row.direction == Direction.OUT:
            made.add(row.batch_id)
        if row.error_id is None and row.id != but:
            movements[row.batch_id].append(_movement(row))
    return {
        one.id: Balance(
            one.producer_id, one.quantity, tuple(movements[one.id]), was_made=one.id in made
        )
        for one in opened
    }


def _moving(batch_ids: Collection[int]) -> Iterable[Row[*tuple[Any, ...]]]:
    """Every line of every event of these batches, those of wrong events marked."""
    return session.execute(
        select(
            EventFlow.batch_id,
            EventFlow.direction,
            EventFlow.quantity,
            Event.id,
            Event.kind,
            Event.started_on,
            Event.ended_on,
            Event.producer_id,
            Event.partner_id,
            EventError.id.label("error_id"),
        )
        .join(Event, Event.id == EventFlow.event_id)
        .outerjoin(EventError, EventError.event_id == Event.id)
        .where(EventFlow.batch_id.in_(batch_ids))
    )


def _movement(row: Row[*tuple[Any, ...]]) -> Movement:
    return Movement(
        row.id,
        EventKind(row.kind),
        Direction(row.direction),
        row.quantity,
        row.ended_on,
        row.producer_id,
        row.partner_id,
        row.started_on,
    )


def list_caps(step: str | None = None) -> list[Cap]:
    """The caps of a step, or of all; newest first."""
    query = select(YieldCap).order_by(YieldCap.name, YieldCap.since.desc(), YieldCap.id.desc())
    if step is not None:
        query = query.where(YieldCap.step == step)
    return [
        Cap(
            row.step,
            row.name,
            row.input_unit,
            row.output_unit,
            row.most,
            row.since,
            row.until,
            row.source,
            row.is_demo,
        )
        for row in session.scalars(query)
    ]


def list_happenings(batch_ids: Collection[int]) -> list[Happening]:
    """The events that made or looked at these batches, oldest first; corrected ones left out."""
    making = select(EventFlow.event_id).where(
        EventFlow.batch_id.in_(batch_ids), EventFlow.direction.in_(SHOWN)
    )
    rows = session.execute(
        select(
            *Event.__table__.c,
            EventFlow.batch_id,
            EventFlow.direction,
            EventFlow.quantity,
            EventFlow.unit,
            EventFlow.as_entered,
            Commune.kind.label("commune_kind"),
            Commune.name.label("commune_name"),
            Province.name.label("province_name"),
            Producer.name.label("producer_name"),
            EventOverride.confirmed_by.label("overridden_by"),
        )
        .select_from(Event)
        .join(EventFlow, EventFlow.event_id == Event.id)
        .outerjoin(Commune, Commune.code == Event.commune_code)
        .outerjoin(Province, Province.code == Commune.province_code)
        .outerjoin(Producer, Producer.id == Event.producer_id)
        .outerjoin(EventOverride, EventOverride.event_id == Event.id)
        .where(Event.id.in_(making), Event.id.not_in(corrected()))
        .order_by(Event.started_on, Event.ended_on, Event.id, EventFlow.id)
    )
    return _gathered(rows)


def list_area_quantities(batch_ids: Collection[int]) -> dict[int, dict[int, Decimal]]:
    """How much of each batch was harvested from which area: batch id → area id → quantity."""
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for batch_id, area_id, quantity in session.execute(
        select(EventArea.batch_id, EventArea.area_id, EventArea.quantity).where(
            EventArea.batch_id.in_(batch_ids), EventArea.event_id.not_in(corrected())
        )
    ):
        found[batch_id][area_id] = found[batch_id].get(area_id, Decimal(0)) + quantity
    return found


def list_test_results(batch_ids: Collection[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Measured values of these batches, newest sample first."""
    return session.execute(
        select(*TestResult.__table__.c, Event.ended_on)
        .join(Event, Event.id == TestResult.event_id)
        .where(TestResult.batch_id.in_(batch_ids), TestResult.event_id.not_in(corrected()))
        .order_by(Event.ended_on.desc(), TestResult.id)
    ).all()


def _closure(batch_ids: Collection[int], from_column: Any, to_column: Any) -> list[int]:
    """Follow the edges from `from_column` to `to_column` until nothing new is met."""
    if not batch_ids:
        return []
    reached = select(Batch.id.label("id")).where(Batch.id.in_(batch_ids)).cte(recursive=True)
    reached = reached.union(select(to_column).where(from_column == reached.c.id))
    return list(session.scalars(select(reached.c.id).order_by(reached.c.id)))


def _gathered(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Happening]:
    flows: dict[int, list[Flow]] = defaultdict(list)
    first: dict[int, Row[*tuple[Any, ...]]] = {}
    for row in rows:
        first.setdefault(row.id, row)
        flows[row.id].append(
            Flow(row.batch_id, Direction(row.direction), row.quantity, row.unit, row.as_entered)
        )
    return [_happening(row, tuple(flows[number])) for number, row in first.items()]


def _happening(row: Row[*tuple[Any, ...]], flows: tuple[Flow, ...]) -> Happening:
    commune = f"{row.commune_kind} {row.commune_name}, {row.province_name}"
    return Happening(
        id=row.id,
        kind=rules.EventKind(row.kind),
        title=row.title,
        started_on=row.started_on,
        ended_on=row.ended_on,
        recorded_on=clock.local_date(row.recorded_at),
        place=row.place,
        commune=commune if row.commune_name else None,
        producer=row.producer_name,
        note=row.note,
        entered_by=row.entered_by,
        evidence=rules.Evidence(row.evidence),
        confirmed_by=row.confirmed_by,
        confirmed_on=row.confirmed_on,
        partner=row.partner,
        overridden_by=row.overridden_by,
        is_correction=row.corrects_id is not None,
        flows=flows,
    )
