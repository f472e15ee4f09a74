"""What an event is refused for, checked against the batches as they stand under the lock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict

from sqlalchemy import select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.areas.queries import find_foreign_code
from traceability.batches.models import Batch
from traceability.batches.rules import EARLIEST, MOST, BatchKind, is_past, is_stopped
from traceability.events import errors, queries, rules
from traceability.events.rules import AreaLine, Direction, Draft, EventKind, Evidence
from traceability.events.stock import Balance, Movement


class KeptFlow(TypedDict):
    """A line in the unit quantities are kept in."""

    direction: Direction
    quantity: Decimal
    unit: str
    as_entered: str | None
    difference: Decimal | None


@dataclass(frozen=True)
class Wrong:
    """The batches of an event that is being put right."""

    inputs: frozenset[int] = frozenset()
    outputs: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()

    @property
    def all(self) -> frozenset[int]:
        return self.inputs | self.outputs | self.others


def check_shape(draft: Draft, writer: str, today: date) -> None:
    """Refuse what is wrong without looking at any batch."""
    if draft.ended_on < draft.started_on:
        raise errors.EndsBeforeItBegins
    check_days(draft.started_on, draft.ended_on, today)
    ways = [way for way, _ in draft.parts]
    if rules.missing_parts(draft.kind, ways):
        raise errors.PartMissing
    if rules.parts_too_many(draft.kind, ways):
        raise errors.PartNotAllowed
    named = [line.batch_id for _, line in draft.parts]
    if len(named) != len(set(named)):
        raise errors.SameBatchTwice
    if draft.evidence is not Evidence.SELF and draft.confirmed_by in (None, "", writer):
        raise errors.WitnessMissing


def check_days(started_on: date, ended_on: date, today: date) -> None:
    """Refuse days that have not come yet, or that nobody can mean."""
    if ended_on > today:
        raise errors.InTheFuture
    if ended_on < EARLIEST:
        raise errors.TooLongAgo
    if started_on < EARLIEST:
        raise errors.BeganTooLongAgo


def kept_flows(draft: Draft, batches: dict[int, Batch]) -> list[KeptFlow]:
    """Every line in kept units, in the order of the draft; or the refusal of a wrong one."""
    return [_kept_flow(way, line, batches) for way, line in draft.parts]


def kept_areas(
    draft: Draft, flows: list[KeptFlow]
) -> Iterator[tuple[AreaLine, tuple[Decimal, str]]]:
    """The area lines in kept units, none of them for more than the batch holds."""
    made = {
        line.batch_id: flow
        for (way, line), flow in zip(draft.parts, flows, strict=True)
        if way is Direction.OUT
    }
    if draft.areas and draft.kind not in rules.FROM_AREAS:
        raise errors.AreaNotHarvested
    if draft.areas and draft.kind is rules.EventKind.HARVEST:
        _check_own_areas(draft)
    left = {batch_id: flow["quantity"] for batch_id, flow in made.items()}
    for line in draft.areas:
        kept = _kept(line.amount, line.unit)
        if line.batch_id not in made or kept[1] != made[line.batch_id]["unit"]:
            raise errors.AreaNotHarvested
        left[line.batch_id] -= kept[0]
        if left[line.batch_id] < 0:
            raise errors.AreasTooLarge(code_of(line.batch_id))
        yield line, kept


def _check_own_areas(draft: Draft) -> None:
    """Refuse a harvest on the area of somebody else; goods from there are bought and received."""
    areas = {line.area_id for line in draft.areas}
    foreign = find_foreign_code(areas, draft.producer_id)
    if foreign is not None:
        raise errors.AreaOfAnother(foreign)


Books = dict[int, Balance]
"""By batch id, without the event that is being put right."""


def check_inputs(
    draft: Draft, batches: dict[int, Batch], flows: list[KeptFlow], books: Books, wrong: Wrong
) -> None:
    """Refuse inputs that are stopped, too old, not released, used up, or made later than this."""
    inputs = [line.batch_id for line in draft.inputs]
    states = queries.states_of(inputs)
    # Goods that were stopped meanwhile: the record of what was done with them may still be mended.
    known = wrong.inputs if {line.batch_id for line in draft.outputs} <= wrong.outputs else ()
    for (way, line), flow in zip(draft.parts, flows, strict=True):
        if way is not Direction.IN:
            continue
        batch = batches[line.batch_id]
        if batch.id not in known:
            check_usable(draft, batch, states[batch.id])
        left = books[batch.id].room(draft.producer_id, draft.ended_on)
        if batch.producer_id != draft.producer_id and left <= 0:
            raise errors.InputOfAnother(batch.code)
        if flow["quantity"] > left:
            raise errors.Overdrawn(batch.code, left=_words(left, batch.unit))
        for made in books[batch.id].movements:
            if made.way is Direction.OUT and _is_later(made, draft):
                raise errors.InputNotMadeYet(batch.code)


def _is_later(made: Movement, draft: Draft) -> bool:
    return made.day > draft.ended_on or (made.started or made.day) > draft.started_on


def check_usable(draft: Draft, batch: Batch, state: str) -> None:
    """Refuse goods that nothing may be done with any more but destroy them."""
    if draft.kind in rules.USES_UP_ANYTHING:
        return
    if is_stopped(state):
        raise errors.InputStopped(batch.code)
    if is_past(batch.best_before, draft.started_on):
        raise errors.InputPastBestBefore(batch.code)
    if batch.kind == BatchKind.PACKED and batch.released_at is None:
        raise errors.InputNotReleased(batch.code)


def check_seen(
    draft: Draft, batches: dict[int, Batch], flows: list[KeptFlow], books: Books
) -> None:
    """Refuse to look at, count or send away what is somebody else's, or more than there is."""
    shipped = [line.batch_id for line in draft.seen] if draft.kind is EventKind.SHIP else []
    states = queries.states_of(shipped)
    for (way, line), flow in zip(draft.parts, flows, strict=True):
        if way not in (Direction.SEEN, Direction.COUNTED):
            continue
        batch, book = batches[line.batch_id], books[line.batch_id]
        if batch.producer_id != draft.producer_id and book.left_for(draft.producer_id) <= 0:
            raise errors.SeenOfAnother(batch.code)
        if draft.kind is EventKind.SHIP:
            check_usable(draft, batch, states[batch.id])
            left = book.left_for(draft.producer_id)
            if draft.partner_id is not None and flow["quantity"] > left:
                raise errors.Overdrawn(batch.code, left=_words(left, batch.unit))
        if way is Direction.COUNTED:
            flow["difference"] = _difference(draft, batch, book, flow["quantity"])


