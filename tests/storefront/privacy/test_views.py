"""Visits of /du-lieu-cua-toi and /quan-tri/du-lieu-ca-nhan."""

import json
import re
from datetime import timedelta

import pytest
import time_machine

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.deadlines import service as deadlines
from storefront.privacy import service
from tests.factories.storefront import BUYER, make_order
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
