"""Visits of /quan-tri/khau-tru-thue."""

import csv

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session
from catalog.producers.models import Producer
from storefront.withholding.models import WithholdingRate
from tests.factories.storefront import make_goods, make_order, set_values
from tests.factories.trade import deliver
from tests.visitor import Visitor

URL = "/quan-tri/khau-tru-thue"
NEW = {
    "legal_form": "household",
    "activity": "goods",
    "held": "any",
    "vat": "1",
    "pit": "0,5",
    "valid_from": "2026-01-01",
    "document": "Nghị định thử 1/2026",
}


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "withholding.see", "withholding.change", "withholding.file")
    return visitor


def test_an_empty_table_withholds_nothing_and_says_so(operator: Visitor) -> None:
    assert "sàn không khấu trừ thuế" in operator.get(URL)


def test_rates_are_taken_in_added_and_closed(operator: Visitor) -> None:
    assert "Đã ghi 4 mức." in operator.post(f"{URL}/nap")
    assert "Đã ghi 0 mức." in operator.post(f"{URL}/nap")
    page = operator.post(f"{URL}/them", **{**NEW, "legal_form": "farm"})
    assert "0,5\u00a0%" in page
    rate = session.scalars(
        select(WithholdingRate.id).where(WithholdingRate.legal_form == "farm")
    ).one()
    close = f"{URL}/{rate}/dong"
    assert "Đơn đã giao giữ nguyên thuế cũ." in operator.get(close)
    assert "Ngày cuối không thể" in operator.post(close, 422, last_day="2025-12-31")
    assert "Đã đóng mức khấu trừ." in operator.post(close, last_day="2026-01-31")


def test_the_month_is_listed_and_taken_along(operator: Visitor) -> None:
    goods = make_goods()
    set_values(Producer, goods.seller_id, legal_form="household", name="=HTX, Ba", tax_code=None)
    operator.post(f"{URL}/them", **NEW)
    deliver(f"{make_order((goods.variant_id, 1))}-1")
    assert "950\u00a0₫" in operator.get(URL)
    assert "chưa khấu trừ" in operator.get(f"{URL}?thang=2020-01")
    month = f"{clock.today():%Y-%m}"
    answer = operator.raw(f"{URL}/thang.csv", method="POST", data={"thang": month})
    assert month in answer.headers["Content-Disposition"]
    _, row = csv.reader(answer.text.removeprefix("\ufeff").splitlines())
    assert row[:4] == ["", "'=HTX, Ba", "Hộ kinh doanh", "Bán hàng hóa"]
    assert row[4:] == ["1", "95000", "0", "950", "475"]
    actions = session.scalars(select(AuditEntry.action)).all()
    assert "withholding.file" in actions


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("legal_form", "king"),
        ("held", "mars"),
        ("activity", "dreams"),
        ("vat", "101"),
        ("pit", "-1"),
        ("valid_from", ""),
        ("document", " "),
    ],
)
def test_a_bad_rate_is_refused(operator: Visitor, field: str, value: str) -> None:
    assert "refus" in operator.post(f"{URL}/them", 422, **{**NEW, field: value})
    assert session.scalars(select(WithholdingRate)).all() == []


def test_who_may_only_look_changes_nothing(visitor: Visitor) -> None:
    visitor.sign_in("desk.see", "withholding.see")
    assert "Thêm mức" not in visitor.get(URL)
    visitor.get(f"{URL}/them", 403)
    visitor.post(f"{URL}/nap", 403)
    visitor.post(f"{URL}/thang.csv", 403)
