"""Visits of /quan-tri/don-hang: everybody's orders, late ones first."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.producers.models import Producer
from storefront.accounts import rules as rights
from storefront.inventory import queries as inventory
from storefront.inventory.models import StockItem
from storefront.orders import rules
from storefront.orders.models import Order
from tests.factories.storefront import Goods, make_goods, make_order, set_values
from tests.visitor import Visitor


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def number(goods: Goods) -> str:
    return f"{make_order((goods.variant_id, 2))}-1"


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in(*rights.EVERYONE, *rights.ROLES["operator"])
    return visitor


def make_late(number: str) -> None:
    key = session.scalars(select(Order.id).where(Order.number == number)).one()
    set_values(Order, key, promised_to=clock.today() - timedelta(days=1))


def test_late_orders_come_first_and_only_those(operator: Visitor, number: str) -> None:
    assert "Không có đơn nào như vậy." in operator.get("/quan-tri/don-hang")
    make_late(number)
    page = operator.get("/quan-tri/don-hang")
    assert number in page
    assert "trễ hẹn" in page
    assert "/quan-tri/don-hang" in operator.get("/quan-tri").links


@pytest.mark.parametrize(
    ("part", "found"),
    [("tat-ca", True), ("can-goi", True), ("cho-giao", False), ("linh-tinh", False)],
)
def test_orders_are_listed_by_step(operator: Visitor, number: str, part: str, found: bool) -> None:
    assert (number in operator.get(f"/quan-tri/don-hang?phan={part}")) is found


def test_a_number_or_a_phone_finds_orders(operator: Visitor, number: str, goods: Goods) -> None:
    other = f"{make_order((goods.variant_id, 1), phone='+84911111111')}-1"
    for words in (number, number.lower(), number[:-2], "0987 654 321", "%2B84987654321"):
        page = operator.get(f"/quan-tri/don-hang?q={words}")
        assert number in page, words
        assert other not in page, words
    assert "Không có đơn nào" in operator.get("/quan-tri/don-hang?q=0933333333")
    for nonsense in ("Mận", "%25", "DH26", "x" * 500):
        assert "Đây không phải mã đơn" in operator.get(f"/quan-tri/don-hang?q={nonsense}")


def test_an_order_is_seen_whole_and_cancelled_with_a_reason(
    operator: Visitor, number: str, goods: Goods
) -> None:
    page = operator.get(f"/quan-tri/don-hang/{number}")
    assert "12 Hòa Bình" in page
    assert goods.code in page
    url = f"/quan-tri/don-hang/{number}/huy"
    operator.get(url)
    assert "Hãy chọn một lý do." in operator.post(url, 422)
    assert "Hãy cho người mua biết lý do." in operator.post(url, 422, reason="else")
    page = operator.post(url, reason="seller_silent", text="Gọi ba lần: không ai nghe")
    assert page.marks["data-status"] == "cancelled"
    assert "Người bán không gửi hàng đúng hẹn. Gọi ba lần: không ai nghe" in page
    assert session.get_one(StockItem, goods.item_id).allocated == 0
    assert not inventory.list_drift()
    assert "không hủy được nữa" in operator.get(url)
    assert "không hủy" in operator.post(url, reason="buyer_asked")
    secret = operator.http.application.config["SECRET_KEY"]
    key = rules.sign(number[:-2], secret)
    buyer = operator.get(f"/don-hang/{number[:-2]}?khoa={key}")
    assert "Người bán không gửi hàng đúng hẹn" in buyer, "the buyer reads why"


def test_a_parcel_that_never_left_can_still_be_cancelled(
    operator: Visitor, number: str, goods: Goods
) -> None:
    key = session.scalars(select(Order.id).where(Order.number == number)).one()
    set_values(Order, key, status="packed")
    page = operator.post(f"/quan-tri/don-hang/{number}/huy", reason="stopped")
    assert page.marks["data-status"] == "cancelled"
    assert session.get_one(StockItem, goods.item_id).allocated == 0


def test_an_officer_sees_nobodys_orders(visitor: Visitor, number: str) -> None:
    visitor.sign_in(*rights.EVERYONE, *rights.ROLES["officer"])
    visitor.get("/quan-tri/don-hang", 403)
    visitor.get(f"/quan-tri/don-hang/{number}", 403)
    visitor.post(f"/quan-tri/don-hang/{number}/huy", 403, reason="stopped")
    assert session.scalars(select(Order.status)).one() == "placed"


def test_an_order_that_is_not_there_is_not_found(operator: Visitor) -> None:
    operator.get("/quan-tri/don-hang/DH26-1", 404)
    operator.post("/quan-tri/don-hang/DH26-1/huy", 404, reason="stopped")


def test_the_desk_speaks_english(operator: Visitor, number: str) -> None:
    assert "Order number or phone number" in operator.get("/quan-tri/don-hang?lang=en")
    assert "Cancel" in operator.get(f"/quan-tri/don-hang/{number}?lang=en")


def test_invented_orders_say_so(operator: Visitor, number: str, goods: Goods) -> None:
    url = "/quan-tri/don-hang"
    assert "Dữ liệu minh họa" not in operator.get(f"{url}?phan=tat-ca")
    set_values(Producer, goods.seller_id, is_demo=True)
    for page in (f"{url}?phan=tat-ca", f"{url}/{number}", f"{url}/{number}/huy"):
        assert "Dữ liệu minh họa" in operator.get(page)
