"""What the demonstration says of steps: invented yields, goods handed over, how they are kept."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.text import slugify
from catalog.producers.models import Producer
from storefront.demo.days import Days
from storefront.demo.source import DemoBatch, DemoVariant, Step
from traceability.batches.models import Batch
from traceability.batches.rules import CustodyModel, Unit
from traceability.events import overrides
from traceability.events import service as events
from traceability.events.rules import Draft, EventKind, Line
from traceability.events.yields import Cap

ROOM = Decimal("1.2")  # an invented cap lies this far above the invented yield
CAPS_SINCE = 900
PIECE_UNITS = {"g": Unit.KILOGRAM, "ml": Unit.LITRE}


def with_cap(days: Days, known: set[str], step: Step, unit: str, made_unit: str) -> str | None:
    """The step's name in the list of yields, where it is entered once with an invented cap."""
    if not step.yield_:
        return None
    name = slugify(step.title)
    if name not in known:
        known.add(name)
        since = days.ago(CAPS_SINCE)
        cap = Cap(
            step=name,
            name=step.title,
            input_unit=unit,
            output_unit=made_unit,
            most=(step.yield_ * ROOM).quantize(Decimal("0.001")),
            since=since,
            until=None,
            source="Số minh họa, không phải định mức thật",
            is_demo=True,
        )
        overrides.enter_cap(SYSTEM, cap, days.moment(since))
    return name


def hand_over(days: Days, batch: Batch, amount: Decimal, to: Producer | None, on: date) -> None:
    """Goods of one producer go to another: shipped by the first, before the second uses them."""
    if to is None or batch.producer_id == to.id:
        return
    sender = Actor(name=batch.producer.name, producer_ids=frozenset({batch.producer_id}))
    draft = Draft(
        EventKind.SHIP,
        batch.producer_id,
        on,
        on,
        seen=(Line(batch.id, amount, batch.unit),),
        title="Giao nguyên liệu",
        partner=to.name,
        partner_id=to.id,
        is_demo=True,
    )
    events.record_event(sender, draft, days.moment(on))


def custody_of(batch: DemoBatch) -> CustodyModel | None:
    """Kept apart from field to pack where the areas are known; of one area, its very own."""
    if not batch.areas:
        return None
    one = len(batch.areas) == 1
    return CustodyModel.IDENTITY_PRESERVED if one else CustodyModel.SEGREGATED


def piece_of(variants: Sequence[DemoVariant]) -> dict[str, Any]:
    """What one pack holds, where all packs are alike."""
    if len(variants) != 1 or variants[0].net[1] not in PIECE_UNITS:
        return {}
    amount, unit = variants[0].net
    return {"piece_amount": amount / 1000, "piece_unit": PIECE_UNITS[unit]}
