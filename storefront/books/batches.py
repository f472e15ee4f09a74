"""Packed batches whose numbers do not add up: labels, stock and sales against what was packed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, case, func, or_, select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.books import rules
from storefront.books.models import BatchAnswer
from storefront.books.rules import CALLED_OFF, BatchCounts, Surplus
from storefront.inventory.models import StockItem, StockMovement
from storefront.inventory.rules import MovementKind
from storefront.orders.models import Order, OrderLine
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind, Unit
from traceability.events.models import Event, EventFlow
from traceability.events.queries import corrected
from traceability.events.rules import Direction, EventKind
from traceability.labels.models import PrintJob
from traceability.labels.rules import JobState

PER_PAGE = 50


@dataclass(frozen=True)
class UnevenBatch:
    """A batch with what does not add up, and what was said about it."""

    id: int
    code: str
    product: str
    producer: str
    packed_on: date | None
    counts: BatchCounts
    surpluses: dict[Surplus, int]
    reasons: tuple[str, ...]  # given when labels were printed
    answers: tuple[Row[*tuple[Any, ...]], ...]
    is_demo: bool


def list_uneven_batches(page: int, actor: Actor | None = None) -> tuple[list[UnevenBatch], int]:
    """One page, the largest share of surplus first, and how many there are.

    With `actor`, only those of the actor's producer.
    """
    query = _uneven()
    if actor is not None:
        query = query.where(Batch.producer_id.in_(actor.producer_ids))
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = session.execute(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    numbers = [row.id for row in rows]
    reasons, answers = _reasons(numbers), _answers(numbers)
    return [_batch(row, reasons, answers) for row in rows], total


def get_own_batch(actor: Actor, batch_id: int) -> Batch:
    """A batch of the actor's producer, or NotFound."""
    batch = session.get(Batch, batch_id)
    if batch is None or not actor.works_for(batch.producer_id):
        raise NotFound
    return batch


def _uneven() -> Select[*tuple[Any, ...]]:
    labels, stocked, ordered, sold = _labels(), _stocked(), _ordered(), _sold_by_event()
    printed, put = func.coalesce(labels.c.units, 0), func.coalesce(stocked.c.units, 0)
    gone = func.coalesce(ordered.c.units, 0) + func.coalesce(sold.c.units, 0)
    released = case((Batch.released_at.is_not(None), Batch.quantity), else_=0)
    return (
        select(
            Batch.id,
            Batch.code,
            Batch.packed_on,
            Batch.quantity,
            Batch.released_at,
            Batch.is_demo,
            Product.name.label("product"),
            Producer.name.label("producer"),
            printed.label("labels"),
            put.label("stocked"),
            gone.label("sold"),
        )
        .join(Product, Product.id == Batch.product_id)
        .join(Producer, Producer.id == Batch.producer_id)
        .outerjoin(labels, labels.c.batch_id == Batch.id)
        .outerjoin(stocked, stocked.c.batch_id == Batch.id)
        .outerjoin(ordered, ordered.c.batch_id == Batch.id)
        .outerjoin(sold, sold.c.batch_id == Batch.id)
        .where(
            Batch.kind == BatchKind.PACKED,
            Batch.unit == Unit.PIECE,
            or_(printed > Batch.quantity, put > Batch.quantity, gone > released),
        )
        .order_by(_largest(printed, put, gone + Batch.quantity - released).desc(), Batch.id.desc())
    )


def _largest(*units: ColumnElement[Any]) -> ColumnElement[Any]:
    """The largest of these in shares of what was packed; no database has the same name for it."""
    first, *others = units
    found: ColumnElement[Any] = first
    for other in others:
        found = case((other > found, other), else_=found)
    return found * 1.0 / Batch.quantity


def _labels() -> Subquery:
    return (
        select(PrintJob.batch_id, func.sum(PrintJob.count).label("units"))
        .where(PrintJob.state != JobState.FAILED)
        .group_by(PrintJob.batch_id)
        .subquery()
    )


def _stocked() -> Subquery:
    """Units that were ever put on sale: received, and found or lost when counted."""
    counted = (MovementKind.RECEIVE, MovementKind.ADJUST)
    return (
        select(StockItem.batch_id, func.sum(StockMovement.on_hand_change).label("units"))
        .join(StockItem, StockItem.id == StockMovement.stock_item_id)
        .where(StockMovement.kind.in_(counted))
        .group_by(StockItem.batch_id)
        .subquery()
    )


def _ordered() -> Subquery:
    """Units in orders that were not called off."""
    return (
        select(OrderLine.batch_id, func.sum(OrderLine.quantity).label("units"))
        .join(Order, Order.id == OrderLine.order_id)
        .where(Order.status.not_in(CALLED_OFF))
        .group_by(OrderLine.batch_id)
        .subquery()
    )


def _sold_by_event() -> Subquery:
    """Units the producer recorded as sold elsewhere."""
    return (
        select(EventFlow.batch_id, func.sum(EventFlow.quantity).label("units"))
        .join(Event, Event.id == EventFlow.event_id)
        .where(
            Event.kind == EventKind.SELL,
            EventFlow.direction == Direction.IN,
            Event.id.not_in(corrected()),
        )
        .group_by(EventFlow.batch_id)
        .subquery()
    )


def _reasons(batch_ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(PrintJob.batch_id, PrintJob.reason).where(
        PrintJob.batch_id.in_(batch_ids), PrintJob.excess > 0, PrintJob.reason.is_not(None)
    )
    for row in session.execute(query.order_by(PrintJob.id)):
        found.setdefault(row.batch_id, []).append(row.reason or "")
    return found


def _answers(batch_ids: Collection[int]) -> dict[int, list[Row[*tuple[Any, ...]]]]:
    found: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    query = select(*BatchAnswer.__table__.c).where(BatchAnswer.batch_id.in_(batch_ids))
    for row in session.execute(query.order_by(BatchAnswer.id)):
        found.setdefault(row.batch_id, []).append(row)
    return found


def _batch(
    row: Row[*tuple[Any, ...]],
    reasons: dict[int, list[str]],
    answers: dict[int, list[Row[*tuple[Any, ...]]]],
) -> UnevenBatch:
    counts = BatchCounts(
        packed=int(row.quantity),
        is_released=row.released_at is not None,
        labels=int(row.labels),
        stocked=int(row.stocked),
        sold=int(Decimal(row.sold)),
    )
    return UnevenBatch(
        row.id,
        row.code,
        row.product,
        row.producer,
        row.packed_on,
        counts,
        rules.surpluses(counts),
        tuple(reasons.get(row.id, ())),
        tuple(answers.get(row.id, ())),
        row.is_demo,
    )
