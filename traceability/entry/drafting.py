"""From what was typed to a draft: codes looked up, amounts read, every line judged by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.kernel.actor import Actor
from catalog.kernel.errors import DomainError
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind, CustodyModel, Unit, is_stopped
from traceability.batches.service import NewBatch
from traceability.entry import errors, pasting, queries, rules
from traceability.entry.forms import EventForm
from traceability.entry.queries import Lot
from traceability.entry.rules import Refused
from traceability.events import checks
from traceability.events.drafts import Opening
from traceability.events.labels import UNITS
from traceability.events.models import EventFlow
from traceability.events.queries import balances_of, states_of
from traceability.events.rules import Direction, Draft, EventKind, Line, Measured, kept
from traceability.passport.words import number

FIELDS = {
    Direction.IN: "inputs",
    Direction.OUT: "outputs",
    Direction.SEEN: "seen",
    Direction.COUNTED: "counted",
}
NET_UNITS = {"g": (Decimal("0.001"), Unit.KILOGRAM), "ml": (Decimal("0.001"), Unit.LITRE)}


@dataclass
class Reading:
    """A form as understood: the draft, the lots it opens, what was refused beside which field."""

    draft: Draft
    openings: tuple[Opening, ...] = ()
    lots: dict[int, Lot] = field(default_factory=dict)
    refused: dict[str, list[Refused]] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        return any(self.refused.values())


@dataclass(frozen=True)
class Said:
    """A line of the read-back: the lot, what was entered, what is kept, what is left then."""

    way: Direction
    code: str | None
    name: str
    entered: str
    kept: str
    left: str | None


def read(form: EventForm, lot: Lot, kind: EventKind, actor: Actor) -> Reading:
    """The form as a draft. What cannot be read is said beside its field or line."""
    part = rules.part_of(kind)
    reading = Reading(_empty(form, kind, lot.batch.producer_id))
    reading.lots[lot.batch.id] = lot
    lines = [
        *_first(form, lot),
        *_pasted(form.lines.data or "", "lines", part, reading, skip=lot.batch.id),
    ]
    reading.draft = _with(reading.draft, part, tuple(lines))
    if kind in rules.MAKES:
        _read_outputs(form, reading, actor)
    if kind is EventKind.TEST:
        reading.draft = replace(reading.draft, results=_results(form))
    return reading


def _results(form: EventForm) -> tuple[Measured, ...]:
    """What the report says; the photo of it goes beside."""
    needed = (form.analyte, form.value, form.laboratory)
    for one in needed:
        if not (one.data or "").strip():
            form.refuse(errors.ResultIncomplete(), one.name)
    return (
        Measured(
            analyte=form.analyte.data or "",
            value=form.value.data or "",
            laboratory=form.laboratory.data or "",
            unit=form.result_unit.data or None,
            limit=form.limit.data or None,
            is_within_limit={"yes": True, "no": False}.get(form.verdict.data),
            report_number=form.report_number.data or None,
            accreditation=form.accreditation.data or None,
            sampling=form.sampling.data or None,
        ),
    )


def _read_outputs(form: EventForm, reading: Reading, actor: Actor) -> None:
    """The new lot, if one is asked for, and the lots that are there already."""
    into = _pasted(form.out_lines.data or "", "out_lines", Direction.OUT, reading)
    reading.draft = replace(reading.draft, outputs=tuple(into))
    if form.out_goods.data:
        reading.openings = _opening(form, reading.draft, actor)
    elif not into and not reading.refused.get("out_lines"):
        form.refuse(errors.NothingMade(), "out_goods")


def _empty(form: EventForm, kind: EventKind, producer_id: int) -> Draft:
    ended = form.ended_on.data or date.max
    partner = (form.partner.data or "").strip() or None
    return Draft(
        kind,
        producer_id,
        form.started_on.data or ended,
        ended,
        title=form.title.data or None,
        place=form.place.data or None,
        note=form.note.data or None,
        step=form.step.data or None,
        partner=partner,
        partner_id=queries.find_producer(partner) if partner else None,
    )


def _first(form: EventForm, lot: Lot) -> Sequence[Line]:
    """The line of the lot the page was opened from."""
    amount = pasting.read_amount(form.amount.data or "")
    if amount is None:
        form.refuse(errors.AmountUnreadable(), "amount")
        return ()
    return (Line(lot.batch.id, amount, form.unit.data),)


def _pasted(
    text: str, name: str, part: Direction, reading: Reading, skip: int | None = None
) -> list[Line]:
    """The lines of a text field; each that will not do is put down with its reason."""
    found = pasting.read_lines(text)
    lots = queries.list_lots_by_code([one.code for one in found if one.code])
    lines, refused = [], []
    for one in found:
        reason = one.refusal
        lot = lots.get(one.code)
        if reason is None and lot is None:
            reason = errors.NoSuchLot.message
        elif reason is None and lot is not None and lot.batch.id == skip:
            reason = pasting.TWICE
        if reason is None and lot is not None:
            line = Line(lot.batch.id, one.amount, one.unit)
            reason = _problem(reading.draft, part, line, lot.batch)
            lines.append(line)
            reading.lots[lot.batch.id] = lot
        if reason is not None:
            refused.append(Refused(one.number, one.text, str(reason)))
    reading.refused[name] = refused
    return lines


def _problem(draft: Draft, part: Direction, line: Line, batch: Batch) -> str | None:
    """What is wrong with this line taken by itself; under the locks all is checked again."""
    alone = _with(replace(draft, inputs=(), outputs=(), seen=(), counted=()), part, (line,))
    batches = {batch.id: batch}
    try:
        flows = checks.kept_flows(alone, batches)
        books = balances_of(batches.values())
        checks.check_inputs(alone, batches, flows, books, checks.Wrong())
        checks.check_outputs(alone, batches, flows, books)
        checks.check_seen(alone, batches, flows, books)
    except DomainError as error:
        return str(error.message)
    return None


def _with(draft: Draft, part: Direction, lines: tuple[Line, ...]) -> Draft:
    values: dict[str, Any] = {FIELDS[part]: lines}
    return replace(draft, **values)


def _opening(form: EventForm, draft: Draft, actor: Actor) -> tuple[Opening, ...]:
    """The lot that comes out of the event, opened by it."""
    amount = pasting.read_amount(form.out_amount.data or "")
    unit = form.out_unit.data
    found = kept(amount, unit) if amount is not None else None
    if found is None or found[0] <= 0:
        form.refuse(errors.AmountUnreadable(), "out_amount")
        return ()
    model = form.out_custody.data
    new = NewBatch(
        kind=BatchKind.INTERMEDIATE,
        producer_id=draft.producer_id,
        quantity=found[0],
        unit=Unit(found[1]),
        material=(form.out_material.data or "").strip() or None,
        producer_text=(form.out_text.data or "").strip() or None,
        made_on=draft.ended_on,
        custody_model=CustodyModel(model) if model else None,
    )
    if form.out_goods.data != "other":
        new = _of_size(new, form.out_goods.data, actor)
    return (Opening(new, amount or Decimal(0), unit),)


def _of_size(new: NewBatch, chosen: str, actor: Actor) -> NewBatch:
    """The lot as packs of a product's size, with what one pack holds."""
    size = next(one for one in queries.list_sizes(actor) if str(one.id) == chosen)
    factor = NET_UNITS.get(size.net_unit)
    holds = factor is not None and new.unit is Unit.PIECE
    return replace(
        new,
        kind=BatchKind.PACKED,
        product_id=size.product_id,
        material=None,
        unit_name=size.name,
        packed_on=new.made_on,
        piece_amount=size.net_amount * factor[0] if factor and holds else None,
        piece_unit=factor[1] if factor and holds else None,
    )


