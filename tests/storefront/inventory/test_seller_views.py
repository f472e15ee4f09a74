"""Visits of /ban-hang/kho."""

from datetime import date

import pytest

from catalog.kernel.db import session
from storefront.inventory import queries, rules
from storefront.inventory.models import StockItem
from tests.factories.storefront import Goods, make_goods, make_order, set_values
from tests.visitor import Visitor
from traceability.batches.models import Batch


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def seller(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in("seller.see", "inventory.change", producer_ids=(goods.seller_id,))
    return visitor


def test_the_shelf_shows_each_batch(seller: Visitor, goods: Goods) -> None:
    make_order((goods.variant_id, 3))
    page = seller.get("/ban-hang/kho")
    assert f"Lô {goods.code}" in page
    assert 'data-count="7"' in page
    assert "Trong kho 10 · khách đã đặt 3" in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"recall_state": "recalled"}, "đang bị thu hồi"),
        ({"released_at": None}, "chưa được cho xuất bán"),
        ({"best_before": date(2020, 1, 1)}, "không còn đủ hạn dùng"),
    ],
)
def test_what_is_held_back_says_why(
    seller: Visitor, goods: Goods, values: dict[str, object], words: str
) -> None:
    set_values(Batch, goods.batch_id, **values)
    page = seller.get("/ban-hang/kho")
    assert words in page
    assert 'data-count="0"' in page


def test_an_empty_stock_room_says_what_to_do(visitor: Visitor, db: object) -> None:
    visitor.sign_in("seller.see", "inventory.change", producer_ids=(999_999,))
    assert "Kho còn trống." in visitor.get("/ban-hang/kho")
    assert "Chưa có lô đóng gói nào." in visitor.get("/ban-hang/kho/nhap")


def test_counting_again(seller: Visitor, goods: Goods) -> None:
    url = f"/ban-hang/kho/{goods.item_id}"
    assert "Sổ đang ghi 10" in seller.get(url)
    page = seller.post(url, counted="8", seen="10", reason="damaged", note="ẩm mốc")
    assert "Kho nay ghi 8." in page
    assert "Hư hỏng (ẩm mốc)" in seller.get(url)
    assert not queries.list_drift()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        ({"counted": "-1"}, "Ghi một số từ 0 đến 100000."),
        ({"counted": "1e3"}, "Ghi một số từ 0 đến 100000."),
        ({"counted": "999999999"}, "Ghi một số từ 0 đến 100000."),
        ({"counted": "tám"}, "Ghi một số từ 0 đến 100000."),
        ({"counted": ""}, "Vui lòng điền mục này."),
        ({"seen": "9"}, "Số trong kho vừa thay đổi"),
        ({"seen": ""}, "Số trong kho vừa thay đổi"),
        ({"seen": "x"}, "Số trong kho vừa thay đổi"),
        ({"note": "x" * 201}, "Dài quá"),
    ],
)
def test_a_bad_count_is_refused(
    seller: Visitor, goods: Goods, data: dict[str, str], refusal: str
) -> None:
    sent = {"counted": "8", "seen": "10", "reason": "counted", **data}
    page = seller.post(f"/ban-hang/kho/{goods.item_id}", 422, **sent)
    assert refusal in page
    assert session.get_one(StockItem, goods.item_id).on_hand == 10


def test_taking_in_new_goods(seller: Visitor, goods: Goods) -> None:
    page = seller.get("/ban-hang/kho/nhap")
    assert goods.code in page
    pair = f"{goods.variant_id}-{goods.batch_id}"
    assert "Kho nay ghi 1510." in seller.post("/ban-hang/kho/nhap", goods=pair, quantity="1.500")


@pytest.mark.parametrize(
    ("pair", "quantity", "refusal"),
    [
        ("", "5", "Vui lòng điền mục này."),
        ("1", "5", "không phải của sản phẩm đó"),
        ("999999-999999", "5", "không phải của sản phẩm đó"),
        ("own", "0", "Ghi một số từ 1 đến 100000."),
        ("own", "1,5", "Ghi một số từ 1 đến 100000."),
    ],
)
def test_bad_goods_are_refused(
    seller: Visitor, goods: Goods, pair: str, quantity: str, refusal: str
) -> None:
    chosen = f"{goods.variant_id}-{goods.batch_id}" if pair == "own" else pair
    page = seller.post("/ban-hang/kho/nhap", 422, goods=chosen, quantity=quantity)
    assert refusal in page


def test_other_peoples_stock_does_not_exist(seller: Visitor) -> None:
    other = make_goods(5)
    assert other.code not in seller.get("/ban-hang/kho")
    seller.get(f"/ban-hang/kho/{other.item_id}", 404)
    seller.post(f"/ban-hang/kho/{other.item_id}", 404, counted="1", seen="5", reason="counted")
    page = seller.post(
        "/ban-hang/kho/nhap", 422, goods=f"{other.variant_id}-{other.batch_id}", quantity="5"
    )
    assert "không phải của sản phẩm đó" in page


@pytest.mark.parametrize(
    ("text", "pair"),
    [("12-34", (12, 34)), ("12", None), ("", None), ("a-b", None), ("1-2-3", None)],
)
def test_pairs(text: str, pair: tuple[int, int] | None) -> None:
    assert rules.read_pair(text) == pair
