"""Visits of /thanh-toan: one page from the basket to the order."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.places.models import FormerCommune
from catalog.producers.models import Producer
from catalog.products.models import Variant
from storefront.books import queries as books
from storefront.inventory.models import Reservation, StockItem
from storefront.orders.models import Order, OrderGroup
from storefront.shipping.models import ShippingRate
from tests.factories.accounts import make_account
from tests.factories.promotions import make_promotion
from tests.factories.storefront import (
    Goods,
    make_account_to_receive,
    make_goods,
    make_rate,
    make_seller,
    make_unpaid,
    save,
    set_values,
)
from tests.visitor import Page, Visitor
from traceability.batches.models import Batch

BUYER = {
    "phone": "0987 654 321",
    "buyer_name": "Trần Thị Mận",
    "province_code": "92",
    "commune_text": "ninh kieu",
    "street": "12 Hòa Bình",
}


@pytest.fixture
def goods(db: object) -> Goods:
    make_rate()
    return make_goods(10)


@pytest.fixture
def shopper(visitor: Visitor, goods: Goods) -> Visitor:
    """A visitor with two units in the basket."""
    visitor.post("/gio-hang/them", loai=goods.variant_id, **{"so-luong": 2})
    return visitor


def hidden(page: Page) -> dict[str, str]:
    """What the form carries without showing it."""
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', page.html)
    pairs = [
        (re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in found
    ]
    return {name[1]: value[1] for name, value in pairs if name and value}


def quoted(visitor: Visitor, **changes: Any) -> Page:
    """The page after the buyer asked for the delivery fee."""
    start = hidden(visitor.get("/thanh-toan"))
    return visitor.post("/thanh-toan/phi", **{**BUYER, **start, **changes})


def place(visitor: Visitor, page: Page, status: int = 200, **changes: Any) -> Page:
    return visitor.post("/thanh-toan", status, **{**BUYER, **hidden(page), **changes})


def count_orders() -> int:
    return session.scalar(select(func.count()).select_from(OrderGroup)) or 0


def test_an_empty_basket_leads_back(visitor: Visitor) -> None:
    assert "Giỏ còn trống" in visitor.open("GET", "/thanh-toan", 200, follow_redirects=True).text


def test_the_total_stands_there_before_the_last_tap(shopper: Visitor) -> None:
    first = shopper.get("/thanh-toan")
    assert "Xem phí giao hàng" in first
    assert "Đặt hàng, trả" not in first
    page = quoted(shopper)
    assert "Đặt hàng, trả 225.000\u00a0₫ khi nhận" in page
    assert "35.000" in page
    assert f"{clock.today() + timedelta(days=4):%d/%m/%Y}" in page
    assert count_orders() == 0


def test_a_guest_places_an_order(shopper: Visitor, goods: Goods) -> None:
    page = place(shopper, quoted(shopper))
    assert page.page == "order"
    assert "Đã đặt, chờ người bán gói hàng" in page
    assert "225.000" in page
    assert goods.code in page
    assert "0987\u00a0654\u00a0321" in page
    group = session.scalars(select(OrderGroup)).one()
    assert (group.phone, group.commune_name, group.former_place) == (
        "+84987654321",
        "Phường Ninh Kiều",
        "ninh kieu",
    )
    assert shopper.http.get_cookie("gio_so").value == "0"
    assert "Giỏ còn trống" in shopper.get("/gio-hang")


def test_todays_name_is_kept_without_what_was_typed(shopper: Visitor) -> None:
    place(shopper, quoted(shopper), commune_text="Phường Ninh Kiều")
    assert session.scalars(select(OrderGroup.former_place)).one() is None


def test_sending_the_form_again_shows_the_same_order(shopper: Visitor, goods: Goods) -> None:
    form = quoted(shopper)
    first, second = place(shopper, form), place(shopper, form)
    assert first.title == second.title
    assert count_orders() == 1
    assert session.get_one(StockItem, goods.item_id).allocated == 2


def test_the_back_button_and_an_old_form_buy_nothing_new(shopper: Visitor, goods: Goods) -> None:
    """Placed; back to the form of before; meanwhile something else lies in the basket."""
    form = quoted(shopper)
    first = place(shopper, form)
    shopper.post("/gio-hang/them", loai=make_goods().variant_id, **{"so-luong": 1})
    assert place(shopper, form).title == first.title
    assert count_orders() == 1
    assert shopper.http.get_cookie("gio_so").value == "1"
    assert "Giỏ còn trống" not in shopper.get("/gio-hang")


def test_units_nobody_paid_for_are_bought_without_any_job(shopper: Visitor, goods: Goods) -> None:
    """The reservation is over by the clock alone: nobody came to take it back."""
    make_account_to_receive()
    make_unpaid((goods.variant_id, 9))
    assert "Không còn đủ số lượng này" in shopper.get("/gio-hang")
    with transaction():
        session.execute(update(Reservation).values(expires_at=clock.now()))
    assert place(shopper, quoted(shopper)).page == "order"
    assert session.get_one(StockItem, goods.item_id).allocated == 2
    assert books.verify().discrepancies == []


def test_amounts_sent_by_the_browser_are_ignored(shopper: Visitor) -> None:
    forged = {"price": 1, "total": 1, "fee": 0, "seller_id": 1, "unit_price": 1, "stars": 5}
    place(shopper, quoted(shopper), **forged)
    assert session.scalars(select(Order.total)).one() == 225_000


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("phone", "", "Vui lòng điền mục này."),
        ("phone", "12", "Số điện thoại chưa đúng"),
        ("phone", "0987 654 32x", "Số điện thoại chưa đúng"),
        ("buyer_name", "", "Vui lòng điền mục này."),
        ("buyer_name", "x" * 81, "Dài quá"),
        ("street", " ", "Vui lòng điền mục này."),
        ("street", "x" * 201, "Dài quá"),
        ("note", "x" * 501, "Dài quá"),
        ("province_code", "", "Vui lòng chọn tỉnh."),
        ("commune_text", "không có nơi này", "Không có xã, phường tên này"),
        ("key", "x", "Có mục cần sửa"),
    ],
)
def test_bad_input_is_refused_beside_its_field(
    shopper: Visitor, field: str, value: str, refusal: str
) -> None:
    page = place(shopper, quoted(shopper), 422, **{field: value, "commune_code": ""})
    assert refusal in page
    assert page.page == "checkout"
    assert count_orders() == 0


def test_html_and_nfd_are_stored_as_plain_text(shopper: Visitor) -> None:
    page = place(shopper, quoted(shopper), buyer_name="<b>Ma\u0323\u0302n</b>\u200b", note="a\r\nb")
    assert "&lt;b&gt;Mận&lt;/b&gt;" in page
    assert session.scalars(select(OrderGroup.buyer_name)).one() == "<b>Mận</b>"


def test_an_old_name_is_offered_not_guessed(shopper: Visitor) -> None:
    save(
        FormerCommune(
            commune_code="31117", kind="phường", name="Tân An", folded="tan an", district=None
        )
    )
    page = quoted_refused(shopper, commune_text="Tân An")
    assert 'type="radio" name="commune_code" value="31117"' in page
    chosen = quoted(shopper, commune_text="Tân An", commune_code="31117")
    placed = place(shopper, chosen, commune_text="Tân An", commune_code="31117")
    assert "Bạn đã ghi: Tân An" in placed


def quoted_refused(visitor: Visitor, **changes: Any) -> Page:
    start = hidden(visitor.get("/thanh-toan"))
    return visitor.post("/thanh-toan/phi", 422, **{**BUYER, **start, **changes})


def test_no_rate_is_said_and_nothing_can_be_placed(shopper: Visitor) -> None:
    rate_id = session.scalars(select(ShippingRate.id)).one()
    set_values(ShippingRate, rate_id, zone="same_commune")
    page = quoted(shopper)
    assert "chưa có giá giao đến Phường Ninh Kiều, Cần Thơ." in page
    assert "Đặt hàng, trả" not in page
    assert "Chưa đặt được" in place(shopper, page, 422)


@pytest.mark.parametrize(
    ("kind", "key", "values", "refusal"),
    [
        (Variant, "variant_id", {"price": 96_000}, "Giá, phí giao hoặc ngày giao vừa đổi"),
        (StockItem, "item_id", {"on_hand": 0}, "Đã hết hàng"),
        (Batch, "batch_id", {"recall_state": "recalled"}, "lô còn lại không được bán"),
        (Producer, "seller_id", {"verified_on": None}, "chưa được cán bộ xác minh"),
        (
            Batch,
            "batch_id",
            {"best_before": clock.today() + timedelta(days=1)},
            "không còn đủ hạn dùng đã hứa",
        ),
    ],
)
def test_what_changed_since_is_shown_and_nothing_placed(
    shopper: Visitor, goods: Goods, kind: type[Any], key: str, values: Any, refusal: str
) -> None:
    form = quoted(shopper)
    set_values(kind, getattr(goods, key), **values)
    assert refusal in place(shopper, form, 422)
    assert count_orders() == 0


def test_the_new_total_can_be_accepted(shopper: Visitor, goods: Goods) -> None:
    form = quoted(shopper)
    set_values(Variant, goods.variant_id, price=96_000)
    again = place(shopper, form, 422)
    assert "Đặt hàng, trả 227.000\u00a0₫ khi nhận" in again
    assert "227.000" in place(shopper, again)


def test_two_sellers_are_one_purchase_with_two_fees(shopper: Visitor) -> None:
    other = make_goods(seller=make_seller("HTX minh họa Đak Đoa"), price=50_000)
    shopper.post("/gio-hang/them", loai=other.variant_id, **{"so-luong": 1})
    page = place(shopper, quoted(shopper))
    assert page.html.count("data-order=") == 2
    assert "305.000" in page


def test_a_signed_in_buyer_finds_the_order_without_its_key(shopper: Visitor) -> None:
    form = quoted(shopper)
    shopper.actor = Actor(id=make_account().id, name="Chị Hoa")
    number = place(shopper, form).title.split()[2]
    shopper.http.delete_cookie("don", path="/don-hang")
    assert number in shopper.get("/don-hang")
    assert shopper.get(f"/don-hang/{number}").page == "order"


def test_the_page_speaks_english(shopper: Visitor) -> None:
    page = shopper.get("/thanh-toan?lang=en")
    assert "Cash on delivery" in page
    assert page.lang == "en"


def test_another_language_keeps_what_was_typed(shopper: Visitor) -> None:
    start = hidden(shopper.get("/thanh-toan"))
    gift = {"note": "Sau 17 giờ", "gift_name": "Chị Sáu", "message": "Mừng tuổi"}
    other = {"so-nguoi": "1", "r1-name": "Bác Tư", "r1-street": "Ấp Một"}
    given = {**start, **BUYER, **gift, **other}
    page = shopper.post("/thanh-toan/ngon-ngu?lang=en", **given)
    assert page.lang == "en"
    for typed in ("0987 654 321", "Trần Thị Mận", "12 Hòa Bình", "Chị Sáu", "Bác Tư", "Ấp Một"):
        assert f'value="{typed}"' in page
    for typed in ("Sau 17 giờ", "Mừng tuổi"):
        assert f">{typed}</textarea>" in page.html.replace("\r\n", "")
    assert 'formaction="/thanh-toan/ngon-ngu?lang=vi"' in page
    assert hidden(page)["key"] == start["key"]
    assert count_orders() == 0


def test_another_language_asks_for_nothing_yet(shopper: Visitor) -> None:
    page = shopper.post("/thanh-toan/ngon-ngu?lang=en", phone="09")
    assert 'value="09"' in page
    assert "aria-invalid" not in page


@pytest.mark.parametrize("address", ["phi", "ngon-ngu", "ma"])
def test_a_form_sent_again_after_its_goods_are_bought_tells_no_name(
    shopper: Visitor, address: str
) -> None:
    place(shopper, quoted(shopper))
    page = shopper.post(f"/thanh-toan/{address}", **BUYER)
    assert page.page == "basket"
    assert "Trần Thị Mận" not in page


def test_a_transfer_is_offered_once_there_is_an_account(shopper: Visitor) -> None:
    assert "VietQR" not in shopper.get("/thanh-toan")
    make_account_to_receive()
    page = quoted(shopper)
    assert 'name="method" type="radio" value="vietqr"' in page
    assert "Đặt hàng, tổng 225.000" in page
    placed = place(shopper, page, method="cod")
    assert "Tổng phải trả khi nhận" in placed


def test_a_transfer_shows_its_code_amount_text_and_time(shopper: Visitor, goods: Goods) -> None:
    make_account_to_receive()
    page = place(shopper, quoted(shopper), method="vietqr")
    number = session.scalars(select(OrderGroup.number)).one()
    assert "data:image/svg+xml;base64," in page
    for words in (f"OCOP {number}", "225.000", "0352350917", "MB", "Còn 20 phút"):
        assert words in page
    assert page.marks["data-status"] == "unpaid"
    assert session.get_one(StockItem, goods.item_id).allocated == 2


@pytest.mark.parametrize("method", ["vietqr", "stripe", "x" * 500])
def test_a_way_that_is_not_offered_places_nothing(shopper: Visitor, method: str) -> None:
    place(shopper, quoted(shopper), 422, method=method)
    assert count_orders() == 0


def test_a_buyer_cancels_before_paying(shopper: Visitor, goods: Goods) -> None:
    make_account_to_receive()
    place(shopper, quoted(shopper), method="vietqr")
    number = session.scalars(select(OrderGroup.number)).one()
    page = shopper.post(f"/don-hang/{number}-1/huy")
    assert "data-slip" not in page
    assert session.get_one(StockItem, goods.item_id).allocated == 0


def test_a_voucher_is_taken_off_before_the_last_tap(shopper: Visitor) -> None:
    make_promotion("CHAO")
    page = quoted(shopper, vouchers=" chao ")
    assert "Bớt 30.000" in page
    assert "mã CHAO" in page
    assert "Đặt hàng, trả 195.000\u00a0₫ khi nhận" in page
    placed = place(shopper, page, vouchers="chao")
    assert "Giảm giá" in placed
    assert "-30.000\u00a0₫" in placed
    assert session.scalars(select(Order.total)).one() == 195_000


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("KHONGCO", "Không có mã KHONGCO"),
        ("CU", "Mã CU đã hết hạn ngày 02/01/2026."),
        ("MAI", "Mã MAI dùng được từ ngày 01/01/2100."),
        ("CUALAN", "Mã CUALAN dành cho số điện thoại khác."),
        ("TO", "Mã TO dùng khi mua từ 900.000\u00a0₫"),
        ("<script>alert(1)</script>", "Không có mã"),
    ],
)
def test_a_code_that_does_not_count_is_refused_beside_its_field(
    shopper: Visitor, typed: str, said: str
) -> None:
    make_promotion("CU", ends_on=date(2026, 1, 2))
    make_promotion("MAI", starts_on=date(2100, 1, 1))
    make_promotion("CUALAN", phone="+84911111111")
    make_promotion("TO", minimum=900_000)
    start = hidden(shopper.get("/thanh-toan"))
    page = shopper.post("/thanh-toan/phi", 422, **{**BUYER, **start, "vouchers": typed})
    assert said in page
    assert 'id="vouchers-error"' in page or "aria-invalid" in page
    refused = place(shopper, page, 422, vouchers=typed)
    assert said in refused
    assert count_orders() == 0


def test_prices_and_discounts_sent_by_the_browser_are_ignored(shopper: Visitor) -> None:
    forged = {"discount": 100_000, "platform_discount": 1, "amount": -5, "percent_bp": 9_999}
    place(shopper, quoted(shopper), **forged)
    assert session.scalars(select(Order.total)).one() == 225_000
