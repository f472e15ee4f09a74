"""Parcels that have a wholesale price together: a buyer calls them off together."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.amendments import service as amendments
from storefront.amendments.errors import CalledOffTogether
from storefront.amendments.service import Act
from storefront.books import queries as books
from storefront.checkout.gifts import Addressee
from storefront.orders import wholesale
from storefront.orders.errors import OthersToo
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.pricing.models import PriceStep
from tests.factories.storefront import (
    NOW,
    Goods,
    fill_basket,
    make_account_to_receive,
    make_goods,
    make_rate,
    save,
)
from tests.factories.trade import bring, pay
from tests.storefront.checkout.test_gifts import MOTHER, buy
from tests.storefront.orders.test_views import link
from tests.visitor import Visitor

AUNT = replace(MOTHER, position=2, name="Dì Năm")


@pytest.fixture
def goods(db: object) -> Goods:
    make_rate()
    make_rate("same_province", base_fee=10_000)
    make_account_to_receive()
    goods = make_goods(20)
    for units, price in ((4, 80_000), (8, 70_000)):
        save(
            PriceStep(
                variant_id=goods.variant_id,
                from_units=units,
                price=price,
                since=NOW,
                entered_by="Hoa",
            )
        )
    return goods


def place(goods: Goods, mine: int, mothers: int, aunts: int, method: str = "cod") -> str:
    """A purchase for the buyer and two others: its number."""
    token = fill_basket((goods.variant_id, mine + mothers + aunts))
    to = [
        Addressee(one, {goods.variant_id: units})
        for one, units in ((MOTHER, mothers), (AUNT, aunts))
    ]
    return buy(token, to, method=method)


def order_of(number: str) -> Order:
    session.expire_all()
    return session.scalars(select(Order).where(Order.number == number)).one()


def bound(number: str) -> list[str]:
    return [one.number[-2:] for one in wholesale.bound_to(order_of(number))]


def call_off(number: str, *others: str) -> None:
    with transaction():
        wholesale.call_off(order_of(number), others, Actor(), clock.now())


@pytest.mark.parametrize(
    ("units", "taken", "along"),
    [
        ((2, 1, 1), 1, ["-2", "-3"]),  # four for the price from four on
        ((4, 2, 1), 2, []),  # five are left
        ((4, 2, 2), 3, ["-1", "-2"]),  # eight for the price from eight on
        ((2, 1, 0), 1, []),  # a normal price
    ],
)
def test_what_too_few_would_be_left_for_goes_along(
    goods: Goods, units: tuple[int, int, int], taken: int, along: list[str]
) -> None:
    number = place(goods, *units)
    assert bound(f"{number}-{taken}") == along


def test_all_of_them_are_called_off_and_nothing_is_owed(goods: Goods) -> None:
    number = place(goods, 2, 1, 1)
    for shown in ((), (f"{number}-2",)):
        with pytest.raises(OthersToo):
            call_off(f"{number}-1", *shown)
    assert order_of(f"{number}-1").status == "placed"
    call_off(f"{number}-1", f"{number}-2", f"{number}-3")
    assert {order_of(f"{number}-{one}").status for one in (1, 2, 3)} == {"cancelled"}
    assert books.verify().discrepancies == []


def test_what_was_paid_for_them_goes_back(goods: Goods) -> None:
    number = place(goods, 2, 1, 1, "vietqr")
    pay(number)
    call_off(f"{number}-2", f"{number}-1", f"{number}-3")
    assert books.verify().discrepancies == []


def test_who_is_packed_already_keeps_the_promised_price(goods: Goods) -> None:
    number = place(goods, 2, 1, 1)
    bring(f"{number}-2", OrderStatus.PACKED)
    assert bound(f"{number}-1") == ["-3"]
    call_off(f"{number}-1", f"{number}-3")
    assert order_of(f"{number}-2").lines[0].unit_price == 80_000


def test_a_seller_who_refuses_one_parcel_leaves_the_others_the_price(goods: Goods) -> None:
    number = place(goods, 2, 1, 1)
    bring(f"{number}-1", OrderStatus.REFUSED)
    assert order_of(f"{number}-3").status == "placed"
    assert bound(f"{number}-2") == []  # too few by the seller's doing


def test_taking_all_units_out_is_no_way_around(goods: Goods) -> None:
    number = place(goods, 2, 1, 1)
    with pytest.raises(CalledOffTogether), transaction():
        order = order_of(f"{number}-1")
        wanted = {line.id: line.quantity for line in order.lines}
        amendments.cut(order, wanted, Act(Party.BUYER, Actor(), "mau-1"), clock.now())
    assert order_of(f"{number}-1").status == "placed"


def test_the_page_names_them_before_anything_is_called_off(goods: Goods, visitor: Visitor) -> None:
    number = place(goods, 2, 1, 1)
    visitor.get(link(number))
    address = f"/don-hang/{number}-1/huy"
    page = visitor.get(address)
    assert "Mẹ Tư" in page
    assert "Hủy cả 3 đơn" in page
    assert "vừa đổi" in visitor.post(address, 422, others=f"{number}-2")
    visitor.post(address, others=f"{number}-2 {number}-3")
    assert {order_of(f"{number}-{one}").status for one in (1, 2, 3)} == {"cancelled"}
