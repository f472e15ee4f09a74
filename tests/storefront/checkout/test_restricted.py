"""Alcohol: an age gate, a declaration kept with the order, no sale without a licence.
Health foods: the mandatory words wherever they are offered.
"""

import json
import re
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.products.models import Product
from catalog.restrictions.models import SellerLicence
from storefront.basket import queries as baskets
from storefront.checkout.errors import AgeNotDeclared, CannotBePlaced
from storefront.checkout.queries import quote
from storefront.checkout.service import Wish, place
from storefront.orders.models import Order, OrderGroup
from storefront.shipping.rules import Place
from tests.factories.restrictions import make_licence, make_restricted
from tests.factories.storefront import BUYER, Goods, fill_basket, make_goods, make_rate, set_values
from tests.storefront.checkout.test_views import hidden
from tests.visitor import Page, Visitor

ALCOHOL = (("min_age", 18), ("licence", 55), ("below_strength", 150))
WORDS = "Thực phẩm này không phải là thuốc."
FORM = {
    "phone": "0987 654 321",
    "buyer_name": "Trần Thị Mận",
    "province_code": "92",
    "commune_text": "ninh kieu",
    "street": "12 Hòa Bình",
}


@pytest.fixture
def wine(db: object) -> Goods:
    """Wine of 14 degrees whose seller has a licence."""
    make_rate()
    goods = make_goods(10)
    make_restricted(goods.variant_id, 15, *ALCOHOL, alcohol_tenths=140)
    make_licence(goods.seller_id)
    return goods


@pytest.fixture
def food(db: object) -> Goods:
    """A health food."""
    make_rate()
    goods = make_goods(10)
    make_restricted(goods.variant_id, 18, ("sentence", None))
    return goods


def slug_of(goods: Goods) -> str:
    return session.scalars(select(Product.slug).where(Product.id == goods.product_id)).one()


def placing(token: str, declared: int) -> str:
    view = baskets.get_view(baskets.find_basket_id(token), clock.today())
    name = f"{BUYER.commune_name}, {BUYER.province_name}"
    seal = quote(view, Place(BUYER.province_code, BUYER.commune_code), name, clock.today()).seal
    with transaction():
        wish = Wish(token, "mau-tuoi", seal, BUYER, declared_age=declared)
        return place(Actor(), wish, clock.today(), clock.now())


def test_without_a_declaration_nothing_is_placed(wine: Goods) -> None:
    token = fill_basket((wine.variant_id, 1))
    for declared in (0, 17):
        with pytest.raises(AgeNotDeclared):
            placing(token, declared)
    assert session.scalars(select(OrderGroup)).all() == []


def test_the_declaration_is_kept_with_the_order_and_no_birth_date(wine: Goods) -> None:
    placing(fill_basket((wine.variant_id, 1)), 18)
    group = session.scalars(select(OrderGroup)).one()
    assert group.age_statement == "Tôi khai rằng tôi đã đủ 18 tuổi. (Luật thử về min_age)"
    assert session.scalars(select(Order.min_age)).one() == 18


def test_other_goods_need_no_declaration(wine: Goods) -> None:
    placing(fill_basket((make_goods().variant_id, 1)), 0)
    assert session.scalars(select(OrderGroup.age_statement)).one() is None


def test_a_licence_that_ends_between_basket_and_order_stops_it(wine: Goods) -> None:
    token = fill_basket((wine.variant_id, 1))
    licence = session.scalars(select(SellerLicence.id)).one()
    set_values(SellerLicence, licence, withdrawn_at=clock.now(), withdrawn_why="Thu hồi")
    with pytest.raises(CannotBePlaced):
        placing(token, 18)
    view = baskets.get_view(baskets.find_basket_id(token), clock.today())
    assert [line.problem for line in view.lines] == ["not_allowed"]


