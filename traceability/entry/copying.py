"""What a producer harvests again and again, read off its own last harvests, to be copied."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.areas.models import Area
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind, CustodyModel, Unit
from traceability.batches.service import NewBatch
from traceability.entry import drafting
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
    def area(self) -> Area | None:
        """The one area it came from; of several, how much came from each differs every time."""
        areas = self.event.areas
        return areas[0].area if len(areas) == 1 else None

    @property
    def is_like(self) -> tuple[object, ...]:
        batch = self.flow.batch
        area = self.area
        return batch.product_id, batch.material, self.unit, area.id if area else None


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
