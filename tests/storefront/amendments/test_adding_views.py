"""Visits of the page that adds to an order: choose, look, add; and what is said otherwise."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from catalog.kernel.db import session
from catalog.products.models import Variant
from storefront.books import queries as books
from storefront.inventory.models import StockItem
from storefront.orders.models import Amendment, OrderLine
from storefront.orders.rules import OrderStatus
from tests.factories.restrictions import make_restricted
from tests.factories.storefront import (
    Goods,
    make_goods,
    make_order,
    make_seller,
    make_unpaid,
    order_key,
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
    return f"{make_order((goods.variant_id, 2))}-1"


@pytest.fixture
def buyer(visitor: Visitor, number: str) -> Visitor:
    """Whoever has the key of the purchase in the browser."""
    open_order(visitor, number)
    return visitor


def open_order(visitor: Visitor, number: str) -> Page:
    group = number[:-2]
    secret = visitor.app.config["SECRET_KEY"]
    return visitor.get(f"/don-hang/{group}?khoa={order_key(group, secret)}")


def hidden(page: Page, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.html)
    assert found
    return found[1]


def look(visitor: Visitor, number: str, units: dict[int, str], status: int = 200) -> Page:
    """The page with the new total, as a buyer reaches it."""
    url = f"/don-hang/{number}/them-mon"
    key = hidden(visitor.get(url), "key")
    return visitor.post(url, status, key=key, **{f"them-{one}": n for one, n in units.items()})


def confirm(visitor: Visitor, page: Page, number: str, status: int = 200, **more: str) -> Page:
    fields = dict(re.findall(r'name="(them-[0-9]+)" value="([^"]*)"', page.html))
    fields |= {"key": hidden(page, "key"), "seal": hidden(page, "seal"), **more}
    return visitor.post(f"/don-hang/{number}/them-mon", status, **fields)


def units() -> int:
    session.expire_all()
    return session.scalar(select(func.sum(OrderLine.quantity))) or 0


def test_a_buyer_sees_total_and_promise_before_the_tap(
    buyer: Visitor, goods: Goods, number: str
) -> None:
    url = f"/don-hang/{number}/them-mon"
    assert url in buyer.get(f"/don-hang/{number[:-2]}").links
    shown = look(buyer, number, {goods.variant_id: "1"})
    for words in ("Đơn đang là", "225.000", "95.000", "5.000", "tổng mới 325.000", "Nhận hàng từ"):
        assert words in shown
    assert units() == 2
    page = confirm(buyer, shown, number)
    assert page.page == "order"
    for one in (page, buyer.get(f"/don-hang/{number[:-2]}/bien-nhan")):
        assert "người mua đã thêm món" in one
        assert "Tổng thêm 100.000\u00a0₫, trong đó phí giao thêm 5.000\u00a0₫" in one
        assert "325.000\u00a0₫" in one
    assert units() == 3
    assert books.verify().discrepancies == []


def test_a_double_tap_and_the_back_button_add_once(
    buyer: Visitor, goods: Goods, number: str
) -> None:
    shown = look(buyer, number, {goods.variant_id: "1"})
    for _tap in range(3):
        assert confirm(buyer, shown, number).page == "order"
    assert units() == 3


def test_an_old_page_chosen_from_anew_gets_a_new_key(
    buyer: Visitor, goods: Goods, number: str
) -> None:
    shown = look(buyer, number, {goods.variant_id: "1"})
    confirm(buyer, shown, number)
    old = {"key": hidden(shown, "key"), f"them-{goods.variant_id}": "2"}
    again = buyer.post(f"/don-hang/{number}/them-mon", **old)
    confirm(buyer, again, number)
    assert units() == 5


def test_a_price_that_changed_is_shown_and_nothing_written(
    buyer: Visitor, goods: Goods, number: str
) -> None:
    shown = look(buyer, number, {goods.variant_id: "1"})
    set_values(Variant, goods.variant_id, price=99_000)
    page = confirm(buyer, shown, number, 422)
    assert "Chưa thêm gì cả" in page
    assert "tổng mới 329.000" in page
    assert units() == 2
    assert confirm(buyer, page, number).page == "order"
    assert units() == 3


def test_what_sold_out_meanwhile_is_said(buyer: Visitor, goods: Goods, number: str) -> None:
    shown = look(buyer, number, {goods.variant_id: "3"})
    set_values(StockItem, goods.item_id, on_hand=3)
    page = confirm(buyer, shown, number, 422)
    assert "chỉ còn 1. Chưa thêm gì cả" in page
    assert 'max="1"' in page.html
    assert units() == 2


def test_choosing_again_keeps_what_was_chosen(buyer: Visitor, goods: Goods, number: str) -> None:
    shown = look(buyer, number, {goods.variant_id: "3"})
    page = confirm(buyer, shown, number, chon="1")
    assert 'value="3"' in page.html
    assert "Xem tổng mới" in page
    assert units() == 2


@pytest.mark.parametrize("typed", ["", "0", "-1", "1.5", "x", "1e9", "99999999"])
def test_impossible_counts_are_said(buyer: Visitor, goods: Goods, number: str, typed: str) -> None:
    assert "Hãy ghi số lượng" in look(buyer, number, {goods.variant_id: typed}, 422)
    assert units() == 2


def test_more_than_there_is_is_said(buyer: Visitor, goods: Goods, number: str) -> None:
    assert "chỉ còn 8" in look(buyer, number, {goods.variant_id: "9"}, 422)


def test_only_the_sellers_own_goods_are_offered(buyer: Visitor, number: str) -> None:
    strange = make_goods(seller=make_seller("HTX khác"), name="Hàng lạ")
    assert "Hàng lạ" not in buyer.get(f"/don-hang/{number}/them-mon")
    page = look(buyer, number, {strange.variant_id: "1"}, 422)
    assert "Hàng lạ" not in page


def test_a_packed_order_says_so_and_shows_a_way_on(
    buyer: Visitor, goods: Goods, number: str
) -> None:
    shown = look(buyer, number, {goods.variant_id: "1"})
    bring(number, OrderStatus.PACKED)
    page = confirm(buyer, shown, number, 422)
    assert "không thêm được nữa" in page
    assert any(one.startswith("/chu-the/") for one in page.links)
    assert units() == 2
    assert "/them-mon" not in "".join(buyer.get(f"/don-hang/{number[:-2]}").links)


def test_a_purchase_paid_beforehand_says_so(visitor: Visitor, goods: Goods) -> None:
    number = f"{make_unpaid((goods.variant_id, 1))}-1"
    assert f"/don-hang/{number}/them-mon" not in open_order(visitor, number).links
    page = visitor.get(f"/don-hang/{number}/them-mon")
    assert "Đơn trả trước không thêm món được" in page
    assert any(one.startswith("/chu-the/") for one in page.links)


def test_a_stranger_finds_nothing(
    make_visitor: Callable[[], Visitor], goods: Goods, number: str
) -> None:
    stranger = make_visitor()
    stranger.get(f"/don-hang/{number}/them-mon", 404)
    fields = {"key": "k" * 20, "seal": "x", f"them-{goods.variant_id}": "1"}
    stranger.post(f"/don-hang/{number}/them-mon", 404, **fields)
    assert session.scalars(select(Amendment)).all() == []


def test_the_seller_sees_what_was_added(
    buyer: Visitor, make_visitor: Callable[[], Visitor], goods: Goods, number: str
) -> None:
    confirm(buyer, look(buyer, number, {goods.variant_id: "1"}), number)
    seller = make_visitor()
    seller.sign_in(*SELLING, producer_ids=(goods.seller_id,))
    page = seller.get(f"/ban-hang/don-hang/{number}")
    assert "người mua đã thêm món" in page
    assert "Thu tiền mặt" in page
    assert "325.000\u00a0₫" in page


def test_the_page_speaks_english(buyer: Visitor, goods: Goods, number: str) -> None:
    assert "See the new total" in buyer.get(f"/don-hang/{number}/them-mon?lang=en")


def test_the_mandatory_sentence_stands_beside_what_can_be_added(
    buyer: Visitor, goods: Goods, number: str
) -> None:
    make_restricted(goods.variant_id, 18, ("sentence", None))
    words = "Thực phẩm này không phải là thuốc."
    assert words in buyer.get(f"/don-hang/{number}/them-mon")
    assert words in look(buyer, number, {goods.variant_id: "1"})
    assert "This food is not a medicine." in buyer.get(f"/don-hang/{number}/them-mon?lang=en")
