"""Visits of /quan-tri/phi-san."""

import pytest
from sqlalchemy import select

from catalog.kernel.db import session
from storefront.commission.models import CommissionRule
from tests.factories.storefront import make_seller, set_values
from tests.visitor import Visitor

URL = "/quan-tri/phi-san"
NEW = {
    "name": "Phí chung",
    "applies_to": "all",
    "percent": "2,5",
    "flat_per_unit": "500",
    "floor": "1.000",
    "cap": "1.000.000.000",
    "vat": "8",
    "valid_from": "2026-01-01",
    "source": "Quy chế 1/2026",
}


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "commission.see", "commission.change")
    return visitor


def test_an_empty_list_says_what_it_means(operator: Visitor) -> None:
    assert "sàn không thu phí" in operator.get(URL)


def test_rules_are_added_moved_and_closed(operator: Visitor) -> None:
    seller = make_seller("HTX Riêng").id
    operator.post(f"{URL}/them", **NEW)
    page = operator.post(
        f"{URL}/them", **{**NEW, "name": "Riêng", "applies_to": f"producer:{seller}"}
    )
    assert "HTX Riêng" in page
    assert "2,5\u00a0% + 500\u00a0₫ mỗi đơn vị" in page
    second = session.scalars(select(CommissionRule).where(CommissionRule.name == "Riêng")).one()
    assert (second.percent_bp, second.floor, second.cap, second.vat_bp) == (250, 1000, None, 800)
    own = f"{URL}/{second.id}"
    page = operator.post(f"{own}/len")
    assert page.html.index("1. Riêng") < page.html.index("2. Phí chung")
    close = f"{own}/dong"
    assert "Đơn đã đặt giữ nguyên phí cũ." in operator.get(close)
    assert "Ngày cuối không thể" in operator.post(close, 422, last_day="2025-12-31")
    assert "Đã đóng quy tắc." in operator.post(close, last_day="2026-01-31")


def test_a_rule_broken_behind_our_back_says_so(operator: Visitor) -> None:
    operator.post(f"{URL}/them", **NEW)
    set_values(CommissionRule, session.scalars(select(CommissionRule.id)).one(), scope="producer")
    assert "không rõ áp dụng cho ai" in operator.get(URL)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("applies_to", "producer:999999"),
        ("applies_to", "mars"),
        ("percent", "một"),
        ("percent", "-1"),
        ("percent", "100,01"),
        ("vat", "101"),
        ("flat_per_unit", "-1"),
        ("cap", "999"),
        ("valid_from", "30/2/2026"),
        ("source", ""),
    ],
)
def test_a_bad_rule_is_refused(operator: Visitor, field: str, value: str) -> None:
    assert "refus" in operator.post(f"{URL}/them", 422, **{**NEW, field: value})
    assert session.scalars(select(CommissionRule)).all() == []


def test_who_may_only_look_changes_nothing(visitor: Visitor) -> None:
    visitor.sign_in("desk.see", "commission.see")
    assert "Thêm quy tắc" not in visitor.get(URL)
    visitor.get(f"{URL}/them", 403)
    visitor.post(f"{URL}/1/len", 403)
