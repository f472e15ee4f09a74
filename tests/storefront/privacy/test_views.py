"""Visits of /du-lieu-cua-toi and /quan-tri/du-lieu-ca-nhan."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.deadlines import service as deadlines
from storefront.orders.models import Order, OrderGroup
from storefront.privacy import service
from storefront.privacy.rules import Kept
from tests.factories.storefront import BUYER, make_order, set_values
from tests.storefront.one_time_codes.codes import another, last_code
from tests.visitor import Visitor

URL = "/du-lieu-cua-toi"
DESK = "/quan-tri/du-lieu-ca-nhan"


@pytest.fixture
def mine(visitor: Visitor) -> str:
    """The address that a code opened."""
    make_order()
    page = visitor.post(URL, phone="0987 654 321")
    assert "•••\u00a0321" in page
    code = last_code()
    assert "Còn nhập được 4 lần" in visitor.post(
        f"{URL}/mo", 422, phone=BUYER.phone, code=another(code)
    )
    answer = visitor.raw(f"{URL}/mo", 303, "POST", data={"phone": BUYER.phone, "code": code})
    return str(answer.location)


def test_a_code_opens_all_that_is_kept(visitor: Visitor, mine: str) -> None:
    page = visitor.get(mine)
    assert "12 Hòa Bình" in page
    assert page.answer is not None
    assert page.answer.headers["Cache-Control"] == "no-store"
    found = json.loads(visitor.raw(f"{mine}/tai.json").text)
    assert found["phone"] == BUYER.phone
    assert found["orders"][0]["name"] == BUYER.buyer_name


def test_days_are_those_of_vietnam(visitor: Visitor, mine: str) -> None:
    """Placed half an hour after midnight there: in UTC it is still the day before."""
    row = session.scalars(select(OrderGroup)).one()
    set_values(OrderGroup, row.id, placed_at=datetime(2026, 11, 20, 17, 30, tzinfo=UTC))
    set_values(Order, row.orders[0].id, status="completed")
    with transaction():
        service.add_retention(
            Actor(id=1, name="Lan"), Kept.ORDERS, 10, date(2026, 1, 1), "Luật thử", clock.now()
        )
    page = visitor.get(mine)
    assert "21/11/2026" in page
    assert "đến 01/12/2026" in page
    given = json.loads(visitor.raw(f"{mine}/tai.json").text)["orders"][0]
    assert given["placed_at"] == "2026-11-21T00:30:00+07:00"
    assert given["kept_until"] == "2026-12-01"


def test_the_address_closes_after_half_an_hour_and_cannot_be_made_up(
    visitor: Visitor, mine: str
) -> None:
    assert "0987" not in mine
    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=False):
        visitor.get(mine, 403)
    visitor.get(f"{URL}/abc", 403)
    visitor.get(f"{mine[:-2]}xx", 403)


def test_the_answer_does_not_tell_whether_a_number_is_known(visitor: Visitor) -> None:
    page = visitor.post(URL, phone="0912 345 678")
    assert "•••\u00a0678" in page
    assert "Mã vừa gửi" in visitor.post(URL, 422, phone="0912 345 678")
    assert "chưa đúng" in visitor.post(URL, 422, phone="123")


def test_consent_is_given_and_taken_back(visitor: Visitor, mine: str) -> None:
    assert "đang đồng ý" in visitor.post(f"{mine}/dong-y")
    assert "rút lại" in visitor.post(f"{mine}/dong-y")


def test_a_request_waits_for_an_operator_with_its_clock(visitor: Visitor, mine: str) -> None:
    with transaction():
        deadlines.import_packaged(clock.now())
        service.import_packaged(clock.now())
    assert "1096 ngày" in visitor.get(URL)
    assert "Trả lời chậm nhất" in visitor.post(f"{mine}/xoa")
    assert "đang làm" in visitor.post(f"{mine}/xoa")
    visitor.sign_in("desk.see", "privacy.see", "privacy.decide")
    page = visitor.get(DESK)
    assert "•••\u00a0321" in page
    assert "quá hạn trả lời" not in page
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        assert "quá hạn trả lời" in visitor.get(DESK)
    number = re.search(rf"{DESK}/(\d+)/duyet", page.html)
    assert number
    refuse = f"{DESK}/{number[1]}/tu-choi"
    assert "Vui lòng điền" in visitor.post(refuse, 422, note="")
    assert "Đang có tranh chấp" in visitor.post(refuse, note="Đang có tranh chấp")
    visitor.get(refuse, 404)
    visitor.post(f"{DESK}/{number[1]}/duyet", 404)


def test_an_operator_adds_a_time_and_approves(visitor: Visitor, mine: str) -> None:
    visitor.post(f"{mine}/xoa")
    visitor.sign_in("desk.see", "privacy.see", "privacy.decide")
    new = {"what": "orders", "days": "30", "valid_from": "2026-01-01", "source": "Luật thử"}
    assert "Luật thử" in visitor.post(f"{DESK}/thoi-han", **new)
    assert "Ghi một số từ 1" in visitor.post(f"{DESK}/thoi-han", 422, **{**new, "days": "0"})
    page = visitor.get(DESK)
    number = re.search(rf"{DESK}/(\d+)/duyet", page.html)
    assert number
    assert "đã duyệt" in visitor.post(f"{DESK}/{number[1]}/duyet")
