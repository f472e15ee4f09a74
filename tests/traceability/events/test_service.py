"""What happened is recorded whole with its edges, or refused whole with a reason."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError, NotAllowed, NotFound
from tests.factories.catalog import TODAY
from tests.factories.traceability import draft, make_area, make_batch, make_history, record, stop
from tests.traceability.events.mill import DAY, Mill, make_mill
from traceability.batches.models import Batch
from traceability.batches.signals import batches_changed
from traceability.events import errors, queries, service
from traceability.events.models import Edge, Event
from traceability.events.origin import shares_of
from traceability.events.rules import EventKind, Evidence, Line, Share
from traceability.events.signals import event_recorded

NOW = clock.noon_of(TODAY)


mill = pytest.fixture(make_mill)


def count(model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_edges_follow_from_what_went_in_and_came_out(mill: Mill) -> None:
    bran = mill.lot(kind="intermediate", quantity=Decimal(20))
    record(mill.milling(outputs=[(mill.flour, "80 kg"), (bran, "20 kg")]))
    edges = session.scalars(select(Edge).order_by(Edge.target_id)).all()
    assert [(edge.source_id, edge.target_id, edge.quantity) for edge in edges] == [
        (mill.harvest.id, mill.flour.id, Decimal(80)),
        (mill.harvest.id, bran.id, Decimal(20)),
    ]


def test_what_was_entered_stays_readable(mill: Mill) -> None:
    mill.harvested(outputs=[(mill.harvest, "1 tạ")])
    (event,) = queries.list_happenings([mill.harvest.id])
    assert (event.flows[0].quantity, event.flows[0].as_entered) == (Decimal(100), "1 tạ")
    assert event.lag_days == 1


def test_news_reaches_everything_made_of_it(mill: Mill) -> None:
    record(mill.milling())
    heard: list[frozenset[int]] = []

    def hear(_sender: object, batch_ids: frozenset[int]) -> None:
        heard.append(batch_ids)

    with batches_changed.connected_to(hear):
        mill.harvested()
    assert heard == [frozenset({mill.harvest.id, mill.flour.id})]


def test_an_event_is_told_with_the_batches_it_names(mill: Mill) -> None:
    heard: list[tuple[int, frozenset[int], int | None]] = []

    def hear(
        _sender: object, event_id: int, batch_ids: frozenset[int], corrects_id: int | None
    ) -> None:
        heard.append((event_id, batch_ids, corrects_id))

    with event_recorded.connected_to(hear):
        first = mill.harvested()
        second = mill.harvested(corrects_id=first.id)
    harvest = frozenset({mill.harvest.id})
    assert heard == [(first.id, harvest, None), (second.id, harvest, first.id)]


REFUSED: list[tuple[dict[str, Any], type[DomainError], str]] = [
    ({"inputs": [("harvest", "101 kg")]}, errors.Overdrawn, "chỉ còn 100 kg"),
    ({"inputs": [("harvest", "5 l")]}, errors.UnitMismatch, "tính bằng kg"),
    ({"inputs": [("harvest", "5 thúng")]}, errors.UnitUnknown, "đơn vị"),
    ({"inputs": [("harvest", "0 kg")]}, errors.QuantityTooSmall, "lớn hơn 0"),
    ({"inputs": [("harvest", "-5 kg")]}, errors.QuantityTooSmall, "lớn hơn 0"),
    ({"inputs": ()}, errors.PartMissing, "thiếu"),
    ({"outputs": ()}, errors.PartMissing, "thiếu"),
    ({"outputs": [("harvest", "5 kg")]}, errors.SameBatchTwice, "vừa đưa vào vừa làm ra"),
    ({"outputs": [("flour", "81 kg")]}, errors.MadeTooMuch, "đủ 80 kg"),
    ({"day": TODAY + timedelta(days=1)}, errors.InTheFuture, "chưa tới"),
    ({"day": date(202, 11, 20)}, errors.TooLongAgo, "xem lại năm"),
    ({"started_on": date(202, 11, 20)}, errors.BeganTooLongAgo, "xem lại năm"),
    ({"ended_on": DAY - timedelta(days=9)}, errors.EndsBeforeItBegins, "kết thúc"),
    ({"day": DAY - timedelta(days=1)}, errors.InputNotMadeYet, "làm ra sau ngày này"),
    ({"areas": "flour"}, errors.AreaNotHarvested, "thu hoạch"),
    ({"evidence": Evidence.LABORATORY}, errors.WitnessMissing, "bên xác nhận"),
    (
        {"evidence": Evidence.COUNTERSIGNED, "confirmed_by": "Hệ thống"},
        errors.WitnessMissing,
        "khác người ghi",
    ),
]


@pytest.mark.parametrize(("values", "refusal", "words"), REFUSED)
def test_refuses_with_a_reason_and_keeps_nothing(
    mill: Mill, values: dict[str, Any], refusal: type[DomainError], words: str
) -> None:
    mill.harvested()
    lots = {"harvest": mill.harvest, "flour": mill.flour}
    for part in ("inputs", "outputs"):
        if part in values:
            values = {**values, part: [(lots[name], amount) for name, amount in values[part]]}
    if "areas" in values:
        values = {**values, "areas": [(mill.flour, make_area(), "5 kg")]}
    with pytest.raises(refusal) as refused:
        record(mill.milling(**values), now=NOW)
    assert words in str(refused.value.message)
    assert count(Event) == 1
    assert count(Edge) == 0


def test_a_tests_result_changes_no_amount(mill: Mill) -> None:
    seen = draft(EventKind.TEST, mill.producer_id, DAY, seen=[(mill.packs, "1 gói")])
    record(seen)
    assert count(Edge) == 0
    with pytest.raises(errors.PartNotAllowed):
        record(replace(seen, outputs=(Line(mill.flour.id, Decimal(1), "kg"),)))


@pytest.mark.parametrize("state", ["quarantined", "recalled", "closed"])
def test_stopped_goods_go_into_nothing(mill: Mill, state: str) -> None:
    mill.harvest = mill.lot(kind="harvest", quantity=Decimal(100), recall_state=state)
    with pytest.raises(errors.InputStopped):
        record(mill.milling())


def test_goods_made_of_stopped_goods_go_into_nothing(mill: Mill) -> None:
    mill.harvested()
    record(mill.milling())
    stop(mill.harvest)
    packing = draft(
        EventKind.PACK,
        mill.producer_id,
        DAY + timedelta(days=3),
        inputs=[(mill.flour, "80 kg")],
        outputs=[(mill.packs, "160 gói")],
    )
    with pytest.raises(errors.InputStopped):
        record(packing)


def test_goods_past_their_date_go_into_nothing(mill: Mill) -> None:
    mill.harvest = mill.lot(kind="harvest", quantity=Decimal(100), best_before=DAY)
    with pytest.raises(errors.InputPastBestBefore):
        record(mill.milling())


def test_an_input_is_used_up_by_all_events_together(mill: Mill) -> None:
    record(mill.milling(inputs=[(mill.harvest, "60 kg")], outputs=[(mill.flour, "50 kg")]))
    other = mill.lot(kind="intermediate", quantity=Decimal(40))
    again = mill.milling(inputs=[(mill.harvest, "60 kg")], outputs=[(other, "40 kg")])
    with pytest.raises(errors.Overdrawn, match="chỉ còn 40 kg"):
        record(again)


def test_nothing_is_its_own_ancestor(mill: Mill) -> None:
    record(mill.milling(inputs=[(mill.harvest, "50 kg")], outputs=[(mill.flour, "40 kg")]))
    circle = mill.milling(inputs=[(mill.flour, "10 kg")], outputs=[(mill.harvest, "10 kg")])
    with pytest.raises(errors.GoesInACircle):
        record(circle)


def test_nothing_is_made_after_it_was_used(mill: Mill) -> None:
    record(mill.milling())
    with pytest.raises(errors.OutputUsedBefore):
        record(
            draft(
                EventKind.HARVEST,
                mill.producer_id,
                DAY + timedelta(days=5),
                outputs=[(mill.harvest, "100 kg")],
            )
        )


def test_the_lots_made_belong_to_the_writer(mill: Mill) -> None:
    foreign = make_batch(kind="intermediate", quantity=Decimal(80))
    with pytest.raises(errors.OutputOfAnother):
        record(mill.milling(outputs=[(foreign, "80 kg")]))
    with pytest.raises(NotAllowed):
        record(mill.milling(), actor=Actor(id=9, name="Người lạ"))
    with pytest.raises(NotFound):
        record(replace(mill.milling(), inputs=(Line(0, Decimal(1), "kg"),)))


def test_areas_hold_no_more_than_was_harvested(mill: Mill) -> None:
    first, second = make_area(), make_area()
    areas = [(mill.harvest, first, "60 kg"), (mill.harvest, second, "50 kg")]
    with pytest.raises(errors.AreasTooLarge):
        mill.harvested(areas=areas)
    with pytest.raises(errors.AreaNotHarvested):
        mill.harvested(areas=[(mill.harvest, first, "60 l")])


def test_a_correction_takes_the_place_of_the_first_record(mill: Mill) -> None:
    mill.harvested()
    wrong = record(mill.milling(outputs=[(mill.flour, "70 kg")]))
    right = record(mill.milling(corrects_id=wrong.id))
    assert count(Event) == 3, "the wrong record stays"
    assert [one.id for one in queries.list_happenings([mill.flour.id])] == [right.id]
    assert session.scalars(select(Edge.event_id)).all() == [right.id]
    with pytest.raises(errors.AlreadyCorrected):
        record(mill.milling(corrects_id=wrong.id))
    with pytest.raises(NotFound):
        record(mill.milling(corrects_id=0))


def test_a_blend_is_told_as_a_range(db: object) -> None:
    batch = make_history()
    kin = queries.list_ancestor_ids([batch.id])
    quantities = {one.id: one.quantity for one in session.scalars(select(Batch))}
    harvested = queries.list_area_quantities(kin)
    shares = shares_of(batch.id, quantities, queries.list_happenings(kin), harvested)
    assert sorted(one.percents for one in shares.values()) == [(42, 43), (57, 58)]


def test_a_part_of_a_blend_is_told_more_carefully(mill: Mill) -> None:
    first, second = make_area(), make_area()
    mill.harvested(areas=[(mill.harvest, first, "60 kg"), (mill.harvest, second, "30 kg")])
    record(mill.milling(inputs=[(mill.harvest, "80 kg")]))
    kin = queries.list_ancestor_ids([mill.flour.id])
    shares = shares_of(
        mill.flour.id,
        {mill.harvest.id: Decimal(100), mill.flour.id: Decimal(80)},
        queries.list_happenings(kin),
        queries.list_area_quantities(kin),
    )
    assert shares == {
        first.id: Share(Decimal("0.5"), Decimal("0.75")),
        second.id: Share(Decimal("0.125"), Decimal("0.375")),
    }


def shares_in(batch: Batch) -> dict[int, tuple[int, int]]:
    kin = queries.list_ancestor_ids([batch.id])
    quantities = {one.id: one.quantity for one in session.scalars(select(Batch))}
    found = shares_of(
        batch.id, quantities, queries.list_happenings(kin), queries.list_area_quantities(kin)
    )
    return {area: one.percents for area, one in found.items()}


def test_a_lot_filled_twice_holds_both(mill: Mill) -> None:
    first, second = make_area(), make_area()
    other = mill.lot(kind="harvest", quantity=Decimal(100))
    mill.harvested(areas=[(mill.harvest, first, "100 kg")])
    mill.harvested(outputs=[(other, "100 kg")], areas=[(other, second, "100 kg")])
    record(mill.milling(outputs=[(mill.flour, "60 kg")]))
    record(mill.milling(inputs=[(other, "100 kg")], outputs=[(mill.flour, "20 kg")]))
    assert shares_in(mill.flour) == {first.id: (75, 75), second.id: (25, 25)}


def test_what_cannot_be_weighed_together_is_not_given_a_number(mill: Mill) -> None:
    first, second = make_area(), make_area()
    juice = mill.lot(kind="harvest", unit="l", quantity=Decimal(50))
    mill.harvested(areas=[(mill.harvest, first, "100 kg")])
    mill.harvested(outputs=[(juice, "50 l")], areas=[(juice, second, "50 l")])
    record(mill.milling(inputs=[(mill.harvest, "50 kg"), (juice, "20 l")]))
    assert shares_in(mill.flour) == {first.id: (0, 100), second.id: (0, 100)}
    bottles = mill.lot(kind="intermediate", unit="piece")
    rest = mill.lot(kind="intermediate")
    parts = {"inputs": [(mill.flour, "80 kg")], "outputs": [(bottles, "90 chai"), (rest, "9 kg")]}
    record(mill.milling(**parts))
    assert shares_in(rest) == {first.id: (0, 100), second.id: (0, 100)}


def test_descendants_of_an_area_are_found(db: object) -> None:
    batch = make_history()
    areas = queries.list_area_quantities(queries.list_ancestor_ids([batch.id]))
    area_id = next(iter(next(iter(areas.values()))))
    assert batch.id in queries.list_batch_ids_from_area(area_id)
    assert queries.list_batch_ids_from_area(0) == []


def test_a_recorded_event_is_audited_and_told_in_one_transaction(mill: Mill) -> None:
    with transaction():
        event = service.record_event(
            Actor(id=4, name="Chị Hoa", producer_ids=frozenset({mill.producer_id})),
            draft(EventKind.HARVEST, mill.producer_id, DAY, outputs=[(mill.harvest, "100 kg")]),
            NOW,
        )
    assert (event.entered_by, event.actor_id) == ("Chị Hoa", 4)
