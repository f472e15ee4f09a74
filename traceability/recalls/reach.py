"""Where a recall begins: the batches of an area, or made in a place on certain days."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, select

from catalog.kernel.db import session
from catalog.kernel.text import fold
from catalog.places.queries import find_communes
from catalog.producers.models import Producer
from catalog.products.models import Product
from traceability.areas.models import Area
from traceability.batches.models import Batch
from traceability.batches.rules import RecallState
from traceability.events.models import Event, EventArea, EventFlow
from traceability.events.queries import corrected, count_made_of, lineages, list_descendant_ids
from traceability.events.rules import Direction
from traceability.recalls.queries import own_states

MOST = 500
"""Candidates shown at once; a wider question is to be asked in parts."""


@dataclass(frozen=True)
class Wanted:
    """What is suspected. Empty parts do not narrow; at least one part must be given."""

    area: str = ""
    producer: str = ""
    commune: str = ""
    place: str = ""
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return bool(self.area or self.producer or self.commune or self.place)


@dataclass(frozen=True)
class Candidate:
    """A batch a recall would begin with, and how many are made of it."""

    id: int
    code: str
    name: str
    producer: str
    made_on: date | None
    quantity: Decimal
    unit: str
    state: RecallState
    made_of_it: int


@dataclass(frozen=True)
class Found:
    """The candidates, and how many batches all of them reach, themselves counted."""

    candidates: list[Candidate] = field(default_factory=list)
    reached: int = 0
    is_cut: bool = False


def find_roots(wanted: Wanted) -> Found:
    """Batches that came out of what is suspected, without those made of another of them."""
    ids = set(session.scalars(_made_by(wanted).limit(MOST + 1)))
    is_cut = len(ids) > MOST
    ids = set(sorted(ids)[:MOST])
    kin = lineages(ids)
    roots = {number for number in ids if not (kin[number] - {number}) & ids}
    reached = list_descendant_ids(roots) if roots else []
    return Found(_candidates(roots), len(reached), is_cut)


def _made_by(wanted: Wanted) -> Any:
    """The ids of the batches that events of that place and time gave out."""
    query = (
        select(EventFlow.batch_id)
        .distinct()
        .join(Event, Event.id == EventFlow.event_id)
        .where(EventFlow.direction == Direction.OUT, Event.id.not_in(corrected()))
        .where(*_when(wanted), *_where(wanted))
        .order_by(EventFlow.batch_id)
    )
    if wanted.area:
        areas = select(EventArea.batch_id).join(Area, Area.id == EventArea.area_id)
        query = query.where(EventFlow.batch_id.in_(areas.where(Area.code == wanted.area.upper())))
    return query


def _when(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Overlap with the days asked for: an event of several days counts on each of them."""
    wide: list[ColumnElement[bool]] = []
    if wanted.first:
        wide.append(Event.ended_on >= wanted.first)
    if wanted.last:
        wide.append(Event.started_on <= wanted.last)
    return wide


def _where(wanted: Wanted) -> list[ColumnElement[bool]]:
    narrow: list[ColumnElement[bool]] = []
    if wanted.producer:
        narrow.append(Event.producer_id.in_(_named(wanted.producer)))
    if wanted.commune:
        codes = [hit.code for hit in find_communes(wanted.commune)]
        narrow.append(Event.commune_code.in_(codes))
    if wanted.place:
        narrow.append(Event.place.in_(_places(wanted.place)))
    return narrow


def _named(text: str) -> list[int]:
    """Producers whose name holds the words, with or without accents."""
    rows = session.execute(select(Producer.id, Producer.name))
    return [row.id for row in rows if fold(text) in fold(row.name)]


def _places(text: str) -> list[str]:
    """Places as they were entered that hold the words, with or without accents."""
    known = session.scalars(select(Event.place).distinct().where(Event.place.is_not(None)))
    return [place for place in known if place and fold(text) in fold(place)]


def _candidates(ids: Collection[int]) -> list[Candidate]:
    states, made_of = own_states(ids), count_made_of(ids)
    rows = session.execute(
        select(
            Batch.id,
            Batch.code,
            Batch.material,
            Batch.made_on,
            Batch.packed_on,
            Batch.quantity,
            Batch.unit,
            Producer.name.label("producer"),
            Product.name.label("product"),
        )
        .join(Producer, Producer.id == Batch.producer_id)
        .outerjoin(Product, Product.id == Batch.product_id)
        .where(Batch.id.in_(ids))
        .order_by(Batch.id)
    )
    return [
        Candidate(
            row.id,
            row.code,
            row.product or row.material or "",
            row.producer,
            row.made_on or row.packed_on,
            row.quantity,
            row.unit,
            states[row.id],
            made_of[row.id],
        )
        for row in rows
    ]
