"""Visits of /quan-tri/cuoc-giao-hang."""

from datetime import date

import pytest
from sqlalchemy import select

from catalog.kernel.db import session
from storefront.shipping.models import ShippingRate
from tests.factories.storefront import make_rate, make_seller
from tests.visitor import Visitor

NEW = {
    "zone": "country",
    "producer_id": "",
    "goods_class": "dry",
    "most_weight_g": "30000",
    "base_weight_g": "1000",
    "base_fee": "30.000",
    "step_weight_g": "500",
    "step_fee": "5 000",
    "days_from": "2",
    "days_to": "4",
    "valid_from": "2026-01-01",
    "source": "Hợp đồng 12/2026",
}


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "shipping.see", "shipping.change")
    return visitor


def test_an_empty_list_says_what_it_means(operator: Visitor) -> None:
    assert "chưa ai đặt hàng được" in operator.get("/quan-tri/cuoc-giao-hang")


def test_a_rate_is_added_and_closed(operator: Visitor) -> None:
    seller = make_seller().id
    page = operator.post("/quan-tri/cuoc-giao-hang/them", **{**NEW, "producer_id": str(seller)})
    assert "Đã thêm dòng cước." in page
    assert "30.000\u00a0₫ đến 1000 g, rồi 5.000\u00a0₫ mỗi 500 g" in page
    assert "đang dùng" in page
    rate = session.scalars(select(ShippingRate)).one()
    url = f"/quan-tri/cuoc-giao-hang/{rate.id}/dong"
    assert "Đơn đã đặt giữ nguyên phí cũ." in operator.get(url)
    assert "Ngày cuối không thể" in operator.post(url, 422, last_day="2025-12-31")
    assert "Không đọc được ngày này" in operator.post(url, 422, last_day="mai")
    assert "Đã đóng dòng cước." in operator.post(url, last_day="2026-01-31")
    assert "đã đóng" in operator.post(url, 422, last_day="2026-01-31")
    assert session.scalars(select(ShippingRate.valid_to)).one() == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("base_fee", "-1"),
        ("base_fee", "miễn phí"),
        ("base_fee", ""),
        ("base_fee", "10000001"),
        ("base_weight_g", "0"),
        ("days_to", "61"),
        ("days_to", "1"),
        ("valid_from", ""),
        ("valid_from", "30/2/2026"),
        ("source", " "),
        ("source", "x" * 201),
        ("zone", "mars"),
        ("goods_class", "frozen"),
        ("most_weight_g", "999"),
        ("most_weight_g", "-5"),
        ("most_weight_g", "1000001"),
        ("producer_id", "999999"),
    ],
)
def test_a_bad_rate_is_refused(operator: Visitor, field: str, value: str) -> None:
    page = operator.post("/quan-tri/cuoc-giao-hang/them", 422, **{**NEW, field: value})
    assert "refus" in page
    assert session.scalars(select(ShippingRate)).all() == []


def test_who_may_only_look_changes_nothing(visitor: Visitor) -> None:
    rate_id = make_rate().id
    visitor.sign_in("desk.see", "shipping.see")
    assert "Thêm dòng cước" not in visitor.get("/quan-tri/cuoc-giao-hang")
    visitor.get("/quan-tri/cuoc-giao-hang/them", 403)
    visitor.post("/quan-tri/cuoc-giao-hang/them", 403, **NEW)
    visitor.post(f"/quan-tri/cuoc-giao-hang/{rate_id}/dong", 403, last_day="2026-01-31")
