"""A changed account tells its owners, who may take the change back for a day."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.messages.models import Message
from storefront.payouts import queries
from storefront.payouts.models import SellerAccount
from tests.factories.accounts import make_account
from tests.factories.claims import make_deadlines
from tests.factories.storefront import make_seller
from tests.visitor import Visitor

OLD = {"bank": "970436", "account": "0011012345678", "holder": "LANH"}
NEW = {"bank": "970415", "account": "9900887766554", "holder": "KE GIAN"}


@pytest.fixture
def owner(visitor: Visitor) -> Visitor:
    make_deadlines()
    seller_id = make_seller().id
    make_account("Chị Lành", phone="0987000001", memberships=[(seller_id, "owner")])
    make_account("Người làm", phone="0987000002", memberships=[(seller_id, "staff")])
    visitor.sign_in("payouts.account", producer_ids=(seller_id,))
    return visitor


def give(visitor: Visitor, given: dict[str, str]) -> None:
    visitor.post("/ban-hang/tien/tai-khoan", **given)


def texts() -> list[Message]:
    return list(session.scalars(select(Message).where(Message.kind == "account_changed")))


def newest() -> SellerAccount:
    (account,) = queries.newest_accounts(
        set(session.scalars(select(SellerAccount.producer_id)))
    ).values()
    return account


def test_a_first_account_tells_nobody(owner: Visitor) -> None:
    give(owner, OLD)
    assert not texts()


def test_owners_are_told_and_stop_a_change_without_signing_in(
    owner: Visitor, make_visitor: Callable[[], Visitor]
) -> None:
    give(owner, OLD)
    with transaction():
        newest().verified_at, newest().verified_by = clock.now(), "Sáu"
    give(owner, NEW)
    (text,) = texts()
    assert text.phone == "+84987000001"
    assert "9900887766554" not in str(text.values)
    reader = make_visitor()
    page = reader.get(text.values["path"])
    assert "Không phải tôi" in page and "6554" in page and "9900887766554" not in page
    assert newest().account == NEW["account"], "looking changes nothing"
    assert "Tiền vẫn vào tài khoản cũ" in reader.post(text.values["path"])
    assert (newest().account, newest().verified_by) == (OLD["account"], "Sáu")
    assert newest().usable_from <= clock.now()
    assert "Không dừng ở đây được nữa" in reader.post(text.values["path"], 409)


def test_after_a_day_it_is_too_late(owner: Visitor) -> None:
    give(owner, OLD)
    give(owner, NEW)
    with transaction():
        newest().usable_from = clock.now() - timedelta(seconds=1)
    assert "gọi chợ ngay" in owner.post(texts()[0].values["path"], 409)
    assert newest().account == NEW["account"]


@pytest.mark.parametrize("token", ["x", "0" * 32, "é"])
def test_a_guessed_link_is_not_found(owner: Visitor, token: str) -> None:
    give(owner, OLD)
    give(owner, NEW)
    owner.get(f"/dung-doi-tai-khoan/{newest().id}/{token}", 404)
    owner.post(f"/dung-doi-tai-khoan/{newest().id}/{token}", 404)
    owner.get(f"/dung-doi-tai-khoan/4711/{token}", 404)
