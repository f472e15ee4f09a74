"""Visits of /ban-hang/don-hang: only the own orders, one step at a time."""

import pytest
from sqlalchemy import Connection, event, select

from catalog.kernel.db import session
from storefront.inventory import queries as inventory
from storefront.inventory.models import StockItem
from storefront.orders.models import Order
from storefront.payments import queries as payments
from tests.factories.storefront import Goods, make_goods, make_order, make_seller
from tests.visitor import Visitor

RIGHTS = ("seller.see", "orders.sell", "orders.pack", "orders.refuse")


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(100)


@pytest.fixture
def number(goods: Goods) -> str:
    return f"{make_order((goods.variant_id, 2), note='Giao sau 17 giờ')}-1"


@pytest.fixture
def seller(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in(*RIGHTS, producer_ids=(goods.seller_id,))
    return visitor


def test_what_is_to_be_packed_comes_first(seller: Visitor, number: str) -> None:
    page = seller.get("/ban-hang/don-hang")
    assert number in page
    assert "Đã gói xong" in page
    assert "Cần gói <b>1</b>" in page
    assert "Thu 225.000\u00a0₫ tiền mặt" in page


def test_the_list_is_empty_kindly(seller: Visitor) -> None:
    for step in ("can-goi", "cho-giao", "dang-giao", "da-xong", "khong-ban", "linh-tinh"):
        assert "Không có đơn nào ở bước này." in seller.get(f"/ban-hang/don-hang?buoc={step}")


def test_the_seller_packs_sends_and_is_paid(seller: Visitor, number: str, goods: Goods) -> None:
    page = seller.get(f"/ban-hang/don-hang/{number}")
    assert 'href="tel:+84987654321"' in page
    assert "Giao sau 17 giờ" in page
    assert goods.code in page
    assert "Chờ giao đi" in seller.post(f"/ban-hang/don-hang/{number}/goi-xong")
    assert "Đang giao" in seller.post(f"/ban-hang/don-hang/{number}/giao-di")
    assert "Đã thu" in seller.post(f"/ban-hang/don-hang/{number}/da-nhan-tien")
    assert session.get_one(StockItem, goods.item_id).on_hand == 98
    assert payments.states_of([number]) == {number: "received"}
    assert not inventory.list_drift()


def test_refusing_asks_for_a_reason(seller: Visitor, number: str, goods: Goods) -> None:
    url = f"/ban-hang/don-hang/{number}/tu-choi"
    assert "Hết hàng" in seller.get(url)
    assert "Hãy chọn một lý do." in seller.post(url, 422, text="mưa")
    assert "Hãy chọn một lý do." in seller.post(url, 422, reason="bịa")
    assert "Dài quá" in seller.post(url, 422, reason="damaged", text="x" * 301)
    page = seller.post(url, reason="damaged", text="mưa ướt")
    assert "Lý do: Hàng bị hỏng. mưa ướt" in page
    assert "Không thu" in page
    assert session.get_one(StockItem, goods.item_id).allocated == 0
    assert "không còn từ chối được" in seller.get(url)
    assert "Không chuyển được đơn sang bước này." in seller.post(url, reason="sold_out")


def test_other_sellers_orders_do_not_exist(visitor: Visitor, number: str) -> None:
    other = make_seller("HTX minh họa Đak Đoa").id
    visitor.sign_in(*RIGHTS, producer_ids=(other,))
    assert number not in visitor.get("/ban-hang/don-hang")
    visitor.get(f"/ban-hang/don-hang/{number}", 404)
    visitor.get(f"/ban-hang/don-hang/{number}/tu-choi", 404)
    for verb in ("goi-xong", "giao-di", "da-nhan-tien", "tu-choi"):
        visitor.post(f"/ban-hang/don-hang/{number}/{verb}", 404, reason="sold_out")
    assert session.scalars(select(Order.status)).one() == "placed"


@pytest.mark.parametrize(
    ("verb", "missing"),
    [
        ("goi-xong", "orders.pack"),
        ("giao-di", "orders.pack"),
        ("da-nhan-tien", "orders.pack"),
        ("tu-choi", "orders.refuse"),
    ],
)
def test_each_step_needs_its_right(
    visitor: Visitor, goods: Goods, number: str, verb: str, missing: str
) -> None:
    rights = [right for right in RIGHTS if right != missing]
    visitor.sign_in(*rights, producer_ids=(goods.seller_id,))
    visitor.post(f"/ban-hang/don-hang/{number}/{verb}", 403)


def test_the_list_takes_the_same_queries_for_many_orders(
    seller: Visitor, goods: Goods, db: Connection
) -> None:
    def queries() -> int:
        statements: list[str] = []

        def note(*args: object) -> None:
            statements.append(str(args[2]))

        event.listen(db, "before_cursor_execute", note)
        seller.get("/ban-hang/don-hang")
        event.remove(db, "before_cursor_execute", note)
        return len([one for one in statements if one.startswith("SELECT")])

    make_order((goods.variant_id, 1))
    few = queries()
    for _ in range(4):
        make_order((goods.variant_id, 1))
    assert queries() == few
    assert few <= 6
