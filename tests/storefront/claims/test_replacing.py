"""Goods anew: an order of its own with nothing to pay, once, and never beside the money."""

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.claims import answering
from storefront.claims.errors import (
    NoneLeft,
    StillOnItsWay,
)
from storefront.claims.rules import ClaimStatus, Outcome
from storefront.orders.models import Order, Recipient
from storefront.orders.rules import OrderStatus, Party
from tests.factories.claims import make_claim, make_delivered, order_of
from tests.factories.storefront import Goods, make_goods, set_values
from tests.factories.trade import bring, deliver
from tests.storefront.claims.acting import act, agrees, answer, get, step
from traceability.batches.models import Batch


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def number(goods: Goods) -> str:
    return make_delivered(2, goods)


def test_a_replacement_is_an_order_with_nothing_to_pay(number: str, goods: Goods) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REPLACE)
    again = session.get_one(Order, get(claim).replacement_id)
    assert (again.number, again.total, again.status) == (f"{number[:-1]}2", 0, "placed")
    assert [(one.batch_code, one.quantity) for one in again.lines] == [(goods.code, 1)]
    assert agrees()
    deliver(again.number)
    assert get(claim).status == ClaimStatus.REPLACED
    assert agrees()


def test_a_replacement_that_is_called_off_goes_to_the_operator(number: str) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REPLACE)
    bring(f"{number[:-1]}2", OrderStatus.REFUSED)
    assert get(claim).status == ClaimStatus.ESCALATED
    assert agrees()
    answer(claim, Outcome.REFUND, Party.OPERATOR, amount=95_000, words="Người bán hết hàng")
    assert get(claim).status == ClaimStatus.REFUNDING


def test_without_goods_nothing_is_replaced(number: str, goods: Goods) -> None:
    claim = make_claim(number)
    set_values(Batch, goods.batch_id, recall_state="recalled")
    with pytest.raises(NoneLeft):
        answer(claim, Outcome.REPLACE)
    assert get(claim).status == ClaimStatus.ASKED
    assert agrees()


def test_goods_anew_are_not_sent_twice_nor_beside_the_money(number: str, goods: Goods) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REPLACE)
    first = session.get_one(Order, get(claim).replacement_id).number
    step(claim, ClaimStatus.ESCALATED, Party.BUYER)
    answer(claim, Outcome.REPLACE, Party.OPERATOR, words="Gửi lại đi")
    second = session.get_one(Order, get(claim).replacement_id).number
    assert (order_of(first).status, order_of(second).status) == ("cancelled", "placed")
    step(claim, ClaimStatus.ESCALATED, Party.BUYER)
    answer(claim, Outcome.REFUND, Party.OPERATOR, amount=50_000, words="Thôi hoàn tiền")
    assert order_of(second).status == "cancelled"
    assert get(claim).status == ClaimStatus.REFUNDING
    assert agrees()


def test_who_withdraws_gets_no_goods_anew(number: str) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REPLACE)
    again = session.get_one(Order, get(claim).replacement_id).number
    step(claim, ClaimStatus.ESCALATED, Party.BUYER)
    act(claim, answering.withdraw, None, Actor())
    assert (get(claim).status, order_of(again).status) == ("withdrawn", "cancelled")


def test_no_second_parcel_while_the_first_is_on_its_way(number: str) -> None:
    claim = make_claim(number)
    answer(claim, Outcome.REPLACE)
    again = session.get_one(Order, get(claim).replacement_id).number
    for end in (OrderStatus.PACKED, OrderStatus.HANDED_OVER):
        bring(again, end)
    step(claim, ClaimStatus.ESCALATED, Party.BUYER)
    with pytest.raises(StillOnItsWay):
        answer(claim, Outcome.REPLACE, Party.OPERATOR, words="Gửi lại đi")


def test_goods_anew_travel_like_the_first_and_to_who_got_those(number: str) -> None:
    with transaction():
        order = order_of(number)
        order.recipient = Recipient(
            group_id=order.group_id,
            position=1,
            name="Mẹ Tư",
            phone="+84911111111",
            street="Ấp 3",
            commune_code="23677",
            commune_name="Xã Đak Đoa",
            province_code="64",
            province_name="Gia Lai",
            places_as_of=clock.today(),
        )
        order.min_age, order.is_own_delivery = 18, True
        order.lines[0].variant.goods_class = "fresh"
    claim = make_claim(number)
    answer(claim, Outcome.REPLACE)
    again = session.get_one(Order, get(claim).replacement_id)
    assert again.goes_to.name == "Mẹ Tư"
    assert (again.min_age, again.is_own_delivery, again.goods_class) == (18, True, "fresh")
