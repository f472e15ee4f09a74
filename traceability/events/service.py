"""Writes of events. An event is never changed: what was wrong is put right by a new one."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import insert

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from traceability.batches.models import Batch
from traceability.batches.queries import hold
from traceability.batches.service import require_member
from traceability.batches.signals import batches_changed
from traceability.events import checks, corrections, limits, queries, rules
from traceability.events.models import (
    Edge,
    Event,
    EventArea,
    EventFlow,
    EventOverride,
    TestResult,
)
from traceability.events.rules import Direction, Draft, ErrorKind
from traceability.events.signals import event_recorded
from traceability.events.yields import Judged

UNEXPLAINED = "Sửa bằng bản ghi mới."
TEN_THOUSANDTH = Decimal("0.0001")


def record_event(actor: Actor, draft: Draft, now: datetime) -> Event:
    """Record what happened, with the edges that follow from it, or refuse the whole of it.

    The batches are held in one order, so two events that want the last of an input queue
    up and the second sees what the first has taken.
    """
    require_member(actor, draft.producer_id)
    checks.check_shape(draft, actor.name, clock.local_date(now))
    limits.check_people(draft, actor.id)
    batches = hold(lambda: _to_hold(draft))
    wrong = _put_right(actor, draft, now)
    flows = checks.kept_flows(draft, batches)
    books = queries.balances_of(batches.values(), draft.corrects_id)
    checks.check_inputs(draft, batches, flows, books, wrong)
    checks.check_outputs(draft, batches, flows, books)
    checks.check_seen(draft, batches, flows, books)
    limits.check_custody(draft, batches)
    judged = limits.judge_yield(draft, batches, flows)
    event = _insert(actor, draft, now)
    session.execute(
        insert(EventFlow),
        [
            {"event_id": event.id, "batch_id": line.batch_id, **flow}
            for (_, line), flow in zip(draft.parts, flows, strict=True)
        ],
    )
    _insert_areas(event, draft, flows)
    _insert_results(event, draft)
    _insert_override(event, draft, judged, now)
    _derive_edges(event, draft, flows)
    session.flush()
    if draft.corrects_id is not None:
        limits.check_books(wrong.all, wrong.outputs)
    _tell(actor, event, draft, batches, wrong)
    return event


def _tell(
    actor: Actor, event: Event, draft: Draft, batches: dict[int, Batch], wrong: checks.Wrong
) -> None:
    named = frozenset(line.batch_id for _, line in draft.parts)
    batches_changed.send(None, batch_ids=frozenset(queries.list_descendant_ids(named | wrong.all)))
    codes = ", ".join(batches[number].code for number in sorted(named))
    audit.record(actor, "events.record", event, f"Ghi việc “{draft.kind}” cho lô {codes}.")
    event_recorded.send(None, event_id=event.id, batch_ids=named, corrects_id=draft.corrects_id)


def _to_hold(draft: Draft) -> set[int]:
    """The batches of the event, and what went into its inputs if an output is used already.

    Only then can another event, elsewhere on the same round, close a circle at the same moment:
    both hold what lies on it, so one of them waits and sees the other's edges.
    """
    named = {line.batch_id for _, line in draft.parts}
    if draft.corrects_id is not None:
        named.update(corrections.batches_of(draft.corrects_id))
    outputs = [line.batch_id for line in draft.outputs]
    if draft.inputs and queries.are_used(outputs):
        named.update(queries.list_ancestor_ids([line.batch_id for line in draft.inputs]))
    return named


def _put_right(actor: Actor, draft: Draft, now: datetime) -> checks.Wrong:
    """Declare the event wrong that this one corrects, if any. The batches it named."""
    if draft.corrects_id is None:
        return checks.Wrong()
    reason = draft.error_reason or UNEXPLAINED
    return corrections.take_out(
        actor, draft.corrects_id, draft.producer_id, ErrorKind.INCORRECT_DATA, reason, now
    )


def _insert(actor: Actor, draft: Draft, now: datetime) -> Event:
    event = Event(
        kind=draft.kind,
        title=draft.title,
        step=draft.step,
        partner=draft.partner,
        partner_id=draft.partner_id,
        started_on=draft.started_on,
        ended_on=draft.ended_on,
        acted_at=draft.acted_at,
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


def _insert_override(event: Event, draft: Draft, judged: Judged | None, now: datetime) -> None:
    if judged is None or draft.override is None:
        return
    session.add(
        EventOverride(
            event_id=event.id,
            found=judged.found.quantize(TEN_THOUSANDTH),
            most=judged.most,
            reason=draft.override.reason,
            confirmed_by=draft.override.confirmed_by,
            confirmed_by_id=draft.override.confirmed_by_id,
            confirmed_at=now,
        )
    )


def _derive_edges(event: Event, draft: Draft, flows: list[checks.KeptFlow]) -> None:
    """Each input goes to the outputs in proportion to how much of each came out."""
    kept = list(zip(draft.parts, flows, strict=True))
    outputs = [(line, flow) for (way, line), flow in kept if way is Direction.OUT]
    edges = []
    for (way, line), flow in kept:
        if way is not Direction.IN or not outputs:
            continue
        parts = rules.allot(flow["quantity"], [out["quantity"] for _, out in outputs])
        edges += [
            {
                "source_id": line.batch_id,
                "target_id": target.batch_id,
                "event_id": event.id,
                "quantity": part,
                "unit": flow["unit"],
            }
            for (target, _), part in zip(outputs, parts, strict=True)
        ]
    if edges:
        session.execute(insert(Edge), edges)
