"""Gathers what proves a batch: every line about it and about all that went into it."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from catalog.kernel.db import session
from traceability.batches.models import Batch
from traceability.events.models import EventArea, EventError, EventFlow, EventPicture
from traceability.events.queries import list_ancestor_ids
from traceability.events.rules import Direction
from traceability.ledger import queries, reach
from traceability.ledger.errors import NothingToProve
from traceability.ledger.models import Entry
from traceability.ledger.queries import Tiles
from traceability.ledger.rules import tree
from traceability.ledger.rules.proofs import Proof
from traceability.ledger.rules.records import Opening
from traceability.ledger.subjects import REDACTION, SUBJECTS

MOST_LINES = 500
"""More lines than this are proved by the log itself (tiles), not by one file."""


def proofs_of_batch(batch: Batch) -> list[Proof]:
    """A proof of each line about the batch and what went into it, oldest first.

    Raises NothingToProve while no checkpoint holds one.
    """
    last = queries.find_checkpoint()
    about = queries.list_seqs(subjects_of(batch))
    about = sorted({*about, *queries.list_seqs({REDACTION: about})})
    known = [seq for seq in about if last and seq < last.size][-MOST_LINES:]
    if last is None or not known:
        raise NothingToProve
    rows = session.execute(
        select(Entry.seq, Entry.kind, Entry.record).where(Entry.seq.in_(known)).order_by(Entry.seq)
    )
    note = queries.published_note(last)
    openings, subtree = queries.openings_of(known), Tiles().subtree
    return [
        Proof(
            row.record,
            _shown(row.kind, openings.get(row.seq, {})),
            row.seq,
            tree.inclusion(row.seq, last.size, subtree),
            note,
        )
        for row in rows
    ]


def _shown(kind: str, openings: dict[str, Opening]) -> dict[str, Opening]:
    """What everyone may read of what stands in the line as a commitment."""
    shown = SUBJECTS[kind].shown if kind in SUBJECTS else frozenset()
    return {name: opening for name, opening in openings.items() if name in shown}


def subjects_of(batch: Batch) -> dict[str, Sequence[int]]:
    """The rows a batch's history is made of: itself, its inputs, their events, areas, recalls."""
    kin = list_ancestor_ids([batch.id])
    made = EventFlow.batch_id.in_(kin) & (EventFlow.direction != Direction.IN)
    events = session.scalars(
        select(EventFlow.event_id).where(or_(made, EventFlow.batch_id == batch.id)).distinct()
    ).all()
    areas = session.scalars(
        select(EventArea.area_id).where(EventArea.event_id.in_(events)).distinct()
    ).all()
    return {
        "batch": kin,
        "event": events,
        "event_error": session.scalars(
            select(EventError.id).where(EventError.event_id.in_(events))
        ).all(),
        "event_picture": session.scalars(
            select(EventPicture.id).where(EventPicture.event_id.in_(events))
        ).all(),
        "event_override": [one for event in events for one in reach.list_overrides(event)],
        "area": areas,
        "area_entry": [one for area in areas for one in reach.list_area_entries(area)],
        "area_status": [one for area in areas for one in reach.list_statuses(area)],
        "recall": reach.list_notices(kin),
        "recognition": reach.list_recognitions(batch.product_id) if batch.product_id else [],
    }
