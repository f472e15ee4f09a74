"""Goods that the seller brings: the own fee and days, for the places served and no others."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.basket import queries as baskets
from storefront.books import queries as books
from storefront.checkout.errors import CannotBePlaced, QuoteChanged
from storefront.checkout.parcels import BY_SELLER
from storefront.checkout.queries import quote
from storefront.checkout.rules import Quote
from storefront.checkout.service import Wish, place
from storefront.orders.models import Order
from storefront.shipping import delivering
from storefront.shipping.errors import (
    ImpossibleRate,
    NoSuchDelivery,
    NotServed,
    OwnDeliveryTwice,
)
from storefront.shipping.models import OwnDelivery
from storefront.shipping.rules import Place
from tests.factories.storefront import BUYER, NOW, Goods, fill_basket, make_goods
from tests.visitor import Visitor

HERE = "92", "31117"


@pytest.fixture
def goods(db: object) -> Goods:
    """Fresh goods that no carrier takes anywhere."""
    return make_goods(10, goods_class="fresh")


def owner(goods: Goods) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))


def serve(goods: Goods, commune: str | None = HERE[1], fee: int = 15_000) -> int:
    with transaction():
        return delivering.add_own_delivery(owner(goods), HERE[0], commune, fee, (0, 1)).id


def quoted(token: str, chosen: dict[int, str]) -> Quote:
    view = baskets.get_view(baskets.find_basket_id(token), clock.today())
    return quote(view, Place(*HERE), "Ninh Kiều", clock.today(), chosen)


def placing(token: str, chosen: dict[int, str], seal: str) -> None:
    with transaction():
        wish = Wish(token, "mau-1", seal, BUYER, chosen=chosen)
        place(Actor(), wish, clock.today(), clock.now())


def test_the_sellers_fee_is_taken_where_no_carrier_goes(goods: Goods) -> None:
    serve(goods, None, 40_000)
    serve(goods)
    token, chosen = fill_basket((goods.variant_id, 1)), {goods.seller_id: BY_SELLER}
    refused = quoted(token, {})
    assert not refused.can_be_placed
    assert refused.sellers[0].own
    found = quoted(token, chosen)
    assert (found.fees, found.can_be_placed) == (15_000, True)
    placing(token, chosen, found.seal)
    order = session.scalars(select(Order)).one()
    assert (order.shipping_fee, order.is_own_delivery) == (15_000, True)
    assert (order.goods_class, order.leaves_on) == ("fresh", None)
    assert books.verify().discrepancies == []


def test_a_place_no_longer_served_places_nothing(goods: Goods) -> None:
    delivery = serve(goods)
    token, chosen = fill_basket((goods.variant_id, 1)), {goods.seller_id: BY_SELLER}
    seal = quoted(token, chosen).seal
    with transaction():
        delivering.close_own_delivery(owner(goods), delivery, NOW)
    with pytest.raises(CannotBePlaced):
        placing(token, chosen, seal)
    serve(goods, fee=99_000)
    with pytest.raises(QuoteChanged):
        placing(token, chosen, seal)
    assert session.scalars(select(Order)).all() == []


@pytest.mark.parametrize(
    ("where", "fee", "days", "refusal"),
    [
        (HERE, -1, (0, 1), ImpossibleRate),
        (HERE, 10_000_001, (0, 1), ImpossibleRate),
        (HERE, 0, (2, 1), ImpossibleRate),
        (HERE, 0, (-1, 1), ImpossibleRate),
        (("00", None), 0, (0, 1), NotServed),
        (("64", "31117"), 0, (0, 1), NotServed),
        (("92", "99999"), 0, (0, 1), NotServed),
    ],
)
def test_impossible_places_and_fees_are_refused(
    goods: Goods,
    where: tuple[str, str | None],
    fee: int,
    days: tuple[int, int],
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal), transaction():
        delivering.add_own_delivery(owner(goods), *where, fee, days)
    assert session.scalars(select(OwnDelivery)).all() == []


def test_one_place_has_one_fee_and_nobody_closes_anothers(goods: Goods) -> None:
    delivery = serve(goods)
    with pytest.raises(OwnDeliveryTwice):
        serve(goods)
    stranger = replace(owner(goods), producer_ids=frozenset({999}))
    with pytest.raises(NoSuchDelivery), transaction():
        delivering.close_own_delivery(stranger, delivery, NOW)


def test_the_seller_keeps_places(visitor: Visitor, goods: Goods) -> None:
    visitor.sign_in("shipping.own", "orders.sell", producer_ids=(goods.seller_id,))
    url = "/ban-hang/tu-giao"
    days = {"days_from": "0", "days_to": "1"}
    assert "Vui lòng chọn tỉnh." in visitor.post(url, 422, fee="0", **days)
    visitor.post(url, 422, province_code="92", fee="-1", **days)
    visitor.post(url, 422, province_code="92", commune_text="Sao Hỏa", fee="1", **days)
    visitor.post(url, 422, province_code="xx", fee="1", **days)
    given = {"province_code": "92", "commune_text": "ninh kieu", "fee": "15.000", **days}
    assert "Ninh Kiều, Cần Thơ" in visitor.post(url, **given)
    assert "Nơi này đang có rồi." in visitor.post(url, 422, **given)
    assert "Cả tỉnh, thành Cần Thơ" in visitor.post(url, province_code="92", fee="0", **days)
    assert url in visitor.get("/ban-hang/don-hang").links
    delivery = session.scalars(select(OwnDelivery.id)).first()
    assert "Đã thôi tự giao" in visitor.post(f"{url}/{delivery}/dong")
    visitor.post(f"{url}/{delivery}/dong", 404)
    assert "Own delivery" in visitor.get(f"{url}?lang=en")


def test_the_buyer_chooses_it_at_checkout(visitor: Visitor, goods: Goods) -> None:
    serve(goods)
    visitor.http.set_cookie("gio", fill_basket((goods.variant_id, 1)), domain="localhost")
    given = {"province_code": "92", "commune_text": "Ninh Kiều"}
    assert "Người bán tự giao: phí 15.000" in visitor.post("/thanh-toan/phi", **given)
    page = visitor.post("/thanh-toan/phi", **given, **{f"nhan-{goods.seller_id}": BY_SELLER})
    assert 'value="tu-giao" checked' in page
    assert "Đặt hàng" in page
