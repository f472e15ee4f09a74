"""Writes of recalls: the state of a batch and the notice that explains it, together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

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

    The row locks make two operators queue up: the second one decides on what the first wrote,
    and reaches what was made of the batch while it waited.
    """
    if actor is not SYSTEM and not actor.may(PERMISSION):
        raise NotAllowed
    held = hold(lambda: list_descendant_ids([batch_id]))
    if (batch := held.get(batch_id)) is None:
        raise NotFound
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
    _derive_states(held)
    recall_changed.send(None, batch_ids=frozenset(held), state=given.state)
    audit.record(
        actor,
        "recalls.set",
        batch,
        f"Đặt lô {batch.code} sang “{given.state}” từ {given.since:%d/%m/%Y}: {given.reason}",
    )
    return notice


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
