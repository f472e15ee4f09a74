"""Visits of /ban-hang/lo: what is left, what was done, and entering what is done next."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import Connection, event, func, select, update

from catalog.kernel.db import session, transaction
from tests.factories.catalog import TODAY, make_producer, make_product, make_variant
from tests.factories.traceability import make_area, make_batch
from tests.traceability.entry.conftest import RIGHTS, Yard
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.batches.queries import get_batch
from traceability.events.models import (
    Event,
    EventArea,
    EventFlow,
    EventPicture,
    TestResult,
)
from traceability.events.queries import balances

SOLD = {"key": "a" * 32, "amount": "5", "unit": "gói", "ended_on": TODAY.isoformat()}


def count(model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def milling(**values: str) -> dict[str, str]:
    given = {
        "key": "b" * 32,
        "amount": "0,8",
        "unit": "tạ",
        "out_goods": "other",
        "out_material": "Bột gạo",
        "out_amount": "60",
        "out_unit": "kg",
        "ended_on": TODAY.isoformat(),
    }
    return {**given, **values}


def test_the_list_and_the_page_say_what_is_left(seller: Visitor, yard: Yard) -> None:
    lots = seller.get("/ban-hang/lo/so")
    assert "còn 100 kg" in lots
    assert yard.url(yard.harvest) in lots.links
    assert yard.url(yard.packs) in seller.get("/ban-hang/lo").links
    page = seller.get(yard.url(yard.harvest.lower()))
    assert page.headings == 1
    assert 'href="/ban-hang/lo" aria-current="page"' in page, "the navigation says where one is"
    assert "Chưa ghi việc nào" in page
    assert yard.url(yard.harvest, "ghi", "che-bien") in page.links
    assert "Batch" in seller.get(yard.url(yard.harvest) + "?lang=en").title


def test_amounts_are_read_back_in_kept_units_and_then_written(seller: Visitor, yard: Yard) -> None:
    url = yard.url(yard.harvest, "ghi", "che-bien")
    assert "Lấy bao nhiêu của lô này?" in seller.get(url)
    said = seller.post(f"{url}/doc-lai", **milling())
    for words in ("80 kg", "bạn ghi 0,8 tạ", "sau đó còn 20 kg", "Bột gạo", "60 kg"):
        assert words in said
    assert count(Event) == 0, "nothing is written before it was read"
    again = seller.post(f"{url}/sua-lai", **milling())
    assert 'value="0,8"' in again
    page = seller.post(url, **milling())
    assert "Đã ghi vào sổ." in page
    assert "còn" not in page or "20 kg" in page
    made = session.scalars(select(Batch).order_by(Batch.id.desc())).first()
    assert made is not None
    assert (made.material, made.kind, made.quantity) == ("Bột gạo", "intermediate", 60)
    assert balances([yard.harvest_id])[yard.harvest_id].left == 20


def test_a_double_tap_is_one_event(seller: Visitor, yard: Yard) -> None:
    url = yard.url(yard.packs, "ghi", "ban")
    for _ in range(2):
        seller.post(url, **SOLD)
    assert count(Event) == 1
    seller.post(url, **{**SOLD, "key": "c" * 32})
    assert balances([yard.packs_id])[yard.packs_id].left == 150


REFUSED = [
    ({"amount": "161"}, "chỉ còn 160"),
    ({"amount": "nhiều"}, "Không đọc được số lượng"),
    ({"amount": ""}, "Vui lòng điền"),
    ({"amount": "-5"}, "lớn hơn 0"),
    ({"unit": "kg"}, "Not a valid choice"),
    ({"ended_on": "2199-01-01"}, "chưa tới"),
    ({"ended_on": ""}, "Vui lòng điền"),
]


@pytest.mark.parametrize(("values", "words"), REFUSED)
def test_refusals_stand_beside_their_field(
    seller: Visitor, yard: Yard, values: dict[str, str], words: str
) -> None:
    url = yard.url(yard.packs, "ghi", "ban")
    page = seller.post(url, 422, **{**SOLD, **values})
    if words != "Not a valid choice":
        assert words in page
    assert 'aria-invalid="true"' in page
    assert count(Event) == 0


def test_pasted_lines_are_refused_one_by_one(seller: Visitor, yard: Yard) -> None:
    foreign = make_batch().code
    lines = "\n".join(
        (
            f"{yard.flour} 5 lít",
            f"{foreign}; 5; gói",
            "XX2611-00000-0 5 kg",
            f"{yard.harvest} 5",
            f"{yard.harvest} 1 tấn",
        )
    )
    page = seller.post(yard.url(yard.packs, "ghi", "ban", "doc-lai"), 422, **SOLD, lines=lines)
    for number, reason in (
        (1, "tính bằng kg"),
        (2, "của cơ sở khác"),
        (3, "Không có lô mang mã này"),
        (4, "Thiếu đơn vị"),
        (5, "đã ghi ở dòng trên"),
    ):
        beside = re.search(rf"Dòng {number}:.*?</li>", page.html, re.DOTALL)
        assert beside, number
        assert reason in beside[0]
    assert count(Event) == 0


def test_many_lines_are_one_event(seller: Visitor, yard: Yard) -> None:
    lines = f"{yard.harvest}\t10\tkg\n{yard.flour}, 2, yến"
    seller.post(yard.url(yard.packs, "ghi", "kiem-dem"), **SOLD, lines=lines)
    flows = session.execute(select(EventFlow.quantity, EventFlow.difference)).all()
    assert [tuple(map(int, flow)) for flow in flows] == [(5, -155), (10, -90), (20, -60)]


def test_the_last_one_is_copied(seller: Visitor, yard: Yard) -> None:
    url = yard.url(yard.packs, "ghi", "ban")
    seller.post(url, **SOLD, partner="Chợ Cái Răng", place="Sạp 12")
    assert "Chép việc gần nhất" in seller.get(url)
    page = seller.get(f"{url}?giong=truoc")
    for value in ('value="5"', "Chợ Cái Răng", "Sạp 12"):
        assert value in page
    assert f'value="{TODAY.isoformat()}"' in page, "the day is today's"


def test_packs_of_a_size_know_what_they_hold(seller: Visitor, yard: Yard) -> None:
    product = make_product(producer_id=yard.producer_id)
    size = make_variant(product, name="túi 500 g", net_amount=500, net_unit="g")
    given = milling(out_goods=str(size.id), out_amount="160", out_unit="túi", out_text="L-7")
    page = seller.post(yard.url(yard.harvest, "ghi", "dong-goi"), **given)
    assert "Đã ghi vào sổ." in page
    made = session.scalars(select(Batch).order_by(Batch.id.desc())).first()
    assert made is not None
    assert (made.kind, made.unit_name, made.producer_text) == ("packed", "túi 500 g", "L-7")
    assert (made.piece_unit, float(made.piece_amount or 0)) == ("kg", 0.5)
    again = seller.post(
        yard.url(yard.harvest, "ghi", "dong-goi"),
        422,
        **{**given, "key": "d" * 32, "amount": "0,1", "out_amount": "20"},
    )
    assert "đã có lô mang số lô đó" in again


def test_more_than_the_yield_waits_for_a_second_person(seller: Visitor, yard: Yard) -> None:
    url = yard.url(yard.harvest, "ghi", "che-bien")
    page = seller.post(url, 422, **milling(out_amount="81"))
    assert "bước này nhiều nhất 1" in page
    assert "Vì sao ra nhiều hơn định mức" in page
    page = seller.post(url, **milling(out_amount="81", reason="Có thêm nước"))
    assert "người thứ hai xác nhận" in page
    assert (count(Event), count(Batch)) == (0, 3)
    waiting = seller.get("/ban-hang/lo/cho-xac-nhan")
    assert "Có thêm nước" in waiting
    assert "người khác phải xác nhận" in waiting
    number = re.search(r"cho-xac-nhan/(\d+)/", waiting.html)
    assert number
    confirm = f"/ban-hang/lo/cho-xac-nhan/{number[1]}/dong-y"
    assert "khác với người ghi" in seller.post(confirm, 422)
    seller.sign_in(*RIGHTS, producer_ids=(yard.producer_id,), number=2)
    assert "tên hai người" in seller.post(confirm)
    assert (count(Event), count(Batch)) == (1, 4)


def photo() -> tuple[io.BytesIO, str]:
    """A JPEG that says where it was taken."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Máy của chị Hoa"
    Image.new("RGB", (400, 300), "green").save(file, "JPEG", exif=exif)
    return io.BytesIO(file.getvalue()), "IMG_1.jpg"


