"""Visits of /ban-hang/tien/tai-khoan."""

import pytest
from sqlalchemy import select

from catalog.kernel.db import session
from storefront.payouts.models import SellerAccount
from tests.factories.claims import make_deadlines
from tests.factories.storefront import make_seller
from tests.visitor import Visitor

URL = "/ban-hang/tien/tai-khoan"
GOOD = {"bank": "970405", "account": "0123 456 789", "holder": "Nguyễn Thị Hoa"}


@pytest.fixture
def owner(visitor: Visitor) -> Visitor:
    visitor.sign_in("seller.see", "payouts.account", producer_ids=(make_seller().id,))
    return visitor


def test_an_owner_gives_and_changes_the_account(owner: Visitor) -> None:
    make_deadlines()
    assert "Ghi tài khoản" in owner.get(URL)
    page = owner.post(URL, **GOOD)
    assert "Agribank 0123456789" in page
    assert "NGUYEN THI HOA" in page
    assert "Chờ sàn xác minh" in page
    assert "Không dùng nữa" in owner.post(URL, **{**GOOD, "account": "99990000"})
    first, second = session.scalars(select(SellerAccount).order_by(SellerAccount.id))
    assert first.usable_from == first.entered_at
    assert (second.usable_from - second.entered_at).total_seconds() == 24 * 3600


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("bank", "", "Vui lòng điền"),
        ("bank", "123456", "field--refused"),
        ("account", "12", "từ 4 đến 19"),
        ("account", "<script>", "từ 4 đến 19"),
        ("holder", "…", "chủ tài khoản"),
    ],
)
def test_a_bad_account_is_refused(owner: Visitor, field: str, value: str, words: str) -> None:
    assert words in owner.post(URL, 422, **{**GOOD, field: value})
    assert session.scalars(select(SellerAccount)).all() == []


def test_staff_do_not_change_where_the_money_goes(visitor: Visitor) -> None:
    visitor.sign_in("seller.see", producer_ids=(make_seller().id,))
    visitor.get(URL, 403)


def test_without_a_waiting_time_no_account_is_changed(owner: Visitor) -> None:
    owner.post(URL, **GOOD)
    page = owner.post(URL, 422, **{**GOOD, "account": "99990000"})
    assert "Chợ chưa ghi thời gian chờ" in page
    assert session.scalars(select(SellerAccount.account)).all() == ["0123456789"]


def test_all_who_work_there_see_that_the_account_was_changed(owner: Visitor) -> None:
    make_deadlines()
    owner.post(URL, **GOOD)
    assert "vừa được đổi" not in owner.get("/ban-hang")
    owner.post(URL, **{**GOOD, "account": "99990000"})
    owner.sign_in("seller.see", "orders.sell", producer_ids=tuple(owner.actor.producer_ids))
    page = owner.get("/ban-hang")
    assert "Tài khoản nhận tiền vừa được đổi" in page
    assert "99990000" in page
