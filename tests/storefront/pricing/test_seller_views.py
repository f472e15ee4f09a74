"""Visits of /ban-hang/gia-si, and the small table on the product page."""

from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.pricing import queries
from storefront.pricing.models import PriceStep
from storefront.pricing.rules.steps import Step
from tests.factories.storefront import Goods, make_goods
from tests.visitor import Visitor

URL = "/ban-hang/gia-si"


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(50)


@pytest.fixture
def seller(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in("pricing.edit", "seller.see", producer_ids=[goods.seller_id])
    return visitor


def rows(*pairs: tuple[str, str]) -> dict[str, str]:
    found = {}
    for number, (units, price) in enumerate(pairs, start=1):
        found |= {f"units_{number}": units, f"price_{number}": price}
    return found


def test_a_seller_sets_wholesale_prices(seller: Visitor, goods: Goods) -> None:
    assert "Đặt giá" in seller.get(URL)
    page = seller.post(f"{URL}/{goods.variant_id}", **rows(("5", "90.000"), ("20", "85000")))
    assert "Đã ghi giá mua nhiều." in page
    assert "Từ 20" in page
    assert 'value="90000"' in seller.get(f"{URL}/{goods.variant_id}").html
    slug = session.get_one(Product, goods.product_id).slug
    shop = seller.get(f"/san-pham/{slug}")
    assert "Mua nhiều giá tốt hơn" in shop
    assert "85.000" in shop
    seller.post("/gio-hang/them", loai=goods.variant_id, **{"so-luong": 5})
    basket = seller.get("/gio-hang")
    assert "450.000" in basket
    assert "Từ 20 trở lên" in basket


def test_a_new_table_ends_the_one_before(seller: Visitor, goods: Goods) -> None:
    seller.post(f"{URL}/{goods.variant_id}", **rows(("5", "90000")))
    seller.post(f"{URL}/{goods.variant_id}", **rows(("", ""), ("6", "80000")))
    assert queries.list_steps([goods.variant_id]) == {goods.variant_id: (Step(6, 80_000),)}
    assert len(session.scalars(select(PriceStep)).all()) == 2
    assert "Đã bỏ giá mua nhiều." in seller.post(f"{URL}/{goods.variant_id}", units_1="")
    assert queries.list_steps([goods.variant_id]) == {}


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ((("1", "90000"),), "bắt đầu từ 2 đơn vị"),
        ((("", "90000"),), "bắt đầu từ 2 đơn vị"),
        ((("5", ""),), "Giá phải từ 1 ₫"),
        ((("5", "95000"),), "phải thấp hơn giá bán thường"),
        ((("5", "90000"), ("5", "80000")), "trùng hoặc thấp hơn"),
        ((("5", "90000"), ("9", "90000")), "giá phải thấp hơn mức phía trên"),
        ((("-5", "90000"),), "Ghi một số từ 0 đến 99."),
        ((("5", "9e9"),), "Ghi một số từ 0"),
        ((("1000", "90000"),), "Ghi một số từ 0 đến 99."),
    ],
)
def test_a_table_that_cannot_be_is_refused_beside_its_row(
    seller: Visitor, goods: Goods, pairs: Any, said: str
) -> None:
    page = seller.post(f"{URL}/{goods.variant_id}", 422, **rows(*pairs))
    assert said in page
    assert not session.scalars(select(PriceStep)).all()


def test_anothers_size_is_not_found(seller: Visitor) -> None:
    other = make_goods(5)
    seller.get(f"{URL}/{other.variant_id}", 404)
    seller.post(f"{URL}/{other.variant_id}", 404, **rows(("5", "9")))
