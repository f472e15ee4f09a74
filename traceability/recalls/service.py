"""Writes of recalls: the state of a batch and the notice that explains it, together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from catalog.kernel import audit, clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotAllowed
from traceability.batches.queries import get_batch, list_locked
from traceability.batches.rules import RecallState, gravest
from traceability.events.queries import lineages, list_descendant_ids
from traceability.recalls import errors, queries, rules
from traceability.recalls.models import RecallNotice
from traceability.recalls.signals import recall_changed

PERMISSION = "recalls.set"


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
    """Stop a batch, recall it, end the recall, or let it go after a check.

    The row lock makes two operators queue up: the second one decides on what the first wrote.
    """
    if actor is not SYSTEM and not actor.may(PERMISSION):
        raise NotAllowed
    batch = get_batch(batch_id, lock=True)
    if not rules.may_follow(queries.own_states([batch.id])[batch.id], given.state):
        raise errors.MayNotFollow
    _check(given, clock.local_date(now))
    notice = RecallNotice(
        batch_id=batch.id,
        **vars(given),
        entered_by=actor.name,
        actor_id=actor.id,
        recorded_at=now,
    )
    session.add(notice)
    session.flush()
    touched = _held_descendants(batch.id)
    _derive_states(touched)
    recall_changed.send(None, batch_ids=touched, state=given.state)
    audit.record(
        actor,
        "recalls.set",
        batch,
        f"Đặt lô {batch.code} sang “{given.state}” từ {given.since:%d/%m/%Y}: {given.reason}",
    )
    return notice


def _held_descendants(batch_id: int) -> frozenset[int]:
    """The batch and all made of it, held; also what was made while this waited for the locks."""
    held: frozenset[int] = frozenset()
    while (found := frozenset(list_descendant_ids([batch_id]))) != held:
        list_locked(found)
        held = found
    return held


def _derive_states(batch_ids: Collection[int]) -> None:
    """Give each batch the gravest state of itself and of all that went into it.

    The notices say which batch was meant; the batches keep the result, so that the shop
    can refuse them in the statement that sells.
    """
    kin = lineages(batch_ids)
    said = queries.own_states({number for ids in kin.values() for number in ids})
    for batch in list_locked(batch_ids).values():
        batch.recall_state = gravest(said[number] for number in kin[batch.id])
    session.flush()


def _check(given: NewNotice, today: date) -> None:
    if given.since > today:
        raise errors.InTheFuture
    if not given.reason.strip():
        raise errors.ReasonMissing
    if given.state in rules.NEEDS_ADVICE and not (given.what_to_do and given.contact):
        raise errors.AdviceMissing
