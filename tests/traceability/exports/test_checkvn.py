"""The workbook for the ministry's portal, as far as its columns are known."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import transaction
from tests.factories.catalog import TODAY, make_commune, make_producer, make_product, save
from tests.factories.traceability import draft, make_area, make_batch, make_history, record
from traceability.areas.models import AreaPoint
from traceability.events import corrections
from traceability.events.models import Event
from traceability.events.rules import EventKind
from traceability.exports import checkvn
from traceability.exports.queries import Content


def of(producer_id: int) -> dict[str, Content]:
    return {sheet.name: sheet for sheet in checkvn.sheets([producer_id])}


def rows_of(content: Content) -> list[dict[str, Any]]:
    return [dict(zip(content.columns, row, strict=True)) for row in content.rows]


def test_the_sheets_have_the_columns_of_the_portal(db: Connection) -> None:
    sheets = checkvn.sheets([])
    assert [sheet.name for sheet in sheets] == list(checkvn.COLUMNS)
    assert all(sheet.rows == () for sheet in sheets)
    assert sheets[3].columns == ("MA_LO", "MA_CAY", "LOAI_CAY", "GPS", "NGAY_TRONG", "TINH_TRANG")


def test_a_producer_is_named_by_the_tax_code(db: Connection) -> None:
    commune = make_commune()
    producer = make_producer(
        tax_code="1800123456", address="Ấp 3", commune_code=commune.code,
        province_code=commune.province_code, representative="Chị Hoa", phone="+84900000001",
        registration_number="18A-001", registration_date=TODAY,
    )  # fmt: skip
    [row] = rows_of(of(producer.id)["DM_CHUTHE"])
    assert row["MA_CHUTHE"] == "1800123456"
    assert (row["NGUOI_DAIDO"], row["SDT"], row["NGAY_CAP"]) == ("Chị Hoa", "+84900000001", TODAY)
    assert row["DIA_CHI"] == f"Ấp 3, {commune.full_name}"
    assert row["HUYEN"] is None
    assert checkvn.is_numbered([producer.id])


def test_a_commune_named_in_the_address_is_not_said_twice(db: Connection) -> None:
    commune = make_commune()
    producer = make_producer(address=f"Ấp 3, {commune.name}", commune_code=commune.code)
    assert rows_of(of(producer.id)["DM_CHUTHE"])[0]["DIA_CHI"] == f"Ấp 3, {commune.name}"


def test_without_a_tax_code_another_name_serves(db: Connection) -> None:
    registered = make_producer(tax_code=None, registration_number="18A-002")
    nameless = make_producer(tax_code=None, registration_number=None)
    assert rows_of(of(registered.id)["DM_CHUTHE"])[0]["MA_CHUTHE"] == "18A-002"
    assert rows_of(of(nameless.id)["DM_CHUTHE"])[0]["MA_CHUTHE"] == nameless.slug
    assert not checkvn.is_numbered([registered.id, nameless.id])


def test_batches_name_the_areas_they_were_harvested_from(db: Connection) -> None:
    batch = make_history(make_product(name="Gạo thơm"))
    sheets = of(batch.producer_id)
    lots = {row["MA_LO"]: row for row in rows_of(sheets["DM_LO"])}
    assert lots[batch.code]["TEN_LO"] == "Gạo thơm"
    assert lots[batch.code]["SO_LUONG"] == 236
    codes = {row["MA_KHU"] for row in rows_of(sheets["DM_KHU"])}
    harvested = [row["MA_KHU"] for row in lots.values() if row["MA_KHU"]]
    assert [set(found.split(";")) for found in harvested] == [codes]
    assert len(codes) == 2


def test_only_own_areas_have_their_point(db: Connection) -> None:
    batch = make_history()
    own = make_area("VN-CUA-TOI", producer_id=batch.producer_id, hectares=Decimal("2.50"))
    save(AreaPoint(area_id=own.id, latitude=Decimal("10.12345"), longitude=Decimal("105.5")))
    found = {row["MA_KHU"]: row for row in rows_of(of(batch.producer_id)["DM_KHU"])}
    assert (found["VN-CUA-TOI"]["GPS_LAT"], found["VN-CUA-TOI"]["DIEN_TICH"]) == (
        Decimal("10.12345"), Decimal("2.50"),
    )  # fmt: skip
    assert [row["GPS_LAT"] for code, row in found.items() if code != "VN-CUA-TOI"] == [None, None]


def test_the_diary_has_a_line_per_batch_of_each_step(db: Connection) -> None:
    batch = make_history()
    diary = rows_of(of(batch.producer_id)["DM_NHATKY"])
    mine = [row for row in diary if row["MA_LO"] == batch.code]
    assert [(row["LOAI_HD"], row["SO_LUONG"], row["DON_VI"]) for row in mine] == [
        ("Đóng gói", 236, "đơn vị"),
        ("Kiểm nghiệm", 1, "đơn vị"),
    ]
    assert "đưa vào; Phơi và rang; Xưởng minh họa" in {row["GHI_CHU"] for row in diary}
    assert [row["NGAY"] for row in diary] == sorted(row["NGAY"] for row in diary)


def test_a_step_declared_wrong_is_not_in_the_diary(db: Connection) -> None:
    producer = make_producer()
    area = make_area()
    made = TODAY - timedelta(days=9)
    batch = make_batch(kind="harvest", producer_id=producer.id, made_on=made)
    wrong: Event = record(
        draft(
            EventKind.HARVEST, producer.id, made,
            outputs=[(batch, "200 kg")], areas=[(batch, area, "200 kg")],
        )
    )  # fmt: skip
    assert len(rows_of(of(producer.id)["DM_NHATKY"])) == 1
    with transaction():
        corrections.declare_error(SYSTEM, wrong.id, "Ghi nhầm", clock.noon_of(TODAY))
    assert rows_of(of(producer.id)["DM_NHATKY"]) == []
    assert rows_of(of(producer.id)["DM_LO"])[0]["MA_KHU"] is None