def test_goods_held_back_do_not_enter_a_basket(visitor: Visitor, wine: Goods) -> None:
    set_values(Product, wine.product_id, alcohol_tenths=390)
    page = visitor.post("/gio-hang/them", 422, loai=wine.variant_id, **{"so-luong": 1})
    assert "Theo luật, sản phẩm này hiện không bán qua mạng." in page


def test_the_product_page_asks_for_the_age_first(visitor: Visitor, wine: Goods) -> None:
    url = f"/san-pham/{slug_of(wine)}"
    page = visitor.get(url)
    assert "chỉ dành cho người từ 18 tuổi" in page
    assert "Thêm vào giỏ" not in page
    assert "application/ld+json" not in page.html
    answer = visitor.raw(url)
    assert "Cookie" in answer.headers["Vary"]
    page = visitor.post(f"{url}/tuoi")
    assert "Thêm vào giỏ" in page
    assert "Chỉ bán cho người từ 18 tuổi." in page
    assert "Độ cồn" in page
    assert json_ld(page)["hasAdultConsideration"] == "https://schema.org/AlcoholConsideration"


@pytest.mark.parametrize("said", ["17", "0", "x", "-18", "٢٠", "9999"])
def test_a_cookie_that_says_less_opens_nothing(visitor: Visitor, wine: Goods, said: str) -> None:
    visitor.http.set_cookie("tuoi", said, domain="localhost")
    assert "Thêm vào giỏ" not in visitor.get(f"/san-pham/{slug_of(wine)}")


def test_goods_held_back_have_a_page_but_no_offer(visitor: Visitor, wine: Goods) -> None:
    set_values(Product, wine.product_id, alcohol_tenths=390)
    url = f"/san-pham/{slug_of(wine)}"
    page = visitor.post(f"{url}/tuoi")
    assert "Hiện không bán qua mạng, theo Luật thử về below_strength." in page
    assert "Thêm vào giỏ" not in page
    assert "offers" not in json_ld(page)
    facts = visitor.raw(f"/api/v1/products/{slug_of(wine)}").json
    assert (facts["is_held_back"], facts["min_age"]) == (True, 18)
    assert [one["available"] for one in facts["variants"]] == [0]


def test_the_buyer_ticks_the_box_at_checkout(visitor: Visitor, wine: Goods) -> None:
    visitor.post("/gio-hang/them", loai=wine.variant_id, **{"so-luong": 1})
    page = visitor.post("/thanh-toan/phi", **FORM, **hidden(visitor.get("/thanh-toan")))
    assert "Tôi khai rằng tôi đã đủ 18 tuổi." in page
    refused = visitor.post("/thanh-toan", 422, **FORM, **hidden(page))
    assert "hãy đánh dấu ô này nếu đúng" in refused
    visitor.post("/thanh-toan", **FORM, **hidden(refused), is_of_age="1")
    number = session.scalars(select(Order.number)).one()
    visitor.sign_in("orders.sell", producer_ids=(wine.seller_id,))
    assert "Chỉ giao cho người từ 18 tuổi." in visitor.get(f"/ban-hang/don-hang/{number}")


def test_the_mandatory_words_stand_where_health_food_is_offered(
    visitor: Visitor, food: Goods
) -> None:
    url = f"/san-pham/{slug_of(food)}"
    page = visitor.get(url)
    assert WORDS in page
    assert json_ld(page)["additionalProperty"][0]["value"] == WORDS
    assert "This food is not a medicine." in visitor.get(f"{url}?lang=en")
    assert visitor.raw(f"/api/v1/products/{slug_of(food)}").json["notices"] == [WORDS]
    visitor.post("/gio-hang/them", loai=food.variant_id, **{"so-luong": 1})
    assert WORDS in visitor.get("/thanh-toan?lang=vi")
    assert "Tôi khai" not in visitor.get("/thanh-toan")


def json_ld(page: Page) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.html, re.DOTALL)
    assert found
    facts: dict[str, Any] = json.loads(found[1])
    return facts
