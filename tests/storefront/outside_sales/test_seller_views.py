"""Visits: tried, written whole or not at all, once; and found again by a recall."""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from storefront.inventory import service as inventory
from storefront.inventory.models import StockItem, StockMovement
from storefront.inventory.queries import list_drift
from storefront.inventory.rules import AdjustReason, Tap
from storefront.inventory.tapping import tap
from storefront.notices.reaching import reach_of
from storefront.outside_sales.models import FloorLayout, OutsideLine, OutsideSale
from storefront.outside_sales.queries import list_of_batches, units_of_batches
from storefront.tried.models import TriedSheet
from tests.factories.storefront import Goods, make_goods, make_order, make_rate, set_values
from tests.visitor import Page, Visitor
from traceability.batches.models import Batch

OVERVIEW = "/ban-hang/san-khac/don"
NEW = f"{OVERVIEW}/nhap"
HEAD = "ma_don,ngay_ban,ma_quy_cach,so_luong\n"


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def seller(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in("inventory.change", producer_ids=(goods.seller_id,))
    return visitor


def send(seller: Visitor, text: str | bytes, status: int = 200, floor: str = "Shopee") -> Page:
    data = text.encode() if isinstance(text, str) else text
    return seller.post(NEW, status, floor=floor, file=(BytesIO(data), "don.csv"))


def say_yes(seller: Visitor, page: Page, status: int = 200) -> Page:
    found = re.search(r'action="(/ban-hang/san-khac/don/nhap/\d+/ghi)"', page.html)
    assert found, "there is something to write"
    return seller.post(found[1], status)


def sales() -> list[tuple[str, str]]:
    session.expire_all()
    query = select(OutsideSale.floor, OutsideSale.number).order_by(OutsideSale.id)
    return [(row.floor, row.number) for row in session.execute(query)]


def on_hand(goods: Goods) -> int:
    session.expire_all()
    return session.get_one(StockItem, goods.item_id).on_hand


def test_a_try_writes_nothing_and_a_yes_writes_all(seller: Visitor, goods: Goods) -> None:
    text = HEAD + f"S1,20/11/2026,{goods.variant_id},2\nS2,21/11/2026,{goods.variant_id},3\n"
    page = send(seller, text, floor="shopee")
    assert "2 đơn mới" in page
    assert goods.code in page
    assert (sales(), on_hand(goods)) == ([], 10)
    page = say_yes(seller, page)
    assert "Đã ghi 2 đơn" in page
    assert (sales(), on_hand(goods)) == ([("Shopee", "S1"), ("Shopee", "S2")], 5)
    newest = session.scalars(select(StockMovement).order_by(StockMovement.id.desc())).first()
    assert newest
    assert (newest.kind, newest.reason) == ("adjust", "sold_elsewhere: Shopee, S2")
    assert list_drift() == []
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc()).limit(2))
    assert set(actions) == {"outside_sales.write"}


def test_the_same_again_is_nothing_new(seller: Visitor, goods: Goods) -> None:
    text = HEAD + f"S1,20/11/2026,{goods.variant_id},2\n"
    page = send(seller, text)
    say_yes(seller, page)
    assert "đã ghi rồi" in say_yes(seller, page)
    again = send(seller, text)
    assert "1 dòng đã ghi trước" in again
    assert "/ghi" not in again.html
    both = send(seller, text + f"S2,20/11/2026,{goods.variant_id},1\n")
    say_yes(seller, both)
    other = send(seller, text, floor="TikTok")  # the number of another floor is another order
    say_yes(seller, other)
    assert sales() == [("Shopee", "S1"), ("Shopee", "S2"), ("TikTok", "S1")]
    assert on_hand(goods) == 5


def test_one_wrong_row_keeps_the_whole_file_out(seller: Visitor, goods: Goods) -> None:
    text = HEAD + (
        f"S1,20/11/2026,{goods.variant_id},2\n"
        f"S2,31/02/2026,{goods.variant_id},2\n"
        f"S3,20/11/2026,=cmd|' /C calc'!A0,2\n\"S4\nhai\",20/11/2026,99999999,2\n"
        f"S5,20/11/2026,{goods.variant_id},9\n"
    )
    page = send(seller, text)
    assert "Dòng 3: ngày bán không có thật" in page
    assert "Dòng 4: có ô là công thức" in page
    assert "Dòng 5: " in page
    assert "Dòng 6: kho không đủ" in page
    assert "/ghi" not in page.html
    assert session.scalar(select(func.count(TriedSheet.id))) == 0
    assert sales() == []


