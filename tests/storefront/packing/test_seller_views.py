"""One tap packs; its answer is the parcel's code, and a second tap changes nothing."""

import re

import pytest
from sqlalchemy import func, select

from catalog.kernel.db import session
from storefront.accounts.rules import EVERYONE, MEMBER_ROLES
from storefront.orders.models import Order, OrderChange, Parcel
from tests.factories.claims import order_of
from tests.factories.combos import buy_combo, gather, make_combo
from tests.factories.storefront import Goods, make_goods, make_order, make_rate, make_seller
from tests.visitor import Visitor


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(on_hand=40)


@pytest.fixture
def number(goods: Goods) -> str:
    return f"{make_order((goods.variant_id, 2))}-1"


@pytest.fixture
def seller(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in(*EVERYONE, *MEMBER_ROLES["owner"], producer_ids=(goods.seller_id,))
    return visitor


def forms_of(html: str) -> list[dict[str, str]]:
    """The hidden values of every form that packs."""
    found = re.findall(r'action="([^"]*/goi-xong)"[^>]*>(.*?)</form>', html, re.DOTALL)
    return [
        {"url": url, **dict(re.findall(r'name="(\w+)" value="([^"]*)"', inside))}
        for url, inside in found
    ]


def test_the_button_of_the_today_page_ends_on_the_code(seller: Visitor, number: str) -> None:
    (form,) = forms_of(seller.get("/ban-hang").html)
    page = seller.post(form.pop("url"), **form)
    code = session.scalars(select(Parcel.code)).one()
    assert page.page == "seller-packed"
    assert page.marks["data-parcel"] == code
    assert f"/kien/{code}/nhan?kho=58" in page.links
    assert "/ban-hang" in page.links
    assert "Không có đơn chờ gói" in seller.get("/ban-hang")
    assert "1 kiện đã gói, chờ giao đi" in seller.get("/ban-hang")


def test_a_second_tap_shows_the_same_code_and_no_fault(seller: Visitor, number: str) -> None:
    (form,) = forms_of(seller.get("/ban-hang").html)
    url = form.pop("url")
    first = seller.post(url, **form).marks["data-parcel"]
    again = seller.post(url, **form)
    assert again.marks["data-parcel"] == first
    assert "vừa được" not in again
    packed = select(func.count()).where(OrderChange.to_status == "packed")
    assert session.scalar(packed) == 1


def test_an_order_that_changed_since_it_was_read_is_not_packed(
    seller: Visitor, number: str
) -> None:
    page = seller.post(f"/ban-hang/don-hang/{number}/goi-xong", tiep="ma", ban="99")
    assert page.page == "seller-order"
    assert "vừa được người khác cập nhật" in page
    assert order_of(number).status == "placed"


def test_what_is_not_packed_has_no_code(seller: Visitor, number: str) -> None:
    answer = seller.raw(f"/ban-hang/don-hang/{number}/da-goi", 303)
    assert answer.location == f"/ban-hang/don-hang/{number}"


def test_the_code_is_not_for_others(seller: Visitor, visitor: Visitor, number: str) -> None:
    seller.post(f"/ban-hang/don-hang/{number}/goi-xong", tiep="ma")
    visitor.sign_in(*EVERYONE, *MEMBER_ROLES["owner"], producer_ids=(make_seller("Khác").id,))
    visitor.get(f"/ban-hang/don-hang/{number}/da-goi", 404)


def test_the_slip_is_drawn_for_a_roll_too(seller: Visitor, number: str) -> None:
    code = seller.post(f"/ban-hang/don-hang/{number}/goi-xong", tiep="ma").marks["data-parcel"]
    assert "slip--roll" in seller.get(f"/kien/{code}/nhan?kho=58")
    assert "slip--roll" not in seller.get(f"/kien/{code}/nhan")


def test_the_page_speaks_english(seller: Visitor, number: str) -> None:
    seller.post(f"/ban-hang/don-hang/{number}/goi-xong", tiep="ma")
    assert "Print a 58 mm label" in seller.get(f"/ban-hang/don-hang/{number}/da-goi?lang=en")


def test_a_combo_is_packed_from_today_with_all_that_came(visitor: Visitor, db: object) -> None:
    make_rate()
    made = make_combo()
    number = buy_combo(made)
    packer = made.goods[0].seller_id
    visitor.sign_in(*EVERYONE, *MEMBER_ROLES["owner"], producer_ids=(packer,))
    page = visitor.get("/ban-hang")
    assert forms_of(page.html) == []
    assert "chưa đến" in page
    gather(number)
    (form,) = forms_of(visitor.get("/ban-hang").html)
    packed = visitor.post(form.pop("url"), **form)
    assert packed.page == "seller-packed"
    for name in ("Cà phê", "Trà 1"):
        assert f"</b> {name}" in packed


def test_packing_from_the_list_comes_back_to_the_list(seller: Visitor, number: str) -> None:
    page = seller.post(f"/ban-hang/don-hang/{number}/goi-xong", tiep="danh-sach")
    assert page.page == "seller-orders"
    assert f"Đã ghi: gói xong đơn {number}." in page


def test_a_second_tap_from_the_page_changes_nothing(seller: Visitor, number: str) -> None:
    seller.post(f"/ban-hang/don-hang/{number}/goi-xong")
    page = seller.post(f"/ban-hang/don-hang/{number}/goi-xong")
    assert "Không chuyển được đơn sang bước này." in page
    assert session.scalars(select(Order.version)).one() == 2
