"""Signing in and out, as a browser sees it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask, g
from flask.globals import request_ctx
from sqlalchemy import select

from catalog.kernel.db import session, transaction
from storefront.accounts import queries, service
from storefront.accounts.models import Account, SignIn
from tests.factories.accounts import PASSWORD, make_account
from tests.visitor import Visitor

HOUR = timedelta(hours=1)


def sign_in(visitor: Visitor, login: str = "0912 345 678", tiep: str = "") -> str:
    """Sign in and return the address it leads to."""
    answer = visitor.raw(
        "/dang-nhap",
        302,
        "POST",
        data={"login": login, "password": PASSWORD, "tiep": tiep},
    )
    return answer.location


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.http.get("/tai-khoan").status_code == 200


def test_a_person_signs_in_by_phone_however_it_is_typed(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone="0912345678")
    page = visitor.post("/dang-nhap", login=" +84 912.345.678", password=PASSWORD)
    assert page.page == "account"
    assert "Chị Hoa" in page


def test_a_person_signs_in_by_email_in_any_case(visitor: Visitor) -> None:
    make_account("Chị Hoa", email="hoa@example.vn")
    assert sign_in(visitor, " Hoa@Example.vn") == "/tai-khoan"


def test_every_reason_gives_the_same_words(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone="0912345678")
    closed = make_account("Anh Ba", phone="0987654321")
    make_account("Minh họa", phone="0901234567", is_demo=True)
    with transaction():
        service.close_account(closed)
    pages = [
        visitor.post("/dang-nhap", 422, login=login, password=password).html.replace(login, "")
        for login, password in (
            ("0912345678", "sai mật khẩu"),
            ("0913131313", PASSWORD),
            ("0987654321", PASSWORD),
            ("0901234567", PASSWORD),
        )
    ]
    assert all("mật khẩu chưa đúng" in page for page in pages)
    assert len({page.split("<main")[1].split("</main")[0] for page in pages}) == 1


def test_an_old_number_is_refused_kindly(visitor: Visitor) -> None:
    page = visitor.post("/dang-nhap", 422, login="0168 234 5678", password=PASSWORD)
    assert "Số mới có thể là 0382\u00a0345\u00a0678." in page


@pytest.mark.parametrize("data", [{}, {"login": "x" * 300, "password": "y" * 300}])
def test_empty_and_endless_answers_are_refused_beside_the_field(
    visitor: Visitor, data: dict[str, str]
) -> None:
    page = visitor.post("/dang-nhap", 422, **data)
    assert page.html.count("field__error") == 2


@pytest.mark.parametrize(("roles", "home"), [((), "/tai-khoan"), (("operator",), "/quan-tri")])
def test_each_comes_to_the_home_of_the_own_work(
    visitor: Visitor, roles: tuple[str, ...], home: str
) -> None:
    make_account("Chị Hoa", phone="0912345678", roles=roles)
    assert sign_in(visitor) == home
    assert visitor.raw("/dang-nhap", 302).location == home, "signed in already"


def test_a_page_that_needs_rights_leads_there_and_back(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone="0912345678", roles=["operator"])
    to = visitor.raw("/quan-tri?x=1", 302).location
    assert to == "/dang-nhap?tiep=/quan-tri?x%3D1"
    assert 'value="/quan-tri?x=1"' in visitor.get(to)
    assert sign_in(visitor, tiep="/quan-tri?x=1") == "/quan-tri?x=1"


@pytest.mark.parametrize(
    "tiep",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/dang-nhap",
        "http:evil.example",
        "///evil.example",
        "/a\r\nSet-Cookie: x=1",
    ],
)
def test_no_way_leads_elsewhere(visitor: Visitor, tiep: str) -> None:
    make_account("Chị Hoa", phone="0912345678")
    assert sign_in(visitor, tiep=tiep) == "/tai-khoan"


def test_signing_out_ends_the_old_cookie_too(app: Flask, visitor: Visitor) -> None:
    make_account("Chị Hoa", phone="0912345678")
    sign_in(visitor)
    stolen = visitor.http.get_cookie("__Host-session")
    assert stolen and is_signed_in(visitor)
    page = visitor.post("/dang-xuat")
    assert "Bạn đã đăng xuất." in page
    assert not is_signed_in(visitor)
    visitor.http.set_cookie("__Host-session", stolen.value, secure=True)
    assert not is_signed_in(visitor), "the server forgot it"


def test_signing_in_begins_a_new_session(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone="0912345678")
    with visitor.http.session_transaction() as before:
        before["planted"] = "by somebody else"
        before["csrf_token"] = "known"
    sign_in(visitor)
    with visitor.http.session_transaction() as after:
        assert "planted" not in after
        assert after.get("csrf_token") != "known"
        first = after["_user_id"]
        assert "_id" not in after, "no mark of the browser is kept"
    sign_in(visitor)
    with visitor.http.session_transaction() as again:
        assert again["_user_id"] != first


def test_the_cookie_is_for_us_alone(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone="0912345678")
    answer = visitor.raw(
        "/dang-nhap", 302, "POST", data={"login": "0912345678", "password": PASSWORD}
    )
    cookie = answer.headers["Set-Cookie"]
    for flag in ("__Host-session=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert flag in cookie
    assert "Domain" not in cookie


def test_a_private_page_is_kept_by_no_browser(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone="0912345678")
    sign_in(visitor)
    assert visitor.raw("/tai-khoan").headers["Cache-Control"] == "no-store"
    assert visitor.raw("/bang-thanh-phan").headers["Cache-Control"] == "private, no-cache"


def test_an_invented_token_opens_nothing(visitor: Visitor) -> None:
    with visitor.http.session_transaction() as forged:
        forged["_user_id"] = "1"
    assert not is_signed_in(visitor)


def test_a_closed_account_is_out_at_the_next_request(visitor: Visitor) -> None:
    number = make_account("Chị Hoa", phone="0912345678").id
    sign_in(visitor)
    with transaction():
        service.close_account(session.get_one(Account, number))
    assert not is_signed_in(visitor)


def test_a_lost_role_is_lost_at_the_next_request(visitor: Visitor) -> None:
    number = make_account("Chị Hoa", phone="0912345678", roles=["operator"]).id
    sign_in(visitor)
    visitor.get("/quan-tri")
    with transaction():
        service.revoke_role(session.get_one(Account, number), "operator")
    visitor.raw("/quan-tri", 302)


@pytest.mark.parametrize(
    ("roles", "idle", "most"),
    [((), 30 * 24, 180 * 24), (("operator",), 0.5, 12)],
)
def test_a_sign_in_ends_by_itself(
    visitor: Visitor, roles: tuple[str, ...], idle: float, most: float
) -> None:
    make_account("Chị Hoa", phone="0912345678", roles=roles)
    start = datetime(2026, 11, 20, 1, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        sign_in(visitor)
        clock.shift(idle * HOUR - timedelta(seconds=1))
        assert is_signed_in(visitor), "used in time"
        clock.shift(idle * HOUR - timedelta(seconds=1))
        assert is_signed_in(visitor), "the use before was written down"
        clock.shift(idle * HOUR)
        assert not is_signed_in(visitor), "idle too long"
        sign_in(visitor)
        step = idle * HOUR * 0.9
        began = 0 * HOUR
        while began + step < most * HOUR:
            clock.shift(step)
            began += step
            assert is_signed_in(visitor)
        clock.shift(step)
        assert not is_signed_in(visitor), "old, however much used"


def test_small_uses_are_not_written_down(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone="0912345678")
    start = datetime(2026, 11, 20, 1, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        sign_in(visitor)
        clock.shift(HOUR)
        assert is_signed_in(visitor)
        assert session.scalar(select(SignIn.seen_at)) == start


def test_a_buyer_registers_and_is_signed_in(visitor: Visitor) -> None:
    page = visitor.post(
        "/dang-ky", name="  Nguyễn Thị Hoa ", login="0912 345 678", password="cá kho nồi đất"
    )
    assert "Đã mở tài khoản. Chào Nguyễn Thị Hoa!" in page
    account = queries.find_account("+84912345678")
    assert account and not account.roles and not account.is_demo


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        ({"login": "0912"}, "Hãy nhập số điện thoại"),
        ({"login": "a@b"}, "Hãy nhập số điện thoại"),
        ({"login": "0987654321"}, "đã có tài khoản"),
        ({"login": "0123 456 7890"}, "Số mới có thể là"),
        ({"password": "ngắn"}, "ít nhất 8 ký tự"),
        ({"password": "matkhau123"}, "quá dễ đoán"),
        ({"password": "0912345678"}, "quá dễ đoán"),
        ({"password": "a b" * 100}, "nhiều nhất 200 ký tự"),
        ({"name": ""}, "Vui lòng điền mục này."),
        ({"name": "x" * 81}, "nhiều nhất 80 ký tự"),
    ],
)
def test_registering_refuses_beside_the_field(
    visitor: Visitor, data: dict[str, str], refusal: str
) -> None:
    make_account("Anh Ba", phone="0987654321")
    good = {"name": "Chị Hoa", "login": "0912345678", "password": "cá kho nồi đất"}
    page = visitor.post("/dang-ky", 422, **(good | data))
    assert refusal in page
    assert queries.find_account("+84912345678") is None


def test_a_name_is_text_and_nothing_else(visitor: Visitor) -> None:
    page = visitor.post(
        "/dang-ky", name="<script>x</script>", login="0912345678", password="cá kho nồi đất"
    )
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_a_person_changes_the_own_name(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone="0912345678")
    sign_in(visitor)
    assert 'value="Chị Hoa Lan"' in visitor.post("/tai-khoan", name="Chị Hoa Lan")
    assert "Vui lòng điền mục này." in visitor.post("/tai-khoan", 422, name=" ")


def test_a_new_password_signs_the_other_devices_out(
    make_visitor: Callable[[], Visitor],
) -> None:
    make_account("Chị Hoa", phone="0912345678")
    here, there = make_visitor(), make_visitor()
    sign_in(here)
    sign_in(there)
    page = here.post("/tai-khoan/mat-khau", current=PASSWORD, new="lúa chín đầy đồng")
    assert "Các thiết bị khác đã bị đăng xuất." in page
    assert is_signed_in(here)
    assert not is_signed_in(there)


@pytest.mark.parametrize(
    ("current", "new", "refusal"),
    [
        ("sai rồi nhé", "lúa chín đầy đồng", "Mật khẩu hiện tại chưa đúng."),
        (PASSWORD, "ngắn", "ít nhất 8 ký tự"),
        (PASSWORD, "", "Vui lòng điền mục này."),
    ],
)
def test_a_new_password_is_refused_beside_the_field(
    visitor: Visitor, current: str, new: str, refusal: str
) -> None:
    make_account("Chị Hoa", phone="0912345678")
    sign_in(visitor)
    assert refusal in visitor.post("/tai-khoan/mat-khau", 422, current=current, new=new)
    assert is_signed_in(visitor)


def test_devices_are_listed_and_ended_one_by_one(make_visitor: Callable[[], Visitor]) -> None:
    make_account("Chị Hoa", phone="0912345678")
    make_account("Anh Ba", phone="0987654321")
    here, there, stranger = make_visitor(), make_visitor(), make_visitor()
    there.http.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Linux; Android 12) Chrome/120"
    for one in (here, there):
        sign_in(one)
    sign_in(stranger, "0987654321")
    assert "Chrome · Android" in here.get("/tai-khoan")
    lost = session.scalar(select(SignIn.id).where(SignIn.device == "Chrome · Android"))
    stranger.post(f"/tai-khoan/thiet-bi/{lost}/dang-xuat", 404)
    assert is_signed_in(there)
    here.post(f"/tai-khoan/thiet-bi/{lost}/dang-xuat")
    assert not is_signed_in(there)
    assert is_signed_in(here)


def test_signing_out_everywhere_includes_here(make_visitor: Callable[[], Visitor]) -> None:
    make_account("Chị Hoa", phone="0912345678")
    here, there = make_visitor(), make_visitor()
    sign_in(here)
    sign_in(there)
    assert "Đã đăng xuất khỏi mọi thiết bị." in here.post("/tai-khoan/dang-xuat-moi-noi")
    assert not is_signed_in(here)
    assert not is_signed_in(there)


def test_a_public_page_touches_no_session(visitor: Visitor) -> None:
    with visitor.http as http:
        http.get("/bang-thanh-phan")
        assert not request_ctx._session.accessed
        with http.session_transaction() as started:
            started["anything"] = 1
        http.get("/dang-nhap")
        assert request_ctx._session.accessed, "this test would notice"


def test_a_public_page_does_not_ask_who_is_there(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone="0912345678")
    sign_in(visitor)
    with visitor.http as http:
        answer = http.get("/bang-thanh-phan")
        assert "actor" not in g
        assert "_login_user" not in g
    assert "Set-Cookie" not in answer.headers


@pytest.fixture
def demo_app(app: Flask) -> Iterator[Flask]:
    app.config["DEMO"] = True
    yield app
    app.config["DEMO"] = False


def test_demonstration_accounts_sign_in_only_with_the_demonstration(
    demo_app: Flask, visitor: Visitor
) -> None:
    make_account("Minh họa", phone="0912345678", is_demo=True)
    sign_in(visitor)
    assert is_signed_in(visitor)
    demo_app.config["DEMO"] = False
    assert not is_signed_in(visitor), "not even who is signed in already"
