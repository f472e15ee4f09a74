"""Every change of an order moves its stock and its money with it, and happens once."""

from typing import Any

import pytest
from sqlalchemy import select, update

from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from storefront.inventory import queries as inventory
from storefront.inventory.models import StockItem
from storefront.orders import queries, service
from storefront.orders.errors import (
    BatchStopped,
    NoSuchOrder,
    NotPossible,
    OrderMoved,
    ReasonMissing,
    TooLateToCancel,
)
from storefront.orders.models import Order, OrderChange
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import queries as payments
from tests.factories.storefront import NOW, Goods, make_goods, make_order, set_values
from traceability.batches.models import Batch

pytestmark = pytest.mark.usefixtures("db")
BUYER, STRANGER = Actor(), Actor(id=9, producer_ids=frozenset({999_999}))


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def number(goods: Goods) -> str:
    return f"{make_order((goods.variant_id, 2))}-1"


def seller(goods: Goods) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))


def change(number: str, end: OrderStatus, by: Party, actor: Actor, **more: Any) -> None:
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        service.change(order, end, by, actor, NOW, **more)


def state(goods: Goods, number: str) -> tuple[str, int, int, str]:
    session.expire_all()
    item = session.get_one(StockItem, goods.item_id)
    status = session.scalars(select(Order.status).where(Order.number == number)).one()
    return status, item.on_hand, item.allocated, payments.states_of([number])[number]


def test_an_order_is_packed_handed_over_and_paid(goods: Goods, number: str) -> None:
    assert state(goods, number) == ("placed", 10, 2, "due")
    change(number, OrderStatus.PACKED, Party.SELLER, seller(goods))
    assert state(goods, number) == ("packed", 10, 2, "due")
    change(number, OrderStatus.HANDED_OVER, Party.SELLER, seller(goods))
    assert state(goods, number) == ("handed_over", 8, 0, "due")
    change(number, OrderStatus.DELIVERED, Party.SELLER, seller(goods))
    assert state(goods, number) == ("delivered", 8, 0, "received")
    rows = session.scalars(select(OrderChange).order_by(OrderChange.id)).all()
    assert [(row.from_status, row.to_status, row.by) for row in rows] == [
        (None, "placed", "buyer"),
        ("placed", "packed", "seller"),
        ("packed", "handed_over", "seller"),
        ("handed_over", "delivered", "seller"),
    ]
    assert session.scalars(select(Order.version)).one() == 4
    assert not inventory.list_drift()
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions[-3:] == ["orders.packed", "orders.handed_over", "orders.delivered"]


@pytest.mark.parametrize("by", [Party.BUYER, Party.OPERATOR])
def test_cancelling_returns_stock_and_owes_nothing(goods: Goods, number: str, by: Party) -> None:
    change(number, OrderStatus.CANCELLED, by, BUYER, reason="buyer_asked")
    assert state(goods, number) == ("cancelled", 10, 0, "void")
    assert not inventory.list_drift()


def test_refusing_needs_a_reason(goods: Goods, number: str) -> None:
    with pytest.raises(ReasonMissing):
        change(number, OrderStatus.REFUSED, Party.SELLER, seller(goods))
    with pytest.raises(ReasonMissing):
        change(number, OrderStatus.CANCELLED, Party.OPERATOR, Actor(id=1))
    change(number, OrderStatus.REFUSED, Party.SELLER, seller(goods), reason="sold_out")
    assert state(goods, number) == ("refused", 10, 0, "void")


def test_a_packed_order_is_not_cancelled(goods: Goods, number: str) -> None:
    change(number, OrderStatus.PACKED, Party.SELLER, seller(goods))
    with pytest.raises(TooLateToCancel):
        change(number, OrderStatus.CANCELLED, Party.BUYER, BUYER)
    assert state(goods, number) == ("packed", 10, 2, "due")


@pytest.mark.parametrize("end", [OrderStatus.DELIVERED, OrderStatus.HANDED_OVER])
def test_steps_are_not_skipped(goods: Goods, number: str, end: OrderStatus) -> None:
    with pytest.raises(NotPossible):
        change(number, end, Party.SELLER, seller(goods))


def test_an_order_that_moved_in_between_is_not_changed(goods: Goods, number: str) -> None:
    with pytest.raises(OrderMoved), transaction():
        order = queries.get_order_for_seller(seller(goods), number)
        # Somebody else was faster; this session still holds what it read.
        session.execute(
            update(Order)
            .values(version=Order.version + 1)
            .execution_options(synchronize_session=False)
        )
        service.change(order, OrderStatus.PACKED, Party.SELLER, seller(goods), NOW)


def test_nobody_else_finds_the_order(goods: Goods, number: str) -> None:
    group = number[:-2]
    with pytest.raises(NoSuchOrder):
        queries.get_order_for_seller(STRANGER, number)
    for actor in (BUYER, STRANGER):
        with pytest.raises(NoSuchOrder):
            queries.get_group_for(actor, group, holds_key=False)
    with pytest.raises(NoSuchOrder):
        queries.get_order_for_buyer(BUYER, f"{group}-9", holds_key=True)
    assert queries.get_order_for_buyer(BUYER, number, holds_key=True).number == number
    assert queries.find_number_by_phone(group, "+84987654321") == group
    assert queries.find_number_by_phone(group, "+84911111111") is None
    assert queries.list_of_account(BUYER) == []


def test_a_seller_lists_what_is_to_be_packed(goods: Goods, number: str) -> None:
    later = f"{make_order((goods.variant_id, 1), phone='+84911111111')}-1"
    change(later, OrderStatus.PACKED, Party.SELLER, seller(goods))
    listed = queries.list_for_seller(seller(goods), [OrderStatus.PLACED, OrderStatus.PACKED])
    assert [order.number for order in listed] == [number, later]
    assert queries.count_by_status(seller(goods)) == {
        OrderStatus.PLACED: 1,
        OrderStatus.PACKED: 1,
    }
    assert queries.list_for_seller(STRANGER, list(OrderStatus)) == []
    assert queries.list_for_seller(seller(goods), [OrderStatus.DELIVERED]) == []
    assert queries.batches_of(listed[0].lines) == [goods.code]


def test_goods_of_a_recalled_batch_are_not_packed(goods: Goods, number: str) -> None:
    set_values(Batch, goods.batch_id, recall_state="quarantined")
    with pytest.raises(BatchStopped):
        change(number, OrderStatus.PACKED, Party.SELLER, seller(goods))
    assert state(goods, number) == ("placed", 10, 2, "due")


def test_a_parcel_recalled_after_packing_stays_and_can_be_refused(
    goods: Goods, number: str
) -> None:
    change(number, OrderStatus.PACKED, Party.SELLER, seller(goods))
    set_values(Batch, goods.batch_id, recall_state="recalled")
    with pytest.raises(BatchStopped):
        change(number, OrderStatus.HANDED_OVER, Party.SELLER, seller(goods))
    assert state(goods, number) == ("packed", 10, 2, "due")
    change(number, OrderStatus.REFUSED, Party.SELLER, seller(goods), reason="other: Lô bị thu hồi")
    assert state(goods, number) == ("refused", 10, 0, "void")
