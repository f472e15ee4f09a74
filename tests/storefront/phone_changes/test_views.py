"""Changing one's own number, the link that stops it, and coming back after a lost phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.phone import format_phone
from storefront.accounts.models import Account
from storefront.messages.models import Message
from storefront.phone_changes import service
from storefront.phone_changes.models import PhoneChange
from storefront.phone_changes.rules import Seen
from tests.factories.accounts import PASSWORD, make_account
from tests.storefront.one_time_codes.codes import another, last_code
from tests.visitor import Visitor

OLD, NEW, OTHER = "+84987000001", "+84987000002", "+84987000003"
NUMBER, CODE = "/tai-khoan/so-dien-thoai", "/tai-khoan/so-dien-thoai/ma"
LAN = Actor(id=900_001, name="Cán bộ Lan")


@pytest.fixture
def account(db: object) -> Account:
    return make_account("Chị Lành", phone=OLD)


@pytest.fixture
def owner(visitor: Visitor, account: Account) -> Visitor:
    visitor.post("/dang-nhap", login=OLD, password=PASSWORD)
    return visitor


def ask(visitor: Visitor, phone: str = NEW) -> None:
    visitor.post(NUMBER, phone=phone, current=PASSWORD)
    page = visitor.post(CODE, phone=phone, code=last_code())
    assert "Đang chờ chuyển sang số" in page


def text() -> Message:
    return session.scalars(select(Message).where(Message.kind == "phone_changing")).one()


def only_change() -> PhoneChange:
    return session.scalars(select(PhoneChange)).one()


def make_due() -> None:
    with transaction():
        only_change().due_at = clock.now() - timedelta(seconds=1)


def phone_of(account: Account) -> str | None:
    session.expire_all()
    return session.get_one(Account, account.id).phone


def test_a_person_changes_the_number_and_comes_in_by_it(
    owner: Visitor, account: Account, make_visitor: Callable[[], Visitor]
) -> None:
    other = make_visitor()
    other.post("/dang-nhap", login=OLD, password=PASSWORD)
    ask(owner)
    assert (text().phone, text().values["ending"]) == (OLD, "002")
    assert phone_of(account) == OLD
    make_due()
    newcomer = make_visitor()
    newcomer.post("/dang-nhap", login=NEW, password=PASSWORD)  # no worker has run
    assert phone_of(account) == NEW
    assert format_phone(NEW) in owner.get("/tai-khoan")
    assert "/dang-nhap" in other.raw("/tai-khoan", 302).location


def test_the_clock_of_the_phone_does_not_matter(owner: Visitor) -> None:
    owner.post(NUMBER, phone=NEW, current=PASSWORD)
    yesterday = clock.now() - timedelta(days=1)
    wrong = yesterday.isoformat()
    owner.post(CODE, phone=NEW, code=last_code(), asked_at=wrong, due_at=wrong)
    assert only_change().due_at > clock.now() + timedelta(hours=23)


def test_the_old_number_stops_it_without_signing_in(
    owner: Visitor, account: Account, make_visitor: Callable[[], Visitor]
) -> None:
    ask(owner)
    path, reader = text().values["path"], make_visitor()
    assert "Không phải tôi" in reader.get(path)
    assert only_change().state == "waiting", "looking changes nothing"
    assert "vẫn dùng số cũ" in reader.post(path)
    assert "đã xong hoặc đã dừng" in reader.get(path)
    assert "gọi chợ ngay" in reader.post(path, 409)
    make_due()
    reader.get("/dang-nhap")
    assert phone_of(account) == OLD


@pytest.mark.parametrize("token", ["x", "0" * 32, "é"])
def test_a_guessed_link_is_not_found(owner: Visitor, token: str) -> None:
    ask(owner)
    owner.get(f"/dung-doi-so/{only_change().id}/{token}", 404)
    owner.post(f"/dung-doi-so/{only_change().id}/{token}", 404)


def test_somebody_elses_number_is_refused_only_after_its_code(owner: Visitor) -> None:
    make_account("Anh Kín Tiếng", phone=OTHER)
    free = owner.post(NUMBER, phone=NEW, current=PASSWORD)
    taken = owner.post(NUMBER, phone=OTHER, current=PASSWORD)
    assert free.page == taken.page == "phone-change-code"
    code = last_code()
    assert "Mã chưa đúng" in owner.post(CODE, 422, phone=OTHER, code=another(code))
    page = owner.post(CODE, 422, phone=OTHER, code=code)
    assert "đã có tài khoản" in page and "Kín Tiếng" not in page
    assert session.scalar(select(PhoneChange)) is None


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"phone": NEW, "current": "sai rồi"}, "Mật khẩu hiện tại chưa đúng."),
        ({"phone": OLD, "current": PASSWORD}, "Đây đang là số của tài khoản này."),
        ({"phone": "123", "current": PASSWORD}, "field--refused"),
        ({"phone": "+14155550123", "current": PASSWORD}, "Mã chỉ gửi được tới số di động"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    owner: Visitor, given: dict[str, Any], words: str
) -> None:
    assert words in owner.post(NUMBER, 422, **given)
    assert session.scalar(select(Message)) is None


def test_a_code_that_was_never_sent_changes_nothing(owner: Visitor) -> None:
    assert "chưa xin" in owner.post(CODE, 422, phone=NEW, code="123456")


def test_an_old_sign_in_without_a_password_proves_nothing(visitor: Visitor, db: object) -> None:
    account = make_account("Chị Lành", phone=OLD)
    with transaction():
        account.password_hash = ""
    visitor.sign_in("accounts.keep", number=account.id)
    assert "Bạn đăng nhập đã lâu" in visitor.post(NUMBER, 422, phone=NEW)


def test_a_person_keeps_the_number_after_all(owner: Visitor, account: Account) -> None:
    ask(owner)
    assert "Đang có một lần đổi số" in owner.post(NUMBER, 422, phone=OTHER, current=PASSWORD)
    assert "Đã thôi đổi" in owner.post("/tai-khoan/so-dien-thoai/thoi")
    assert phone_of(account) == OLD


def test_after_a_lost_phone_the_new_number_opens_the_account_once(
    visitor: Visitor, account: Account, make_visitor: Callable[[], Visitor]
) -> None:
    with transaction():
        service.report_lost(LAN, account.id, NEW, Seen.PAPER, "Mất máy", clock.now())
    way = "/dang-nhap/so-moi"
    visitor.post(way, phone=NEW)
    code = last_code()
    assert "Chưa có tài khoản nào" in visitor.post(f"{way}/ma", 422, phone=NEW, code=code)
    make_due()
    page = visitor.post(f"{way}/ma", phone=NEW, code=code)
    assert page.page == "passkeys"
    assert "Đã đổi mật khẩu" in visitor.post("/tai-khoan/mat-khau", new="mưa rừng lá cọ")
    assert only_change().entered_at is not None
    stranger = make_visitor()
    stranger.post(way, phone=NEW)
    assert "Mã" in stranger.post(f"{way}/ma", 422, phone=NEW, code="000000")
