"""Writes of the entry pages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.files import Picture
from traceability.batches.service import open_batch, require_member
from traceability.batches.signals import batches_changed
from traceability.entry import errors
from traceability.events.corrections import batches_of
from traceability.events.drafts import Opening
from traceability.events.models import Event, EventPicture
from traceability.events.overrides import record_or_ask
from traceability.events.rules import AreaLine, Draft, EventKind, Line
from traceability.events.service import record_event
from traceability.events.signals import picture_added

MOST_PICTURES = 6


def enter(
    actor: Actor, draft: Draft, openings: Sequence[Opening], reason: str, now: datetime
) -> str:
    """Record an event with the lots it opens: "event:5", or "request:5" when it must wait."""
    done = record_or_ask(actor, draft, reason, now, openings)
    return f"{'event' if isinstance(done, Event) else 'request'}:{done.id}"


def begin_lot(
    actor: Actor, opening: Opening, draft: Draft, areas: Mapping[int, Decimal], now: datetime
) -> str:
    """Open a harvested or received lot with the event it begins with: its code.

    `areas`: how much of it, in the unit it is kept in, came from which growing area.
    """
    new = opening.new
    batch = open_batch(actor, new, now)
    line = Line(batch.id, opening.amount, opening.unit)
    parts = tuple(AreaLine(batch.id, area, part, new.unit) for area, part in areas.items())
    whole = Draft(**{**vars(draft), "outputs": (line,), "areas": parts})
    if whole.kind not in (EventKind.HARVEST, EventKind.RECEIVE):
        raise errors.NotABeginning
    record_event(actor, whole, now)
    return batch.code


def add_picture(actor: Actor, event_id: int, picture: Picture, now: datetime) -> EventPicture:
    """Put a kept photo beside an event of one's own; the same one again changes nothing."""
    event = session.scalar(select(Event).where(Event.id == event_id).with_for_update())
    if event is None or event.producer_id is None:
        raise NotFound
    require_member(actor, event.producer_id)
    query = select(EventPicture).where(EventPicture.event_id == event_id)
    there = session.scalars(query).all()
    if same := next((one for one in there if one.digest == picture.digest), None):
        return same
    if len(there) >= MOST_PICTURES:
        raise errors.TooManyPictures
    row = EventPicture(event_id=event_id, **vars(picture), added_by=actor.name, added_at=now)
    session.add(row)
    session.flush()
    audit.record(actor, "events.add_picture", event, "Thêm một ảnh vào việc đã ghi.")
    batches_changed.send(None, batch_ids=frozenset(batches_of(event_id)))
    picture_added.send(None, event_id=event_id, picture_id=row.id)
    return row
