"""Builders of traceability: each returns a saved, valid object; a test names what it is about."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import transaction
from catalog.products.models import Product
from tests.factories.catalog import TODAY, make_commune, make_producer, make_product, save
from traceability.areas.models import Area, AreaEntry, AreaStatus
from traceability.batches import rules as batch_rules
from traceability.batches.models import Batch
from traceability.batches.rules import RecallState
from traceability.events import service as events
from traceability.events.models import Event
from traceability.events.rules import AreaLine, Draft, EventKind, Evidence, Line, Measured
from traceability.recalls import service as recalls
from traceability.recalls.service import NewNotice

_number = count(1)


def make_area(code: str = "", *, since: date = TODAY - timedelta(days=700), **values: Any) -> Area:
    """An export code granted long ago; give `statuses=[("suspended", day)]` for more history."""
    code = code or f"VN-CTOR-{next(_number):04}"
    history = [("granted", since), *values.pop("statuses", [])]
    values = {"scheme": "export", "name": "Vườn cây minh họa", "crop": "lúa", **values}
    if "commune_code" not in values:
        values["commune_code"] = make_commune().code
    area = save(Area(code=code, slug=code.lower(), **values))
    said = {part: getattr(area, part) for part in ("name", "crop", "hectares", "commune_code")}
    save(
        AreaEntry(
            area_id=area.id,
            since=since,
            entered_by="Cán bộ Lan",
            recorded_at=clock.noon_of(since),
            **said,
        )
    )
    for status, day in history:
        save(
            AreaStatus(
                area_id=area.id,
                status=status,
                since=day,
                evidence="document",
                entered_by="Cán bộ Lan",
                recorded_at=clock.noon_of(day),
            )
        )
    return area


def make_batch(product: Product | None = None, **values: Any) -> Batch:
    """A packed batch of 200 pieces, released ten days ago; `kind="harvest"` for kilograms."""
    kind = values.get("kind", "packed")
    if kind == "packed" and "product_id" not in values:
        values["product_id"] = (product := product or make_product()).id
        values.setdefault("producer_id", product.producer_id)
    elif "producer_id" not in values:
        values["producer_id"] = make_producer().id
    made = values.get("packed_on") or values.get("made_on") or TODAY - timedelta(days=12)
    given = {
        "code": batch_rules.new_code("Gạo thơm", made),
        "kind": kind,
        "quantity": Decimal(200),
        "unit": "piece" if kind == "packed" else "kg",
        "unit_name": "túi 5 kg" if kind == "packed" else None,
        "material": None if kind == "packed" else "lúa tươi",
        "made_on": made,
        "packed_on": made if kind == "packed" else None,
        "best_before": made + timedelta(days=365) if kind == "packed" else None,
        "released_at": clock.noon_of(TODAY - timedelta(days=10)) if kind == "packed" else None,
        "created_at": clock.noon_of(made),
        **values,
    }
    return save(Batch(**given))


def draft(kind: EventKind, producer_id: int, day: date, **values: Any) -> Draft:
    """An event on that day; name its inputs, outputs, seen and areas as pairs (thing, "12 tạ")."""
    for part in ("inputs", "outputs", "seen", "counted"):
        values[part] = tuple(
            Line(batch.id, *_entered(amount)) for batch, amount in values.get(part, ())
        )
    values["areas"] = tuple(
        AreaLine(batch.id, area.id, *_entered(amount))
        for batch, area, amount in values.get("areas", ())
    )
    values = {"started_on": day, "ended_on": day, **values}
    return Draft(kind=kind, producer_id=producer_id, **values)


def record(given: Draft, actor: Actor = SYSTEM, now: datetime | None = None) -> Event:
    """The event, recorded the day after it ended unless `now` is given."""
    now = now or clock.noon_of(min(given.ended_on + timedelta(days=1), TODAY))
    with transaction():
        return events.record_event(actor, given, now)


def make_history(product: Product | None = None, **values: Any) -> Batch:
    """A packed batch with its whole way: two areas, harvest, drying, packing, a test."""
    product = product or make_product()
    producer_id = product.producer_id
    assert producer_id
    picked, dried = TODAY - timedelta(days=30), TODAY - timedelta(days=20)
    first, second = make_area(), make_area()
    harvest = make_batch(
        kind="harvest", producer_id=producer_id, quantity=Decimal(640), made_on=picked
    )
    roasted = make_batch(
        kind="intermediate", producer_id=producer_id, quantity=Decimal(118), made_on=dried
    )
    batch = make_batch(product, quantity=Decimal(236), **values)
    packed = batch.packed_on or TODAY
    areas = ((harvest, first, "370 kg"), (harvest, second, "270 kg"))
    for given in (
        draft(EventKind.HARVEST, producer_id, picked, outputs=[(harvest, "6.4 tạ")], areas=areas),
        draft(
            EventKind.PROCESS,
            producer_id,
            dried,
            title="Phơi và rang",
            place="Xưởng minh họa",
            inputs=[(harvest, "640 kg")],
            outputs=[(roasted, "118 kg")],
        ),
        draft(
            EventKind.PACK,
            producer_id,
            packed,
            inputs=[(roasted, "118 kg")],
            outputs=[(batch, "236 gói")],
            evidence=Evidence.COUNTERSIGNED,
            confirmed_by="Cán bộ Lan",
        ),
        draft(
            EventKind.TEST,
            producer_id,
            packed + timedelta(days=2),
            seen=[(batch, "1 gói")],
            evidence=Evidence.LABORATORY,
            confirmed_by="Phòng thử nghiệm minh họa",
            results=(
                Measured(
                    "Ochratoxin A",
                    "1,2",
                    "Phòng thử nghiệm minh họa",
                    unit="µg/kg",
                    limit="5",
                    is_within_limit=True,
                    standard="QCVN 8-1:2011/BYT",
                    report_number="MH-118",
                    accreditation="VILAS 000 (minh họa)",
                    sampling="3 gói lấy ngẫu nhiên",
                ),
            ),
        ),
    ):
        record(given)
    return batch


def stop(batch: Batch, state: RecallState = RecallState.RECALLED, **values: Any) -> Batch:
    """The batch after an operator stopped it ten days ago."""
    given = {
        "since": TODAY - timedelta(days=10),
        "reason": "Nghi nhiễm nấm mốc",
        "what_to_do": "Không dùng. Trả lại nơi bán để nhận lại tiền.",
        "contact": "HTX minh họa, 0900 000 000",
        **values,
    }
    with transaction():
        recalls.set_state(SYSTEM, batch.id, NewNotice(state, **given), clock.noon_of(TODAY))
    return batch


def _entered(text: str) -> tuple[Decimal, str]:
    amount, _, unit = text.partition(" ")
    return Decimal(amount), unit