def test_a_photo_is_kept_without_what_hides_in_it(seller: Visitor, yard: Yard, app: Flask) -> None:
    page = seller.post(yard.url(yard.packs, "ghi", "ban"), **SOLD, picture=photo())
    digest = session.scalars(select(EventPicture.digest)).one()
    assert f"/media/{digest}-320.webp" in page.html
    kept = app.extensions["ocop_pictures"].path(digest, "800.jpg").read_bytes()
    assert b"Hoa" not in kept
    number = session.scalars(select(Event.id)).one()
    seller.post(yard.url("viec", str(number), "anh"), picture=photo())
    assert count(EventPicture) == 1, "the same photo again changes nothing"
    broken = (io.BytesIO(b"no picture"), "a.jpg")
    given = {**SOLD, "key": "e" * 32}
    page = seller.post(yard.url(yard.packs, "ghi", "ban"), 422, **given, picture=broken)
    assert "không phải ảnh" in page
    assert count(Event) == 1


def test_a_new_lot_begins_with_its_harvest(seller: Visitor, yard: Yard) -> None:
    area = make_area(producer_id=yard.producer_id).id
    given = {
        "key": "f" * 32,
        "kind": "harvest",
        "material": "Lúa tươi",
        "amount": "1,5",
        "unit": "tấn",
        "day": TODAY.isoformat(),
        "area": str(area),
    }
    assert "VN-" in seller.get("/ban-hang/lo/moi")
    for _ in range(2):
        page = seller.post("/ban-hang/lo/moi", **given)
    assert "Lúa tươi" in page
    assert "1.500 kg" in page
    assert session.scalars(select(EventArea.quantity)).one() == 1500
    assert count(Event) == 1
    refused = {**given, "key": "g" * 32}
    for values, words in (
        ({"amount": "ít"}, "Không đọc được số lượng"),
        ({"amount": "0"}, "lớn hơn 0"),
        ({"day": (TODAY + timedelta(days=400)).isoformat()}, "sau hôm nay"),
        ({"material": ""}, "Vui lòng điền"),
    ):
        assert words in seller.post("/ban-hang/lo/moi", 422, **{**refused, **values})
    assert count(Event) == 1


