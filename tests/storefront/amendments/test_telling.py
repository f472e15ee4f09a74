"""What buyers are told when somebody else amends their order, in the same transaction."""

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.outbox import OutboxMessage
from storefront.amendments import correcting, service
from storefront.amendments.rules import Field
from storefront.amendments.service import Act
from storefront.messages.models import Message
from storefront.messages.rules import Kind
from storefront.orders.models import Order, OrderGroup
from storefront.orders.rules import Party
from tests.factories.storefront import BUYER, make_goods, make_order

pytestmark = pytest.mark.usefixtures("db")
OTHERS = (Party.SELLER, Party.OPERATOR)


@pytest.fixture
def number(db: object) -> str:
    return f"{make_order((make_goods(10).variant_id, 3), language='en')}-1"


def order_of(number: str) -> Order:
    return session.scalars(select(Order).where(Order.number == number)).one()


def cut(number: str, by: Party, units: int = 1, key: str = "mau-1") -> None:
    with transaction():
        order = order_of(number)
        act = Act(by, Actor(), key, "sold_out")
        service.cut(order, {order.lines[0].id: units}, act, clock.now())


def correct(number: str, by: Party, **given: str) -> None:
    with transaction():
        group = session.scalars(select(OrderGroup)).one()
        sellers = frozenset(one.producer_id for one in group.orders)
        fields = {Field(name): value for name, value in given.items()}
        actor = Actor(producer_ids=sellers)
        correcting.correct(group, fields, by, actor, clock.now())


def told() -> list[Message]:
    query = select(Message).where(Message.kind != Kind.ORDER_PLACED).order_by(Message.id)
    return list(session.scalars(query))


@pytest.mark.parametrize("by", OTHERS)
def test_units_taken_out_by_somebody_else_are_told_once(number: str, by: Party) -> None:
    cut(number, by)
    cut(number, by)
    (one,) = told()
    assert (one.kind, one.phone, one.language) == ("order_cut", BUYER.phone, "en")
    assert one.values == {"number": number, "total": "225.000\u00a0₫"}
    sent = [row.payload for row in session.scalars(select(OutboxMessage))]
    assert {"message": one.id} in sent
    cut(number, by, key="mau-2")
    assert len(told()) == 2


def test_the_last_unit_is_told_as_called_off(number: str) -> None:
    cut(number, Party.SELLER, 3)
    assert [one.kind for one in told()] == ["order_called_off"]


@pytest.mark.parametrize("by", OTHERS)
def test_a_correction_by_somebody_else_is_told(number: str, by: Party) -> None:
    correct(number, by, street="14 Hòa Bình")
    correct(number, by, street="14 Hòa Bình")
    assert [(one.kind, one.phone) for one in told()] == [("order_corrected", BUYER.phone)]


def test_another_number_is_told_to_the_number_of_before(number: str) -> None:
    correct(number, Party.SELLER, phone="+84911111111")
    correct(number, Party.SELLER, street="14 Hòa Bình")
    assert [one.phone for one in told()] == [BUYER.phone, "+84911111111"]


def test_buyers_are_not_told_what_they_did(number: str) -> None:
    cut(number, Party.BUYER)
    correct(number, Party.BUYER, street="14 Hòa Bình")
    assert told() == []


def test_what_is_undone_is_not_told(number: str) -> None:
    with pytest.raises(RuntimeError, match="cut short"), transaction():
        order = order_of(number)
        act = Act(Party.SELLER, Actor(), "mau-1", "sold_out")
        service.cut(order, {order.lines[0].id: 1}, act, clock.now())
        raise RuntimeError("cut short")
    assert told() == []
