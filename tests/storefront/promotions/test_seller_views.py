"""Visits of /ban-hang/khuyen-mai."""

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.pricing.models import Promotion, PromotionTarget
from tests.factories.promotions import make_promotion
from tests.factories.storefront import Goods, make_goods
from tests.visitor import Visitor

URL = "/ban-hang/khuyen-mai"


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def seller(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in("promotions.own", "seller.see", producer_ids=[goods.seller_id])
    return visitor


def test_a_seller_opens_a_promotion_for_own_goods(seller: Visitor, goods: Goods) -> None:
    other = make_goods(name="Chè của người khác")
    page = seller.get(f"{URL}/moi")
    assert "Cà phê rang xay" in page
    assert "Chè của người khác" not in page
    given = {
        "name": "Vụ mới",
        "kind": "percent",
        "percent": "10",
        "opens": "tu-dong",
        "starts_on": clock.today().isoformat(),
        "platform_percent": "100",
        "producer_id": other.seller_id,
    }
    made = seller.post(f"{URL}/moi", **given, products=goods.product_id)
    assert "Người bán chịu" in made
    promotion = session.scalars(select(Promotion)).one()
    assert (promotion.producer_id, promotion.platform_bp) == (goods.seller_id, 0)
    assert session.scalars(select(PromotionTarget.product_id)).all() == [goods.product_id]
    refused = seller.post(f"{URL}/moi", 422, **given, products=other.product_id)
    assert refused.page == "promotion-new"


def test_anothers_promotion_is_not_found(seller: Visitor) -> None:
    made = make_promotion("CHAO").id
    seller.get(f"{URL}/{made}", 404)
    seller.post(f"{URL}/{made}/dung", 404)
    assert "Bớt 30.000" not in seller.get(URL)


def test_a_price_cut_stands_on_product_page_and_card(seller: Visitor, goods: Goods) -> None:
    make_promotion(
        kind="percent", percent_bp=1_000, amount=0, products=(goods.product_id,), platform_bp=0
    )
    slug = session.get_one(Product, goods.product_id).slug
    page = seller.get(f"/san-pham/{slug}")
    assert "85.500" in page
    assert '"price": "85500"' in page.html
    assert "85.500" in seller.get("/chu-the/" + _slug_of(goods))


def _slug_of(goods: Goods) -> str:
    return session.get_one(Producer, goods.seller_id).slug
