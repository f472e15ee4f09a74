"""Stock by thumb: each press once, from the right batch, never below what is promised."""

from datetime import date, timedelta
from secrets import token_hex

import pytest
import time_machine
from sqlalchemy import Connection, event, func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from storefront.inventory import queries, rules, service, tapping
from storefront.inventory.errors import (
    NoBatchOnSale,
    NothingFree,
    StockMoved,
    TapGone,
    WrongBatch,
)
from storefront.inventory.models import StockItem, StockMovement
from storefront.inventory.rules import AdjustReason, BatchStock, Tap
from storefront.inventory.shelves import list_shelves
from tests.factories.storefront import (
    Goods,
    make_goods,
    make_order,
    make_places,
    make_rate,
    make_stock,
    make_variant,
    set_values,
)
from tests.visitor import Visitor
from traceability.batches.models import Batch

HERE = "/ban-hang/kho"
TODAY = date(2026, 11, 22)


def stock(item_id: int, on_hand: int, allocated: int = 0, days: int | None = 100) -> BatchStock:
    return BatchStock(
        item_id=item_id,
        variant_id=1,
        batch_id=item_id,
        code=f"B{item_id}",
        best_before=None if days is None else TODAY + timedelta(days=days),
        released_at=None,
        recall_state="normal",
        on_hand=on_hand,
        allocated=allocated,
    )


@pytest.mark.parametrize(
    ("tap", "stocks", "moved"),
    [
        (Tap.MORE, [], {}),
        (Tap.MORE, [stock(1, 5), stock(2, 3)], {2: 1}),
        (Tap.MORE, [stock(1, 5), stock(2, 0)], {1: 1}),
        (Tap.MORE, [stock(1, 0), stock(2, 0)], {2: 1}),
        (Tap.MORE, [stock(1, rules.MOST_UNITS)], {}),
        (Tap.LESS, [stock(1, 5, days=90), stock(2, 3, days=30)], {2: -1}),
        (Tap.LESS, [stock(1, 5, days=90), stock(2, 3, 3, days=30)], {1: -1}),
        (Tap.LESS, [stock(1, 2, days=None), stock(2, 2, days=900)], {2: -1}),
        (Tap.LESS, [stock(1, 2, 2)], {}),
        (Tap.NONE, [stock(1, 5, 2), stock(2, 3, 3), stock(3, 4)], {1: -3, 3: -4}),
        (Tap.NONE, [stock(1, 2, 2)], {}),
    ],
)
def test_which_batches_a_press_moves(
    tap: Tap, stocks: list[BatchStock], moved: dict[int, int]
) -> None:
    assert rules.moves_of(tap, stocks) == moved


@pytest.fixture
def goods(db: object) -> Goods:
    make_places()
    make_rate()
    return make_goods(10)


def seller(goods: Goods) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))


def press(goods: Goods, tap: Tap, key: str | None = None, **more: AdjustReason) -> int:
    reason = more.get("reason", AdjustReason.SOLD_ELSEWHERE)
    with transaction():
        return tapping.tap(
            seller(goods), goods.variant_id, tap, reason, key or token_hex(12), clock.now()
        ).id


def on_hand(goods: Goods) -> int:
    session.expire_all()
    return session.get_one(StockItem, goods.item_id).on_hand


def count_moves() -> int:
    return session.scalar(select(func.count(StockMovement.id))) or 0


def test_each_press_moves_one_with_reason_and_name(goods: Goods) -> None:
    press(goods, Tap.LESS, reason=AdjustReason.DAMAGED)
    press(goods, Tap.MORE)
    assert on_hand(goods) == 10
    more, less = queries.list_movements(goods.item_id)[:2]
    assert (less.on_hand_change, less.reason, less.actor_name) == (-1, "damaged", "Chị Hoa")
    assert (more.on_hand_change, more.reason) == (1, "counted")
    assert not queries.list_drift()
    written = select(AuditEntry.sentence).where(AuditEntry.action == "inventory.tap")
    assert any(one.endswith(": -1.") for one in session.scalars(written))


def test_the_same_press_sent_twice_counts_once(goods: Goods) -> None:
    key = token_hex(12)
    assert press(goods, Tap.LESS, key) == press(goods, Tap.LESS, key)
    assert on_hand(goods) == 9
    assert count_moves() == 2  # taken in, and one press


