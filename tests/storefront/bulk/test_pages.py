"""Visits: sheets are tried and taken back, then written whole."""

import io
import re
from datetime import timedelta

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductGroup, ProductSet, Rubric
from catalog.products.models import PriceEntry, Product, Variant
from storefront.inventory.models import StockItem
from storefront.inventory.queries import list_drift
from tests.factories.catalog import load_rubrics
from tests.factories.storefront import (
    TODAY,
    Goods,
    make_goods,
    make_order,
    make_rate,
    save,
    set_values,
)
from tests.storefront.bulk.sending import ALL, OWN, count, say_yes, send
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.events.models import Event

HEAD = "Mã quy cách,Tên sản phẩm,Quy cách,Giá,Số lượng,Ngày đóng gói,Thành phần\n"


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def seller(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in(*ALL, producer_ids=(goods.seller_id,))
    return visitor


def workbook(title: str, *rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_new_goods_are_tried_and_then_written(seller: Visitor, goods: Goods) -> None:
    text = HEAD + (
        ",Mật ong hoa cà phê,chai 500 ml,185k,12,20/11/2026,mật ong\n"
        ",Mật ong hoa cà phê,chai 250 ml,100k,,,\n"
    )
    before = count(Product), count(Variant), count(Batch), count(AuditEntry)
    page = send(seller, text)
    assert page.html.count('data-state="new"') == 2
    assert "sản phẩm mới, 185.000\u00a0₫, vào kho 12" in page
    assert (count(Product), count(Variant), count(Batch), count(AuditEntry)) == before
    assert "2 dòng mới" in say_yes(seller, page)
    made = session.scalars(select(Product).order_by(Product.id.desc()).limit(1)).one()
    assert (made.name, made.ingredients, made.is_published) == (
        "Mật ong hoa cà phê",
        "mật ong",
        False,
    )
    assert [(one.name, one.price, one.net_amount) for one in made.variants] == [
        ("chai 500 ml", 185_000, 500),
        ("chai 250 ml", 100_000, 250),
    ]
    item = session.scalars(select(StockItem).order_by(StockItem.id.desc()).limit(1)).one()
    assert (item.on_hand, item.batch.packed_on.isoformat()) == (12, "2026-11-20")
    assert list_drift() == []
    actions = set(session.scalars(select(AuditEntry.action)))
    assert {"products.add", "products.add_variant", "inventory.receive"} <= actions


def test_the_template_comes_back_and_changes_nothing(seller: Visitor, goods: Goods) -> None:
    for kind in ("hang", "dem-kho"):
        data = seller.raw(f"{OWN}/mau/{kind}.csv").get_data()
        page = send(seller, data, kind)
        assert page.html.count('data-state="same"') == 1, page.html
        assert "/ghi" not in page.html
    book = seller.raw(f"{OWN}/mau.xlsx").get_data()
    assert 'data-state="same"' in send(seller, book).html
    assert [one.title for one in load_workbook(io.BytesIO(book)).worksheets] == [
        "Sản phẩm",
        "Đếm kho",
        "Thu hoạch",
        "Hướng dẫn",
    ]


def test_long_texts_and_older_sets_come_back_as_they_were(seller: Visitor, goods: Goods) -> None:
    load_rubrics()
    group = session.scalars(
        select(ProductGroup).join(Rubric).where(Rubric.number == "148/QĐ-TTg").limit(1)
    ).one()
    older = save(
        ProductSet(
            rubric_id=group.rubric_id,
            group_id=group.id,
            number=3,
            name="Bộ cũ",
            name_en="Old",
            managing_agency="Bộ",
        )
    ).id
    told = {"summary": "- Giòn\n- Ngọt", "ingredients": "=muối", "product_set_id": older}
    set_values(Product, goods.product_id, **told)
    for data in (
        seller.raw(f"{OWN}/mau/hang.csv").get_data(),
        seller.raw(f"{OWN}/mau.xlsx").get_data(),
    ):
        page = send(seller, data)
        assert 'data-state="same"' in page.html, page.html
    session.expire_all()
    assert session.get_one(Product, goods.product_id).summary == "- Giòn\n- Ngọt"


def test_what_differs_is_changed_and_nothing_else(seller: Visitor, goods: Goods) -> None:
    head = "Mã quy cách,Tên sản phẩm,Quy cách,Giá,Thành phần,Lý do đổi giá\n"
    page = send(seller, head + f"{goods.variant_id},,,99.000,cà phê,Vụ mới\n")
    assert "giá 95.000\u00a0₫ thành 99.000\u00a0₫" in page
    assert "Thành phần" in page
    say_yes(seller, page)
    session.expire_all()
    variant = session.get_one(Variant, goods.variant_id)
    assert (variant.price, variant.product.ingredients) == (99_000, "cà phê")
    newest = session.scalars(select(PriceEntry).order_by(PriceEntry.id.desc())).first()
    assert newest
    assert newest.reason == "Vụ mới"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",,gói 500 g,95000,,,", "thiếu Tên sản phẩm"),
        (",Mật ong,,95000,,,", "thiếu Quy cách"),
        (",Mật ong,gói to,95000,,,", "chưa đọc được lượng tịnh"),
        (",Mật ong,gói 500 g,,,,", "thiếu Giá"),
        (",Mật ong,gói 500 g,rẻ thôi,,,", "Chưa đọc được số tiền"),
        (",Mật ong,gói 500 g,=2*95000,,,", "ô Giá là công thức"),
        (",Mật ong,gói 500 g,95000,1.5,,", "Số lượng phải là số nguyên"),
        (",Mật ong,gói 500 g,95000,5,31/02/2026,", "không phải ngày có thật"),
        ("99999999,,,95000,,,", "không có quy cách mang mã này"),
        ("abc,,,95000,,,", "Mã quy cách phải là số nguyên"),
    ],
)
def test_a_wrong_row_says_why_and_keeps_the_file_out(
    seller: Visitor, goods: Goods, row: str, words: str
) -> None:
    good = ",Mật ong rừng,gói 300 g,95000,,,"
    before = count(Product)
    page = send(seller, f"{HEAD}{good}\n\n{row}\n")
    assert re.search(rf'data-state="refused">.*Dòng 4: .*{re.escape(words)}', page.html)
    assert "/ghi" not in page.html
    assert count(Product) == before


