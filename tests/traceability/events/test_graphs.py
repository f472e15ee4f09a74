"""Random splits, merges and transformations, against an oracle that moves every gram by hand.

The oracle keeps what each lot really holds, area by area, and draws the mixture of each event at
random. It knows nothing of edges, closures, allotments or ranges.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import session, transaction
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import make_area, make_batch
from traceability.batches.models import Batch
from traceability.events import errors, queries, service
from traceability.events.models import Edge, EventFlow
from traceability.events.origin import shares_of
from traceability.events.rules import AreaLine, Direction, Draft, EventKind, Line
from traceability.events.stock import Balance
from traceability.events.tracing import Way, trace

DAY = TODAY - timedelta(days=9)
GRAM = Decimal("0.001")
ENOUGH = Decimal(1_000_000)
AREAS = 3


@dataclass
class Lot:
    """What a lot really holds: grams of each area, and which lots ever flowed into it."""

    id: int
    grams: dict[int, Fraction]
    parents: set[int] = field(default_factory=set)

    @property
    def total(self) -> Fraction:
        return sum(self.grams.values(), Fraction(0))


class World:
    """The records of the product and the truth of the oracle, side by side."""

    def __init__(self) -> None:
        self.producer_id = make_producer().id
        self.areas = [make_area().id for _ in range(AREAS)]
        self.lots: list[Lot] = []
        self.born: dict[int, dict[int, Fraction]] = {}

    def new_lot(self) -> Batch:
        return make_batch(kind="intermediate", producer_id=self.producer_id, quantity=ENOUGH)

    def harvest(self, parts: list[int]) -> None:
        batch = self.new_lot()
        given = {area: grams for area, grams in zip(self.areas, parts, strict=True) if grams}
        total = sum(given.values())
        self.record(
            Draft(
                EventKind.HARVEST,
                self.producer_id,
                DAY,
                DAY,
                outputs=(Line(batch.id, total * GRAM, "kg"),),
                areas=tuple(
                    AreaLine(batch.id, area, grams * GRAM, "kg") for area, grams in given.items()
                ),
            )
        )
        lot = Lot(batch.id, {area: Fraction(grams) for area, grams in given.items()})
        self.lots.append(lot)
        self.born[lot.id] = dict(lot.grams)

    def transform(self, data: st.DataObject) -> None:
        """Take something of some lots, lose some of it, and give the rest to new lots."""
        sources = [lot for lot in self.lots if lot.total >= 2]
        if not sources:
            return
        chosen = data.draw(
            st.lists(st.sampled_from(sources), min_size=1, max_size=3, unique_by=lambda one: one.id)
        )
        taken = {
            lot.id: data.draw(st.one_of(st.just(int(lot.total)), st.integers(1, int(lot.total))))
            for lot in chosen
        }
        kept = data.draw(st.integers(1, sum(taken.values())))
        outputs = split(kept, data.draw(st.integers(1, min(3, kept))), data)
        numbers = self.targets(chosen, len(outputs), data)
        kind = EventKind.AGGREGATE if kept == sum(taken.values()) else EventKind.PROCESS
        self.record(
            Draft(
                kind,
                self.producer_id,
                DAY,
                DAY,
                inputs=tuple(Line(number, grams * GRAM, "kg") for number, grams in taken.items()),
                outputs=tuple(
                    Line(number, grams * GRAM, "kg")
                    for number, grams in zip(numbers, outputs, strict=True)
                ),
            )
        )
        mixture: dict[int, Fraction] = {}
        for lot in chosen:
            add(mixture, draw(lot.grams, Fraction(taken[lot.id]), data))
        # Drying takes the same share of everything; what comes out is portioned at random.
        shrunk = Fraction(kept, sum(taken.values()))
        mixture = {area: grams * shrunk for area, grams in mixture.items()}
        for number, grams in zip(numbers, outputs, strict=True):
            part = draw(mixture, Fraction(grams), data)
            lot = next((one for one in self.lots if one.id == number), None)
            if lot is None:
                self.lots.append(lot := Lot(number, {}))
            lot.parents |= {one.id for one in chosen}
            add(lot.grams, part)
            add(self.born.setdefault(number, {}), part)

    def targets(self, chosen: list[Lot], count: int, data: st.DataObject) -> list[int]:
        """New lots, or lots that hold something already and are not on the way of the inputs."""
        before = {number for lot in chosen for number in self.ancestors(lot.id)}
        free = [lot.id for lot in self.lots if lot.id not in before]
        old = (
            data.draw(st.lists(st.sampled_from(free), max_size=count, unique=True)) if free else []
        )
        return [*old, *(self.new_lot().id for _ in range(count - len(old)))]

    def record(self, draft: Draft) -> None:
        with transaction():
            service.record_event(SYSTEM, draft, clock.noon_of(TODAY))

    def ancestors(self, number: int) -> set[int]:
        lot = next(one for one in self.lots if one.id == number)
        found = {number}
        for parent in lot.parents:
            found |= self.ancestors(parent)
        return found


def split(total: int, parts: int, data: st.DataObject) -> list[int]:
    """Whole grams that add up, none of them nothing."""
    cuts = data.draw(
        st.lists(st.integers(1, total - 1), min_size=parts - 1, max_size=parts - 1, unique=True)
        if parts > 1
        else st.just([])
    )
    edges = [0, *sorted(cuts), total]
    return [after - before for before, after in zip(edges, edges[1:], strict=False)]


def draw(grams: dict[int, Fraction], wanted: Fraction, data: st.DataObject) -> dict[int, Fraction]:
    """Take this much out of a heap whose areas nobody sees: any mixture may come."""
    taken: dict[int, Fraction] = {}
    order = data.draw(st.permutations(sorted(grams)))
    rest = wanted
    for place, area in enumerate(order):
        behind = sum((grams[other] for other in order[place + 1 :]), Fraction(0))
        least, most = max(Fraction(0), rest - behind), min(grams[area], rest)
        share = Fraction(data.draw(st.integers(0, 4)), 4)
        taken[area] = least + (most - least) * share
        rest -= taken[area]
    for area, amount in taken.items():
        grams[area] -= amount
    return {area: amount for area, amount in taken.items() if amount}


def add(heap: dict[int, Fraction], more: dict[int, Fraction]) -> None:
    for area, amount in more.items():
        heap[area] = heap.get(area, Fraction(0)) + amount


@contextmanager
def undone() -> Iterator[None]:
    """Each example begins with the database as it was."""
    outer = session.bind.begin_nested()
    try:
        yield
    finally:
        session.remove()
        outer.rollback()


grams_by_area = st.lists(st.integers(0, 9_000), min_size=AREAS, max_size=AREAS).filter(any)
EXAMPLES = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@EXAMPLES
@given(data=st.data(), harvests=st.lists(grams_by_area, min_size=1, max_size=4))
def test_the_records_agree_with_the_truth(
    db: object, data: st.DataObject, harvests: list[list[int]]
) -> None:
    with undone():
        world = World()
        for parts in harvests:
            world.harvest(parts)
        for _ in range(data.draw(st.integers(1, 6))):
            world.transform(data)
        closures_agree(world)
        mass_is_kept(world)
        shares_hold_the_truth(world)
        nothing_is_overdrawn(world, data)


def closures_agree(world: World) -> None:
    before = {lot.id: world.ancestors(lot.id) for lot in world.lots}
    for lot in world.lots:
        after = {number for number, ids in before.items() if lot.id in ids}
        assert set(queries.list_ancestor_ids([lot.id])) == before[lot.id]
        assert set(queries.list_descendant_ids([lot.id])) == after
        for way, wanted in ((Way.BACKWARD, before[lot.id]), (Way.FORWARD, after)):
            found = trace(lot.id, way)
            assert set(found.nodes) == wanted
            assert {line.node.id for line in found.lines()} == wanted
    assert queries.lineages(list(before)) == before


def mass_is_kept(world: World) -> None:
    """What went in lies on the edges to the gram; what is left is what the oracle still has."""
    flows = session.execute(
        select(EventFlow.event_id, func.sum(EventFlow.quantity))
        .where(EventFlow.direction == Direction.IN)
        .group_by(EventFlow.event_id)
    ).all()
    edges = dict(
        session.execute(
            select(Edge.event_id, func.sum(Edge.quantity)).group_by(Edge.event_id)
        ).all()
    )
    assert {row[0]: row[1] for row in flows} == edges
    books = queries.balances([lot.id for lot in world.lots])
    for lot in world.lots:
        assert Fraction(books[lot.id].left) * 1000 == lot.total


def shares_hold_the_truth(world: World) -> None:
    quantities = {lot.id: ENOUGH for lot in world.lots}
    for lot in world.lots:
        kin = queries.list_ancestor_ids([lot.id])
        found = shares_of(
            lot.id, quantities, queries.list_happenings(kin), queries.list_area_quantities(kin)
        )
        truth, total = world.born[lot.id], sum(world.born[lot.id].values(), Fraction(0))
        slip = Fraction(1, 10**15)
        assert set(truth) <= set(found)
        for area, share in found.items():
            real = truth.get(area, Fraction(0)) / total
            assert Fraction(share.low) - slip <= real <= Fraction(share.high) + slip
            low, high = share.percents
            assert low <= real * 100 <= high or abs(real * 100 - round(real * 100)) < slip


def balances_of(world: World) -> dict[int, Balance]:
    return queries.balances([lot.id for lot in world.lots])


def nothing_is_overdrawn(world: World, data: st.DataObject) -> None:
    """One gram more than is left is refused, and so is any way back to where it came from."""
    lot = data.draw(st.sampled_from(world.lots))
    target = world.new_lot()
    left = balances_of(world)[lot.id].left
    more = Line(lot.id, left + GRAM, "kg")
    into = Line(target.id, GRAM, "kg")
    refused(world, (more,), (into,), errors.Overdrawn)
    if left > 0:
        for number in sorted(world.ancestors(lot.id) - {lot.id}):
            back = Line(number, GRAM, "kg")
            refused(world, (Line(lot.id, GRAM, "kg"),), (back,), errors.GoesInACircle)


def refused(
    world: World,
    inputs: tuple[Line, ...],
    outputs: tuple[Line, ...],
    error: type[errors.EventRefused],
) -> None:
    edges = session.scalar(select(func.count()).select_from(Edge))
    draft = Draft(EventKind.PROCESS, world.producer_id, DAY, DAY, inputs=inputs, outputs=outputs)
    try:
        world.record(draft)
    except error:
        pass
    else:
        raise AssertionError(f"{error.__name__} was expected")
    assert session.scalar(select(func.count()).select_from(Edge)) == edges