def test_what_is_promised_stays(goods: Goods) -> None:
    make_order((goods.variant_id, 8))
    press(goods, Tap.LESS)
    press(goods, Tap.NONE)
    assert on_hand(goods) == 8
    for tap in (Tap.LESS, Tap.NONE):
        with pytest.raises(NothingFree):
            press(goods, tap)
    assert on_hand(goods) == 8


def test_nothing_is_added_to_a_batch_that_may_not_be_sold(goods: Goods) -> None:
    set_values(Batch, goods.batch_id, recall_state="recalled")
    with pytest.raises(NoBatchOnSale, match="Nhập hàng mới|nhập hàng mới"):
        press(goods, Tap.MORE)
    assert on_hand(goods) == 10


def test_none_left_is_taken_back_whole(db: object) -> None:
    make_places()
    variant = make_variant()
    items = [make_stock(variant, units) for units in (4, 3)]
    mine = Goods(items[0].id, variant.id, 0, "", 0, variant.product.producer_id or 0)
    tap_id = press(mine, Tap.NONE)
    assert [session.get_one(StockItem, one.id).on_hand for one in items] == [0, 0]
    for _ in range(2):  # pressed twice, done once
        with transaction():
            tapping.undo(seller(mine), variant.id, tap_id, clock.now())
    session.expire_all()
    assert [session.get_one(StockItem, one.id).on_hand for one in items] == [4, 3]
    assert not queries.list_drift()


def test_what_was_added_and_sold_meanwhile_is_not_taken_back(goods: Goods) -> None:
    tap_id = press(goods, Tap.MORE)
    make_order((goods.variant_id, 11))
    with pytest.raises(StockMoved), transaction():
        tapping.undo(seller(goods), goods.variant_id, tap_id, clock.now())
    assert on_hand(goods) == 11
    shelf = list_shelves(seller(goods), clock.now())[0]
    assert shelf.last_tap and shelf.last_tap.undone_at is None


def test_only_the_last_press_of_the_last_hour_is_taken_back(goods: Goods) -> None:
    first, last = press(goods, Tap.LESS), press(goods, Tap.LESS)
    with pytest.raises(TapGone), transaction():
        tapping.undo(seller(goods), goods.variant_id, first, clock.now())
    later = clock.now() + rules.UNDO_WITHIN + timedelta(minutes=1)
    with pytest.raises(TapGone), transaction():
        tapping.undo(seller(goods), goods.variant_id, last, later)
    assert list_shelves(seller(goods), later)[0].last_tap is None


def test_goods_of_others_cannot_be_pressed(goods: Goods) -> None:
    tap_id, other = press(goods, Tap.LESS), make_goods(5)
    with pytest.raises(WrongBatch), transaction():
        tapping.undo(seller(other), goods.variant_id, tap_id, clock.now())
    with pytest.raises(WrongBatch), transaction():
        tapping.tap(seller(other), goods.variant_id, Tap.MORE, AdjustReason.OTHER, "k", clock.now())
    assert on_hand(goods) == 9


def test_a_movement_never_goes_below_what_is_promised(goods: Goods) -> None:
    make_order((goods.variant_id, 8))
    with pytest.raises(StockMoved), transaction():
        service.write_off(seller(goods), [(goods.item_id, 3)], "DH1", clock.now())


