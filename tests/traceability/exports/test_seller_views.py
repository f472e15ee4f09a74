"""The owner takes the data along; nobody else does, and every time is written down."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import Connection, select

from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session
from tests.factories.catalog import make_producer, make_product
from tests.factories.traceability import make_history
from tests.visitor import Visitor
from traceability.batches.models import Batch

FILES = {
    "checkvn.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "checkvn.zip": "application/zip",
    "tat-ca.zip": "application/zip",
    "tat-ca.json": "application/json",
}


@pytest.fixture
def batch(db: Connection, visitor: Visitor) -> Batch:
    found = make_history(make_product(name="=1+1"))
    visitor.sign_in("exports.download", "seller.see", producer_ids=(found.producer_id,))
    return found


def test_the_page_says_what_can_be_taken(visitor: Visitor, batch: Batch) -> None:
    page = visitor.get("/ban-hang/du-lieu")
    assert page.page == "seller-exports"
    for name in FILES:
        assert f'action="/ban-hang/du-lieu/{name}"' in page
    assert "MA_CHUTHE tạm dùng" in page
    assert "Download" in visitor.get("/ban-hang/du-lieu?lang=en")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_given_and_written_down(visitor: Visitor, batch: Batch, name: str) -> None:
    producer_id = batch.producer_id
    answer = visitor.raw(f"/ban-hang/du-lieu/{name}", method="POST")
    assert answer.mimetype == FILES[name]
    assert answer.headers["Cache-Control"] == "no-store"
    stem, _, ending = name.partition(".")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith(f'attachment; filename="{stem}-20')
    assert disposition.endswith(f'.{ending}"')
    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.action == "exports.download"))
    assert (entry.subject_id, entry.actor_name) == (str(producer_id), "Chị Hoa")
    assert name in entry.sentence


def test_the_workbook_opens_and_runs_nothing(visitor: Visitor, batch: Batch) -> None:
    code = batch.code
    made = visitor.raw("/ban-hang/du-lieu/checkvn.xlsx?lang=en", method="POST").data
    book = load_workbook(BytesIO(made))
    assert book.sheetnames == ["DM_CHUTHE", "DM_KHU", "DM_LO", "DM_CAY", "DM_NHATKY"]
    [row] = [row for row in book["DM_LO"].iter_rows(min_row=2) if row[2].value == code]
    assert (row[3].value, row[3].data_type) == ("=1+1", "s")
    kinds = {row[2].value for row in book["DM_NHATKY"].iter_rows(min_row=2)}
    assert kinds == {"Thu hoạch", "Chế biến", "Đóng gói", "Kiểm nghiệm"}  # the portal's language


def test_everything_is_of_this_producer_alone(visitor: Visitor, batch: Batch) -> None:
    other = make_history().code
    mine = batch.code
    found = visitor.raw("/ban-hang/du-lieu/tat-ca.json", method="POST").json or {}
    assert mine in {row["code"] for row in found["lo"]}
    assert other not in str(found)


def test_helpers_and_strangers_take_nothing(visitor: Visitor, db: Connection) -> None:
    visitor.sign_in("seller.see", producer_ids=(make_producer().id,))
    for name in FILES:
        visitor.raw(f"/ban-hang/du-lieu/{name}", 403, method="POST")
    visitor.raw("/ban-hang/du-lieu", 403)
    visitor.raw("/ban-hang/du-lieu/tat-ca.exe", 404, method="POST")
    visitor.raw("/ban-hang/du-lieu/tat-ca.json", 405)
