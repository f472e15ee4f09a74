"""Visits of /gio-hang."""

from collections.abc import Callable

import pytest

from catalog.producers.models import Producer
from catalog.products.models import Variant
from storefront.inventory.models import StockItem
from tests.factories.storefront import make_goods, set_values
from tests.visitor import Page, Visitor
from traceability.batches.models import Batch


def add(visitor: Visitor, variant_id: object, status: int = 200, **data: object) -> Page:
    return visitor.post("/gio-hang/them", status, loai=variant_id, **{"so-luong": 1, **data})


def test_an_empty_basket_shows_the_way_on(visitor: Visitor) -> None:
    page = visitor.get("/gio-hang")
    assert "Giỏ còn trống" in page
    assert "/san-pham" in page.links
    assert "Set-Cookie" not in page.answer.headers


def test_adding_fills_the_basket(visitor: Visitor) -> None:
    item = make_goods()
    page = add(visitor, item.variant_id, **{"so-luong": 2})
    assert "Đã thêm vào giỏ." in page
    assert "Cà phê rang xay" in page
    assert "190.000" in page
    assert f"Lô {item.code}" in page
    assert visitor.http.get_cookie("gio_so").value == "2"
    assert visitor.http.get_cookie("gio").http_only


def test_prices_sent_by_the_browser_are_ignored(visitor: Visitor) -> None:
    item = make_goods()
    page = add(visitor, item.variant_id, price="1", price_shown="1", gia="1")
    assert "95.000" in page


@pytest.mark.parametrize("quantity", ["0", "-1", "1e9", "ba", "", "999999", "٣", "<b>"])
def test_impossible_quantities_are_refused(visitor: Visitor, quantity: str) -> None:
    item = make_goods()
    page = add(visitor, item.variant_id, 422, **{"so-luong": quantity})
    assert "Số lượng phải là số từ 1 đến 99." in page


@pytest.mark.parametrize("variant_id", ["", "abc", "999999", "-1"])
def test_unknown_variants_are_refused(visitor: Visitor, variant_id: str) -> None:
    assert "hiện không bán" in add(visitor, variant_id, 422)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 422),
        ({"Sec-Fetch-Site": "same-site"}, 422),
        ({"Origin": "https://ocop.example"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "https://evil.example"}, 422),
        ({"Origin": "null"}, 422),
    ],
)
def test_only_our_own_pages_may_add(visitor: Visitor, headers: dict[str, str], status: int) -> None:
    item = make_goods()
    data = {"loai": item.variant_id, "so-luong": 1}
    visitor.raw("/gio-hang/them", status, "POST", data=data, headers=headers)


def test_two_sellers_stand_apart(visitor: Visitor) -> None:
    first, second = make_goods(), make_goods()
    add(visitor, first.variant_id)
    page = add(visitor, second.variant_id)
    assert page.html.count('class="sheet__title" id="ban-') == 2
    assert "Giỏ này đi thành 2 kiện" in page


def test_changing_and_removing(visitor: Visitor) -> None:
    item = make_goods()
    add(visitor, item.variant_id)
    page = visitor.post(f"/gio-hang/doi/{item.variant_id}", **{"so-luong": "3"})
    assert "285.000" in page
    assert visitor.http.get_cookie("gio_so").value == "3"
    page = visitor.post(f"/gio-hang/doi/{item.variant_id}", **{"so-luong": "0"})
    assert "Giỏ còn trống" in page
    add(visitor, item.variant_id)
    assert "Giỏ còn trống" in visitor.post(f"/gio-hang/bo/{item.variant_id}")


@pytest.mark.parametrize("quantity", ["-2", "abc", "1000000000", "11"])
def test_a_refusal_stands_beside_its_line(visitor: Visitor, quantity: str) -> None:
    item = make_goods(10)
    add(visitor, item.variant_id)
    page = visitor.post(f"/gio-hang/doi/{item.variant_id}", 422, **{"so-luong": quantity})
    assert f'id="loi-{item.variant_id}"' in page
    assert f'value="{quantity}"' in page


def test_a_new_price_is_said_plainly(visitor: Visitor) -> None:
    item = make_goods()
    add(visitor, item.variant_id)
    set_values(Variant, item.variant_id, price=99_000)
    assert "Giá đã đổi từ 95.000\u00a0₫ thành 99.000\u00a0₫." in visitor.get("/gio-hang")


def test_what_cannot_be_bought_is_explained(visitor: Visitor) -> None:
    sold_out, off_sale, unverified, few = (make_goods() for _ in range(4))
    for item in (sold_out, off_sale, unverified):
        add(visitor, item.variant_id)
    add(visitor, few.variant_id, **{"so-luong": 9})
    set_values(StockItem, sold_out.item_id, on_hand=0)
    set_values(StockItem, few.item_id, on_hand=2)
    set_values(Variant, off_sale.variant_id, is_on_sale=False)
    set_values(Producer, unverified.seller_id, verified_on=None)
    page = visitor.get("/gio-hang")
    assert "Có mặt hàng cần sửa trước khi đặt" in page
    assert "Đã hết hàng" in page
    assert "Không còn đủ số lượng này" in page
    assert "ngừng bán mặt hàng này" in page
    assert "chưa được cán bộ xác minh" in page
    assert 'href="/thanh-toan"' not in page.html


def test_a_recalled_batch_cannot_be_bought(visitor: Visitor) -> None:
    item = make_goods()
    add(visitor, item.variant_id)
    set_values(Batch, item.batch_id, recall_state="recalled")
    assert "Đã hết hàng, hoặc lô còn lại không được bán" in visitor.get("/gio-hang")


def test_each_visitor_has_a_basket_of_their_own(make_visitor: Callable[[], Visitor]) -> None:
    first, second = make_visitor(), make_visitor()
    add(first, make_goods().variant_id)
    assert "Giỏ còn trống" in second.get("/gio-hang")
