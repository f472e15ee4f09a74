"""Visits: entered, looked at, shown, taken away, given out as evidence."""

import csv
from io import StringIO

import pytest
from sqlalchemy import select

from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.floors.models import ShopLink
from tests.factories.catalog import find_set, load_rubrics
from tests.factories.storefront import Goods, make_goods, set_values
from tests.visitor import Page, Visitor

SHOPEE = "https://shopee.vn/htx-minh-hoa"
NEW = "/ban-hang/san-khac/them"


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods()


@pytest.fixture
def seller(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in("products.edit", producer_ids=(goods.seller_id,))
    return visitor


def officer(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "floors.see", "floors.check", number=2)
    return visitor


def enter(seller: Visitor, status: int = 200, **values: str) -> Page:
    given = {"address": SHOPEE, "kind": "floor", "since": "2026-01-05", "product": "", **values}
    return seller.post(NEW, status, **given)


def links() -> list[ShopLink]:
    session.expire_all()
    return list(session.scalars(select(ShopLink).order_by(ShopLink.id)))


def producer_page(visitor: Visitor, goods: Goods) -> Page:
    slug = session.get_one(Producer, goods.seller_id).slug
    return visitor.get(f"/chu-the/{slug}")


def test_buyers_see_an_address_once_an_officer_has_looked(seller: Visitor, goods: Goods) -> None:
    page = enter(seller)
    assert "Shopee (shopee.vn)" in page
    assert "chưa kiểm" in page
    assert SHOPEE not in producer_page(seller, goods)
    link_id = links()[0].id
    page = officer(seller).post(f"/quan-tri/san-khac/{link_id}/xem")
    assert "Không có địa chỉ nào" in page
    shown = producer_page(seller, goods)
    assert f'href="{SHOPEE}" rel="nofollow ugc noopener"' in shown
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert list(actions)[-2:] == ["floors.add", "floors.check"]


@pytest.mark.parametrize(
    "url",
    [
        "http://shopee.vn/htx",
        "javascript:alert(1)",
        "https://127.0.0.1/htx",
        "https://ten:mat-khau@shopee.vn/",
        "https://shöpee.vn/",
        "https://may-noi-bo/",
        "shopee.vn/htx",
        f"https://shopee.vn/{'a' * 500}",
        "",
    ],
)
def test_addresses_that_are_none_are_refused_beside_the_field(seller: Visitor, url: str) -> None:
    assert "field__error" in enter(seller, 422, address=url)
    assert links() == []


def test_the_same_address_and_days_to_come_are_refused(seller: Visitor) -> None:
    enter(seller)
    assert "đã có trong danh sách" in enter(seller, 422)
    assert "field__error" in enter(seller, 422, address=f"{SHOPEE}/2", since="2027-01-01")
    assert len(links()) == 1


def test_there_is_a_most(seller: Visitor) -> None:
    for number in range(20):
        enter(seller, address=f"{SHOPEE}/{number}")
    assert "Nhiều nhất 20" in enter(seller, 422, address=f"{SHOPEE}/20")


def test_goods_of_others_cannot_be_named(seller: Visitor) -> None:
    other = make_goods()
    enter(seller, 422, product=str(other.product_id))
    assert links() == []


def test_a_removed_address_is_shown_to_nobody(seller: Visitor, goods: Goods) -> None:
    enter(seller)
    link_id = links()[0].id
    officer(seller).post(f"/quan-tri/san-khac/{link_id}/xem")
    seller.sign_in("products.edit", producer_ids=(goods.seller_id,))
    assert "đã gỡ" in seller.post(f"/ban-hang/san-khac/{link_id}/go")
    assert SHOPEE not in producer_page(seller, goods)
    enter(seller)  # the same again is a new row that waits for an officer
    assert [bool(one.checked_at) for one in links()] == [True, False]


def test_an_officer_takes_down_with_a_reason(seller: Visitor, goods: Goods) -> None:
    enter(seller)
    link_id = links()[0].id
    url = f"/quan-tri/san-khac/{link_id}/go"
    assert "field__error" in officer(seller).post(url, 422, reason=" ")
    officer(seller).post(url, reason="Không phải của chủ thể")
    seller.post(url, 422, reason="Hai lần")
    seller.sign_in("products.edit", producer_ids=(goods.seller_id,))
    assert "Không phải của chủ thể" in seller.get("/ban-hang/san-khac")


def test_others_neither_see_nor_remove(seller: Visitor) -> None:
    enter(seller)
    link_id = links()[0].id
    seller.sign_in("products.edit", producer_ids=(make_goods().seller_id,))
    assert SHOPEE not in seller.get("/ban-hang/san-khac")
    seller.raw(f"/ban-hang/san-khac/{link_id}/go", 404, "POST")
    seller.raw(f"/quan-tri/san-khac/{link_id}/xem", 403, "POST")
    seller.sign_in("desk.see", "floors.see")
    seller.raw(f"/quan-tri/san-khac/{link_id}/go", 403, "POST")
    assert links()[0].removed_at is None


def test_evidence_names_the_criterion_of_the_decision(seller: Visitor, goods: Goods) -> None:
    load_rubrics()
    set_values(Product, goods.product_id, product_set_id=find_set(7).id, name="=Cà phê")
    enter(seller)
    enter(seller, address="https://ocop-iabang.example/", kind="website")
    page = seller.get("/ban-hang/san-khac/minh-chung")
    assert "Tiêu chí 4.1: Khu vực phân phối chính" in page
    assert "Tiêu chí 4.3: Quảng bá sản phẩm" in page
    answer = seller.raw("/ban-hang/san-khac/minh-chung.csv")
    first, second = csv.DictReader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")))
    assert (first["tieu_chi"], first["can_bo_da_xem"]) == ("4.1", "chưa kiểm")
    assert first["van_ban"].startswith("Quyết định 26/2026")
    assert first["san_pham"] == "'=Cà phê"
    assert second["noi_ban"] == "ocop-iabang.example"


def test_what_has_no_criterion_says_so(seller: Visitor, goods: Goods) -> None:
    enter(seller)
    assert "Chưa rõ tiêu chí" in seller.get("/ban-hang/san-khac/minh-chung")


def test_the_pages_speak_english(seller: Visitor) -> None:
    enter(seller)
    assert "Selling elsewhere" in seller.get("/ban-hang/san-khac?lang=en")
    assert "Address of the shop" in seller.get(f"{NEW}?lang=en")
    assert "Evidence of places of selling" in seller.get("/ban-hang/san-khac/minh-chung?lang=en")
    assert "Open each address" in officer(seller).get("/quan-tri/san-khac?lang=en")
