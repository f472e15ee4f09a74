"""What a producer's own pages show: lots, what is left, what happened, what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import joinedload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from traceability.areas.models import Area
from traceability.batches.models import Batch
from traceability.events.models import (
    Event,
    EventError,
    EventFlow,
    EventOverride,
    EventPicture,
    YieldRequest,
)
from traceability.events.overrides import OVERSEE
from traceability.events.queries import balances
from traceability.events.rules import EventKind
from traceability.events.stock import Balance

PER_PAGE = 50


@dataclass(frozen=True)
class Lot:
    """A batch and what moved it."""

    batch: Batch
    book: Balance

    @property
    def name(self) -> str:
        return self.batch.product.name if self.batch.product else self.batch.material or ""


@dataclass(frozen=True)
class Entry:
    """An event as its producer reads it: with what was wrong, who stood behind it, its photos."""

    event: Event
    flows: Sequence[EventFlow]
    error: EventError | None
    override: EventOverride | None
    pictures: Sequence[EventPicture]


def get_own_event(actor: Actor, event_id: int) -> Entry:
    """An event of the actor's producer, or NotFound."""
    mine = (Event.id == event_id, Event.producer_id.in_(actor.producer_ids))
    if (event := session.scalar(select(Event).where(*mine))) is None:
        raise NotFound
    return _entries([event])[0]


def list_lots(actor: Actor, page: int) -> tuple[list[Lot], int]:
    """The batches of the actor's producer, newest first, with what is left of each."""
    mine = Batch.producer_id.in_(actor.producer_ids)
    query = select(Batch).where(mine).order_by(Batch.id.desc())
    batches = session.scalars(
        query.options(joinedload(Batch.product)).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    ).all()
    books = balances([batch.id for batch in batches])
    total = session.scalar(select(func.count()).select_from(Batch).where(mine)) or 0
    return [Lot(batch, books[batch.id]) for batch in batches], total


def get_lot(batch: Batch) -> Lot:
    return Lot(batch, balances([batch.id])[batch.id])


def list_lots_by_code(codes: Sequence[str]) -> dict[str, Lot]:
    """The batches with these codes, whoever they belong to."""
    batches = session.scalars(select(Batch).where(Batch.code.in_(codes))).all()
    books = balances([batch.id for batch in batches])
    return {batch.code: Lot(batch, books[batch.id]) for batch in batches}


def list_entries(batch_id: int) -> list[Entry]:
    """All that was recorded of a batch, newest first; what was wrong is among it."""
    named = select(EventFlow.event_id).where(EventFlow.batch_id == batch_id)
    query = select(Event).where(Event.id.in_(named))
    return _entries(session.scalars(query.order_by(Event.ended_on.desc(), Event.id.desc())).all())


def find_last(actor: Actor, kind: str) -> Entry | None:
    """The newest event of this kind that the actor's producer recorded and that counts."""
    wrong = select(EventError.event_id)
    query = (
        select(Event)
        .where(
            Event.kind == kind,
            Event.producer_id.in_(actor.producer_ids),
            Event.id.not_in(wrong),
        )
        .order_by(Event.id.desc())
        .limit(1)
    )
    found = session.scalars(query).all()
    return _entries(found)[0] if found else None


def list_sizes(actor: Actor) -> Sequence[Row[*tuple[Any, ...]]]:
    """The sizes of the producer's products: what can be packed."""
    return session.execute(
        select(
            Variant.id,
            Variant.name,
            Variant.net_amount,
            Variant.net_unit,
            Product.id.label("product_id"),
            Product.name.label("product"),
        )
        .join(Product, Product.id == Variant.product_id)
        .where(Product.producer_id.in_(actor.producer_ids))
        .order_by(Product.folded, Variant.position)
    ).all()


def list_own_areas(actor: Actor) -> Sequence[Row[*tuple[Any, ...]]]:
    return session.execute(
        select(Area.id, Area.code, Area.name)
        .where(Area.producer_id.in_(actor.producer_ids))
        .order_by(Area.code)
    ).all()


def find_producer(name: str) -> int | None:
    """The producer of exactly this name, if there is one and only one."""
    query = select(Producer.id).where(or_(Producer.name == name, Producer.slug == name)).limit(2)
    found = session.scalars(query).all()
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Incoming:
    """A batch of another producer that was shipped to this one, and what of it is not used yet."""

    lot: Lot
    sender: str
    left: Decimal


def list_incoming(actor: Actor) -> list[Incoming]:
    """What others shipped to the actor's producer and it has not taken in, newest first."""
    own = actor.producer_ids
    query = (
        select(EventFlow.batch_id)
        .join(Event, Event.id == EventFlow.event_id)
        .where(
            Event.kind == EventKind.SHIP,
            Event.partner_id.in_(own),
            Event.id.not_in(select(EventError.event_id)),
        )
    )
    batches = session.scalars(
        select(Batch)
        .where(Batch.id.in_(query))
        .options(joinedload(Batch.producer), joinedload(Batch.product))
        .order_by(Batch.id.desc())
        .limit(PER_PAGE)
    ).all()
    books = balances([batch.id for batch in batches])
    found = [
        Incoming(
            Lot(batch, books[batch.id]),
            batch.producer.name,
            sum((books[batch.id].left_for(number) for number in own), Decimal(0)),
        )
        for batch in batches
    ]
    return [one for one in found if one.left > 0]


def list_waiting(actor: Actor) -> list[tuple[YieldRequest, str]]:
    """Events beyond their yield that wait, with the producer's name: all, for who oversees."""
    query = (
        select(YieldRequest, Producer.name)
        .join(Producer, Producer.id == YieldRequest.producer_id)
        .where(*_waiting(actor))
        .order_by(YieldRequest.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def count_waiting(actor: Actor) -> int:
    return session.scalar(select(func.count(YieldRequest.id)).where(*_waiting(actor))) or 0


def _waiting(actor: Actor) -> list[ColumnElement[bool]]:
    undecided: list[ColumnElement[bool]] = [YieldRequest.decision.is_(None)]
    if actor.may(OVERSEE):
        return undecided
    return [*undecided, YieldRequest.producer_id.in_(actor.producer_ids)]


def _entries(events: Sequence[Event]) -> list[Entry]:
    """The events with their parts, in a fixed number of queries."""
    ids = [event.id for event in events]
    flows: dict[int, list[EventFlow]] = {number: [] for number in ids}
    pictures: dict[int, list[EventPicture]] = {number: [] for number in ids}
    lines = (
        select(EventFlow).where(EventFlow.event_id.in_(ids)).options(joinedload(EventFlow.batch))
    )
    for flow in session.scalars(lines.order_by(EventFlow.id)):
        flows[flow.event_id].append(flow)
    shots = select(EventPicture).where(EventPicture.event_id.in_(ids)).order_by(EventPicture.id)
    for picture in session.scalars(shots):
        pictures[picture.event_id].append(picture)
    errors = session.scalars(select(EventError).where(EventError.event_id.in_(ids)))
    wrong = {error.event_id: error for error in errors}
    overrides = session.scalars(select(EventOverride).where(EventOverride.event_id.in_(ids)))
    beyond = {override.event_id: override for override in overrides}
    return [
        Entry(event, flows[event.id], wrong.get(event.id), beyond.get(event.id), pictures[event.id])
        for event in events
    ]
