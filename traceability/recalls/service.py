"""Writes of recalls: the state of a batch and the notice that explains it, together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from catalog.kernel import audit, clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotAllowed, NotFound
from traceability.batches.models import Batch
from traceability.batches.queries import hold
from traceability.batches.rules import RecallState, gravest
from traceability.events.queries import lineages, list_descendant_ids
from traceability.recalls import errors, queries, rules
from traceability.recalls.models import RecallNotice
from traceability.recalls.signals import recall_changed


@dataclass(frozen=True)
class NewNotice:
    """Why a batch gets a state, since when, and what people with a pack must do."""

    state: RecallState
    since: date
    reason: str
    what_to_do: str | None = None
    contact: str | None = None
    document: str | None = None


def set_state(actor: Actor, batch_id: int, given: NewNotice, now: datetime) -> RecallNotice:
    """Stop a batch, recall it, end the recall, or let it go after a check: see set_states."""
    (notice,) = set_states(actor, [batch_id], given, now)
    return notice


def set_states(
    actor: Actor, batch_ids: Collection[int], given: NewNotice, now: datetime
) -> list[RecallNotice]:
    """Bring batches, and all that was made of them, into a state: all of them or none.

    The row locks make two operators queue up: the second one decides on what the first wrote,
    and reaches what was made of the batches while it waited. Who stopped a batch does not let
    it go (SamePerson); MayNotFollow, NotFound and the refusals of a notice name the rest.
    """
    if actor is not SYSTEM and not actor.may(rules.PERMISSION[given.state]):
        raise NotAllowed
    if not batch_ids:
        raise errors.NothingChosen
    held = hold(lambda: list_descendant_ids(batch_ids))
    _check_batches(actor, batch_ids, held, given.state)
    _check(given, clock.local_date(now))
    notices = [
        RecallNotice(
            batch_id=batch_id,
            **vars(given),
            entered_by=actor.name,
            actor_id=actor.id,
            recorded_at=now,
        )
        for batch_id in sorted(batch_ids)
    ]
    session.add_all(notices)
    session.flush()
    _derive_states(held)
    recall_changed.send(None, batch_ids=frozenset(held), state=given.state)
    for batch_id in batch_ids:
        _write_down(actor, held[batch_id], given)
    return notices


def _check_batches(
    actor: Actor, batch_ids: Collection[int], held: Mapping[int, Batch], state: RecallState
) -> None:
    states = queries.own_states(batch_ids)
    for batch_id in batch_ids:
        if (batch := held.get(batch_id)) is None:
            raise NotFound
        if not rules.may_follow(states[batch_id], state):
            raise errors.MayNotFollow
        if (
            state in rules.NEEDS_ANOTHER_PERSON
            and actor.id is not None
            and _stopped_by(batch_id) == actor.id
        ):
            raise errors.SamePerson(batch.code)


def _stopped_by(batch_id: int) -> int | None:
    """Who wrote the newest notice of the batch itself."""
    newest = select(RecallNotice.actor_id).where(RecallNotice.batch_id == batch_id)
    return session.scalars(newest.order_by(RecallNotice.id.desc()).limit(1)).first()


def _write_down(actor: Actor, batch: Batch, given: NewNotice) -> None:
    audit.record(
        actor,
        "recalls.set",
        batch,
        f"Đặt lô {batch.code} sang “{given.state}” từ {given.since:%d/%m/%Y}: {given.reason}",
    )


def _derive_states(held: Mapping[int, Batch]) -> None:
    """Give each batch the gravest state of itself and of all that went into it.

    The notices say which batch was meant; the batches keep the result, so that the shop
    can refuse them in the statement that sells.
    """
    kin = lineages(list(held))
    said = queries.own_states({number for ids in kin.values() for number in ids})
    for batch in held.values():
        batch.recall_state = gravest(said[number] for number in kin[batch.id])
    session.flush()


def _check(given: NewNotice, today: date) -> None:
    if given.since > today:
        raise errors.InTheFuture
    if not given.reason.strip():
        raise errors.ReasonMissing
    if given.state in rules.NEEDS_ADVICE and not (given.what_to_do and given.contact):
        raise errors.AdviceMissing
