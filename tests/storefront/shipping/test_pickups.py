"""Goods that the buyer fetches: kept by the seller, sealed by the quote, promised on the order."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.basket import queries as baskets
from storefront.books import queries as books
from storefront.checkout.errors import CannotBePlaced, QuoteChanged
from storefront.checkout.queries import quote
from storefront.checkout.rules import Quote
from storefront.checkout.service import Wish, place
from storefront.orders.models import Order
from storefront.shipping import service
from storefront.shipping.errors import NoSuchPoint
from storefront.shipping.models import PickupPoint
from storefront.shipping.rules import Place
from tests.factories.storefront import BUYER, NOW, Goods, fill_basket, make_goods, make_rate
from tests.visitor import Visitor


@pytest.fixture
def goods(db: object) -> Goods:
    make_rate()
    return make_goods(10)


def owner(goods: Goods) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))


def open_point(goods: Goods) -> int:
    with transaction():
        return service.add_pickup(owner(goods), "Kho Ia Băng", "Thôn 2", "Hỏi chị Hoa", 1).id


def quoted(token: str, chosen: dict[int, str]) -> Quote:
    view = baskets.get_view(baskets.find_basket_id(token), clock.today())
    return quote(view, Place("92", "31117"), "Ninh Kiều", clock.today(), chosen)


def placing(token: str, chosen: dict[int, str], seal: str) -> None:
    with transaction():
        wish = Wish(token, "mau-1", seal, BUYER, chosen=chosen)
        place(Actor(), wish, clock.today(), clock.now())


def test_fetching_costs_nothing_and_the_order_says_where(goods: Goods) -> None:
    token, chosen = fill_basket((goods.variant_id, 1)), {goods.seller_id: str(open_point(goods))}
    assert quoted(token, {}).total == 125_000
    found = quoted(token, chosen)
    assert (found.fees, found.total) == (0, 95_000)
    placing(token, chosen, found.seal)
    order = session.scalars(select(Order)).one()
    assert (order.shipping_fee, order.pickup) == (0, "Kho Ia Băng, Thôn 2. Hỏi chị Hoa")
    assert books.verify().discrepancies == []


def test_the_seal_covers_the_choice(goods: Goods) -> None:
    token, chosen = fill_basket((goods.variant_id, 1)), {goods.seller_id: str(open_point(goods))}
    for shown, sent in (({}, chosen), (chosen, {})):
        with pytest.raises(QuoteChanged):
            placing(token, sent, quoted(token, shown).seal)
    assert session.scalars(select(Order)).all() == []


def test_a_point_of_others_or_a_closed_one_places_nothing(goods: Goods) -> None:
    token, point = fill_basket((goods.variant_id, 1)), open_point(goods)
    foreign = {goods.seller_id: str(open_point(make_goods()))}
    with pytest.raises(CannotBePlaced):
        placing(token, foreign, quoted(token, foreign).seal)
    chosen = {goods.seller_id: str(point)}
    seal = quoted(token, chosen).seal
    with transaction():
        service.close_pickup(owner(goods), point, NOW)
    with pytest.raises(CannotBePlaced):
        placing(token, chosen, seal)


def test_nobody_closes_the_point_of_another(goods: Goods) -> None:
    point = open_point(goods)
    with pytest.raises(NoSuchPoint), transaction():
        service.close_pickup(replace(owner(goods), producer_ids=frozenset({999})), point, NOW)
    assert session.scalars(select(PickupPoint.closed_at)).one() is None


def test_the_seller_keeps_points(visitor: Visitor, goods: Goods) -> None:
    visitor.sign_in("shipping.own", "orders.sell", producer_ids=(goods.seller_id,))
    url = "/ban-hang/diem-lay"
    assert "Vui lòng điền mục này." in visitor.post(url, 422, days="1")
    given = {"name": "Kho", "address": "Thôn 2", "instructions": "Hỏi chị Hoa", "days": "1"}
    visitor.post(url, 422, **{**given, "days": "-1"})
    assert "Hỏi chị Hoa" in visitor.post(url, **given)
    assert url in visitor.get("/ban-hang/don-hang").links
    point = session.scalars(select(PickupPoint.id)).one()
    assert "Đã đóng điểm lấy hàng." in visitor.post(f"{url}/{point}/dong")
    visitor.post(f"{url}/{point}/dong", 404)
    assert "Pick-up points" in visitor.get(f"{url}?lang=en")


def test_the_buyer_sees_the_choice_at_checkout(visitor: Visitor, goods: Goods) -> None:
    point = open_point(goods)
    visitor.http.set_cookie("gio", fill_basket((goods.variant_id, 1)), domain="localhost")
    given = {"province_code": "92", "commune_text": "Ninh Kiều"}
    page = visitor.post("/thanh-toan/phi", **given)
    assert "Đến lấy: Kho Ia Băng" in page
    page = visitor.post("/thanh-toan/phi", **given, **{f"nhan-{goods.seller_id}": str(point)})
    assert f'value="{point}" checked' in page