def test_a_shelf_life_of_millennia_is_refused_and_breaks_nothing(
    seller: Visitor, goods: Goods
) -> None:
    head = "Mã quy cách,Tên sản phẩm,Quy cách,Giá,Số lượng,Ngày đóng gói,Hạn dùng (ngày)\n"
    new = ",Mật ong rừng,gói 300 g,95000,5,20/11/2026,999999999"
    for row in (new, f"{goods.variant_id},,,,,,999999999"):
        page = send(seller, f"{head}{row}\n")
        assert "3.660 ngày" in page
        assert "/ghi" not in page.html


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("hang", "Tên sản phẩm,Quy cách,Giá,Giới thiệu\nMật,gói 500 g,95k," + "a" * 301),
        ("hang", "Tên sản phẩm,Quy cách,Giá,Cách dùng\nMật,gói 500 g,95k," + "a" * 1001),
        ("thu-hoach", f"Nông sản,Số lượng,Đơn vị,Ngày\n{'a' * 81},5,kg,20/11/2026"),
        (
            "thu-hoach",
            f"Nông sản,Số lượng,Đơn vị,Ngày,Nơi thu hoạch\nb,5,kg,20/11/2026,{'a' * 121}",
        ),
    ],
)
def test_texts_no_form_would_take_are_refused(
    seller: Visitor, goods: Goods, kind: str, text: str
) -> None:
    page = send(seller, f"{text}\n", kind)
    assert re.search(r'data-state="refused">.*ký tự: hãy viết gọn lại', page.html)
    assert "/ghi" not in page.html


def test_a_size_that_is_there_is_not_made_twice(seller: Visitor, goods: Goods) -> None:
    page = send(seller, HEAD + ",CÀ PHÊ RANG XAY,Gói 500 g,95000,,,\n")
    assert f"ghi {goods.variant_id} vào cột mã" in page
    other = f"{HEAD}{goods.variant_id},,gói 1 kg,,,,\n{goods.variant_id},,,,5,,\n"
    page = send(seller, other)
    assert "thì không đổi" in page
    assert "đếm bằng bảng Đếm kho" in page


def test_counts_are_written_and_a_sale_meanwhile_refuses(seller: Visitor, goods: Goods) -> None:
    head = "Mã quy cách,Mã lô,Đang ghi,Đếm được\n"
    row = f"{goods.variant_id},{goods.code},10,"
    page = send(seller, f"{head}{row}8\n", "dem-kho")
    assert "kho 10 thành 8" in page
    set_values(StockItem, goods.item_id, on_hand=9)
    assert "chưa ghi dòng nào" in say_yes(seller, page)
    session.expire_all()
    assert session.get_one(StockItem, goods.item_id).on_hand == 9
    set_values(StockItem, goods.item_id, on_hand=10)
    make_rate()
    make_order((goods.variant_id, 4))
    page = send(seller, f"{head}{row}3\n{goods.variant_id},B26-XXXXXXX,1,1\n", "dem-kho")
    assert "ít hơn số khách đã đặt" in page
    assert "kho không có lô này" in page
    say_yes(seller, send(seller, f"{head}{row}4\n", "dem-kho"))
    session.expire_all()
    assert session.get_one(StockItem, goods.item_id).on_hand == 4


