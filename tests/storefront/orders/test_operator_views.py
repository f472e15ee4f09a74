"""Visits of /quan-tri/don-hang: everybody's orders, late ones first."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import Connection, event, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.producers.models import Producer
from storefront.accounts import rules as rights
from storefront.inventory import queries as inventory
from storefront.inventory.models import StockItem
from storefront.orders.models import Order
from tests.factories.storefront import (
    Goods,
    make_goods,
    make_order,
    make_seller,
    order_key,
    set_values,
)
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
    key = order_key(number[:-2], secret)
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


def rows_of(visitor: Visitor, query: str = "phan=tat-ca") -> list[list[str]]:
    answer = visitor.raw(f"/quan-tri/don-hang/bang.csv?{query}")
    assert answer.mimetype == "text/csv"
    text = answer.get_data(as_text=True)
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:])))


def test_the_list_is_taken_along_without_who_bought(operator: Visitor) -> None:
    number = f"{make_order(buyer_name='Trần Thị Mận', street='12 Hòa Bình')}-1"
    head, row = rows_of(operator)
    assert head[0] == "Mã đơn"
    assert (row[0], row[5], row[6]) == (number, "Phường Ninh Kiều", "Cần Thơ")
    assert row[9:] == ["95000", "0", "30000", "125000"]
    text = ",".join(row)
    assert not any(private in text for private in ("Mận", "987654321", "Hòa Bình"))


def test_a_sellers_name_is_never_a_formula(operator: Visitor) -> None:
    make_order((make_goods(5, seller=make_seller("=1+1")).variant_id, 1))
    assert rows_of(operator)[1][2] == "'=1+1"


def test_the_download_follows_the_filters(operator: Visitor) -> None:
    number = f"{make_order()}-1"
    today = clock.today()
    later = today + timedelta(days=1)
    for query, expected in (
        ("phan=tat-ca", 1),
        ("phan=da-xong", 0),
        ("phan=can-goi", 1),
        (f"phan=tat-ca&tu={today}&den={today}", 1),
        (f"phan=tat-ca&tu={later}", 0),
        (f"phan=tat-ca&den={today - timedelta(days=1)}", 0),
        ("phan=tat-ca&tu=0001-01-01&den=9999-12-31", 1),
        (f"q={number}", 1),
        ("q=khong-phai", 0),
    ):
        assert len(rows_of(operator, query)) == 1 + expected, query
    assert number in operator.get(f"/quan-tri/don-hang?phan=tat-ca&tu={today}&den={today}")
    assert number not in operator.get(f"/quan-tri/don-hang?phan=tat-ca&tu={later}")


@pytest.mark.parametrize(
    "url", ["/quan-tri/don-hang?phan=tat-ca", "/quan-tri/don-hang/bang.csv?phan=tat-ca"]
)
def test_more_orders_cost_no_more_queries(operator: Visitor, db: Connection, url: str) -> None:
    def count() -> int:
        asked: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            asked.append(statement)

        session.remove()
        event.listen(db, "before_cursor_execute", note)
        operator.raw(url).get_data()
        event.remove(db, "before_cursor_execute", note)
        return len([one for one in asked if one.startswith("SELECT")])

    make_order()
    few = count()
    for _more in range(5):
        make_order()
    assert count() == few <= 12


def test_who_may_not_see_orders_takes_none_along(visitor: Visitor) -> None:
    visitor.sign_in("desk.see")
    visitor.raw("/quan-tri/don-hang/bang.csv", 403)
