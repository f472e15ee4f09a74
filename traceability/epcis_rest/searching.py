"""Answers questions to the events, as far as the asker may see.

Those in charge see all; members of a producer its events; anybody what the passport of a lot
shows, for a lot they can name. So nobody lists a producer's batches (decision 0052).
"""

import operator
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.queries import find_id_behind
from traceability.batches.models import Batch
from traceability.epcis.addresses import Goods, Site
from traceability.epcis.models import CapturedEvent
from traceability.epcis.queries import load
from traceability.epcis.writing import Writer
from traceability.epcis_rest import errors
from traceability.epcis_rest.asking import After, Question
from traceability.events.models import Event, EventError, EventFlow
from traceability.events.queries import list_descendant_ids, list_happenings
from traceability.events.rules import BIZ_STEPS, Direction, EventKind

MOST_HASHED = 500
"""Events among which one is looked for by its hash."""

MOST_LOTS = 20
"""Lots that somebody who is not signed in may name at once."""


_COMPARED: dict[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "EQ": operator.eq,
    "GT": operator.gt,
    "GE": operator.ge,
    "LT": operator.lt,
    "LE": operator.le,
}


@dataclass(frozen=True)
class Found:
    """One page of an answer; `after` is None on the last."""

    event_ids: list[int]
    after: After | None


def search(actor: Actor, question: Question, site: Site) -> Found:
    """The events asked for, in order; NamesNoLot, QuestionTooLarge."""
    wanted = select(Event.id, Event.ended_on, Event.recorded_at).where(
        *_about(question), *_when(question), visible(actor, question)
    )
    if question.ids is not None:
        wanted = wanted.where(Event.id.in_(_with_identity(wanted, question.ids, site)))
    if question.refuse_over is not None:
        over = session.execute(wanted.limit(question.refuse_over + 1)).all()
        if len(over) > question.refuse_over:
            raise errors.QuestionTooLarge
    key: Any = Event.recorded_at if question.by_record else Event.ended_on
    if question.after:
        wanted = wanted.where(_behind(key, question))
    order = (one.desc() if question.descending else one for one in (key, Event.id))
    size = question.at_most or question.per_page
    rows = session.execute(wanted.order_by(*order).limit(size + 1)).all()
    page = [row.id for row in rows[:size]]
    if question.at_most or len(rows) <= size:
        return Found(page, None)
    last = rows[size - 1]
    said = last.recorded_at if question.by_record else last.ended_on
    return Found(page, After(said.isoformat(), last.id))


def _behind(key: Any, question: Question) -> ColumnElement[bool]:
    """What comes after the last event of the page before."""
    if question.after is None:
        return true()
    read = datetime.fromisoformat if question.by_record else date.fromisoformat
    mark, number = read(question.after.key), question.after.event_id
    if question.descending:
        return or_(key < mark, and_(key == mark, Event.id < number))
    return or_(key > mark, and_(key == mark, Event.id > number))


def visible(actor: Actor, question: Question) -> ColumnElement[bool]:
    """What this person may see of it."""
    if actor.may("epcis.see"):
        return true()
    ways: list[ColumnElement[bool]] = []
    if actor.producer_ids:
        ways.append(Event.producer_id.in_(sorted(actor.producer_ids)))
    if question.lots:
        ways.append(Event.id.in_(_shown(question.lots)))
    if not ways:
        raise errors.NamesNoLot
    return or_(*ways)


def _shown(lots: Collection[Goods]) -> list[int]:
    """What the passports of these lots show, of those that are sold or went into what is sold."""
    if len(lots) > MOST_LOTS:
        raise errors.QuestionTooLarge
    batches = session.scalars(select(Batch.id).where(Batch.id.in_(_batches(lots)))).all()
    public = [one for one in batches if _is_released(list_descendant_ids([one]))]
    return [happening.id for happening in list_happenings(public)]


def _is_released(batch_ids: Collection[int]) -> bool:
    found = select(Batch.id).where(Batch.id.in_(batch_ids), Batch.released_at.is_not(None))
    return session.scalar(found.limit(1)) is not None