def test_what_another_producer_shipped_is_taken_in(seller: Visitor, yard: Yard) -> None:
    other = make_producer(name="Nhà máy xay Đồng Tâm").id
    given = {**SOLD, "amount": "40", "unit": "kg", "partner": "Nhà máy xay Đồng Tâm"}
    taken = {
        "key": "h" * 32,
        "kind": "receive",
        "material": "Thóc",
        "amount": "4",
        "unit": "yến",
        "day": TODAY.isoformat(),
        "source": yard.harvest.lower(),
    }
    seller.sign_in(*RIGHTS, producer_ids=(other,))
    assert "chưa được xuất cho cơ sở này" in seller.post("/ban-hang/lo/moi", 422, **taken)
    seller.sign_in(*RIGHTS, producer_ids=(yard.producer_id,))
    seller.post(yard.url(yard.harvest, "ghi", "xuat"), **given)
    seller.sign_in(*RIGHTS, producer_ids=(other,))
    assert "Hàng được giao cho bạn" in seller.get("/ban-hang/lo/so")
    filled = seller.get(f"/ban-hang/lo/moi?tu={yard.harvest}")
    assert f'value="{yard.harvest}"' in filled
    assert 'value="40"' in filled
    for values, words in (
        ({"amount": "5"}, "chỉ còn 40 kg"),
        ({"unit": "lít"}, "tính bằng kg"),
        ({"source": "XX"}, "Không có lô mang mã này"),
        ({"kind": "harvest"}, "không có phần đó"),
    ):
        assert words in seller.post("/ban-hang/lo/moi", 422, **{**taken, **values})
    page = seller.post("/ban-hang/lo/moi", **taken)
    assert yard.harvest in page
    assert "Hàng được giao cho bạn" not in seller.get("/ban-hang/lo/so")
    assert balances([yard.harvest_id])[yard.harvest_id].left_for(yard.producer_id) == 60


