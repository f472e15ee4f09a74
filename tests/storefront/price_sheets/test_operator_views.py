"""Visits of /quan-tri/bang-gia: out, tried, in; each wrong row with its line and reason."""

import csv
from io import BytesIO, StringIO

import pytest
from sqlalchemy import func, select

from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session
from catalog.products.models import PriceEntry, Variant
from tests.factories.storefront import make_seller, make_variant, set_values
from tests.visitor import Page, Visitor


@pytest.fixture
def sizes(db: object) -> list[int]:
    seller = make_seller("=HTX")
    return [make_variant(name, seller).id for name in ("Cà phê", "Mật ong")]


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "products.edit_any")
    return visitor


def downloaded(operator: Visitor) -> list[dict[str, str]]:
    answer = operator.raw("/quan-tri/bang-gia/bang.csv")
    return list(csv.DictReader(StringIO(answer.get_data(as_text=True)[1:])))


def send(operator: Visitor, rows: list[dict[str, str]], what: str, status: int = 200) -> Page:
    out = StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return send_raw(operator, out.getvalue().encode(), what, status)


def send_raw(operator: Visitor, data: bytes, what: str, status: int = 200) -> Page:
    return operator.post("/quan-tri/bang-gia", status, file=(BytesIO(data), "gia.csv"), what=what)


def prices() -> list[int]:
    session.expire_all()
    return list(session.scalars(select(Variant.price).order_by(Variant.id)))


def test_what_goes_out_comes_in_and_changes_nothing(operator: Visitor, sizes: list[int]) -> None:
    rows = downloaded(operator)
    assert [row["ma_quy_cach"] for row in rows] == [str(one) for one in sizes]
    assert rows[0]["chu_the"] == "'=HTX"
    page = send(operator, rows, "ghi")
    assert "0 giá đổi" in page
    assert "2 giá giữ nguyên" in page
    assert prices() == [95_000, 95_000]


def test_a_try_writes_nothing_and_says_what_would(operator: Visitor, sizes: list[int]) -> None:
    first, second = downloaded(operator)
    first |= {"gia_moi": "99.000", "ly_do": "Mùa mới"}
    second |= {"gia_moi": "-5", "ly_do": "Nhầm"}
    page = send(operator, [first, second], "thu")
    assert "Xem thử, chưa ghi gì" in page
    assert "95.000\u00a0₫ → 99.000\u00a0₫" in page
    assert "Dòng 3: giá mới phải là số đồng nguyên" in page
    assert prices() == [95_000, 95_000]


def test_right_rows_are_written_with_name_and_reason(operator: Visitor, sizes: list[int]) -> None:
    first, second = downloaded(operator)
    first |= {"gia_moi": "99000", "ly_do": "Mùa mới"}
    second |= {"gia_moi": "88000", "ly_do": ""}
    page = send(operator, [first, second], "ghi")
    assert "Dòng 3: thiếu lý do" in page
    assert prices() == [99_000, 95_000]
    newest = session.scalars(select(PriceEntry).order_by(PriceEntry.id.desc())).first()
    assert newest
    assert (newest.price, newest.reason) == (99_000, "Mùa mới")
    assert session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc())).first() == (
        "products.price"
    )


def test_a_price_that_changed_since_is_not_overwritten(operator: Visitor, sizes: list[int]) -> None:
    rows = downloaded(operator)
    set_values(Variant, sizes[0], price=97_000)
    rows[0] |= {"gia_moi": "99000", "ly_do": "Mùa mới"}
    assert "giá hiện tại đã khác" in send(operator, rows, "ghi")
    assert prices() == [97_000, 95_000]


def test_the_same_file_twice_changes_once(operator: Visitor, sizes: list[int]) -> None:
    rows = downloaded(operator)
    rows[0] |= {"gia_moi": "99000", "ly_do": "Mùa mới"}
    send(operator, rows, "ghi")
    before = session.scalar(select(func.count(PriceEntry.id)))
    assert "giá hiện tại đã khác" in send(operator, rows, "ghi")
    assert session.scalar(select(func.count(PriceEntry.id))) == before


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"ma_quy_cach,gia_moi\n1,2\n", b"PK\x03\x04", b"a\0b,c\n"]
)
def test_what_is_no_such_sheet_is_refused_beside_the_field(
    operator: Visitor, sizes: list[int], data: bytes
) -> None:
    assert "field__error" in send_raw(operator, data, "ghi", 422)
    assert prices() == [95_000, 95_000]


def test_only_who_may_change_any_price(visitor: Visitor) -> None:
    visitor.sign_in("desk.see")
    visitor.get("/quan-tri/bang-gia", 403)
    visitor.raw("/quan-tri/bang-gia/bang.csv", 403)
    send_raw_answer = visitor.http.post("/quan-tri/bang-gia", data={"what": "ghi"})
    assert send_raw_answer.status_code in (302, 303, 401, 403)


def test_the_page_speaks_english(operator: Visitor) -> None:
    assert "Download prices as CSV" in operator.get("/quan-tri/bang-gia?lang=en")
