"""Reads of events with everything EPCIS says of them, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.certification.models import Certificate
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.places.models import Commune
from catalog.producers.models import Producer
from traceability.areas.models import Area
from traceability.batches.models import Batch
from traceability.epcis.models import Capture, CapturedEvent
from traceability.events.models import Event, EventArea, EventError, EventFlow, TestResult
from traceability.events.queries import list_ancestor_ids

Key = TypeVar("Key", int, str)
AT_ONCE = 400
"""Keys in one statement; SQLite takes a limited number of values."""


@dataclass(frozen=True)
class Records:
    """Events with what hangs on them, by event id. `corrections`: the event that puts it right;
    `partners`: the names in addresses of producers that goods came from or went to."""

    events: tuple[Event, ...]
    results: dict[int, list[TestResult]] = field(default_factory=dict)
    corrections: dict[int, Event] = field(default_factory=dict)
    errors: dict[int, EventError] = field(default_factory=dict)
    captured: dict[int, CapturedEvent] = field(default_factory=dict)
    partners: dict[int, str] = field(default_factory=dict)


def load(event_ids: Collection[int]) -> Records:
    """These events as they are ordered, and those that put them right, however often."""
    place = {event_id: at for at, event_id in enumerate(event_ids)}
    found = _events(Event.id.in_(part) for part in in_parts(event_ids))
    events = sorted(found, key=lambda event: place[event.id])
    corrections: dict[int, Event] = {}
    newest = [event.id for event in events]
    while newest:
        found = _events(Event.corrects_id.in_(part) for part in in_parts(newest))
        corrections.update({one.corrects_id: one for one in found if one.corrects_id})
        newest = [one.id for one in found]
    everyone = {event.id for event in (*events, *corrections.values())}
    return Records(
        tuple(events),
        _results(everyone),
        corrections,
        _errors(everyone),
        _captured(everyone),
        _partners(events),
    )


def get_capture(number: str) -> Capture:
    capture = session.scalar(select(Capture).where(Capture.number == number))
    if capture is None:
        raise NotFound
    return capture


def in_parts(keys: Collection[Key]) -> Iterable[list[Key]]:
    """The keys in pieces of what one statement takes."""
    ordered = sorted(keys)
    return (ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE))


def list_captures(actor_id: int | None, at_most: int = 100) -> list[Capture]:
    """What this person sent in, newest first."""
    return list(
        session.scalars(
            select(Capture)
            .where(Capture.actor_id == actor_id)
            .order_by(Capture.id.desc())
            .limit(at_most)
        )
    )


def list_captured(producer_id: int, names: Collection[str]) -> list[CapturedEvent]:
    """What came for this producer under one of these hashes or eventIDs."""
    return [
        row
        for part in in_parts(names)
        for row in session.scalars(
            select(CapturedEvent).where(
                CapturedEvent.producer_id == producer_id,
                or_(CapturedEvent.hash.in_(part), CapturedEvent.source_id.in_(part)),
            )
        )
    ]


def is_wrong(event_id: int) -> bool:
    """Whether the event was declared wrong."""
    found = select(EventError.id).where(EventError.event_id == event_id)
    return session.scalar(found) is not None


def list_ids_of_batch(batch_id: int) -> list[int]:
    """Every event on the way to this batch, with corrected ones and what they named."""
    lots: set[int] = set()
    wanted = {batch_id}
    ids: set[int] = set()
    while wanted - lots:
        lots |= set(list_ancestor_ids(wanted))
        touching = select(EventFlow.event_id).where(
            EventFlow.batch_id.in_(lots), EventFlow.direction != "in"
        )
        found = set(session.scalars(touching))
        wrong = select(Event.corrects_id).where(Event.id.in_(found), Event.corrects_id.is_not(None))
        ids = found | {number for number in session.scalars(wrong) if number}
        wanted = lots | set(
            session.scalars(select(EventFlow.batch_id).where(EventFlow.event_id.in_(ids)))
        )
    return in_time(ids)


def list_all_ids() -> list[int]:
    return in_time(session.scalars(select(Event.id)))


def in_time(event_ids: Iterable[int]) -> list[int]:
    """These events, oldest first."""
    rows = [
        row
        for part in in_parts(list(event_ids))
        for row in session.execute(
            select(Event.started_on, Event.ended_on, Event.id).where(Event.id.in_(part))
        )
    ]
    return [row.id for row in sorted(rows, key=tuple)]


def list_certificates(producer_ids: Collection[int]) -> dict[int, list[Certificate]]:
    """Certificates by producer, in the order they were entered."""
    found: dict[int, list[Certificate]] = defaultdict(list)
    for one in session.scalars(
        select(Certificate)
        .where(Certificate.producer_id.in_(producer_ids))
        .order_by(Certificate.id)
    ):
        found[one.producer_id].append(one)
    return found


def _events(conditions: Iterable[object]) -> list[Event]:
    found: list[Event] = []
    for condition in conditions:
        found += session.scalars(
            select(Event)
            .where(condition)  # type: ignore[arg-type]  # a column expression, made above
            .options(
                joinedload(Event.producer)
                .joinedload(Producer.commune)
                .joinedload(Commune.province),
                selectinload(Event.flows)
                .joinedload(EventFlow.batch)
                .options(joinedload(Batch.product), joinedload(Batch.producer)),
                selectinload(Event.areas)
                .joinedload(EventArea.area)
                .options(joinedload(Area.commune), selectinload(Area.statuses)),
            )
        ).unique()
    return found


def _results(event_ids: Collection[int]) -> dict[int, list[TestResult]]:
    found: dict[int, list[TestResult]] = defaultdict(list)
    for part in in_parts(event_ids):
        rows = select(TestResult).where(TestResult.event_id.in_(part)).order_by(TestResult.id)
        for one in session.scalars(rows):
            found[one.event_id].append(one)
    return found


def _errors(event_ids: Collection[int]) -> dict[int, EventError]:
    return {
        one.event_id: one
        for part in in_parts(event_ids)
        for one in session.scalars(select(EventError).where(EventError.event_id.in_(part)))
    }


def _partners(events: Iterable[Event]) -> dict[int, str]:
    ids = {event.partner_id for event in events if event.partner_id}
    return {
        row.id: row.slug
        for part in in_parts(ids)
        for row in session.execute(select(Producer.id, Producer.slug).where(Producer.id.in_(part)))
    }


def _captured(event_ids: Collection[int]) -> dict[int, CapturedEvent]:
    return {
        one.event_id: one
        for part in in_parts(event_ids)
        for one in session.scalars(select(CapturedEvent).where(CapturedEvent.event_id.in_(part)))
    }
