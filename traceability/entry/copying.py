"""What a producer harvests again and again, read off its own last harvests, to be copied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind, CustodyModel, Unit
from traceability.batches.service import NewBatch
from traceability.entry import drafting, rules
from traceability.events.drafts import Opening
from traceability.events.models import Event, EventArea, EventError, EventFlow
from traceability.events.rules import Draft, EventKind, kept

LOOKED_AT = 30
"""Harvests read back for what differs in goods, land or unit."""
SHOWN = 4


@dataclass(frozen=True)
class Habit:
    """One harvest to be copied: everything of it but the quantity and the day."""

    event: Event
    flow: EventFlow

    @property
    def name(self) -> str:
        product = self.flow.batch.product
        return product.name if product else self.flow.batch.material or ""

    @property
    def unit(self) -> str:
        """As it was entered: tạ."""
        return drafting.as_typed(self.flow).partition(" ")[2]

    @property
    def parts(self) -> Sequence[EventArea]:
        """From which areas it came, and how much from each."""
        return [one for one in self.event.areas if one.batch_id == self.flow.batch_id]

    @property
    def is_whole(self) -> bool:
        """Whether all of it came from one area: nothing is shared out then."""
        return len(self.parts) == 1 and self.parts[0].quantity == self.flow.quantity

    @property
    def is_like(self) -> tuple[object, ...]:
        batch = self.flow.batch
        areas = frozenset(one.area_id for one in self.parts)
        return batch.product_id, batch.material, self.unit, areas


def list_habits(actor: Actor) -> list[Habit]:
    """The newest harvest of each kind of goods, land and unit, newest first."""
    query = (
        select(Event)
        .where(
            Event.kind == EventKind.HARVEST,
            Event.producer_id.in_(actor.producer_ids),
            Event.id.not_in(select(EventError.event_id)),
        )
        .options(
            selectinload(Event.flows).options(
                joinedload(EventFlow.batch).joinedload(Batch.product)
            ),
            selectinload(Event.areas).joinedload(EventArea.area),
        )
        .order_by(Event.id.desc())
        .limit(LOOKED_AT)
    )
    found: dict[tuple[object, ...], Habit] = {}
    for event in session.scalars(query):
        if event.flows:
            habit = Habit(event, event.flows[0])
            found.setdefault(habit.is_like, habit)
    return list(found.values())[:SHOWN]


def get_habit(actor: Actor, event_id: int) -> Habit:
    """A harvest of one's own, or NotFound."""
    event = session.scalar(
        select(Event).where(
            Event.id == event_id,
            Event.kind == EventKind.HARVEST,
            Event.producer_id.in_(actor.producer_ids),
        )
    )
    if event is None or not event.flows:
        raise NotFound
    return Habit(event, event.flows[0])


def as_today(habit: Habit, amount: Decimal, unit: str, day: date) -> tuple[Opening, Draft] | None:
    """The same harvest with another quantity and day; None for a unit nobody knows."""
    if (found := kept(amount, unit)) is None:
        return None
    event, batch = habit.event, habit.flow.batch
    new = NewBatch(
        kind=BatchKind.HARVEST,
        producer_id=batch.producer_id,
        quantity=found[0],
        unit=Unit(found[1]),
        product_id=batch.product_id,
        material=batch.material,
        made_on=day,
        custody_model=CustodyModel(batch.custody_model) if batch.custody_model else None,
    )
    draft = Draft(
        EventKind.HARVEST,
        batch.producer_id,
        day,
        day,
        title=event.title,
        place=event.place,
        commune_code=event.commune_code,
    )
    return Opening(new, amount, unit), draft


def areas_of(habit: Habit, new: NewBatch) -> dict[int, Decimal]:
    """How much of the new lot came from which area, shared as in the harvest that is copied."""
    before: dict[int, Decimal] = {}
    for one in habit.parts:
        before[one.area_id] = before.get(one.area_id, Decimal(0)) + one.quantity
    return rules.shared(new.quantity, new.unit, before, habit.flow.quantity)
