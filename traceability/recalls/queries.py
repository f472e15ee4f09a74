"""Reads of recalls: what was said of a batch, and what stops it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select

from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product
from traceability.batches.models import Batch
from traceability.batches.rules import RecallState, is_stopped
from traceability.events.queries import states_of
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


def list_recalled(page: int, per_page: int = 50) -> tuple[Sequence[Row[*tuple[Any, ...]]], int]:
    """One page of the batches that are or were stopped, newest notice first, and their number."""
    stopped = Batch.recall_state != RecallState.NORMAL
    total = session.scalar(select(func.count()).select_from(Batch).where(stopped)) or 0
    rows = _with_last_notice().where(stopped)
    rows = rows.order_by(RecallNotice.since.desc(), RecallNotice.id.desc())
    return session.execute(rows.limit(per_page).offset((page - 1) * per_page)).all(), total


def _with_last_notice() -> Select[*tuple[Any, ...]]:
    last = select(func.max(RecallNotice.id)).group_by(RecallNotice.batch_id)
    return (
        select(
            Batch.code,
            Batch.material,
            Batch.recall_state,
            Batch.packed_on,
            Batch.is_demo,
            Product.name.label("product"),
            Producer.name.label("producer"),
            RecallNotice.since,
            RecallNotice.reason,
            RecallNotice.what_to_do,
            RecallNotice.contact,
        )
        .join(Producer, Producer.id == Batch.producer_id)
        .outerjoin(Product, Product.id == Batch.product_id)
        .join(RecallNotice, RecallNotice.batch_id == Batch.id)
        .where(RecallNotice.id.in_(last))
    )
