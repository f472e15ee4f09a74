"""Visits: the buyer asks, the seller hands over and enters, the operator looks."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.deadlines import service as deadlines
from storefront.orders.models import Order
from tests.factories.storefront import make_goods, make_order, make_seller, order_key
from tests.factories.trade import deliver
from tests.visitor import Visitor

ASKED: dict[str, Any] = {
    "company_name": "Công ty TNHH Mận",
    "tax_code": "0100233488",
    "address": "12 Hòa Bình",
    "email": "ke-toan@man.example",
}
SELLER = "/ban-hang/hoa-don"
DESK = "/quan-tri/hoa-don"


@pytest.fixture
def number(db: object) -> str:
    with transaction():
        deadlines.import_packaged(clock.now())
    return f"{make_order((make_goods(10).variant_id, 2))}-1"


@pytest.fixture
def buyer(visitor: Visitor, number: str) -> Visitor:
    group = number.partition("-")[0]
    visitor.get(f"/don-hang/{group}?khoa={order_key(group, visitor.app.config['SECRET_KEY'])}")
    return visitor


@pytest.fixture
def seller(make_visitor: Callable[[], Visitor], number: str) -> Visitor:
    found = make_visitor()
    producer = session.scalars(select(Order.producer_id)).one()
    found.sign_in("seller.see", "invoices.own", "invoices.issue", producer_ids=(producer,))
    return found


def test_a_buyer_asks_and_corrects(buyer: Visitor, number: str) -> None:
    url = f"/don-hang/{number}/hoa-don"
    group = number.partition("-")[0]
    assert url in buyer.get(f"/don-hang/{group}")
    buyer.get(url)
    assert "Đã ghi yêu cầu" in buyer.post(url, **ASKED)
    page = buyer.post(url, **{**ASKED, "company_name": "Công ty Mới"})
    assert "Công ty Mới" in page
    assert 'data-state="asked"' in page
    assert "Invoice" in buyer.get(f"{url}?lang=en")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tax_code": "0100233489"}, "chữ số kiểm tra phải khớp"),
        ({"tax_code": ""}, "Có mục cần sửa"),
        ({"email": "khong-phai"}, "E-mail này chưa đúng"),
        ({"company_name": "x" * 201}, "Dài quá"),
    ],
)
def test_bad_input_is_refused_beside_the_field(
    buyer: Visitor, number: str, changes: dict[str, str], words: str
) -> None:
    url = f"/don-hang/{number}/hoa-don"
    buyer.get(url)
    assert words in buyer.post(url, 422, **{**ASKED, **changes})
    assert "data-state" not in buyer.get(url)


def test_only_who_may_open_the_order_asks(make_visitor: Callable[[], Visitor], number: str) -> None:
    make_visitor().get(f"/don-hang/{number}/hoa-don", 404)


def test_the_seller_sends_it_to_the_provider(buyer: Visitor, seller: Visitor, number: str) -> None:
    buyer.get(f"/don-hang/{number}/hoa-don")
    buyer.post(f"/don-hang/{number}/hoa-don", **ASKED)
    assert number in seller.get(SELLER)
    assert "Hàng chưa giao đi" in seller.get(f"{SELLER}/{number}")
    assert "Hàng chưa giao đi" in seller.post(f"{SELLER}/{number}/giao-may")
    deliver(number)
    page = seller.post(f"{SELLER}/{number}/giao-may")
    assert 'data-state="issued"' in page
    assert "00000001" in page or "TMH" in page
    assert "TMH" in seller.get(f"{SELLER}?phan=xong")
    assert "TMH" in buyer.get(f"/don-hang/{number}/hoa-don")
    again = buyer.post(f"/don-hang/{number}/hoa-don", 422, **ASKED)
    assert "không sửa ở đây được nữa" in again


def test_the_seller_makes_it_elsewhere_and_enters_the_number(
    buyer: Visitor, seller: Visitor, number: str
) -> None:
    buyer.get(f"/don-hang/{number}/hoa-don")
    buyer.post(f"/don-hang/{number}/hoa-don", **{**ASKED, "company_name": "=HYPERLINK(1)"})
    deliver(number)
    seller.post(f"{SELLER}/{number}/giao-tay")
    sheet = seller.open("GET", f"{SELLER}/bang.csv", 200).text
    assert sheet.startswith("\ufeff")
    assert "'=HYPERLINK(1)" in sheet
    assert "Phí giao hàng" in sheet
    wrong: dict[str, Any] = {"serial": "1C26TAA", "number": "bảy", "issued_on": "2026-11-20"}
    assert "chỉ gồm chữ số" in seller.post(f"{SELLER}/{number}/so", 422, **wrong)
    page = seller.post(f"{SELLER}/{number}/so", **{**wrong, "number": "00000007"})
    assert "00000007" in page
    assert "Đã ghi số hóa đơn" in page


def test_other_sellers_find_nothing(
    buyer: Visitor, make_visitor: Callable[[], Visitor], number: str
) -> None:
    buyer.get(f"/don-hang/{number}/hoa-don")
    buyer.post(f"/don-hang/{number}/hoa-don", **ASKED)
    other = make_visitor()
    own = make_seller("HTX Khác").id
    other.sign_in("seller.see", "invoices.own", "invoices.issue", producer_ids=(own,), number=9)
    assert number not in other.get(SELLER)
    other.get(f"{SELLER}/{number}", 404)
    assert "Mận" not in other.open("GET", f"{SELLER}/bang.csv", 200).text


def test_the_operator_sees_who_waits(
    buyer: Visitor, make_visitor: Callable[[], Visitor], number: str
) -> None:
    buyer.get(f"/don-hang/{number}/hoa-don")
    buyer.post(f"/don-hang/{number}/hoa-don", **ASKED)
    desk = make_visitor()
    desk.sign_in("desk.see", "invoices.see", number=5)
    assert number in desk.get(DESK)
    assert number not in desk.get(f"{DESK}?phan=xong")
    assert number not in desk.get(f"{DESK}?phan=dang-lap&lang=en")
