"""Writes of proposals: a producer names an area, an officer grants it or says why not."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotAllowed
from traceability.areas import errors, queries, service
from traceability.areas.models import Area, AreaProposal
from traceability.areas.rules import ProposalState, Scheme
from traceability.areas.service import NewArea, NewStatus


@dataclass(frozen=True)
class Paper:
    """What the producer has in hand: since when, by which paper, a photo of it."""

    since: date | None = None
    source: str | None = None
    picture: str | None = None


def propose(actor: Actor, given: NewArea, paper: Paper, now: datetime) -> AreaProposal:
    """Hand in an area of the actor's producer. Nothing of it is public before it is granted."""
    producer_id = given.producer_id
    if producer_id is None or not actor.works_for(producer_id):
        raise NotAllowed
    _check(given, producer_id)
    point = given.point
    row = AreaProposal(
        **given.described,
        producer_id=producer_id,
        scheme=given.scheme,
        code=given.code,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        granted_since=paper.since,
        source=paper.source,
        picture=paper.picture,
        proposed_by=actor.name,
        proposed_at=now,
    )
    session.add(row)
    session.flush()
    audit.record(actor, "areas.propose", row, f"Đề nghị ghi vùng “{given.name}” vào sổ.")
    return row


def grant(
    actor: Actor, proposal_id: int, given: NewArea, first: NewStatus | None, now: datetime
) -> Area:
    """Enter what the officer has read and perhaps put right; the proposal is answered by it."""
    row = _waiting(proposal_id)
    is_demo = row.producer.is_demo  # what a demonstration producer grows on is invented, too
    area = service.register_area(actor, replace(given, is_demo=is_demo), first, now)
    _decide(actor, row, ProposalState.GRANTED, now)
    row.area_id = area.id
    return area


def decline(actor: Actor, proposal_id: int, answer: str, now: datetime) -> AreaProposal:
    """Say why an area does not come into the register; the producer reads it."""
    row = _waiting(proposal_id)
    row.answer = answer
    _decide(actor, row, ProposalState.DECLINED, now)
    audit.record(actor, "areas.decline", row, f"Không ghi vùng “{row.name}”: {answer}")
    return row


def _check(given: NewArea, producer_id: int) -> None:
    if (given.scheme is Scheme.NONE) == bool(given.code):
        raise errors.CodeNotNeeded if given.code else errors.CodeMissing
    service.check_description(given)
    service.check_point(given.point)
    if not given.code:
        return
    holder = queries.find_holder(given.scheme, given.code)
    if holder is not None:
        mine = holder.producer_id in (None, producer_id)
        raise errors.CodeTaken if mine else errors.CodeOfAnother
    if queries.is_proposed(given.scheme, given.code, producer_id):
        raise errors.AlreadyProposed


def _waiting(proposal_id: int) -> AreaProposal:
    row = queries.get_proposal(proposal_id, lock=True)
    if row.state != ProposalState.WAITING:
        raise errors.AlreadyDecided
    return row


def _decide(actor: Actor, row: AreaProposal, state: ProposalState, now: datetime) -> None:
    row.state, row.decided_by, row.decided_at = state, actor.name, now
    session.flush()
