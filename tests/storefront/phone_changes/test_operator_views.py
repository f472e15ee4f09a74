"""Officers give an account a new number after a phone was lost."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.accounts.models import Account
from storefront.messages.models import Message
from storefront.phone_changes.models import PhoneChange
from tests.factories.accounts import make_account
from tests.factories.storefront import make_seller
from tests.visitor import Visitor

DESK = "/quan-tri/mat-dien-thoai"
OLD, NEW, OTHER = "+84987000001", "+84987000002", "+84987000003"
LOST: dict[str, Any] = {"phone": NEW, "seen": "vouched", "note": "Chủ nhiệm hợp tác xã đi cùng"}


@pytest.fixture
def account(db: object) -> Account:
    seller = make_seller()
    return make_account("Chị Lành", phone=OLD, memberships=[(seller.id, "owner")])


@pytest.fixture
def officer(visitor: Visitor) -> Visitor:
    visitor.sign_in("desk.see", "accounts.recover", number=900_001)
    return visitor


def phones() -> list[str | None]:
    return list(session.scalars(select(Account.phone)))


def change() -> PhoneChange:
    session.expire_all()
    return session.scalars(select(PhoneChange)).one()


@pytest.mark.parametrize("words", ["0987 000 001", "chị lành", "Chị Lành"])
def test_an_officer_finds_the_account(officer: Visitor, account: Account, words: str) -> None:
    page = officer.get(f"{DESK}?q={words}")
    assert f"{DESK}/{account.id}" in page.html
    assert "000 001" not in page.html.replace(f'value="{words}"', ""), "the number stays masked"


def test_an_officer_finds_it_by_the_shop(officer: Visitor, account: Account) -> None:
    name = account.memberships[0].producer.name
    assert "Chị Lành" in officer.get(f"{DESK}?q={name}")
    assert "Không thấy tài khoản nào" in officer.get(f"{DESK}?q=không ai cả")


def test_two_officers_give_the_number_at_once(officer: Visitor, account: Account) -> None:
    page = officer.post(f"{DESK}/{account.id}", **LOST)
    assert "Chủ nhiệm hợp tác xã đi cùng" in page
    assert "Tôi cũng xác nhận" not in page, "not by the same officer"
    officer.post(f"{DESK}/{change().id}/xac-nhan", 422)
    told = session.scalars(select(Message)).one()
    assert (told.kind, told.phone) == ("phone_changing", OLD)
    officer.sign_in("desk.see", "accounts.recover", number=900_002)
    assert "Tôi cũng xác nhận" in officer.get(DESK)
    assert "dùng được ngay" in officer.post(f"{DESK}/{change().id}/xac-nhan")
    assert phones() == [NEW]
    assert "Không chuyển được" in officer.post(f"{DESK}/{change().id}/xac-nhan")
    assert "gọi chợ ngay" in officer.post(told.values["path"], 409)


def test_the_old_number_stops_what_an_officer_entered(officer: Visitor, account: Account) -> None:
    officer.post(f"{DESK}/{account.id}", **LOST)
    officer.post(session.scalars(select(Message)).one().values["path"])
    assert change().state == "stopped"


def test_a_found_phone_is_taken_back(officer: Visitor, account: Account) -> None:
    officer.post(f"{DESK}/{account.id}", **LOST)
    assert "Đã thôi" in officer.post(f"{DESK}/{change().id}/thoi")
    officer.post(f"{DESK}/{change().id}/thoi", 409)


def test_what_is_due_is_carried_out_when_the_desk_is_read(
    officer: Visitor, account: Account
) -> None:
    officer.post(f"{DESK}/{account.id}", **LOST)
    with transaction():
        change().due_at = clock.now() - timedelta(seconds=1)
    assert "Chủ nhiệm" not in officer.get(DESK)
    assert phones() == [NEW]


@pytest.mark.parametrize(
    "given",
    [{"note": ""}, {"phone": ""}, {"phone": "12"}, {"phone": OTHER}, {"seen": "x"}, {"phone": OLD}],
)
def test_a_refused_form_writes_nothing(
    officer: Visitor, account: Account, given: dict[str, Any]
) -> None:
    make_account("Anh Khác", phone=OTHER)
    officer.post(f"{DESK}/{account.id}", 422, **(LOST | given))
    assert session.scalar(select(PhoneChange)) is None
    assert session.scalar(select(Message)) is None


def test_others_do_not_get_in(visitor: Visitor, account: Account) -> None:
    visitor.sign_in("desk.see")
    for path in (DESK, f"{DESK}/{account.id}"):
        visitor.get(path, 403)
    visitor.post(f"{DESK}/1/xac-nhan", 403)


def test_an_own_change_is_not_an_officers(officer: Visitor, account: Account) -> None:
    officer.get(f"{DESK}/4711", 404)
    officer.post(f"{DESK}/4711/xac-nhan", 404)
