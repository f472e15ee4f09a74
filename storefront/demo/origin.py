"""Areas, batches and what happened to them, entered as a producer would: by the services."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from catalog.kernel import codes
from catalog.kernel.actor import Actor
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.demo import steps
from storefront.demo.days import Days
from storefront.demo.source import (
    DemoBatch,
    DemoProduct,
    DemoTest,
    Harvest,
    Step,
    Stop,
)
from traceability.batches import rules as batch_rules
from traceability.batches import service as batches
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind, RecallState, Unit
from traceability.batches.service import NewBatch
from traceability.events import service as events
from traceability.events.rules import AreaLine, Draft, EventKind, Evidence, Line, Measured
from traceability.recalls import service as recalls
from traceability.recalls.rules import PERMISSION
from traceability.recalls.service import NewNotice

OFFICER = "Cán bộ minh họa Lan"
LABORATORY = "Phòng thử nghiệm minh họa C"
GRAM = Decimal("0.001")
LAGS = (0, 1, 0, 2, 0, 1, 3)  # how many days after the act it was written down


@dataclass
class Makings:
    """What is known so far: areas by code, unfinished goods by product/batch/step."""

    days: Days
    areas: dict[str, int] = field(default_factory=dict)
    unfinished: dict[str, Batch] = field(default_factory=dict)
    steps: set[str] = field(default_factory=set)
    to_stop: list[tuple["Run", Batch, Stop, RecallState]] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """One batch in the making."""

    makings: Makings
    actor: Actor
    product: Product
    given: DemoProduct
    batch: DemoBatch
    packed_on: date

    @property
    def key(self) -> str:
        return f"{self.given.slug}/{self.batch.text}"

    @property
    def producer_id(self) -> int:
        return self.product.producer_id or 0

    def before(self, days: int) -> date:
        return self.packed_on - timedelta(days=days)


def make_batch(
    makings: Makings, actor: Actor, product: Product, given: DemoProduct, batch: DemoBatch
) -> Batch:
    """A batch from the field to the pack, with its test and what is to be said of it later."""
    run = Run(makings, actor, product, given, batch, makings.days.ago(batch.packed))
    source = _beginning(run)
    for number, step in enumerate(given.making.process, start=1):
        source = _process(run, step, number, source)
    packed = _pack(run, source)
    _look_at(run, packed, source)
    if batch.released:
        on = min(run.packed_on + timedelta(days=1), makings.days.today)
        batches.release(actor, packed.id, makings.days.moment(on))
    for stop, state in (
        (batch.quarantined, RecallState.QUARANTINED),
        (batch.recalled, RecallState.RECALLED),
    ):
        if stop:
            makings.to_stop.append((run, packed, stop, state))
    return packed


def body_of(key: str) -> str:
    """Five signs that are the same for a batch whenever the demonstration is loaded."""
    digest = hashlib.sha256(key.encode()).digest()
    return "".join(codes.ALPHABET[byte % len(codes.ALPHABET)] for byte in digest[:5])


def _beginning(run: Run) -> Batch | None:
    making = run.given.making
    if making.harvest:
        return _harvest(run, making.harvest)
    if making.bought is None:
        return None
    if making.bought.batch:
        bought = run.makings.unfinished[making.bought.batch]
        on = _start(run.before(making.process[0].before), making.process[0].days)
        steps.hand_over(run.makings.days, bought, making.bought.quantity, run.product.producer, on)
        return bought
    first = making.process[0]
    day = _start(run.before(first.before), first.days)
    bought = _open(run, BatchKind.INTERMEDIATE, making.bought.of, making.bought.quantity, "kg", day)
    whole = (Line(bought.id, bought.quantity, bought.unit),)
    draft = Draft(
        EventKind.RECEIVE, run.producer_id, day, day, outputs=whole, title="Nhập nguyên liệu"
    )
    _record(run, draft)
    return bought


def _harvest(run: Run, harvest: Harvest) -> Batch:
    ended = run.before(harvest.before)
    amount = sum(run.batch.areas.values(), Decimal(0)) or Decimal(run.batch.units)
    made = _open(run, BatchKind.HARVEST, harvest.of, amount, harvest.unit, ended)
    from_areas = tuple(
        AreaLine(made.id, run.makings.areas[code], part, harvest.unit)
        for code, part in run.batch.areas.items()
    )
    seen_by_officer = any(code.startswith("VN-") for code in run.batch.areas)
    draft = Draft(
        EventKind.HARVEST,
        run.producer_id,
        _start(ended, harvest.days),
        ended,
        outputs=(Line(made.id, amount, harvest.unit),),
        areas=from_areas,
        title=harvest.title,
        evidence=Evidence.DOCUMENT if seen_by_officer else Evidence.SELF,
        confirmed_by=OFFICER if seen_by_officer else None,
    )
    _record(run, draft)
    return made


def _process(run: Run, step: Step, number: int, source: Batch | None) -> Batch:
    ended = run.before(step.before)
    bought = run.given.making.bought
    taken = bought.quantity if bought and number == 1 else source.quantity if source else None
    if source is None or taken is None:
        raise ValueError(f"{run.key}: nothing to process")
    amount = taken * step.yield_ if step.yield_ else _packed_amount(run, step.unit)
    made = _open(run, BatchKind.INTERMEDIATE, step.of, amount, step.unit, ended)
    draft = Draft(
        EventKind.PROCESS,
        run.producer_id,
        _start(ended, step.days),
        ended,
        inputs=(Line(source.id, taken, source.unit),),
        outputs=(Line(made.id, made.quantity, made.unit),),
        title=step.title,
        place=step.place,
        step=steps.with_cap(run.makings.days, run.makings.steps, step, source.unit, made.unit),
    )
    _record(run, draft)
    run.makings.unfinished[f"{run.key}/{number}"] = made
    return made


def _pack(run: Run, source: Batch | None) -> Batch:
    variants = run.given.variants
    word = variants[0].name.split()[0]
    packed = batches.open_batch(
        run.actor,
        NewBatch(
            kind=BatchKind.PACKED,
            producer_id=run.producer_id,
            product_id=run.product.id,
            quantity=Decimal(run.batch.units),
            unit=Unit.PIECE,
            unit_name=variants[0].name if len(variants) == 1 else word,
            producer_text=run.batch.text,
            made_on=source.made_on if source else run.packed_on,
            packed_on=run.packed_on,
            code=batch_rules.public_code(run.product.name, run.packed_on, body_of(run.key)),
            is_demo=True,
            custody_model=steps.custody_of(run.batch),
            **steps.piece_of(variants),
        ),
        run.makings.days.moment(run.packed_on),
    )
    if source:
        taken = min(_packed_amount(run, source.unit), source.quantity)
        draft = Draft(
            EventKind.PACK,
            run.producer_id,
            run.packed_on,
            run.packed_on,
            inputs=(Line(source.id, taken, source.unit),),
            outputs=(Line(packed.id, packed.quantity, packed.unit),),
            title=run.given.making.pack,
        )
        _record(run, draft)
    return packed


def _look_at(run: Run, packed: Batch, source: Batch | None) -> None:
    """The test of the batch; of a service, the check of what it is done with."""
    batch, making = run.batch, run.given.making
    if source is None:
        _record(run, _checked(run, packed))
    elif making.test:
        on = min(run.packed_on + timedelta(days=2), run.makings.days.today)
        _record(run, _tested(run, packed, making.test, "Kiểm nghiệm", on))
    if batch.retest and batch.recalled:
        on = run.makings.days.ago(batch.recalled.ago)
        _record(run, _tested(run, packed, batch.retest, "Kiểm nghiệm lại", on))


def _checked(run: Run, packed: Batch) -> Draft:
    return Draft(
        EventKind.INSPECT,
        run.producer_id,
        run.packed_on,
        run.packed_on,
        seen=(Line(packed.id, Decimal(1), packed.unit),),
        title="Kiểm tra áo phao, xuồng và bếp",
        evidence=Evidence.COUNTERSIGNED,
        confirmed_by=OFFICER,
    )


def _tested(run: Run, packed: Batch, test: DemoTest, title: str, on: date) -> Draft:
    result = Measured(
        analyte=test.analyte,
        value=test.value,
        laboratory=LABORATORY,
        unit=test.unit or None,
        limit=test.limit or None,
        is_within_limit=not test.fails,
        standard=test.standard,
        report_number=f"KN-{body_of(run.key + title)} (minh họa)",
        sampled_on=max(on - timedelta(days=3), run.packed_on),
        accreditation="VILAS 000 (minh họa)",
        sampling="3 gói lấy ngẫu nhiên từ lô này",
    )
    return Draft(
        EventKind.TEST,
        run.producer_id,
        on,
        on,
        seen=(Line(packed.id, Decimal(1), packed.unit),),
        results=(result,),
        title=title,
        evidence=Evidence.LABORATORY,
        confirmed_by=LABORATORY,
    )


def stop_batches(makings: Makings) -> None:
    """Say what was found wrong later, when some of it had been sold."""
    for run, packed, stop, state in makings.to_stop:
        _stop(run, packed, stop, state)


def _stop(run: Run, packed: Batch, stop: Stop, state: RecallState) -> None:
    operator = Actor(name="Điều hành minh họa", permissions=frozenset(PERMISSION.values()))
    since = run.makings.days.ago(stop.ago)
    notice = NewNotice(
        state=state,
        since=since,
        reason=stop.reason,
        what_to_do=stop.what or "Tạm chưa dùng. Chờ thông báo của cơ sở.",
        contact=run.product.producer.phone if run.product.producer else None,
        document=stop.document,
    )
    recalls.set_state(operator, packed.id, notice, run.makings.days.moment(since))


def _open(run: Run, kind: BatchKind, of: str, amount: Decimal, unit: str, day: date) -> Batch:
    key = f"{run.key}/{of}"
    given = NewBatch(
        kind=kind,
        producer_id=run.producer_id,
        quantity=amount.quantize(GRAM),
        unit=Unit(unit),
        material=of[:1].upper() + of[1:],
        made_on=day,
        code=batch_rules.public_code(of, day, body_of(key)),
        is_demo=True,
    )
    return batches.open_batch(run.actor, given, run.makings.days.moment(day))


def _record(run: Run, draft: Draft) -> None:
    """Enter an event as one of the producer's people would, some of them days late."""
    days = run.makings.days
    producer = run.product.producer
    known = replace(
        draft,
        place=draft.place or _yard(producer),
        commune_code=producer.commune_code if producer else None,
        confirmed_on=draft.ended_on if draft.confirmed_by else None,
        is_demo=True,
    )
    lag = LAGS[(draft.ended_on.toordinal() + len(draft.title or "")) % len(LAGS)]
    written = min(draft.ended_on + timedelta(days=lag), days.today)
    if draft.kind is EventKind.HARVEST and written > draft.ended_on:  # it waited on the phone
        known = replace(known, acted_at=days.moment(draft.ended_on))
    events.record_event(run.actor, known, days.moment(written))


def _yard(producer: Producer | None) -> str | None:
    """Where a producer works: the address without its commune, which is named beside it."""
    return producer.address.partition(",")[0] if producer and producer.address else None


def _packed_amount(run: Run, unit: str) -> Decimal:
    """How much of `unit` the packs hold; of several sizes, the middle one."""
    if unit == Unit.PIECE:
        return Decimal(run.batch.units)
    nets = [one.net[0] for one in run.given.variants]
    return (run.batch.units * sum(nets, Decimal(0)) / len(nets) / 1000).quantize(GRAM)


def _start(ended: date, days: int) -> date:
    return ended - timedelta(days=max(days - 1, 0))
