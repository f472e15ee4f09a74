"""What buyers are told of their orders."""

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.messages.models import Message
from storefront.orders import service, settling
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from tests.factories.storefront import BUYER, make_goods, make_order, make_unpaid

pytestmark = pytest.mark.usefixtures("db")


def told() -> list[tuple[str, str]]:
    rows = session.scalars(select(Message).order_by(Message.id))
    return [(one.kind, one.values["number"]) for one in rows]


def bring(number: str, *steps: tuple[OrderStatus, Party]) -> None:
    for end, by in steps:
        with transaction():
            order = session.scalars(select(Order).where(Order.number == number)).one()
            service.change(order, end, by, Actor(), clock.now(), "sold_out")


def test_a_purchase_of_two_sellers_is_told_once_with_its_whole_sum() -> None:
    number = make_order((make_goods().variant_id, 1), (make_goods().variant_id, 2))
    message = session.scalars(select(Message)).one()
    assert message.values == {"number": number, "total": "350.000\u00a0₫"}
    assert (message.phone, message.language) == (BUYER.phone, "vi")


def test_a_transfer_is_told_when_the_money_is_there() -> None:
    number = make_unpaid()
    assert told() == []
    with transaction():
        settling.settle(number, Actor(), clock.now())
    assert told() == [("order_placed", number)]


def test_sent_off_and_called_off_by_the_seller_are_told() -> None:
    first, second = f"{make_order()}-1", f"{make_order()}-1"
    bring(first, (OrderStatus.PACKED, Party.SELLER), (OrderStatus.HANDED_OVER, Party.SELLER))
    bring(second, (OrderStatus.REFUSED, Party.SELLER))
    assert told()[2:] == [("order_shipped", first), ("order_called_off", second)]


def test_a_buyer_who_cancels_is_not_told_what_the_buyer_knows() -> None:
    number = f"{make_order()}-1"
    bring(number, (OrderStatus.CANCELLED, Party.BUYER))
    assert len(told()) == 1
