"""An event as it was recorded and as it should have been; what waits, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from traceability.batches.models import Batch
from traceability.entry import drafting, errors, pasting, queries
from traceability.entry.queries import Entry
from traceability.events import drafts
from traceability.events.models import TestResult, YieldRequest
from traceability.events.rules import (
    AreaLine,
    Draft,
    EventKind,
    Evidence,
    Line,
    Measured,
)

MEASURED = tuple(Measured.__dataclass_fields__)


@dataclass(frozen=True)
class Waiting:
    """An event that waits, as the second person reads it."""

    request: YieldRequest
    producer: str
    kind: EventKind
    day: Any
    taken: str
    given: str

    @property
    def found(self) -> str:
        return _plain(self.request.found)

    @property
    def most(self) -> str:
        return _plain(self.request.most)


def typed_amounts(entry: Entry, sent: Mapping[str, str]) -> dict[int, str]:
    """What stands in the field of each line: what was sent, else what was recorded."""
    return {
        flow.id: sent.get(f"luong-{flow.id}", drafting.as_typed(flow))[:40] for flow in entry.flows
    }


def read(entry: Entry, typed: Mapping[int, str]) -> tuple[dict[int, Line], dict[int, str]]:
    """The lines by flow, and what cannot be read."""
    lines, wrong = {}, {}
    for flow in entry.flows:
        amount_text, _, unit_text = typed[flow.id].strip().partition(" ")
        amount = pasting.read_amount(amount_text)
        unit = pasting.read_unit(unit_text)
        if amount is None:
            wrong[flow.id] = str(errors.AmountUnreadable.message)
        elif unit is None:
            wrong[flow.id] = str(pasting.NO_UNIT)
        else:
            lines[flow.id] = Line(flow.batch_id, amount, unit)
    return lines, wrong


def corrected(entry: Entry, lines: Mapping[int, Line], said: Mapping[str, Any]) -> Draft:
    """The corrective event: as the wrong one, but for what was mended."""
    event = entry.event
    parts: dict[str, Any] = {
        name: tuple(lines[flow.id] for flow in entry.flows if flow.direction == way)
        for way, name in drafting.FIELDS.items()
    }
    ended = said["ended_on"]
    return Draft(
        kind=EventKind(event.kind),
        producer_id=event.producer_id or 0,
        started_on=min(event.started_on, ended),
        ended_on=ended,
        **parts,
        areas=_areas(entry, lines),
        results=_results(event.id),
        title=said["title"] or None,
        place=said["place"] or None,
        commune_code=event.commune_code,
        note=said["note"] or None,
        evidence=Evidence(event.evidence),
        confirmed_by=event.confirmed_by,
        confirmed_on=event.confirmed_on,
        corrects_id=event.id,
        is_demo=event.is_demo,
        step=event.step,
        partner=event.partner,
        partner_id=event.partner_id,
        error_reason=said["reason"],
    )


def _areas(entry: Entry, lines: Mapping[int, Line]) -> tuple[AreaLine, ...]:
    """The areas in their old proportions; all of it, where there is only one."""
    made = {line.batch_id: line for line in lines.values()}
    areas = entry.event.areas
    if len(areas) == 1 and areas[0].batch_id in made:
        line = made[areas[0].batch_id]
        return (AreaLine(line.batch_id, areas[0].area_id, line.amount, line.unit),)
    return tuple(AreaLine(one.batch_id, one.area_id, one.quantity, one.unit) for one in areas)


def _results(event_id: int) -> tuple[Measured, ...]:
    rows = session.scalars(select(TestResult).where(TestResult.event_id == event_id))
    return tuple(Measured(**{name: getattr(row, name) for name in MEASURED}) for row in rows)


def list_shown(actor: Actor) -> list[Waiting]:
    """What waits for a second person, with the lots by their codes."""
    return [_shown(request, producer) for request, producer in queries.list_waiting(actor)]


def _shown(request: YieldRequest, producer: str) -> Waiting:
    kept = dict(request.draft)
    openings = drafts.openings_from_json(kept.pop("openings"))
    draft = drafts.from_json(kept)
    named = [line.batch_id for line in (*draft.inputs, *draft.outputs)]
    rows = session.execute(select(Batch.id, Batch.code).where(Batch.id.in_(named)))
    codes = {row.id: row.code for row in rows}
    given = [
        f"{codes[one.batch_id]} {drafting.words(one.amount, one.unit)}" for one in draft.outputs
    ]
    given += [
        f"{one.new.unit_name or one.new.material} {drafting.words(one.amount, one.unit)}"
        for one in openings
    ]
    taken = [
        f"{codes[one.batch_id]} {drafting.words(one.amount, one.unit)}" for one in draft.inputs
    ]
    return Waiting(
        request, producer, draft.kind, draft.ended_on, ", ".join(taken), ", ".join(given)
    )


def _plain(ratio: Decimal) -> str:
    return f"{ratio.normalize():f}".replace(".", ",")
