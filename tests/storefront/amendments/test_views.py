"""Visits of the pages that take units out of an order: buyer, seller, operator, and strangers."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from catalog.kernel.db import session
from storefront.books import queries as books
from storefront.orders.models import OrderLine
from storefront.orders.rules import OrderStatus
from storefront.pricing.models import PriceStep
from tests.factories.storefront import (
    NOW,
    Goods,
    make_goods,
    make_order,
    make_seller,
    order_key,
    save,
    set_values,
)
from tests.factories.trade import bring
from tests.visitor import Page, Visitor

SELLING = ("seller.see", "orders.sell", "orders.pack", "orders.refuse")


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def number(goods: Goods) -> str:
    return f"{make_order((goods.variant_id, 3))}-1"


@pytest.fixture
def buyer(visitor: Visitor, number: str) -> Visitor:
    """Whoever has the key of the purchase in the browser."""
    group = number[:-2]
    secret = visitor.app.config["SECRET_KEY"]
    visitor.get(f"/don-hang/{group}?khoa={order_key(group, secret)}")
    return visitor


@pytest.fixture
def seller(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in(*SELLING, producer_ids=(goods.seller_id,))
    return visitor


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "orders.see", "orders.cancel")
    return visitor


def field() -> str:
    return f"bot-{session.scalars(select(OrderLine.id)).one()}"


def key_of(page: Page) -> str:
    found = re.search(r'name="key"[^>]*value="([^"]*)"', page.html)
    assert found
    return found[1]


def units() -> int:
    session.expire_all()
    return session.scalars(select(OrderLine.quantity)).one()


def send(visitor: Visitor, url: str, count: int, status: int = 200, **more: str) -> Page:
    key = key_of(visitor.get(url))
    return visitor.post(url, status, **{"key": key, field(): count, **more})


def test_the_page_says_what_a_wholesale_price_asks_for(
    buyer: Visitor, goods: Goods, number: str
) -> None:
    step = {"from_units": 3, "price": 80_000, "since": NOW, "entered_by": "Hoa"}
    save(PriceStep(variant_id=goods.variant_id, **step))
    line = session.scalars(select(OrderLine)).one()
    set_values(OrderLine, line.id, unit_price=80_000, line_total=240_000)
    page = send(buyer, f"/don-hang/{number}/bot-mon", 1, 422)
    assert "có giá mua nhiều, từ 3 trở lên" in page
    assert units() == 3


def test_a_buyer_takes_one_out_and_reads_it_on_order_and_receipt(
    buyer: Visitor, number: str
) -> None:
    url = f"/don-hang/{number}/bot-mon"
    assert url in buyer.get(f"/don-hang/{number[:-2]}").links
    page = send(buyer, url, 1)
    assert page.page == "order"
    for shown in (page, buyer.get(f"/don-hang/{number[:-2]}/bien-nhan")):
        assert "người mua bớt món" in shown
        assert "Tổng bớt 100.000\u00a0₫, trong đó phí giao bớt 5.000\u00a0₫" in shown
        assert "225.000\u00a0₫" in shown
    assert units() == 2
    assert books.verify().discrepancies == []


def test_a_double_tap_takes_out_once(buyer: Visitor, number: str) -> None:
    url = f"/don-hang/{number}/bot-mon"
    key = key_of(buyer.get(url))
    for _tap in range(2):
        assert buyer.post(url, key=key, **{field(): 1}).page == "order"
    assert units() == 2


def test_taking_out_all_cancels(buyer: Visitor, number: str) -> None:
    page = send(buyer, f"/don-hang/{number}/bot-mon", 3)
    assert page.marks["data-status"] == "cancelled"
    assert "Đơn này không còn bớt được ở đây" in buyer.get(f"/don-hang/{number}/bot-mon")


@pytest.mark.parametrize("count", ["0", "4", "-1", "x", "99999999"])
def test_impossible_counts_are_said_and_change_nothing(
    buyer: Visitor, number: str, count: str
) -> None:
    url = f"/don-hang/{number}/bot-mon"
    page = buyer.post(url, 422, key=key_of(buyer.get(url)), **{field(): count})
    assert "Hãy chọn ít nhất một món để bỏ" in page
    assert units() == 3


def test_a_line_of_another_order_is_not_taken_out(buyer: Visitor, number: str) -> None:
    make_order((make_goods().variant_id, 2))
    others = session.scalars(select(OrderLine.id).order_by(OrderLine.id.desc())).first()
    url = f"/don-hang/{number}/bot-mon"
    buyer.post(url, 422, key=key_of(buyer.get(url)), **{f"bot-{others}": 1})
    assert set(session.scalars(select(OrderLine.quantity))) == {3, 2}


def test_a_packed_order_says_whom_to_call(buyer: Visitor, number: str) -> None:
    bring(number, OrderStatus.PACKED)
    assert "Hãy gọi người bán" in buyer.get(f"/don-hang/{number}/bot-mon")
    buyer.post(f"/don-hang/{number}/bot-mon", 409, key="k" * 20, **{field(): 1})
    assert units() == 3


def test_a_stranger_finds_nothing(
    make_visitor: Callable[[], Visitor], number: str, goods: Goods
) -> None:
    stranger = make_visitor()
    stranger.get(f"/don-hang/{number}/bot-mon", 404)
    stranger.post(f"/don-hang/{number}/bot-mon", 404, key="k" * 20, **{field(): 1})
    stranger.sign_in(*SELLING, producer_ids=(make_seller("HTX khác").id,))
    stranger.get(f"/ban-hang/don-hang/{number}/bot-mon", 404)
    reason = {"reason": "sold_out", field(): 1}
    stranger.post(f"/ban-hang/don-hang/{number}/bot-mon", 404, key="k" * 20, **reason)
    assert units() == 3


def test_a_seller_says_why_and_the_buyer_reads_it(
    seller: Visitor, make_visitor: Callable[[], Visitor], number: str
) -> None:
    url = f"/ban-hang/don-hang/{number}/bot-mon"
    assert "Hãy chọn một lý do." in send(seller, url, 1, 422)
    page = send(seller, url, 1, reason="damaged", text="Một gói <b>rách</b>")
    assert page.page == "seller-order"
    assert "Đã bớt món của đơn" in page
    reader = make_visitor()
    secret = reader.app.config["SECRET_KEY"]
    shown = reader.get(f"/don-hang/{number[:-2]}?khoa={order_key(number[:-2], secret)}")
    assert "người bán bớt món" in shown
    assert "Hàng bị hỏng" in shown
    assert "Một gói &lt;b&gt;rách&lt;/b&gt;" in shown


def test_a_seller_whose_page_is_old_is_told(seller: Visitor, number: str) -> None:
    url = f"/ban-hang/don-hang/{number}/bot-mon"
    key = key_of(seller.get(url))
    for step in (OrderStatus.PACKED, OrderStatus.HANDED_OVER):
        bring(number, step)
    page = seller.post(url, key=key, reason="sold_out", **{field(): 1})
    assert "không sửa ở đây được" in page
    assert "không bớt món được nữa" in seller.get(url)


def test_an_operator_needs_words_for_a_reason_of_ones_own(operator: Visitor, number: str) -> None:
    url = f"/quan-tri/don-hang/{number}/bot-mon"
    assert "Hãy cho người mua biết lý do." in send(operator, url, 1, 422, reason="else")
    page = send(operator, url, 1, reason="else", text="Kho báo sai")
    assert page.page == "desk-order"
    assert "người vận hành bớt món" in page
    assert "Kho báo sai" in page
    assert units() == 2


def test_who_only_looks_takes_nothing_out(visitor: Visitor, number: str) -> None:
    visitor.sign_in("desk.see", "orders.see")
    visitor.get(f"/quan-tri/don-hang/{number}/bot-mon", 403)


def test_the_page_speaks_english(buyer: Visitor, number: str) -> None:
    assert "Take these out" in buyer.get(f"/don-hang/{number}/bot-mon?lang=en")
