"""Stock changes by one conditional UPDATE each, and every change leaves its movement."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, event, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from storefront.inventory import queries, rules, service
from storefront.inventory.errors import (
    BelowAllocated,
    NotAPossibleCount,
    NothingReceived,
    SoldOut,
    StockMoved,
    WrongBatch,
)
from storefront.inventory.models import StockItem, StockMovement
from storefront.inventory.rules import AdjustReason, Pick
from tests.factories.storefront import (
    NOW,
    make_batch,
    make_stock,
    make_variant,
    seller_of,
)

pytestmark = pytest.mark.usefixtures("db")
BUYER = Actor()


def counters(item: StockItem) -> tuple[int, int]:
    session.expire_all()
    return item.on_hand, item.allocated


def test_receiving_adds_to_stock_and_says_so() -> None:
    item = make_stock(on_hand=10)
    with transaction():
        service.receive(seller_of(item), item.variant_id, item.batch_id, 5, NOW)
    assert counters(item) == (15, 0)
    entry = session.scalars(select(AuditEntry)).one()
    assert entry.action == "inventory.receive"
    assert not queries.list_drift()


def test_a_new_batch_gets_its_own_stock() -> None:
    item = make_stock()
    batch = make_batch(item.variant)
    with transaction():
        fresh = service.receive(seller_of(item), item.variant_id, batch.id, 7, NOW)
    assert fresh.id != item.id
    assert counters(fresh) == (7, 0)


@pytest.mark.parametrize("quantity", [0, -1, 100_001])
def test_receiving_an_impossible_number_is_refused(quantity: int) -> None:
    item = make_stock()
    with pytest.raises(NothingReceived), transaction():
        service.receive(seller_of(item), item.variant_id, item.batch_id, quantity, NOW)


def test_a_batch_of_another_product_or_seller_is_refused() -> None:
    item, other = make_stock(), make_stock()
    with pytest.raises(WrongBatch), transaction():
        service.receive(seller_of(item), item.variant_id, other.batch_id, 1, NOW)
    with pytest.raises(WrongBatch), transaction():
        service.receive(seller_of(other), item.variant_id, item.batch_id, 1, NOW)


def test_counting_again_sets_the_number_with_its_reason() -> None:
    item = make_stock(on_hand=10)
    with transaction():
        service.adjust(seller_of(item), item.id, 8, 10, AdjustReason.DAMAGED, "ẩm mốc", NOW)
    assert counters(item) == (8, 0)
    newest = queries.list_movements(item.id)[0]
    assert (newest.on_hand_change, newest.reason) == (-2, "damaged: ẩm mốc")
    assert not queries.list_drift()


@pytest.mark.parametrize("counted", [-1, 100_001])
def test_an_impossible_count_is_refused(counted: int) -> None:
    item = make_stock()
    with pytest.raises(NotAPossibleCount), transaction():
        service.adjust(seller_of(item), item.id, counted, 10, AdjustReason.COUNTED, None, NOW)


def test_a_count_of_a_number_that_moved_is_refused() -> None:
    item = make_stock(on_hand=10)
    with pytest.raises(StockMoved), transaction():
        service.adjust(seller_of(item), item.id, 8, 9, AdjustReason.COUNTED, None, NOW)


def test_a_count_below_what_buyers_were_promised_is_refused() -> None:
    item = make_stock(on_hand=10)
    allocate(item, 4)
    with pytest.raises(BelowAllocated), transaction():
        service.adjust(seller_of(item), item.id, 3, 10, AdjustReason.COUNTED, None, NOW)


def test_other_peoples_stock_does_not_exist() -> None:
    item, other = make_stock(), make_stock()
    with pytest.raises(NotFound), transaction():
        service.adjust(seller_of(other), item.id, 8, 10, AdjustReason.COUNTED, None, NOW)


def allocate(item: StockItem, quantity: int, on: date | None = None) -> list[Pick]:
    with transaction():
        picked = service.allocate(
            BUYER, {item.variant_id: (quantity, on or clock.today())}, "DH26-1", NOW
        )
    return picked[item.variant_id]


def test_allocating_promises_the_first_to_expire() -> None:
    variant = make_variant()
    late = make_stock(variant, 5, best_before=clock.today() + timedelta(days=90))
    early = make_stock(variant, 3, best_before=clock.today() + timedelta(days=9))
    picks = allocate(late, 4)
    assert [(pick.stock.item_id, pick.quantity) for pick in picks] == [(early.id, 3), (late.id, 1)]
    assert counters(early) == (3, 3)
    assert counters(late) == (5, 1)
    assert not queries.list_drift()


def test_too_few_units_promise_none() -> None:
    item = make_stock(on_hand=2)
    with pytest.raises(SoldOut) as refusal:
        allocate(item, 3)
    assert refusal.value.variant_id == item.variant_id
    assert counters(item) == (2, 0)


@pytest.mark.parametrize(
    "values",
    [
        {"recall_state": "recalled"},
        {"recall_state": "quarantined"},
        {"released_at": None},
        {"best_before": date(2020, 1, 1)},
    ],
)
def test_batches_that_may_not_be_sold_are_not_promised(values: dict[str, object]) -> None:
    with pytest.raises(SoldOut):
        allocate(make_stock(**values), 1)


def test_what_would_be_too_old_on_arrival_is_not_promised() -> None:
    variant = make_variant(days_left_at_delivery=30)
    item = make_stock(variant, best_before=clock.today() + timedelta(days=31))
    assert allocate(item, 1, clock.today() + timedelta(days=1))
    with pytest.raises(SoldOut):
        allocate(item, 1, clock.today() + timedelta(days=2))


def test_the_update_itself_is_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    item = make_stock(on_hand=1)
    stale = queries.sellable_locked({item.variant_id: clock.today()}, lock=False)
    believed = {item.variant_id: [replace(stale[item.variant_id][0], on_hand=99)]}
    monkeypatch.setattr(queries, "sellable_locked", lambda _arrival: believed)
    with pytest.raises(SoldOut):
        allocate(item, 2)


def test_released_units_can_be_sold_again() -> None:
    item = make_stock(on_hand=3)
    allocate(item, 3)
    with transaction():
        service.release(BUYER, [(item.id, 3)], "DH26-1", NOW)
    assert counters(item) == (3, 0)
    assert not queries.list_drift()


def test_shipped_units_leave_the_house() -> None:
    item = make_stock(on_hand=3)
    allocate(item, 2)
    with transaction():
        service.ship(seller_of(item), [(item.id, 2)], "DH26-1", NOW)
    assert counters(item) == (1, 0)
    assert not queries.list_drift()


def test_more_than_was_promised_is_not_released() -> None:
    item = make_stock(on_hand=3)
    allocate(item, 1)
    with pytest.raises(StockMoved), transaction():
        service.release(BUYER, [(item.id, 2)], "DH26-1", NOW)


def test_drift_is_found() -> None:
    item = make_stock(on_hand=3)
    with transaction():
        session.get_one(StockItem, item.id).on_hand = 4
    drift = queries.list_drift()
    assert [(found.item_id, found.on_hand, found.moved_on_hand) for found in drift] == [
        (item.id, 4, 3)
    ]


def test_availability_of_many_variants_is_one_query(db: Connection) -> None:
    items = [make_stock(on_hand=number) for number in (1, 2, 3)]
    empty = make_variant()
    wanted = [item.variant_id for item in items] + [empty.id]
    statements: list[str] = []
    event.listen(db, "before_cursor_execute", lambda *args: statements.append(args[2]))
    available = queries.available_for(wanted, clock.today())
    assert [available[variant_id].free for variant_id in wanted] == [1, 2, 3, 0]
    assert len([text for text in statements if text.startswith("SELECT")]) == 1
    assert queries.available_for([], clock.today()) == {}


def test_every_movement_names_its_document_and_person() -> None:
    item = make_stock()
    allocate(item, 1)
    movement = session.scalars(select(StockMovement).order_by(StockMovement.id.desc())).first()
    assert movement is not None
    assert (movement.document, movement.actor_name, movement.kind) == (
        "DH26-1",
        "Khách",
        rules.MovementKind.ALLOCATE,
    )