def read_back(reading: Reading) -> list[Said]:
    """Every line once more, in the unit that is kept, with what will be left."""
    said = []
    for way, line in reading.draft.parts:
        lot = reading.lots[line.batch_id]
        quantity, unit = kept(line.amount, line.unit) or (line.amount, line.unit)
        left = _left(way, lot, quantity, reading.draft.producer_id)
        said.append(
            Said(
                way,
                lot.batch.code,
                lot.name,
                words(line.amount, line.unit),
                words(quantity, unit),
                words(left, unit) if left is not None else None,
            )
        )
    for one in reading.openings:
        quantity, unit = one.new.quantity, one.new.unit
        name = one.new.unit_name or one.new.material or ""
        entered = words(one.amount, one.unit)
        said.append(Said(Direction.OUT, None, name, entered, words(quantity, unit), None))
    return said


def words(amount: Decimal, unit: str) -> str:
    """1.200,5 kg: the way it is written in the language that is being spoken."""
    return f"{number(amount)} {UNITS.get(unit, unit)}"


def as_typed(flow: EventFlow) -> str:
    """The amount of a line as it was entered: 12,5 tạ."""
    if flow.as_entered:
        return flow.as_entered
    amount = f"{flow.quantity.normalize():f}".replace(".", ",")
    return f"{amount} {KEPT_AS.get(flow.unit, flow.unit)}"


KEPT_AS = {"l": "lít", "piece": "cái"}


def _left(way: Direction, lot: Lot, quantity: Decimal, producer_id: int) -> Decimal | None:
    if way is Direction.IN:
        return lot.book.left_for(producer_id) - quantity
    return lot.book.left_for(producer_id) if way is Direction.SEEN else None


def is_usable(batch: Batch) -> bool:
    """Whether anything may still be done with the goods but destroy and count them."""
    return not is_stopped(states_of([batch.id])[batch.id])
