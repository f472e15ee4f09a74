"""A line is filled from another batch: stock, history and the buyer's page follow."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session, transaction
from catalog.products.models import Variant
from storefront.books import queries as books
from storefront.inventory import queries as inventory
from storefront.inventory.errors import OtherBatchShort
from storefront.inventory.models import StockItem
from storefront.notices.models import BuyerNotice
from storefront.orders import queries, service
from storefront.orders.errors import BatchUnfit, NoSuchLine, NotPossible
from storefront.orders.models import LineChange, Order, OrderLine
from storefront.orders.rules import OrderStatus, Party
from storefront.packing import picking
from tests.factories.storefront import (
    NOW,
    TODAY,
    Goods,
    make_goods,
    make_order,
    make_stock,
    order_key,
    set_values,
)
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.batches.rules import RecallState
from traceability.recalls import service as recalls
from traceability.recalls.service import NewNotice

SECRET = "test-secret-test-secret-test-secret"


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def number(goods: Goods) -> str:
    return f"{make_order((goods.variant_id, 2))}-1"


def more(goods: Goods, on_hand: int = 10, **values: object) -> tuple[int, str]:
    """Another batch of the same variant: its stock item and its code."""
    item = make_stock(session.get_one(Variant, goods.variant_id), on_hand, **values)
    return item.id, item.batch.code


def seller(goods: Goods) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))


def repick(goods: Goods, number: str, item_id: int, line: int | None = None) -> None:
    with transaction():
        order = queries.get_order_for_seller(seller(goods), number)
        picking.repick(order, line or order.lines[0].id, item_id, seller(goods), NOW)


def move(number: str, end: OrderStatus) -> None:
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        service.change(order, end, Party.SELLER, Actor(), NOW)


def test_units_move_to_the_other_batch_and_history_keeps_both(goods: Goods, number: str) -> None:
    item_id, code = more(goods)
    repick(goods, number, item_id)
    line = session.scalars(select(OrderLine)).one()
    assert (line.batch_code, line.stock_item_id) == (code, item_id)
    allocated = {row.id: row.allocated for row in session.scalars(select(StockItem))}
    assert allocated == {goods.item_id: 0, item_id: 2}
    change = session.scalars(select(LineChange)).one()
    assert (change.from_batch, change.to_batch, change.quantity) == (goods.code, code, 2)
    assert session.scalars(select(Order.version)).one() == 2
    assert not inventory.list_drift()
    assert books.verify().discrepancies == []
    move(number, OrderStatus.PACKED)
    move(number, OrderStatus.HANDED_OVER)
    assert session.get_one(StockItem, item_id).on_hand == 8
    with pytest.raises(NotPossible):
        repick(goods, number, goods.item_id)


@pytest.mark.parametrize(
    "values",
    [
        {"recall_state": "quarantined"},
        {"released_at": None},
        {"best_before": clock.today() - timedelta(days=1)},
        {"on_hand": 1},
    ],
)
def test_a_batch_that_may_not_be_sold_or_is_too_small_is_not_taken(
    goods: Goods, number: str, values: dict[str, object]
) -> None:
    item_id, _ = more(goods, **values)  # type: ignore[arg-type]  # one of them is on_hand
    with pytest.raises(OtherBatchShort):
        repick(goods, number, item_id)
    assert session.scalars(select(OrderLine.stock_item_id)).one() == goods.item_id
    assert session.scalars(select(LineChange)).all() == []
    assert not inventory.list_drift()


def test_goods_of_another_variant_or_line_are_not_taken(goods: Goods, number: str) -> None:
    other = make_goods()
    with pytest.raises(OtherBatchShort):
        repick(goods, number, other.item_id)
    with pytest.raises(OtherBatchShort):
        repick(goods, number, goods.item_id)
    with pytest.raises(NoSuchLine):
        repick(goods, number, other.item_id, line=999_999)


@pytest.mark.parametrize(
    "values", [{"released_at": None}, {"best_before": clock.today() - timedelta(days=1)}]
)
def test_expired_or_unreleased_goods_are_not_packed(
    goods: Goods, number: str, values: dict[str, object]
) -> None:
    set_values(Batch, goods.batch_id, **values)
    with transaction():
        order = queries.get_order_for_seller(seller(goods), number)
        with pytest.raises(BatchUnfit):
            service.change(order, OrderStatus.PACKED, Party.SELLER, Actor(), clock.now())


def test_a_buyer_whose_goods_were_replaced_need_not_be_told(goods: Goods, number: str) -> None:
    item_id, _ = more(goods)
    with transaction():
        notice = NewNotice(RecallState.RECALLED, TODAY, "Có mốc", "Đừng dùng", "0912345678")
        recalls.set_state(SYSTEM, goods.batch_id, notice, NOW)
    assert session.scalars(select(BuyerNotice.withdrawn_at)).one() is None
    repick(goods, number, item_id)
    session.expire_all()
    assert session.scalars(select(BuyerNotice.withdrawn_at)).one() is not None


def test_the_seller_takes_another_batch_and_everybody_sees_it(
    visitor: Visitor, goods: Goods, number: str
) -> None:
    item_id, code = more(goods)
    set_values(Batch, goods.batch_id, recall_state="quarantined")
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=(goods.seller_id,))
    line = session.scalars(select(OrderLine.id)).one()
    page = visitor.get(f"/ban-hang/don-hang/{number}")
    assert f'data-held-back="{goods.code}"' in page
    url = f"/ban-hang/don-hang/{number}/lo/{line}"
    page = visitor.get(url)
    assert code in page
    assert "Lấy hàng từ lô này" in page
    visitor.post(url, 422)
    visitor.post(url, 422, item="999")
    page = visitor.post(url, item=str(item_id))
    assert f"Đã đổi sang lô {code}." in page
    assert "data-held-back" not in page
    visitor.post(f"/ban-hang/don-hang/{number}/goi-xong")
    buyer = visitor.get(f"/don-hang/{number[:-2]}?khoa={order_key(number[:-2], SECRET)}")
    assert f"người bán lấy lô {code} thay lô {goods.code}" in buyer
    assert "/kien/K" in buyer
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=(999,))
    visitor.get(url, 404)
    visitor.post(url, 404, item=str(item_id))


def test_without_another_batch_the_seller_is_told_what_to_do(
    visitor: Visitor, goods: Goods, number: str
) -> None:
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=(goods.seller_id,))
    line = session.scalars(select(OrderLine.id)).one()
    page = visitor.get(f"/ban-hang/don-hang/{number}/lo/{line}")
    assert "Không có lô nào khác đủ hàng" in page