def test_a_batch_is_released_for_sale(seller: Visitor, yard: Yard) -> None:
    with transaction():
        session.execute(update(Batch).where(Batch.id == yard.packs_id).values(released_at=None))
    assert "Cho bán lô này" in seller.get(yard.url(yard.packs))
    assert "được bán từ bây giờ" in seller.post(yard.url(yard.packs, "cho-ban"))
    assert get_batch(yard.packs_id).released_at
    assert "đã đóng gói" in seller.post(yard.url(yard.flour, "cho-ban"), 422)


def test_only_its_own_people_come_near(seller: Visitor, yard: Yard) -> None:
    foreign = make_batch().code
    for url in (yard.url(foreign), yard.url(foreign, "ghi", "ban"), yard.url("XX")):
        seller.get(url, 404)
    seller.get(yard.url(yard.packs, "ghi", "che-bien"), 404)
    seller.get(yard.url(yard.packs, "ghi", "gi-do"), 404)
    seller.sign_in("seller.see", "batches.see", producer_ids=(yard.producer_id,))
    assert "Ghi việc mới" not in seller.get(yard.url(yard.packs))
    seller.post(yard.url(yard.packs, "ghi", "ban"), 403, **SOLD)
    seller.post("/ban-hang/lo/moi", 403)
    seller.sign_in(*RIGHTS, producer_ids=(make_producer().id,))
    seller.get(yard.url(yard.packs), 404)


def test_a_laboratory_report_is_entered(seller: Visitor, yard: Yard) -> None:
    url = yard.url(yard.packs, "ghi", "kiem-nghiem")
    assert "Phiếu kết quả nói gì?" in seller.get(url)
    given = {**SOLD, "amount": "1", "analyte": "Ochratoxin A", "value": "1,2", "verdict": "yes"}
    assert "như trên phiếu" in seller.post(f"{url}/doc-lai", 422, **given)
    seller.post(url, **given, laboratory="Phòng thử nghiệm minh họa", limit="5")
    result = session.scalars(select(TestResult)).one()
    assert (result.analyte, result.value, result.limit) == ("Ochratoxin A", "1,2", "5")
    assert (result.is_within_limit, result.evidence) == (True, "self")


def test_too_much_text_is_refused_whole(seller: Visitor, yard: Yard) -> None:
    url = yard.url(yard.packs, "ghi", "ban")
    many = f"{yard.harvest} 1 kg\n" * 201
    page = seller.post(url, 422, **SOLD, lines=many)
    assert "nhiều nhất 200 dòng" in page
    page = seller.post(url, 422, **SOLD, lines="a 1 kg\n" * 10**6)
    assert "Dài quá" in page
    assert len(page.html) < 100_000, "it is not sent back whole"
    assert count(Event) == 0


def test_the_batch_book_takes_a_fixed_number_of_queries(
    seller: Visitor, yard: Yard, db: Connection
) -> None:
    seen: list[str] = []

    def note(*arguments: Any) -> None:
        seen.append(arguments[2])

    event.listen(db.engine, "before_cursor_execute", note)
    seller.get("/ban-hang/lo/so")
    few = len(seen)
    for _ in range(5):
        make_batch(producer_id=yard.producer_id, kind="harvest")
    seen.clear()
    seller.get("/ban-hang/lo/so")
    event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in seen if one.startswith("SELECT")]) <= few