@pytest.fixture
def sold(seller: Visitor, goods: Goods) -> str:
    """An order of three units of Shopee: where it is taken back."""
    say_yes(seller, send(seller, HEAD + f"S1,20/11/2026,{goods.variant_id},3\n"))
    return f"{OVERVIEW}/{session.scalar(select(OutsideSale.id))}/bo"


def test_an_order_entered_by_mistake_is_taken_back_once(
    seller: Visitor, goods: Goods, sold: str
) -> None:
    page = seller.post(sold)
    assert "Đã bỏ đơn S1" in page
    assert "hàng về kho" in page
    assert (on_hand(goods), list_drift()) == (10, [])
    assert "đã được bỏ rồi" in seller.post(sold)
    assert on_hand(goods) == 10
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry
    assert (entry.action, entry.sentence) == (
        "outside_sales.take_back",
        "Bỏ đơn S1 của Shopee ghi nhầm: 3 đơn vị về kho.",
    )
    assert list_of_batches([goods.batch_id]) == []
    assert units_of_batches([goods.batch_id]) == {}


def test_what_was_taken_back_may_be_entered_anew(seller: Visitor, goods: Goods, sold: str) -> None:
    seller.post(sold)
    say_yes(seller, send(seller, HEAD + f"S1,20/11/2026,{goods.variant_id},2\n"))
    assert sales() == [("Shopee", "S1"), ("Shopee", "S1")]
    assert on_hand(goods) == 8
    assert units_of_batches([goods.batch_id]) == {goods.batch_id: 2}


def test_while_its_batch_is_stopped_an_order_stays(
    seller: Visitor, goods: Goods, sold: str
) -> None:
    set_values(Batch, goods.batch_id, recall_state="quarantined")
    assert "đang bị dừng hoặc thu hồi" in seller.post(sold)
    assert on_hand(goods) == 7


def test_what_was_counted_since_is_right(seller: Visitor, goods: Goods, sold: str) -> None:
    actor = Actor(name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))
    later = clock.now() + timedelta(minutes=1)
    with transaction():
        tap(actor, goods.variant_id, Tap.MORE, AdjustReason.COUNTED, "a" * 32, later)
    session.expire_all()
    with transaction():
        after = later + timedelta(minutes=1)
        inventory.adjust(actor, goods.item_id, 9, 8, AdjustReason.COUNTED, None, after)
    assert "đã đếm lại sau khi ghi đơn" in seller.post(sold)
    assert on_hand(goods) == 9


def test_a_press_of_the_thumb_is_no_count(seller: Visitor, goods: Goods, sold: str) -> None:
    actor = Actor(name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))
    with transaction():
        later = clock.now() + timedelta(minutes=1)
        tap(actor, goods.variant_id, Tap.MORE, AdjustReason.COUNTED, "a" * 32, later)
    assert "Đã bỏ đơn S1" in seller.post(sold)
    assert on_hand(goods) == 11


def test_nobody_takes_back_the_order_of_another(seller: Visitor, goods: Goods, sold: str) -> None:
    seller.sign_in("inventory.change", producer_ids=(make_goods(1).seller_id,))
    seller.post(sold, 404)
    seller.sign_in("seller.see", producer_ids=(goods.seller_id,))
    seller.post(sold, 403)
    assert on_hand(goods) == 7


def test_what_buyers_here_were_promised_stays(seller: Visitor, goods: Goods) -> None:
    make_rate()
    make_order((goods.variant_id, 4))
    assert "còn 6" in send(seller, HEAD + f"S1,20/11/2026,{goods.variant_id},7\n")


def test_stock_that_went_meanwhile_refuses_the_yes(seller: Visitor, goods: Goods) -> None:
    page = send(seller, HEAD + f"S1,20/11/2026,{goods.variant_id},7\n")
    set_values(StockItem, goods.item_id, on_hand=5)
    assert "Kho vừa thay đổi" in say_yes(seller, page)
    assert (sales(), on_hand(goods)) == ([], 5)


