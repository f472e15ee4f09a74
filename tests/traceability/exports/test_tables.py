"""Everything a producer entered is taken along, and nothing of anybody else."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection

from catalog.kernel import clock
from tests.factories.catalog import make_producer, make_product, save
from tests.factories.traceability import make_area, make_batch, make_history, stop
from traceability.areas.models import AreaPoint
from traceability.batches.models import Batch
from traceability.exports import queries
from traceability.exports.queries import Content
from traceability.exports.rules import amount, plain
from traceability.exports.tables import HIDDEN, TABLES


@pytest.fixture
def batch(db: Connection) -> Batch:
    return make_history(make_product(gtin="09520000000011"), producer_text="L12/10")


def rows_of(content: Content) -> list[dict[str, Any]]:
    return [dict(zip(content.columns, row, strict=True)) for row in content.rows]


def read(batch: Batch) -> dict[str, list[dict[str, Any]]]:
    return {one.name: rows_of(one) for one in queries.read_all([batch.producer_id])}


def test_all_that_was_entered_is_there(batch: Batch) -> None:
    stop(batch)
    found = read(batch)
    assert [row["gtin"] for row in found["san-pham"]] == ["09520000000011"]
    assert {row["code"] for row in found["lo"]} > {batch.code}
    assert [row["kind"] for row in found["buoc"]] == ["harvest", "process", "pack", "test"]
    packed = [row for row in found["buoc-lo"] if row["batch"] == batch.code]
    assert [(row["direction"], row["as_entered"]) for row in packed] == [
        ("out", "236 gói"),
        ("seen", "1 gói"),
    ]
    assert [plain(row["quantity"]) for row in found["buoc-vung"]] == ["370", "270"]
    assert found["kiem-nghiem"][0]["batch"] == batch.code
    assert found["thu-hoi"][0]["reason"] == "Nghi nhiễm nấm mốc"


def test_points_and_plots_only_of_own_areas(batch: Batch) -> None:
    for owner, code in ((batch.producer_id, "VN-CUA-TOI"), (make_producer().id, "VN-CUA-HO")):
        area = make_area(code, producer_id=owner, parcels="Thửa 12")
        save(AreaPoint(area_id=area.id, latitude=Decimal("10.12345"), longitude=Decimal("105.5")))
    found = read(batch)
    assert [(row["code"], row["parcels"]) for row in found["vung-trong"]] == [
        ("VN-CUA-TOI", "Thửa 12")
    ]
    assert [row["area"] for row in found["vung-diem"]] == ["vn-cua-toi"]
    assert [row["status"] for row in found["tinh-trang-vung"]] == ["granted"]
    assert len({row["area"] for row in found["buoc-vung"]}) == 2  # of others, by name alone


def test_rows_are_named_by_what_people_know_them_by(batch: Batch) -> None:
    for rows in read(batch).values():
        for row in rows:
            assert not HIDDEN & row.keys()
            assert not {name for name in row if name.endswith("_by_id")}
            assert not {"producer_id", "product_id", "batch_id", "area_id"} & row.keys()


def test_nothing_of_another_producer_is_there(batch: Batch) -> None:
    other = make_history(make_product())
    make_area("VN-KHAC-01", producer_id=other.producer_id)
    stop(other)
    mine = read(batch)
    assert other.code not in str(mine)
    assert "VN-KHAC-01" not in str(mine)
    assert mine["thu-hoi"] == []


def test_a_producer_without_anything_gets_empty_tables(db: Connection) -> None:
    found = queries.read_all([])
    assert [len(one.rows) for one in found] == [0] * len(TABLES)
    for one in found:
        assert len(one.columns) == len(set(one.columns)) > 0
        assert not [name for name in one.columns if name.endswith("_1")]


@pytest.mark.parametrize(
    ("text", "written"),
    [("12.500", "12.5"), ("12.000", "12"), ("1E+3", "1000"), ("0.000", "0"), ("-3.10", "-3.1")],
)
def test_amounts_are_written_plainly(text: str, written: str) -> None:
    assert amount(Decimal(text)) == written


def test_days_and_times_are_written_by_iso_8601(batch: Batch) -> None:
    row = read(batch)["buoc"][0]
    assert plain(row["ended_on"]) == row["ended_on"].isoformat()
    assert plain(row["recorded_at"]).endswith("+00:00")
    assert clock.local_date(row["recorded_at"]) > row["ended_on"]


def test_a_harvest_has_no_product(batch: Batch) -> None:
    make_batch(kind="harvest", producer_id=batch.producer_id)
    assert None in {row["product"] for row in read(batch)["lo"]}