def _difference(draft: Draft, batch: Batch, book: Balance, found: Decimal) -> Decimal:
    """What was counted less what the book says; refused when both cannot be true."""
    if found > (most := book.unused_on(draft.ended_on)):
        raise errors.CountedTooMuch(batch.code, left=_words(most, batch.unit))
    if found < (used := book.taken_since(draft.ended_on)):
        raise errors.CountedTooLittle(batch.code, used=_words(used, batch.unit))
    return found - book.book_on(draft.ended_on)


def check_outputs(
    draft: Draft, batches: dict[int, Batch], flows: list[KeptFlow], books: Books
) -> None:
    """Refuse outputs of somebody else, made twice, used earlier, or eaten by themselves."""
    before = set(queries.list_ancestor_ids([line.batch_id for line in draft.inputs]))
    for (way, line), flow in zip(draft.parts, flows, strict=True):
        if way is not Direction.OUT:
            continue
        batch = batches[line.batch_id]
        if batch.producer_id != draft.producer_id:
            raise errors.OutputOfAnother(batch.code)
        if batch.id in before:
            raise errors.GoesInACircle(batch.code)
        if books[batch.id].made + flow["quantity"] > batch.quantity:
            raise errors.MadeTooMuch(
                batch.code, whole=f"{batch.quantity.normalize():f} {batch.unit}"
            )
        users = (one for one in books[batch.id].movements if one.way is Direction.IN)
        if any(one.day < draft.ended_on for one in users):
            raise errors.OutputUsedBefore(batch.code)


def code_of(batch_id: int) -> str:
    return session.scalars(select(Batch.code).where(Batch.id == batch_id)).one()


def _kept_flow(way: Direction, line: rules.Line, batches: dict[int, Batch]) -> KeptFlow:
    if line.batch_id not in batches:
        raise NotFound
    least = Decimal(0) if way is Direction.COUNTED else rules.GRAM
    quantity, unit = _kept(line.amount, line.unit, least=least)
    batch = batches[line.batch_id]
    if unit != batch.unit:
        raise errors.UnitMismatch(batch.code, unit=batch.unit)
    entered = (
        None
        if line.unit == unit
        else f"{line.amount.normalize():f}".replace(".", ",") + f" {line.unit}"
    )
    return KeptFlow(
        direction=way, quantity=quantity, unit=unit, as_entered=entered, difference=None
    )


def _kept(amount: Decimal, unit: str, *, least: Decimal = rules.GRAM) -> tuple[Decimal, str]:
    if unit not in rules.UNITS:
        raise errors.UnitUnknown
    if not amount.is_finite() or abs(amount) > MOST:
        raise errors.QuantityTooLarge
    kept = rules.kept(amount, unit)
    if kept is None or kept[0] < least:
        raise errors.QuantityTooSmall
    if kept[0] > MOST:
        raise errors.QuantityTooLarge
    return kept


def _words(amount: Decimal, unit: str) -> str:
    return f"{max(amount, Decimal(0)).normalize():f} {unit}"
