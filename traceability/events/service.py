"""Writes of events. An event is never changed: what was wrong is put right by a new one."""

from datetime import datetime

from sqlalchemy import delete, select

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.batches.queries import hold
from traceability.batches.service import require_member
from traceability.batches.signals import batches_changed
from traceability.events import checks, errors, queries, rules
from traceability.events.models import Edge, Event, EventArea, EventFlow, TestResult
from traceability.events.rules import Direction, Draft
from traceability.events.signals import event_recorded


def record_event(actor: Actor, draft: Draft, now: datetime) -> Event:
    """Record what happened, with the edges that follow from it, or refuse the whole of it.

    The batches are held in one order, so two events that want the last of an input queue
    up and the second sees what the first has taken.
    """
    require_member(actor, draft.producer_id)
    checks.check_shape(draft, actor.name, clock.local_date(now))
    batches = hold(lambda: _to_hold(draft))
    wrong = _corrected_event(draft)
    flows = checks.kept_flows(draft, batches)
    checks.check_inputs(draft, batches, flows)
    checks.check_outputs(draft, batches, flows)
    event = _insert(actor, draft, now)
    session.add_all(
        EventFlow(event_id=event.id, batch_id=line.batch_id, **flow)
        for (_, line), flow in zip(draft.parts, flows, strict=True)
    )
    _insert_areas(event, draft, flows)
    _insert_results(event, draft)
    _derive_edges(event, draft, flows)
    session.flush()
    named = frozenset(line.batch_id for _, line in draft.parts)
    batches_changed.send(None, batch_ids=frozenset(queries.list_descendant_ids(named | wrong)))
    codes = ", ".join(batches[number].code for number in sorted(named))
    audit.record(actor, "events.record", event, f"Ghi việc “{draft.kind}” cho lô {codes}.")
    event_recorded.send(None, event_id=event.id, batch_ids=named, corrects_id=draft.corrects_id)
    return event


def _to_hold(draft: Draft) -> set[int]:
    """The batches of the event, and what went into its inputs if an output is used already.

    Only then can another event, elsewhere on the same round, close a circle at the same moment:
    both hold what lies on it, so one of them waits and sees the other's edges.
    """
    named = {line.batch_id for _, line in draft.parts}
    outputs = [line.batch_id for line in draft.outputs]
    if draft.inputs and queries.are_used(outputs):
        named.update(queries.list_ancestor_ids([line.batch_id for line in draft.inputs]))
    return named


def _corrected_event(draft: Draft) -> set[int]:
    """Take the corrected event out of the edges; its row stays. Returns the batches it named."""
    if draft.corrects_id is None:
        return set()
    old = session.scalar(select(Event).where(Event.id == draft.corrects_id).with_for_update())
    if old is None or old.producer_id != draft.producer_id:
        raise NotFound
    later = session.scalar(select(Event.id).where(Event.corrects_id == draft.corrects_id))
    if later is not None:
        raise errors.AlreadyCorrected
    session.execute(delete(Edge).where(Edge.event_id == draft.corrects_id))
    return set(
        session.scalars(select(EventFlow.batch_id).where(EventFlow.event_id == draft.corrects_id))
    )


def _insert(actor: Actor, draft: Draft, now: datetime) -> Event:
    event = Event(
        kind=draft.kind,
        title=draft.title,
        started_on=draft.started_on,
        ended_on=draft.ended_on,
        recorded_at=now,
        place=draft.place,
        commune_code=draft.commune_code,
        producer_id=draft.producer_id,
        note=draft.note,
        entered_by=actor.name,
        actor_id=actor.id,
        evidence=draft.evidence,
        confirmed_by=draft.confirmed_by,
        confirmed_on=draft.confirmed_on,
        corrects_id=draft.corrects_id,
        is_demo=draft.is_demo,
    )
    session.add(event)
    session.flush()
    return event


def _insert_areas(event: Event, draft: Draft, flows: list[checks.KeptFlow]) -> None:
    for line, (quantity, unit) in checks.kept_areas(draft, flows):
        session.add(
            EventArea(
                event_id=event.id,
                batch_id=line.batch_id,
                area_id=line.area_id,
                quantity=quantity,
                unit=unit,
            )
        )


def _insert_results(event: Event, draft: Draft) -> None:
    for line in draft.seen:
        session.add_all(
            TestResult(
                event_id=event.id, batch_id=line.batch_id, evidence=draft.evidence, **vars(result)
            )
            for result in draft.results
        )


def _derive_edges(event: Event, draft: Draft, flows: list[checks.KeptFlow]) -> None:
    """Each input goes to the outputs in proportion to how much of each came out."""
    kept = list(zip(draft.parts, flows, strict=True))
    outputs = [(line, flow) for (way, line), flow in kept if way is Direction.OUT]
    for (way, line), flow in kept:
        if way is not Direction.IN or not outputs:
            continue
        parts = rules.allot(flow["quantity"], [out["quantity"] for _, out in outputs])
        for (target, _), part in zip(outputs, parts, strict=True):
            session.add(
                Edge(
                    source_id=line.batch_id,
                    target_id=target.batch_id,
                    event_id=event.id,
                    quantity=part,
                    unit=flow["unit"],
                )
            )
