"""Receiving accounts: dated, read from the bank's own code, and offered to buyers."""

from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session
from storefront.gateways import connecting
from storefront.payments import providers, queries
from storefront.payments.errors import MethodNotOffered
from storefront.payments.models import ReceivingAccount
from tests.factories.storefront import make_account_to_receive
from tests.visitor import Page, Visitor

HOME = "/quan-tri/tai-khoan-nhan"
CODE = "00020101021138540010A00000072701240006970422011003523509170208QRIBFTTA53037045802VN630479db"
ENTERED = {
    "bin": "970436",
    "account": "1017 595600",
    "holder": "CHO XA",
    "since": "2026-11-01",
    "source": "HĐ 12/2026",
}


@pytest.fixture
def desk(visitor: Visitor, db: object) -> Visitor:
    visitor.sign_in("desk.see", "payments.see", "payments.change")
    return visitor


def add(desk: Visitor, status: int = 200, **changes: Any) -> Page:
    return desk.post(f"{HOME}/them", status, **{**ENTERED, **changes})


def test_without_an_account_there_is_only_cash(desk: Visitor) -> None:
    assert "Chưa có tài khoản nào" in desk.get(HOME)
    assert [way.method for way in providers.offered(1000, clock.today())] == ["cod"]


def test_an_account_is_typed_and_offered(desk: Visitor) -> None:
    page = add(desk)
    assert "data:image/svg+xml;base64," in page
    row = session.scalars(select(ReceivingAccount)).one()
    assert (row.bin, row.account, row.entered_by) == ("970436", "1017595600", "Chị Hoa")
    assert [way.method for way in providers.offered(1000, clock.today())] == ["cod", "vietqr"]
    assert "payments.add_account" in session.scalars(select(AuditEntry.action)).all()


def test_the_code_of_the_bank_comes_before_what_is_typed(desk: Visitor) -> None:
    add(desk, code=CODE, bin="", account="")
    row = session.scalars(select(ReceivingAccount)).one()
    assert (row.bin, row.account) == ("970422", "0352350917")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": CODE[:-1] + "0"}, "sai một ký tự"),
        ({"code": "https://example.vn"}, "sai một ký tự"),
        ({"code": "xin chào"}, "không phải nội dung"),
        ({"bin": ""}, "Không có ngân hàng này"),
        ({"account": "12-34"}, "chỉ gồm chữ không dấu"),
        ({"account": ""}, "chỉ gồm chữ không dấu"),
        ({"holder": ""}, "Vui lòng điền"),
        ({"since": "hôm nay"}, "Không đọc được ngày"),
    ],
)
def test_bad_accounts_are_refused_beside_their_field(
    desk: Visitor, changes: dict[str, str], words: str
) -> None:
    assert words in add(desk, 422, **changes)
    assert session.scalars(select(ReceivingAccount)).all() == []


def test_an_account_ends_after_its_last_day(desk: Visitor) -> None:
    account_id = make_account_to_receive().id
    way = f"{HOME}/{account_id}/dong"
    assert "trước ngày bắt đầu" in desk.post(way, 422, last_day="2025-01-01")
    desk.post(way, last_day="2026-01-31")
    assert "đã đóng" in desk.post(way, 422, last_day="2026-01-31")
    assert queries.find_account(clock.today()) is None


def test_a_method_that_is_not_offered_is_refused(db: object) -> None:
    with pytest.raises(MethodNotOffered):
        connecting.get("vietqr", 1000, clock.today())
    make_account_to_receive()
    assert connecting.get("vietqr", 1000, clock.today()).refunds == "by_hand"
    for amount in (0, 500_000_000):
        with pytest.raises(MethodNotOffered):
            connecting.get("vietqr", amount, clock.today())
