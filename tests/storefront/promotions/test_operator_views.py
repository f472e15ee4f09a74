"""Visits of /quan-tri/khuyen-mai."""

from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.pricing.models import Promotion
from tests.factories.promotions import make_promotion
from tests.factories.storefront import make_goods, make_order
from tests.visitor import Visitor

URL = "/quan-tri/khuyen-mai"


@pytest.fixture
def desk(visitor: Visitor) -> Visitor:
    visitor.sign_in("promotions.see", "promotions.change", "desk.see")
    return visitor


def form(**values: Any) -> dict[str, Any]:
    return {
        "name": "Mừng vụ mới",
        "kind": "amount",
        "amount": "30.000",
        "opens": "ma",
        "codes": "CHAO",
        "scope": "all",
        "platform_percent": "100",
        "starts_on": clock.today().isoformat(),
        **values,
    }


def test_nothing_yet(desk: Visitor) -> None:
    assert "Chưa có chương trình nào." in desk.get(URL)
    assert "Mở chương trình" in desk.get(f"{URL}/moi")


def test_an_operator_opens_a_promotion(desk: Visitor) -> None:
    page = desk.post(f"{URL}/moi", **form())
    assert page.page == "promotion"
    assert "Đã mở chương trình" in page
    assert "CHAO" in page
    assert "Sàn chịu" in page
    assert "30.000" in desk.get(URL)


def test_for_products_by_their_addresses(desk: Visitor) -> None:
    goods = make_goods()
    slug = session.get_one(Product, goods.product_id).slug
    shared = form(
        scope="products",
        products=f"/san-pham/{slug}\n",
        platform_percent="50",
        agreement="Biên bản 3/2026",
    )
    page = desk.post(f"{URL}/moi", **shared)
    assert "Cà phê rang xay" in page
    assert "Biên bản 3/2026" in page
    assert session.scalars(select(Promotion.platform_bp)).one() == 5_000


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": ""}, "Vui lòng điền mục này."),
        ({"amount": ""}, "Ghi số tiền giảm"),
        ({"amount": "-5"}, "Ghi một số từ 0"),
        ({"amount": "999999999999"}, "Ghi một số từ 0"),
        ({"kind": "percent", "percent": "150"}, "Ghi phần trăm giảm"),
        ({"kind": "percent", "percent": ""}, "Ghi phần trăm giảm"),
        ({"scope": "products", "products": "/san-pham/khong-co"}, "Không có sản phẩm đang bán nào"),
        ({"scope": "sellers"}, "Chọn ít nhất một người bán"),
        ({"platform_percent": "101"}, "Ghi một số từ 0 đến 100."),
        ({"platform_percent": "50"}, "phải nêu rõ người bán"),
        ({"codes": ""}, "Ghi ít nhất một mã"),
        ({"codes": "a b c\nx"}, "chưa đúng"),
        ({"starts_on": "2020-01-01"}, "Ngày đầu không thể ở trước hôm nay"),
        ({"starts_on": "hôm nay"}, "Không đọc được ngày này"),
        ({"ends_on": "2020-01-01"}, "Ngày cuối không thể trước"),
    ],
)
def test_a_refusal_stands_beside_its_field(
    desk: Visitor, values: dict[str, Any], said: str
) -> None:
    page = desk.post(f"{URL}/moi", 422, **form(**values))
    assert said in page
    assert not session.scalars(select(Promotion)).all()


def test_uses_and_cost_by_payer(desk: Visitor) -> None:
    goods = make_goods(10)
    made = make_promotion(
        "CHAO", max_uses=5, platform_bp=4_000, sellers=(goods.seller_id,), agreement="BB 1"
    ).id
    make_order((goods.variant_id, 1), codes=("CHAO",))
    page = desk.get(f"{URL}/{made}")
    for words in ("12.000", "18.000", "30.000", "1 trên 5 lượt"):
        assert words in page
    assert "sàn 12.000" in desk.get(URL)


def test_ending_stopping_and_more_codes(desk: Visitor) -> None:
    made = make_promotion("CHAO").id
    page = desk.post(f"{URL}/{made}/ma", 422, codes="x")
    assert "Mã “X” chưa đúng" in page
    assert "THEM" in desk.post(f"{URL}/{made}/ma", codes="them")
    assert "Ngày cuối không thể" in desk.post(f"{URL}/{made}/ngay-cuoi", 422, ends_on="2020-01-01")
    today = clock.today()
    assert f"{today:%d/%m/%Y}" in desk.post(f"{URL}/{made}/ngay-cuoi", ends_on=today.isoformat())
    assert "Đã dừng" in desk.post(f"{URL}/{made}/dung")
    desk.post(f"{URL}/{made}/dung", 409)


def test_only_who_may(visitor: Visitor) -> None:
    made = make_promotion("CHAO").id
    visitor.sign_in("promotions.see", "desk.see")
    assert "Dừng ngay" not in visitor.get(f"{URL}/{made}")
    visitor.post(f"{URL}/{made}/dung", 403)
    visitor.get(f"{URL}/999", 404)
