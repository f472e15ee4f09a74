"""Reads of recalls: what was said of a batch, and what stops it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from catalog.products.models import Product
from traceability.batches.models import Batch
from traceability.batches.rules import RecallState, as_printed, is_stopped
from traceability.events.queries import lineages, states_of
from traceability.recalls.models import RecallNotice


@dataclass(frozen=True)
class Notice:
    """Why a batch is in its state, since when, and what to do."""

    batch_id: int
    state: RecallState
    since: date
    reason: str
    what_to_do: str | None
    contact: str | None
    document: str | None
    entered_by: str


@dataclass(frozen=True)
class StoppedBatch:
    """A batch nobody should use, and why. `is_made_of_it`: the notice is about an input."""

    code: str
    name: str
    producer: str
    state: RecallState
    packed_on: date | None
    notice: Notice
    is_made_of_it: bool
    is_demo: bool


def list_notices(batch_ids: Collection[int]) -> list[Notice]:
    """Everything that was said of these batches, newest first."""
    rows = session.execute(
        select(*RecallNotice.__table__.c)
        .where(RecallNotice.batch_id.in_(batch_ids))
        .order_by(RecallNotice.since.desc(), RecallNotice.id.desc())
    )
    return [
        Notice(
            row.batch_id,
            RecallState(row.state),
            row.since,
            row.reason,
            row.what_to_do,
            row.contact,
            row.document,
            row.entered_by,
        )
        for row in rows
    ]


def list_stopped(batch_ids: Collection[int]) -> set[int]:
    """Which of these batches may not be sold: stopped themselves, or made of what is stopped."""
    return {root for root, state in states_of(batch_ids).items() if is_stopped(state)}


def own_states(batch_ids: Collection[int]) -> dict[int, RecallState]:
    """What was last said of each batch itself; NORMAL where nothing was."""
    said = dict.fromkeys(batch_ids, RecallState.NORMAL)
    for notice in reversed(list_notices(batch_ids)):
        said[notice.batch_id] = notice.state
    return said


def get_stopped(typed: str) -> StoppedBatch:
    """The stopped batch of this code, however it is typed; or NotFound."""
    found = _stopped(Batch.code == as_printed(typed))
    if not found:
        raise NotFound
    return found[0]


def list_recalled() -> list[StoppedBatch]:
    """Every batch that is or was stopped with the notice that stops it, newest notice first."""
    found = _stopped()
    return sorted(found, key=lambda one: (one.notice.since, one.code), reverse=True)


def _stopped(*wanted: ColumnElement[bool]) -> list[StoppedBatch]:
    rows = session.execute(
        select(
            Batch.id,
            Batch.code,
            Batch.material,
            Batch.recall_state,
            Batch.packed_on,
            Batch.is_demo,
            Product.name.label("product"),
            Producer.name.label("producer"),
        )
        .join(Producer, Producer.id == Batch.producer_id)
        .outerjoin(Product, Product.id == Batch.product_id)
        .where(Batch.recall_state != RecallState.NORMAL, *wanted)
    ).all()
    notices = counting_notices({row.id: row.recall_state for row in rows})
    found = []
    for row in rows:
        if notice := notices.get(row.id):
            found.append(
                StoppedBatch(
                    row.code,
                    row.product or row.material or "",
                    row.producer,
                    RecallState(row.recall_state),
                    row.packed_on,
                    notice,
                    is_made_of_it=notice.batch_id != row.id,
                    is_demo=row.is_demo,
                )
            )
    return found


def counting_notices(states: Mapping[int, str]) -> dict[int, Notice]:
    """Batch id → the notice that explains its state; batches that may be used have none."""
    stopped = [number for number, state in states.items() if is_stopped(state)]
    kin = lineages(stopped)
    said = list_notices({number for ids in kin.values() for number in ids})
    counting = {
        number: notice_that_counts(
            [one for one in said if one.batch_id in kin[number]],
            RecallState(states[number]),
            number,
        )
        for number in stopped
    }
    return {number: notice for number, notice in counting.items() if notice}


def notice_that_counts(
    notices: Sequence[Notice], state: RecallState, batch_id: int
) -> Notice | None:
    """The newest notice that says the state; the batch's own goes before an input's."""
    if state is RecallState.NORMAL:
        return None
    saying = [one for one in notices if one.state is state]
    return next((one for one in saying if one.batch_id == batch_id), next(iter(saying), None))
