"""Visits of /quan-tri/chi-tra."""

import csv

import pytest
from sqlalchemy import select

from catalog.kernel.db import session
from storefront.books import queries as books
from storefront.payouts.models import Payout, PayoutBatch, SellerAccount
from tests.factories.trade import earn, give_account
from tests.visitor import Visitor

URL = "/quan-tri/chi-tra"
TODAY = {"until": "2030-01-01", "key": "dot-1"}


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "payouts.see", "payouts.make", "payouts.verify")
    return visitor


def made() -> tuple[str, str]:
    """The address of the only batch, and of its only payout."""
    number = session.scalars(select(PayoutBatch.number)).one()
    payout = session.scalars(select(Payout.id)).one()
    return f"{URL}/{number}", f"{URL}/{number}/{payout}"


def test_nothing_to_pay_says_so(operator: Visitor) -> None:
    assert "Không có khoản nào" in operator.get(URL)
    assert "chi được lúc này" in operator.post(URL, 422, **TODAY)
    assert "Không có khoản nào" in operator.get(f"{URL}/nop-tien")


def test_a_batch_is_made_exported_and_paid(operator: Visitor) -> None:
    seller, _ = earn()
    assert "chưa có tài khoản" in operator.get(URL)
    give_account(seller, verified=False)
    account = session.scalars(select(SellerAccount.id)).one()
    assert "Đã xác minh tài khoản." in operator.post(f"{URL}/tai-khoan/{account}/xac-minh")
    assert "đã được xác minh" in operator.post(f"{URL}/tai-khoan/{account}/xac-minh")
    assert "125.000\u00a0₫" in operator.post(URL, **TODAY)
    operator.post(URL, **TODAY)  # the second tap
    batch, payout = made()
    assert "Chưa tải tệp" in operator.post(f"{payout}/da-chi", 422, bank_reference="FT1")
    answer = operator.raw(f"{batch}/tep.csv", method="POST")
    _, row = csv.reader(answer.text.removeprefix("\ufeff").splitlines())
    assert row[5] == "125000"
    assert "Vui lòng điền" in operator.post(f"{payout}/da-chi", 422, bank_reference=" ")
    page = operator.post(f"{payout}/da-chi", bank_reference="FT1")
    assert "Đã ghi: ngân hàng đã chi." in page
    assert "FT1" in page
    assert "không đổi được nữa" in operator.post(f"{payout}/khong-chi-duoc", 422, reason="nhầm")
    assert "xong" in operator.get(URL)
    assert "Vui lòng điền" in operator.post(f"{payout}/tra-lai", 422, reason="")
    assert "Tài khoản đã đóng" in operator.post(f"{payout}/tra-lai", reason="Tài khoản đã đóng")
    assert "Chỉ lệnh ngân hàng đã chi" in operator.post(f"{payout}/tra-lai", 422, reason="nhầm")


def test_a_failed_transfer_is_owed_again(operator: Visitor) -> None:
    seller, _ = earn()
    give_account(seller)
    operator.post(URL, **TODAY)
    _, payout = made()
    assert "Vui lòng điền" in operator.post(f"{payout}/khong-chi-duoc", 422, reason="")
    page = operator.post(f"{payout}/khong-chi-duoc", reason="Sai tên chủ tài khoản")
    assert "Sai tên chủ tài khoản" in page
    assert "chi được" in operator.get(URL)


def test_what_a_seller_pays_in_is_entered_once(operator: Visitor) -> None:
    seller, _ = earn()
    form = {"producer_id": str(seller), "amount": "5.000", "bank_reference": "FT2"}
    assert "Đã ghi tiền nộp." in operator.post(f"{URL}/nop-tien", **form)
    assert "đã được ghi rồi" in operator.post(f"{URL}/nop-tien", **form)
    assert "130.000\u00a0₫" in operator.get(URL)
    assert "số tiền khác" in operator.post(f"{URL}/nop-tien", 422, **{**form, "amount": "6.000"})
    for field, value in (("producer_id", "999"), ("amount", "-1"), ("bank_reference", "")):
        operator.post(f"{URL}/nop-tien", 422, **{**form, field: value})


@pytest.mark.parametrize("until", ["", "mai", "30/2/2026"])
def test_a_batch_needs_a_day(operator: Visitor, until: str) -> None:
    seller, _ = earn()
    give_account(seller)
    operator.post(URL, 422, until=until, key="dot-1")
    assert session.scalars(select(Payout)).all() == []


def test_of_other_batches_nothing_is_found(operator: Visitor) -> None:
    seller, _ = earn()
    give_account(seller)
    operator.post(URL, **TODAY)
    batch, _ = made()
    operator.get(f"{URL}/CT26XXXXXXX", 404)
    operator.post(f"{batch}/999/da-chi", 404, bank_reference="FT1")


def test_who_may_only_look_pays_nobody(visitor: Visitor) -> None:
    seller, _ = earn()
    give_account(seller, verified=False)
    visitor.sign_in("desk.see", "payouts.see")
    page = visitor.get(URL)
    assert "Lập đợt chi" not in page
    assert "Đã đối chiếu" not in page
    visitor.post(URL, 403, **TODAY)
    visitor.post(f"{URL}/tai-khoan/1/xac-minh", 403)


def test_a_whole_batch_is_said_to_be_paid(operator: Visitor) -> None:
    for _ in range(2):
        seller, _number = earn()
        give_account(seller)
    operator.post(URL, **TODAY)
    batch = f"{URL}/{session.scalars(select(PayoutBatch.number)).one()}"
    assert "Chưa tải tệp" in operator.post(f"{batch}/da-chi", 422, bank_reference="FT1")
    operator.raw(f"{batch}/tep.csv", method="POST")
    assert "Vui lòng điền" in operator.post(f"{batch}/da-chi", 422, bank_reference="")
    operator.post(f"{batch}/da-chi", bank_reference="FT1")
    assert session.scalars(select(Payout.state)).all() == ["paid", "paid"]
    assert "không đổi được nữa" in operator.post(f"{batch}/da-chi", 422, bank_reference="FT1")
    assert books.verify().discrepancies == []
