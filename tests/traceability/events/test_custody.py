"""Goods change hands only where they were sent, and are used only while they may be."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select, update

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import draft, make_area, make_batch, record, stop
from tests.traceability.events.mill import DAY, Mill, make_mill
from traceability.batches.models import Batch
from traceability.batches.rules import CustodyModel, RecallState, is_stricter, loosest
from traceability.events import errors, queries
from traceability.events.models import Edge, Event
from traceability.events.rules import Draft, EventKind

LATER = DAY + timedelta(days=3)

mill = pytest.fixture(make_mill)


def sending(mill: Mill, to: int | None, amount: str = "40 kg") -> Draft:
    given = draft(EventKind.SHIP, mill.producer_id, DAY, seen=[(mill.harvest, amount)])
    return replace(given, partner="Nhà máy minh họa", partner_id=to)


def taking(producer_id: int, batch: Batch, amount: str) -> Draft:
    """Another producer takes it in as a lot of its own."""
    into = make_batch(kind="intermediate", producer_id=producer_id, quantity=Decimal(100))
    return draft(
        EventKind.RECEIVE, producer_id, LATER, inputs=[(batch, amount)], outputs=[(into, amount)]
    )


def test_another_producer_uses_only_what_it_was_sent(mill: Mill) -> None:
    other = make_producer().id
    with pytest.raises(errors.InputOfAnother):
        record(taking(other, mill.harvest, "1 kg"))
    record(sending(mill, other))
    with pytest.raises(errors.Overdrawn, match="chỉ còn 40 kg"):
        record(taking(other, mill.harvest, "41 kg"))
    record(taking(other, mill.harvest, "30 kg"))
    with pytest.raises(errors.Overdrawn, match="chỉ còn 60 kg"):
        record(mill.milling(inputs=[(mill.harvest, "61 kg")]))
    assert session.scalar(select(func.sum(Edge.quantity))) == 30


def test_nobody_sends_more_than_there_is_nor_to_oneself(mill: Mill) -> None:
    with pytest.raises(errors.Overdrawn):
        record(sending(mill, make_producer().id, "101 kg"))
    for nobody in (mill.producer_id, 0):
        with pytest.raises(errors.PartnerUnknown):
            record(sending(mill, nobody))
    assert record(sending(mill, None)).partner == "Nhà máy minh họa"
    assert queries.balances([mill.harvest.id])[mill.harvest.id].left_for(mill.producer_id) == 100


def of_packs(kind: EventKind, mill: Mill) -> Draft:
    part = "seen" if kind is EventKind.SHIP else "inputs"
    given: dict[str, Any] = {part: [(mill.packs, "5 gói")]}
    if kind is EventKind.AGGREGATE:
        given["outputs"] = [(mill.lot(kind="intermediate", unit="piece"), "1 thùng")]
    return draft(kind, mill.producer_id, TODAY, **given)


USES = [EventKind.SELL, EventKind.SHIP, EventKind.AGGREGATE]


@pytest.mark.parametrize("kind", USES)
def test_only_released_fresh_and_free_packs_go_on(mill: Mill, kind: EventKind) -> None:
    assert record(of_packs(kind, mill))
    released = mill.packs.released_at
    for values, refusal in (
        ({"released_at": None}, errors.InputNotReleased),
        ({"released_at": released, "best_before": DAY}, errors.InputPastBestBefore),
        ({"best_before": None}, None),
    ):
        change(mill.packs.id, **values)
        if refusal:
            with pytest.raises(refusal):
                record(of_packs(kind, mill))
    stop(mill.packs)
    with pytest.raises(errors.InputStopped):
        record(of_packs(kind, mill))


@pytest.mark.parametrize("state", [RecallState.QUARANTINED, RecallState.RECALLED])
def test_stopped_goods_may_be_destroyed_and_counted(mill: Mill, state: RecallState) -> None:
    stop(mill.packs, state)
    change(mill.packs.id, best_before=DAY)
    assert record(of_packs(EventKind.DESTROY, mill))
    day = clock.local_date(clock.noon_of(TODAY))
    assert record(draft(EventKind.COUNT, mill.producer_id, day, counted=[(mill.packs, "155 gói")]))


def test_nobody_tests_or_inspects_the_goods_of_others(mill: Mill) -> None:
    foreign = make_batch()
    for kind in (EventKind.TEST, EventKind.INSPECT):
        with pytest.raises(errors.SeenOfAnother):
            record(draft(kind, mill.producer_id, TODAY, seen=[(foreign, "1 gói")]))


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ({"inputs": "60 kg"}, errors.PartMissing),
        ({"outputs": "60 kg"}, errors.PartMissing),
        ({}, errors.PartMissing),
        ({"inputs": "60 kg", "outputs": "61 kg"}, errors.YieldTooHigh),
        ({"inputs": "60 kg", "outputs": "60 kg"}, None),
        ({"seen": "60 kg"}, None),
    ],
)
def test_lots_are_put_together_without_gaining(
    mill: Mill, parts: dict[str, str], refusal: type[DomainError] | None
) -> None:
    lots = {"inputs": mill.harvest, "outputs": mill.flour, "seen": mill.harvest}
    given: dict[str, Any] = {part: [(lots[part], amount)] for part, amount in parts.items()}
    merging = draft(EventKind.AGGREGATE, mill.producer_id, LATER, **given)
    if refusal is None:
        assert record(merging)
        return
    with pytest.raises(refusal):
        record(merging)
    assert session.scalar(select(func.count()).select_from(Event)) == 0


@pytest.mark.parametrize("amount", ["1000000001", "NaN", "Infinity", "1e30"])
def test_amounts_nobody_can_have_are_refused(mill: Mill, amount: str) -> None:
    with pytest.raises(errors.QuantityTooLarge):
        record(mill.milling(inputs=[(mill.harvest, f"{amount} kg")]))


@pytest.mark.parametrize(
    ("of_input", "of_output", "is_refused"),
    [
        ("segregated", "identity_preserved", True),
        ("segregated", "segregated", False),
        ("identity_preserved", "mass_balance", False),
        ("mass_balance", "controlled_blending", True),
        (None, "identity_preserved", False),
        ("mass_balance", None, False),
    ],
)
def test_no_output_is_kept_apart_more_strictly_than_its_inputs(
    mill: Mill, of_input: str | None, of_output: str | None, is_refused: bool
) -> None:
    change(mill.harvest.id, custody_model=of_input)
    change(mill.flour.id, custody_model=of_output)
    if not is_refused:
        assert record(mill.milling())
        return
    with pytest.raises(errors.CustodyTooStrict):
        record(mill.milling())


def test_goods_of_two_areas_have_no_single_identity(mill: Mill) -> None:
    change(mill.harvest.id, custody_model="identity_preserved")
    areas = [(mill.harvest, make_area(), "60 kg"), (mill.harvest, make_area(), "40 kg")]
    with pytest.raises(errors.CustodyTooStrict):
        mill.harvested(areas=areas)
    change(mill.harvest.id, custody_model=None)
    mill.harvested(areas=areas)
    change(mill.flour.id, custody_model="identity_preserved")
    with pytest.raises(errors.CustodyTooStrict):
        record(mill.milling())


def test_the_models_are_ordered_from_strict_to_loose() -> None:
    assert loosest([]) is None
    assert loosest(["identity_preserved", "mass_balance"]) is CustodyModel.MASS_BALANCE
    assert is_stricter("segregated", than="controlled_blending")
    assert not is_stricter("segregated", than="segregated")


def change(batch_id: int, **values: Any) -> None:
    """Make the batch another one: no service does this."""
    with transaction():
        session.execute(update(Batch).where(Batch.id == batch_id).values(**values))
    session.expire_all()
