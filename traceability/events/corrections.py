"""An event that was wrong is declared so and counts no more; nothing of it is changed."""

from datetime import datetime

from sqlalchemy import delete, select

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.batches.queries import hold
from traceability.batches.service import require_member
from traceability.batches.signals import batches_changed
from traceability.events import errors, queries
from traceability.events.checks import Wrong
from traceability.events.limits import check_books
from traceability.events.models import Edge, Event, EventError, EventFlow
from traceability.events.rules import Direction, ErrorKind
from traceability.events.signals import error_declared


def declare_error(actor: Actor, event_id: int, reason: str, now: datetime) -> EventError:
    """Say that an event never happened. Refused while something it made is used."""
    producer_id = session.scalar(select(Event.producer_id).where(Event.id == event_id))
    if producer_id is None:
        raise NotFound
    require_member(actor, producer_id)
    if not reason.strip():
        raise errors.ReasonMissing
    hold(lambda: batches_of(event_id))
    touched = frozenset(queries.list_descendant_ids(batches_of(event_id)))
    wrong = take_out(actor, event_id, producer_id, ErrorKind.DID_NOT_OCCUR, reason, now)
    check_books(wrong.all, wrong.outputs)
    batches_changed.send(None, batch_ids=touched)
    audit.record(
        actor,
        "events.declare_error",
        f"Event:{event_id}",
        f"Khai việc ghi nhầm, không có: {reason}",
    )
    return session.scalars(select(EventError).where(EventError.event_id == event_id)).one()


def take_out(
    actor: Actor, event_id: int, producer_id: int, kind: ErrorKind, reason: str, now: datetime
) -> Wrong:
    """Declare the event wrong and take it out of the edges; its rows stay. What it named.

    Raises NotFound for another producer's event, AlreadyCorrected for one that counts no more.
    """
    found = select(Event.id).where(Event.id == event_id, Event.producer_id == producer_id)
    if session.scalar(found.with_for_update()) is None:
        raise NotFound
    if session.scalar(select(EventError.id).where(EventError.event_id == event_id)) is not None:
        raise errors.AlreadyCorrected
    error = EventError(
        event_id=event_id,
        kind=kind,
        reason=reason.strip(),
        declared_by=actor.name,
        actor_id=actor.id,
        declared_at=now,
    )
    session.add(error)
    session.execute(delete(Edge).where(Edge.event_id == event_id))
    session.flush()
    wrong = _named(event_id)
    error_declared.send(None, event_id=event_id, error_id=error.id, batch_ids=wrong.all)
    return wrong


def batches_of(event_id: int) -> list[int]:
    """The batches an event names."""
    return list(session.scalars(select(EventFlow.batch_id).where(EventFlow.event_id == event_id)))


def _named(event_id: int) -> Wrong:
    flows = session.execute(
        select(EventFlow.batch_id, EventFlow.direction).where(EventFlow.event_id == event_id)
    ).all()
    ways = {
        way: frozenset(row.batch_id for row in flows if row.direction == way) for way in Direction
    }
    return Wrong(
        ways[Direction.IN], ways[Direction.OUT], ways[Direction.SEEN] | ways[Direction.COUNTED]
    )
