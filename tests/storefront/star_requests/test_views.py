"""The way from a seller's page to the officer's queue and back."""

import pytest
from sqlalchemy import func, select

from catalog.certification.queries import standing_of
from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.star_requests.models import StarRequest
from tests.factories.catalog import TODAY
from tests.storefront.star_requests.conftest import NUMBER, Shop
from tests.visitor import Visitor

QUEUE = "/quan-tri/cong-nhan/gan-sao"


@pytest.fixture
def seller(visitor: Visitor, shop: Shop) -> Visitor:
    visitor.sign_in("products.edit", producer_ids=(shop.producer,), number=shop.seller.id or 0)
    return visitor


def as_officer(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "certification.see", "certification.enter", number=900)
    return visitor


def newest() -> str:
    """The page of the last request."""
    return f"{QUEUE}/{session.scalar(select(func.max(StarRequest.id)))}"


def goods(shop: Shop) -> str:
    return f"/ban-hang/hang/{shop.sold}"


def test_a_seller_asks_and_an_officer_attaches(seller: Visitor, shop: Shop) -> None:
    page = seller.get(goods(shop))
    assert "Hàng này đã được công nhận OCOP? Gắn sao từ sổ đăng ký" in page
    assert f"{goods(shop)}/gan-sao" in page.links
    page = seller.get(f"{goods(shop)}/gan-sao")
    assert 'name="stars"' not in page
    page = seller.post(f"{goods(shop)}/gan-sao", number=NUMBER, decided_on="")
    assert 'data-asked="waiting"' in page
    assert "Hàng này đã được công nhận OCOP?" not in page
    officer = as_officer(seller)
    assert "hàng chờ gắn sao từ sổ" in officer.get("/quan-tri")
    page = officer.get(QUEUE)
    assert newest() in page.links
    page = officer.get(newest())
    assert f'data-candidate="{shop.record}"' in page
    assert f"/quan-tri/cong-nhan/moi/{shop.sold}?so=437/Q%C4%90-UBND" in page.html
    old = session.get_one(Product, shop.record).slug
    page = officer.post(f"{newest()}/gan", product_id=str(shop.record))
    assert page.page == "star-requests"
    assert standing_of(shop.sold, TODAY).stars == 4
    session.expire_all()
    now = session.get_one(Product, shop.sold).slug
    assert officer.raw(f"/san-pham/{old}", 301).location.endswith(f"/san-pham/{now}")
    assert f"/san-pham/{old}" not in officer.raw("/sitemap.xml").text
    assert officer.get("/so-dang-ky").html.count("Cà phê Đak Đoa") == 1
    answer = officer.raw("/api/v1/products").json
    assert answer is not None
    assert old not in str(answer)
    officer.raw(f"/api/v1/products/{old}", 404)


def test_a_refusal_is_read_at_the_goods(seller: Visitor, shop: Shop) -> None:
    seller.post(f"{goods(shop)}/gan-sao", number=NUMBER, decided_on="2024-09-19")
    officer = as_officer(seller)
    page = officer.post(f"{newest()}/tu-choi", 422, reason="")
    assert "Vui lòng điền mục này." in page
    officer.post(f"{newest()}/tu-choi", reason="Quyết định này không có tên hàng")
    assert "Chưa gắn được" in officer.get(newest())
    seller.sign_in("products.edit", producer_ids=(shop.producer,))
    page = seller.get(goods(shop))
    assert 'data-asked="refused"' in page
    assert "Quyết định này không có tên hàng" in page
    assert "Quyết định này không có tên hàng" in seller.get(f"{goods(shop)}/gan-sao")


def test_a_wrong_number_is_taken_back(seller: Visitor, shop: Shop) -> None:
    ask = f"{goods(shop)}/gan-sao"
    seller.post(ask, number="1/QĐ-UBND", decided_on="")
    assert ask in seller.get(goods(shop)).links
    page = seller.post(f"{ask}/rut")
    assert "Đã rút lại" in page
    assert 'name="number"' in page
    assert "data-asked" not in seller.get(goods(shop))
    assert 'data-asked="waiting"' in seller.post(ask, number=NUMBER, decided_on="")
    officer = as_officer(seller)
    officer.post(f"{newest()}/tu-choi", reason="Chưa thấy")
    seller.sign_in("products.edit", producer_ids=(shop.producer,), number=shop.seller.id or 0)
    assert "đã có người trả lời" in seller.post(f"{ask}/rut", 422)


def test_what_is_wrong_is_said_beside_its_field(seller: Visitor, shop: Shop) -> None:
    page = seller.post(f"{goods(shop)}/gan-sao", 422, number="của tỉnh", decided_on="")
    assert "Số quyết định không đúng dạng" in page
    page = seller.post(f"{goods(shop)}/gan-sao", 422, number=NUMBER, decided_on="2010-01-01")
    assert "từ năm 2018" in page
    seller.post(f"{goods(shop)}/gan-sao", number=NUMBER, decided_on="")
    page = seller.post(f"{goods(shop)}/gan-sao", 422, number="1/QĐ-UBND", decided_on="")
    assert "một số quyết định khác" in page


def test_an_officer_who_is_not_sure_attaches_nothing(seller: Visitor, shop: Shop) -> None:
    seller.post(f"{goods(shop)}/gan-sao", number=NUMBER, decided_on="")
    officer = as_officer(seller)
    for sent in ("", "x", "9" * 20):
        officer.raw(f"{newest()}/gan", 404, method="POST", data={"product_id": sent})
    assert not standing_of(shop.sold, TODAY).shows_stars


def test_the_decision_is_filled_in_on_the_form_there_is(seller: Visitor, shop: Shop) -> None:
    officer = as_officer(seller)
    url = f"/quan-tri/cong-nhan/moi/{shop.sold}"
    page = officer.get(f"{url}?so={NUMBER}&ngay=2024-09-19")
    assert f'value="{NUMBER}"' in page
    assert 'value="2024-09-19"' in page
    assert 'value="2024' not in officer.get(f"{url}?so=&ngay=hom-qua")


def test_only_who_may_sees_and_decides(seller: Visitor, shop: Shop) -> None:
    seller.post(f"{goods(shop)}/gan-sao", number=NUMBER, decided_on="")
    seller.raw(QUEUE, 403)
    seller.raw(f"{newest()}/gan", 403, method="POST", data={"product_id": shop.record})
    seller.sign_in("products.edit", producer_ids=(shop.producer + 50,))
    seller.raw(f"{goods(shop)}/gan-sao", 404)
    seller.sign_in("certification.see", number=901)
    page = seller.get(newest())
    assert "Gắn công nhận này" not in page
    seller.raw(f"{newest()}/gan", 403, method="POST", data={"product_id": shop.record})
