"""Two orders that need the same last units of another batch: one gets them."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select, update

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.products.models import Variant
from storefront.books import queries as books
from storefront.inventory.errors import OtherBatchShort
from storefront.inventory.models import StockItem
from storefront.orders import service
from storefront.orders.errors import NotPossible, OrderMoved
from storefront.orders.models import LineChange, Order
from storefront.orders.rules import OrderStatus, Party
from storefront.packing import picking
from tests.factories.storefront import NOW, make_goods, make_order, make_stock
from tests.races.threads import meeting, together


def two_orders() -> tuple[list[str], int]:
    """Two orders of two units each, and another batch with two."""
    goods = make_goods(4)
    numbers = [f"{make_order((goods.variant_id, 2))}-1" for _ in range(2)]
    return numbers, make_stock(session.get_one(Variant, goods.variant_id), 2).id


def repicking(number: str, item_id: int) -> Callable[[], str]:
    def act() -> str:
        with transaction():
            order = session.scalars(select(Order).where(Order.number == number)).one()
            picking.repick(order, order.lines[0].id, item_id, Actor(), NOW)
        return number

    return act


def test_the_last_units_of_another_batch_go_to_one_order(shop: Flask) -> None:
    numbers, item_id = two_orders()
    results = together(shop, [repicking(number, item_id) for number in numbers])
    assert len([one for one in results if isinstance(one, str)]) == 1
    assert len([one for one in results if isinstance(one, OtherBatchShort)]) == 1
    assert session.get_one(StockItem, item_id).allocated == 2
    assert len(session.scalars(select(LineChange)).all()) == 1
    assert books.verify().discrepancies == []


def test_without_the_conditional_update_both_get_them(shop: Flask) -> None:
    """Negative control: both read that two units are free, then write what they worked out."""
    _, item_id = two_orders()
    seen = meeting(2)

    def carelessly() -> bool:
        item = session.get_one(StockItem, item_id)
        free, allocated = item.on_hand - item.allocated, item.allocated
        session.rollback()
        seen.wait()
        if free < 2:
            return False
        with transaction():
            changed = update(StockItem).where(StockItem.id == item_id)
            session.execute(changed.values(allocated=allocated + 2))
        return True

    assert together(shop, [carelessly, carelessly]) == [True, True]


def test_packing_and_repicking_at_the_same_moment(shop: Flask) -> None:
    """Both may happen, one after the other, or the later is told; nothing is lost either way."""
    numbers, item_id = two_orders()

    def pack() -> str:
        with transaction():
            order = session.scalars(select(Order).where(Order.number == numbers[0])).one()
            service.change(order, OrderStatus.PACKED, Party.SELLER, Actor(), NOW)
        return "packed"

    results = together(shop, [pack, repicking(numbers[0], item_id)])
    for one in results:
        assert isinstance(one, str | OrderMoved | NotPossible)
    assert any(isinstance(one, str) for one in results)
    assert books.verify().discrepancies == []
