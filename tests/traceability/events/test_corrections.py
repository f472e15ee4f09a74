"""What was recorded wrongly stays to be read, counts no more, and never leaves a hole."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotAllowed, NotFound
from tests.factories.catalog import TODAY
from tests.factories.traceability import draft, make_batch, record, stop
from tests.traceability.events.mill import DAY, Mill, make_mill
from traceability.events import corrections, errors, queries
from traceability.events.models import Edge, Event, EventError
from traceability.events.rules import EventKind
from traceability.events.signals import error_declared

NOW = clock.noon_of(TODAY)
REASON = "Ghi nhầm lô"

mill = pytest.fixture(make_mill)


def declare(event_id: int, actor: Actor = SYSTEM, reason: str = REASON) -> None:
    with transaction():
        corrections.declare_error(actor, event_id, reason, NOW)


def test_an_event_that_never_was_counts_no_more(mill: Mill) -> None:
    event = record(mill.milling())
    heard: list[tuple[int, frozenset[int]]] = []

    def hear(_sender: object, event_id: int, error_id: int, batch_ids: frozenset[int]) -> None:
        heard.append((event_id, batch_ids))

    with error_declared.connected_to(hear):
        declare(event.id)
    assert heard == [(event.id, frozenset({mill.harvest.id, mill.flour.id}))]
    assert session.scalars(select(Event.id)).all() == [event.id], "its rows stay"
    assert session.scalars(select(Edge.event_id)).all() == []
    assert queries.list_happenings([mill.flour.id]) == []
    error = session.scalars(select(EventError)).one()
    assert (error.kind, error.reason, error.declared_by) == ("did_not_occur", REASON, "Hệ thống")
    assert record(mill.milling()), "what it used is free again"


def test_it_is_declared_once_with_a_reason_by_its_own_people(mill: Mill) -> None:
    event = record(mill.milling())
    with pytest.raises(errors.ReasonMissing):
        declare(event.id, reason=" ")
    with pytest.raises(NotAllowed):
        declare(event.id, Actor(id=9, name="Người lạ"))
    with pytest.raises(NotFound):
        declare(0)
    declare(event.id)
    with pytest.raises(errors.AlreadyCorrected):
        declare(event.id)


def test_what_was_used_since_is_not_pulled_away(mill: Mill) -> None:
    mill.harvested()
    milled = record(mill.milling())
    with pytest.raises(errors.OutputStillUsed):
        declare(session.scalars(select(Event.id).order_by(Event.id)).first() or 0)
    with pytest.raises(errors.UsedMoreThanLeft):
        first = session.scalars(select(Event.id).order_by(Event.id)).first()
        mill.harvested(outputs=[(mill.harvest, "90 kg")], corrects_id=first)
    assert queries.balances([mill.harvest.id])[mill.harvest.id].left == 0
    assert session.scalars(select(Edge.event_id)).all() == [milled.id]


def test_a_correction_keeps_its_reason(mill: Mill) -> None:
    wrong = record(mill.milling(outputs=[(mill.flour, "70 kg")]))
    record(mill.milling(corrects_id=wrong.id, error_reason="Cân lại được 80 kg"))
    error = session.scalars(select(EventError)).one()
    assert (error.event_id, error.kind) == (wrong.id, "incorrect_data")
    assert error.reason == "Cân lại được 80 kg"


def test_a_record_can_be_mended_after_its_goods_were_stopped(mill: Mill) -> None:
    wrong = record(mill.milling(outputs=[(mill.flour, "70 kg")]))
    stop(mill.harvest)
    assert record(mill.milling(corrects_id=wrong.id))
    other = mill.lot(kind="intermediate", quantity=Decimal(80))
    with pytest.raises(errors.InputStopped):
        mended = session.scalars(select(Event.id).order_by(Event.id.desc())).first()
        record(mill.milling(outputs=[(other, "80 kg")], corrects_id=mended))


def test_a_lot_whose_making_never_was_holds_nothing(mill: Mill) -> None:
    event = record(mill.milling())
    declare(event.id)
    assert queries.balances([mill.flour.id])[mill.flour.id].left == 0
    with pytest.raises(errors.Overdrawn):
        bread = mill.lot(kind="intermediate")
        record(mill.milling(inputs=[(mill.flour, "1 kg")], outputs=[(bread, "1 kg")]))


def test_a_count_is_an_event_with_its_difference(mill: Mill) -> None:
    record(mill.milling(inputs=[(mill.harvest, "30 kg")], outputs=[(mill.flour, "20 kg")]))
    day = DAY + timedelta(days=5)
    counted = draft(EventKind.COUNT, mill.producer_id, day, counted=[(mill.harvest, "0.6 tạ")])
    (flow,) = record(counted).flows
    assert (flow.quantity, flow.difference, flow.as_entered) == (60, -10, "0,6 tạ")
    with pytest.raises(errors.Overdrawn, match="chỉ còn 60 kg"):
        record(mill.milling(inputs=[(mill.harvest, "61 kg")], day=day))
    rest = {"inputs": [(mill.harvest, "60 kg")], "outputs": [(mill.flour, "60 kg")]}
    record(mill.milling(**rest, day=day))
    nothing = draft(EventKind.COUNT, mill.producer_id, TODAY, counted=[(mill.harvest, "0 kg")])
    assert record(nothing).flows[0].difference == 0


def test_a_count_cannot_find_what_was_never_there(mill: Mill) -> None:
    mill.harvested()
    day = DAY + timedelta(days=1)
    record(mill.milling(inputs=[(mill.harvest, "70 kg")], outputs=[(mill.flour, "50 kg")]))
    for amount, refusal in (("101 kg", errors.CountedTooMuch), ("69 kg", errors.CountedTooLittle)):
        with pytest.raises(refusal):
            record(draft(EventKind.COUNT, mill.producer_id, day, counted=[(mill.harvest, amount)]))
    with pytest.raises(errors.QuantityTooSmall):
        record(draft(EventKind.COUNT, mill.producer_id, day, counted=[(mill.harvest, "-1 kg")]))
    with pytest.raises(errors.SeenOfAnother):
        foreign = make_batch(kind="harvest")
        record(draft(EventKind.COUNT, mill.producer_id, day, counted=[(foreign, "1 kg")]))