def test_harvests_are_entered_once_per_file(seller: Visitor, goods: Goods) -> None:
    data = workbook(
        "Thu hoạch",
        ["Nông sản", "Số lượng", "Đơn vị", "Ngày", "Vùng trồng", "Nơi thu hoạch"],
        ["Cà phê tươi", 12.5, "tạ", TODAY - timedelta(days=1), None, "Rẫy sau nhà"],
        ["Cà phê tươi", 300, "ký", "20/11/2026", None, None],
    )
    events, lots = count(Event), count(Batch)
    page = send(seller, data, "thu-hoach")
    assert page.html.count('data-state="new"') == 2
    assert (count(Event), count(Batch)) == (events, lots)
    say_yes(seller, page)
    assert (count(Event), count(Batch)) == (events + 2, lots + 2)
    newest = session.scalars(select(Batch).order_by(Batch.id)).all()[-2]
    assert (newest.quantity, newest.unit) == (1250, "kg")
    places = session.scalars(select(Event.place).order_by(Event.id)).all()[-2:]
    assert places == ["Rẫy sau nhà", None]
    assert "đã ghi rồi" in send(seller, data, "thu-hoach", 422)
    assert "đã ghi rồi" in say_yes(seller, page)
    assert count(Batch) == lots + 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",5,kg,20/11/2026,", "thiếu Nông sản"),
        ("Cà phê,nhiều,kg,20/11/2026,", "chưa đọc được số lượng"),
        ("Cà phê,5,thúng,20/11/2026,", "chưa đọc được số lượng"),
        ("Cà phê,5,kg,,", "thiếu Ngày"),
        ("Cà phê,5,kg,1/1/2030,", "không thể ở sau hôm nay"),
        ("Cà phê,5,kg,20/11/2026,VN-KHONG-CO", "không có vùng trồng"),
    ],
)
def test_harvests_that_cannot_be_say_why(
    seller: Visitor, goods: Goods, row: str, words: str
) -> None:
    head = "Nông sản,Số lượng,Đơn vị,Ngày,Vùng trồng\n"
    page = send(seller, head + row + "\n", "thu-hoach")
    assert 'data-state="refused"' in page.html
    assert words in page.html
    assert "/ghi" not in page.html


def test_what_is_no_sheet_of_ours_is_refused_beside_the_field(
    seller: Visitor, goods: Goods
) -> None:
    for data in (b"", b"a,b\n1,2\n", b"PK\x03\x04", (HEAD + ",a,b,1,,,\n" * 400).encode()):
        assert "field__error" in send(seller, data, status=422)
    assert "Tên sản phẩm" in send(seller, "a,b\n1,2\n", status=422)


def test_others_rows_and_other_households_are_refused(seller: Visitor, goods: Goods) -> None:
    other = make_goods()
    slug = session.get_one(Producer, other.seller_id).slug
    head = "Mã cơ sở,Mã quy cách,Tên sản phẩm,Quy cách,Giá\n"
    page = send(seller, f"{head},{other.variant_id},,,1000\n{slug},{other.variant_id},,,1000\n")
    assert "không có quy cách mang mã này" in page
    assert "dòng này của cơ sở khác" in page
    ready = send(seller, f"{head},{goods.variant_id},,,99000\n")
    seller.sign_in(*ALL, producer_ids=(other.seller_id,), number=2)
    say_yes(seller, ready, 404)
    seller.sign_in(*ALL, producer_ids=(other.seller_id,))  # now works for another producer
    say_yes(seller, ready, 404)
    session.expire_all()
    assert session.get_one(Variant, goods.variant_id).price == 95_000


def test_who_may_only_count_changes_no_price(seller: Visitor, goods: Goods) -> None:
    seller.sign_in("bulk.write", "inventory.change", producer_ids=(goods.seller_id,))
    page = send(seller, f"{HEAD}{goods.variant_id},,,99000,,,\n")
    assert 'data-state="refused"' in page.html


def test_the_pages_speak_english(seller: Visitor, goods: Goods) -> None:
    assert "Enter by spreadsheet" in seller.get(f"{OWN}?lang=en")