@pytest.fixture
def signed_in(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in("seller.see", "inventory.change", producer_ids=(goods.seller_id,))
    return visitor


def url(goods: Goods, act: str) -> str:
    return f"{HERE}/loai/{goods.variant_id}/{act}"


def test_a_press_is_a_plain_form_that_comes_back_to_its_shelf(
    signed_in: Visitor, goods: Goods
) -> None:
    key = {"khoa": token_hex(12)}
    answer = signed_in.raw(url(goods, "bot"), 303, "POST", data={**key, "ly-do": "sample"})
    assert answer.location.endswith(f"#hang-{goods.variant_id}")
    page = signed_in.post(url(goods, "bot"), **key)  # the double tap of a thumb
    assert 'data-count="9"' in page
    assert "Vừa bớt 1." in page
    assert queries.list_movements(goods.item_id)[0].reason == "sample"


def test_rubbish_in_a_press_does_no_harm(signed_in: Visitor, goods: Goods) -> None:
    page = signed_in.post(url(goods, "bot"), **{"khoa": "' OR 1=1", "ly-do": "mistapped"})
    assert 'data-count="9"' in page
    assert queries.list_movements(goods.item_id)[0].reason == "sold_elsewhere"
    signed_in.post(url(goods, "moi-thu"), 404)
    signed_in.post(f"{HERE}/loai/999999/them", 404)


def test_a_press_by_script_brings_its_shelf_alone(signed_in: Visitor, goods: Goods) -> None:
    part = {"headers": {"X-Part": "shelf"}}
    text = signed_in.raw(url(goods, "them"), 200, "POST", **part).text
    assert 'data-count="11"' in text and "<html" not in text
    set_values(Batch, goods.batch_id, recall_state="recalled")
    refused = signed_in.raw(url(goods, "them"), 422, "POST", **part).text
    assert "Không có lô nào đang bán được" in refused
    assert signed_in.raw(f"{HERE}/loai/999999/them", 404, "POST", **part)


def test_a_refused_press_says_why_beside_its_goods(signed_in: Visitor, goods: Goods) -> None:
    make_order((goods.variant_id, 10))
    page = signed_in.post(url(goods, "bot"), 422)
    assert "Không còn gói nào để bớt" in page


def test_none_left_and_taken_back(signed_in: Visitor, goods: Goods) -> None:
    page = signed_in.post(url(goods, "het"))
    assert "Vừa ghi hết hàng, bớt 10." in page
    undo = next(one for one in page.html.split('"') if "/hoan-lai/" in one)
    back = signed_in.post(undo)
    assert 'data-count="10"' in back
    assert "Hoàn lại" not in back


def test_back_tomorrow_by_one_tap_and_by_itself(signed_in: Visitor, goods: Goods) -> None:
    page = signed_in.post(url(goods, "mai-co"))
    assert "Có lại ngày mai" in page
    assert "Bán lại ngay" in page
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert "Có lại ngày mai" not in signed_in.get(HERE)
    again = signed_in.post(url(goods, "ban-lai"))
    assert "Có lại ngày mai" not in again and "Mai có" in again


def test_goods_without_a_batch_say_what_to_do(signed_in: Visitor, goods: Goods) -> None:
    bare = make_variant("Hạt tiêu")
    signed_in.sign_in(
        "seller.see", "inventory.change", producer_ids=(bare.product.producer_id or 0,)
    )
    page = signed_in.get(HERE)
    assert "Hạt tiêu" in page
    assert "Chưa nhập lô nào" in page


def test_the_shelf_asks_as_often_for_many_sizes(db: Connection) -> None:
    variant = make_variant()
    make_stock(variant, 3)
    actor = Actor(producer_ids=frozenset({variant.product.producer_id or 0}))
    one, seller_id = count_queries(db, actor), min(actor.producer_ids)
    for number in range(4):
        make_stock(make_variant(f"Món {number}", producer_id=seller_id), 3)
    assert count_queries(db, actor) == one


def count_queries(db: Connection, actor: Actor) -> int:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    session.expunge_all()
    event.listen(db, "before_cursor_execute", note)
    try:
        assert list_shelves(actor, clock.now())[0].variant.product.name
    finally:
        event.remove(db, "before_cursor_execute", note)
    return len([one for one in asked if one.startswith("SELECT")])


def test_a_count_holds_against_taking_a_press_back(goods: Goods) -> None:
    with transaction():
        tap = tapping.tap(
            seller(goods), goods.variant_id, Tap.NONE, AdjustReason.COUNTED, "k" * 24, clock.now()
        ).id
        item = session.scalars(select(StockItem.id)).one()
    with transaction():
        service.adjust(seller(goods), item, 7, 0, AdjustReason.COUNTED, None, clock.now())
    (shelf,) = list_shelves(seller(goods), clock.now())
    assert shelf.last_tap is None
    with pytest.raises(TapGone), transaction():
        tapping.undo(seller(goods), goods.variant_id, tap, clock.now())
    assert session.scalar(select(StockItem.on_hand)) == 7