def _about(question: Question) -> Iterator[ColumnElement[bool]]:
    for side, goods in question.matches:
        yield _matched(side, goods)
    if question.types is not None:
        yield _of_types(question.types)
    if question.actions is not None:
        yield or_(*(_with_action(action) for action in question.actions))
    if question.steps is not None:
        yield Event.kind.in_([kind for kind, step in BIZ_STEPS.items() if step in question.steps])
    if question.producers is not None:
        mine = select(Producer.id).where(Producer.slug.in_(question.producers))
        yield Event.producer_id.in_(mine)
    if question.communes is not None:
        yield Event.commune_code.in_(question.communes)
    if question.quantities:  # of one and the same line
        compared = [_COMPARED[way](EventFlow.quantity, at) for way, at in question.quantities]
        yield exists().where(EventFlow.event_id == Event.id, *compared)
    if question.is_of_nothing:
        yield false()
    if question.wrong_only:
        yield Event.id.in_(select(EventError.event_id))


def _when(question: Question) -> Iterator[ColumnElement[bool]]:
    if question.first_day is not None:
        yield Event.ended_on >= question.first_day
    if question.before_day is not None:
        yield Event.ended_on < question.before_day
    if question.recorded_from is not None:
        yield Event.recorded_at >= question.recorded_from
    if question.recorded_before is not None:
        yield Event.recorded_at < question.recorded_before


def _has(*ways: Direction) -> ColumnElement[bool]:
    return exists().where(EventFlow.event_id == Event.id, EventFlow.direction.in_(ways))


_BY_KIND = Event.kind.in_([EventKind.SELL, EventKind.COUNT])
_IN, _OUT = _has(Direction.IN), _has(Direction.OUT)
_TRANSFORMS = and_(~_BY_KIND, _IN, _OUT)


def _of_types(types: Collection[str]) -> ColumnElement[bool]:
    ways = []
    if "TransformationEvent" in types:
        ways.append(_TRANSFORMS)
    if "ObjectEvent" in types:
        ways.append(~_TRANSFORMS)
    return or_(*ways) if ways else Event.id.is_(None)


def _with_action(action: str) -> ColumnElement[bool]:
    return {
        "ADD": and_(~_BY_KIND, _OUT, ~_IN),
        "DELETE": and_(~_BY_KIND, _IN, ~_OUT),
        "OBSERVE": or_(_BY_KIND, and_(~_IN, ~_OUT)),
    }[action]


def _with_identity(
    wanted: Select[int, date, datetime], ids: frozenset[str], site: Site
) -> list[int]:
    """Events that came under one of these identities, or have it by what they say.

    What came from elsewhere is looked up; what was entered here has to be hashed, so the rest of
    the question has to narrow it down.
    """
    rows = session.execute(
        select(CapturedEvent.event_id, CapturedEvent.source_id, CapturedEvent.hash).where(
            or_(CapturedEvent.source_id.in_(ids), CapturedEvent.hash.in_(ids))
        )
    ).all()
    found = [row.event_id for row in rows]
    if ids <= {row.source_id for row in rows} | {row.hash for row in rows}:
        return found
    near = session.scalars(wanted.with_only_columns(Event.id).limit(MOST_HASHED + 1)).all()
    if len(near) > MOST_HASHED:
        raise errors.QuestionTooLarge
    records = load(near)
    writer = Writer(site, records)
    return found + [event.id for event in records.events if writer.identity(event) in ids]


def _matched(side: str, goods: Collection[Goods]) -> ColumnElement[bool]:
    named = exists().where(EventFlow.event_id == Event.id, EventFlow.batch_id.in_(_batches(goods)))
    inputs = named.where(EventFlow.direction == Direction.IN)
    outputs = named.where(EventFlow.direction == Direction.OUT)
    return {
        "any": named,
        "objects": and_(~_TRANSFORMS, named),
        "inputs": and_(_TRANSFORMS, inputs),
        "outputs": and_(_TRANSFORMS, outputs),
    }[side]


def _batches(goods: Collection[Goods]) -> Select[int]:
    """The batches of these lots, and all of a GTIN that is named without a lot."""
    ways = []
    for one in goods:
        named = or_(Batch.producer_text == one.text, Batch.code == one.text)
        if one.gtin is None:
            ways.append(Batch.code == one.text)
        elif (product_id := find_id_behind(one.gtin)) is not None:
            mine = Batch.product_id == product_id
            ways.append(mine if one.text is None else and_(mine, named))
    return select(Batch.id).where(or_(*ways) if ways else Batch.id.is_(None))