def test_names_and_phones_of_buyers_are_kept_nowhere(seller: Visitor, goods: Goods) -> None:
    head = "ma_don,ngay_ban,ma_quy_cach,so_luong,nguoi_mua,dien_thoai\n"
    row = f"S1,20/11/2026,{goods.variant_id},1,Khách Kín Tiếng,0912345678\n"
    page = send(seller, head + row)
    assert "Kín Tiếng" not in page
    (kept,) = session.scalars(select(TriedSheet))
    assert "Kín" not in str(kept.rows)
    assert "0912345678" not in str(kept.rows)
    say_yes(seller, page)
    session.expire_all()
    assert session.scalars(select(TriedSheet.rows)).one() == []


def test_columns_of_another_floor_are_chosen_once(seller: Visitor, goods: Goods) -> None:
    text = f"Mã đơn hàng,Ngày đặt,SKU,SL,Tên\nS1,20/11/2026,{goods.variant_id},1,Kín\n"
    page = send(seller, text)
    assert "Cột nào là cột nào" in page
    assert "Kín" not in page
    headings = "Mã đơn hàng\nNgày đặt\nSKU\nSL\nTên"
    given = {"ma_don": "Mã đơn hàng", "ngay_ban": "Ngày đặt", "ma_quy_cach": "SKU"}
    url = "/ban-hang/san-khac/don/cot"
    hidden = {"floor": "Shopee", "headings": headings, "trang_thai": ""}
    assert "Hãy chọn đủ" in seller.post(url, 422, **hidden, **given, so_luong="")
    assert "Hãy chọn đủ" in seller.post(url, 422, **hidden, **given, so_luong="SKU")
    seller.post(url, 422, **hidden, **given, so_luong="Cột không có")
    assert "Đã nhớ" in seller.post(url, **hidden, **given, so_luong="SL")
    say_yes(seller, send(seller, text))
    assert sales() == [("Shopee", "S1")]
    assert "Cột nào là cột nào" in send(seller, text, floor="Lazada")
    seller.post(url, **hidden, **given, so_luong="SL")
    assert session.scalar(select(func.count(FloorLayout.id))) == 1


@pytest.mark.parametrize(
    "data", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04x", b"a\0b"]
)
def test_what_is_no_sheet_is_refused_beside_the_field(seller: Visitor, data: bytes) -> None:
    assert "field__error" in send(seller, data, 422)


def test_the_template_is_read_back(seller: Visitor, goods: Goods) -> None:
    answer = seller.raw("/ban-hang/san-khac/don/mau.csv")
    (row,) = csv.DictReader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")))
    assert row["ma_quy_cach"] == str(goods.variant_id)
    page = send(seller, answer.get_data())
    assert "0 đơn mới" in page


def test_a_recall_finds_what_left_by_other_floors(seller: Visitor, goods: Goods) -> None:
    say_yes(seller, send(seller, HEAD + f"S1,20/11/2026,{goods.variant_id},4\n"))
    reach = reach_of(goods.batch_id)
    assert [(one.floor, one.number, one.quantity) for one in reach.outside] == [("Shopee", "S1", 4)]
    assert reach.accounts[0].elsewhere == 4
    seller.sign_in("desk.see", "notices.see")
    page = seller.get(f"/quan-tri/lo/{goods.code}/nguoi-mua")
    assert "Đi bằng sàn khác" in page
    assert "S1" in page


def test_others_neither_see_nor_write(seller: Visitor, goods: Goods) -> None:
    page = send(seller, HEAD + f"S1,20/11/2026,{goods.variant_id},4\n")
    number = session.scalars(select(TriedSheet.id)).one()
    other = make_goods()
    seller.sign_in("inventory.change", producer_ids=(other.seller_id,), number=2)
    seller.raw(f"{NEW}/{number}/ghi", 404, "POST")
    assert "không có quy cách này" in send(seller, HEAD + f"S1,20/11/2026,{goods.variant_id},4\n")
    seller.sign_in("inventory.change", producer_ids=(other.seller_id,))  # moved to another shop
    seller.raw(f"{NEW}/{number}/ghi", 404, "POST")
    assert session.scalar(select(func.count(OutsideLine.id))) == 0
    seller.sign_in("seller.see")
    seller.get(NEW, 403)
    assert page


def test_the_pages_speak_english(seller: Visitor, goods: Goods) -> None:
    assert "Enter orders of another floor" in seller.get(f"{NEW}?lang=en")
    say_yes(seller, send(seller, HEAD + f"S1,20/11/2026,{goods.variant_id},4\n"))
    page = seller.get("/ban-hang/san-khac/don?lang=en")
    assert "Since the beginning of the month" in page
