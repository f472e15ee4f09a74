"""Caps of yields, and events beyond them: recorded only when a second person confirms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from catalog.kernel import audit
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotAllowed, NotFound
from traceability.batches.rules import Unit
from traceability.batches.service import open_batch, require_member
from traceability.events import drafts, errors, service
from traceability.events.drafts import Opening
from traceability.events.models import Event, YieldCap, YieldRequest
from traceability.events.rules import Draft, Line, Override
from traceability.events.yields import Cap

CONFIRM = "events.confirm"
OVERSEE = "events.oversee"
"""A member confirms for the own producer; who oversees, for every producer."""


def enter_cap(actor: Actor, given: Cap, now: datetime) -> YieldCap:
    """Enter what a step gives at most, with its source; an older cap of the step then ends."""
    if actor is not SYSTEM and not actor.may(OVERSEE):
        raise NotAllowed
    texts = (given.step.strip(), given.name.strip(), given.source.strip())
    if not all(texts) or {given.input_unit, given.output_unit} - set(Unit) or given.most <= 0:
        raise errors.CapNotAllowed
    if given.until is not None and given.until < given.since:
        raise errors.CapNotAllowed
    cap = YieldCap(**vars(given), entered_by=actor.name, recorded_at=now)
    session.add(cap)
    session.flush()
    words = f"từ {given.since:%d/%m/%Y} nhiều nhất {given.most} {given.output_unit} mỗi "
    sentence = f"Định mức “{given.name}”: {words}{given.input_unit} ({given.source})."
    audit.record(actor, "events.enter_cap", cap, sentence)
    return cap


def record_or_ask(
    actor: Actor,
    draft: Draft,
    reason: str,
    now: datetime,
    openings: Sequence[Opening] = (),
) -> Event | YieldRequest:
    """Record the event; beyond its step's yield and with a reason, ask a second person instead.

    `openings` are lots that come into being with it; while it waits there are none of them.
    Raises YieldTooHigh when there is no reason, and every other refusal of an event as it is.
    """
    try:
        with session.begin_nested():
            return _record(actor, replace(draft, override=None), openings, now)
    except errors.YieldTooHigh as error:
        if not reason.strip() or actor.id is None:
            raise
        request = YieldRequest(
            producer_id=draft.producer_id,
            draft={**drafts.to_json(draft), "openings": drafts.openings_to_json(openings)},
            reason=reason.strip(),
            found=error.found.quantize(service.TEN_THOUSANDTH),
            most=error.most,
            asked_by=actor.name,
            asked_by_id=actor.id,
            asked_at=now,
        )
    session.add(request)
    session.flush()
    sentence = f"Xin xác nhận một việc vượt định mức ({request.found:f} / {request.most:f})."
    audit.record(actor, "events.ask", request, sentence)
    return request


def confirm(actor: Actor, request_id: int, now: datetime) -> Event:
    """Stand behind another person's event: it is checked again, and recorded with both names."""
    request = _waiting(actor, request_id)
    if actor.id is None or actor.id == request.asked_by_id:
        raise errors.SamePerson
    writer = Actor(
        id=request.asked_by_id,
        name=request.asked_by,
        producer_ids=frozenset({request.producer_id}),
    )
    override = Override(request.reason, actor.name, actor.id)
    kept = dict(request.draft)
    openings = drafts.openings_from_json(kept.pop("openings"))
    event = _record(writer, replace(drafts.from_json(kept), override=override), openings, now)
    request.event_id = event.id
    _decide(actor, request, "confirmed", None, now)
    audit.record(
        actor, "events.confirm", request, f"Xác nhận việc vượt định mức của {request.asked_by}."
    )
    return event


def refuse(actor: Actor, request_id: int, note: str, now: datetime) -> None:
    """Send it back; its writer may do so too, to take it back."""
    request = _waiting(actor, request_id)
    _decide(actor, request, "refused", note.strip() or None, now)
    audit.record(actor, "events.refuse", request, f"Không xác nhận việc của {request.asked_by}.")


def _record(actor: Actor, draft: Draft, openings: Sequence[Opening], now: datetime) -> Event:
    """Open the lots, then record the event that gives them."""
    made = [Line(open_batch(actor, one.new, now).id, one.amount, one.unit) for one in openings]
    return service.record_event(actor, replace(draft, outputs=(*draft.outputs, *made)), now)


def _waiting(actor: Actor, request_id: int) -> YieldRequest:
    """The request, held; its producer's people and those who oversee may decide."""
    query = select(YieldRequest).where(YieldRequest.id == request_id)
    held = query.with_for_update().execution_options(populate_existing=True)
    if (request := session.scalar(held)) is None:
        raise NotFound
    if not actor.may(OVERSEE):
        require_member(actor, request.producer_id)
        if not actor.may(CONFIRM):
            raise NotAllowed
    if request.decision is not None:
        raise errors.AlreadyDecided
    return request


def _decide(
    actor: Actor, request: YieldRequest, decision: str, note: str | None, now: datetime
) -> None:
    request.decision = decision
    request.decided_by = actor.name
    request.decided_by_id = actor.id
    request.decided_at = now
    request.note = note
    session.flush()
