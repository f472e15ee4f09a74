"""Writes of batches: opened, released, never deleted."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit, clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotAllowed
from catalog.products.models import Product
from traceability.batches import errors, queries, rules
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind, CustodyModel, Unit
from traceability.batches.signals import batch_opened, batch_released, batches_changed


@dataclass(frozen=True)
class NewBatch:
    """What is known of a batch when it is opened. `code` only when it is printed already."""

    kind: BatchKind
    producer_id: int
    quantity: Decimal
    unit: Unit
    product_id: int | None = None
    material: str | None = None
    producer_text: str | None = None
    unit_name: str | None = None
    made_on: date | None = None
    packed_on: date | None = None
    best_before: date | None = None
    code: str | None = None
    is_demo: bool = False
    # What one piece holds: 0.5, "kg".
    piece_amount: Decimal | None = None
    piece_unit: Unit | None = None
    custody_model: CustodyModel | None = None


def open_batch(actor: Actor, given: NewBatch, now: datetime) -> Batch:
    """Enter a batch under a public code of its own, not yet released for sale."""
    require_member(actor, given.producer_id)
    product = session.get(Product, given.product_id) if given.product_id else None
    _check(given, product, clock.local_date(now))
    name = product.name if product else given.material or ""
    values = {**vars(given), "code": given.code or _free_code(name, given, now)}
    if values["best_before"] is None and given.packed_on and product and product.shelf_life_days:
        values["best_before"] = rules.best_before(given.packed_on, product.shelf_life_days)
    batch = Batch(**values, created_at=now)
    try:
        with session.begin_nested():  # the flush turns a text or code taken meanwhile into an error
            session.add(batch)
    except IntegrityError as error:
        raise errors.ProducerTextTaken if given.producer_text else errors.CodeTaken from error
    audit.record(actor, "batches.open", batch, f"Mở lô {batch.code} ({name}).")
    batch_opened.send(None, batch_id=batch.id)
    return batch


def release(actor: Actor, batch_id: int, now: datetime) -> Batch:
    """Let a packed batch be sold. Doing it again changes nothing."""
    batch = queries.get_batch(batch_id, lock=True)
    require_member(actor, batch.producer_id)
    if batch.kind != BatchKind.PACKED:
        raise errors.NotPacked
    if rules.is_stopped(batch.recall_state):
        raise errors.Stopped
    if batch.released_at is None:
        batch.released_at = now
        audit.record(actor, "batches.release", batch, f"Cho bán ra lô {batch.code}.")
        batches_changed.send(None, batch_ids=frozenset({batch.id}))
        batch_released.send(None, batch_id=batch.id)
    return batch


def require_member(actor: Actor, producer_id: int) -> None:
    """Only those who work for the producer write in its name, and the platform's own jobs."""
    if actor is not SYSTEM and not actor.works_for(producer_id):
        raise NotAllowed


def _check(given: NewBatch, product: Product | None, today: date) -> None:
    if not given.quantity.is_finite() or not 0 < given.quantity <= rules.MOST:
        raise errors.NothingInIt
    if given.piece_amount is not None and not (
        given.unit is Unit.PIECE
        and given.piece_unit in (Unit.KILOGRAM, Unit.LITRE)
        and 0 < given.piece_amount <= rules.MOST
    ):
        raise errors.PieceNotClear
    if not (product if given.kind is BatchKind.PACKED else product or given.material):
        raise errors.NeedsAName
    if product and product.producer_id != given.producer_id:
        raise errors.ProductOfAnother
    if any(day and day > today for day in (given.made_on, given.packed_on)):
        raise errors.NotADate
    if not all(map(rules.is_possible, (given.made_on, given.packed_on, given.best_before))):
        raise errors.NoSuchYear
    if given.best_before and given.packed_on and given.best_before <= given.packed_on:
        raise errors.BestBeforeTooEarly
    _check_texts(given)


def _check_texts(given: NewBatch) -> None:
    if given.code is not None:
        if not rules.is_code(given.code):
            raise errors.CodeNotOurs
        if queries.list_existing_codes([given.code]):
            raise errors.CodeTaken
    if given.producer_text is not None:
        if not rules.PRODUCER_TEXT.fullmatch(given.producer_text):
            raise errors.ProducerTextNotAllowed
        same = select(Batch.id).where(
            Batch.product_id == given.product_id, Batch.producer_text == given.producer_text
        )
        if given.product_id and session.scalar(same) is not None:
            raise errors.ProducerTextTaken


def _free_code(name: str, given: NewBatch, now: datetime) -> str:
    """A new code; drawn again in the rare case that it is taken."""
    day = given.packed_on or given.made_on or clock.local_date(now)
    while queries.list_existing_codes([code := rules.new_code(name, day)]):
        pass
    return code
