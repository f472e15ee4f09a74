"""Passkeys as a browser sees them."""

import pytest
from flask import Flask

from catalog.kernel.db import session, transaction
from storefront.accounts.models import Account
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.authenticator import Authenticator
from tests.visitor import Visitor

PHONE = "0912345678"


def enter(visitor: Visitor, tiep: str = "") -> None:
    visitor.post("/dang-nhap", login=PHONE, password=PASSWORD, tiep=tiep)


def added(visitor: Visitor) -> Authenticator:
    device = Authenticator()
    options = visitor.raw("/tai-khoan/khoa/hoi", method="POST").text
    visitor.post("/tai-khoan/khoa", answer=device.create(options))
    return device


def test_a_person_adds_a_passkey_and_signs_in_with_it(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone=PHONE)
    enter(visitor)
    device = Authenticator()
    options = visitor.raw("/tai-khoan/khoa/hoi", method="POST").text
    page = visitor.post("/tai-khoan/khoa", answer=device.create(options), tiep="/tai-khoan")
    assert "Đã có khóa." in page and page.page == "account"
    visitor.post("/dang-xuat")
    asked = visitor.raw("/dang-nhap/khoa/hoi", method="POST")
    assert asked.headers["Cache-Control"] == "no-store"
    page = visitor.post("/dang-nhap/khoa", answer=device.get(asked.text), tiep="/tai-khoan/khoa")
    assert page.page == "passkeys"
    assert "Bỏ khóa" in page


def test_a_refused_passkey_leads_back_to_the_password(visitor: Visitor) -> None:
    options = visitor.raw("/dang-nhap/khoa/hoi", method="POST").text
    page = visitor.post("/dang-nhap/khoa", 422, answer=Authenticator().get(options))
    assert "Khóa này không đăng nhập được ở đây." in page
    assert "/dang-nhap" in page.links
    assert "Khóa này không" in visitor.post("/dang-nhap/khoa", 422)


def test_no_way_leads_elsewhere(visitor: Visitor) -> None:
    make_account("Chị Hoa", phone=PHONE)
    enter(visitor)
    device = added(visitor)
    options = visitor.raw("/dang-nhap/khoa/hoi", method="POST").text
    data = {"answer": device.get(options), "tiep": "//evil.example"}
    assert visitor.raw("/dang-nhap/khoa", 302, "POST", data=data).location == "/tai-khoan"


def test_the_last_way_in_is_kept_with_words(visitor: Visitor) -> None:
    account = make_account("Chị Hoa", phone=PHONE)
    enter(visitor)
    added(visitor)
    with transaction():
        session.get_one(Account, account.id).password_hash = ""
    page = visitor.get("/tai-khoan/khoa")
    remove = next(part for part in page.html.split('"') if part.endswith("/bo"))
    assert "cách đăng nhập cuối cùng" in visitor.post(remove, 422)
    page = visitor.get("/tai-khoan/mat-khau")
    assert 'name="current"' not in page
    visitor.post("/tai-khoan/mat-khau", new="xôi nếp nương mới")
    assert "Đã bỏ khóa." in visitor.post(remove)


def test_pages_say_where_passkeys_do_not_work(
    app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PUBLIC_URL", "http://192.168.1.4:8000")
    page = visitor.get("/dang-nhap")
    assert "chỉ dùng được trên địa chỉ https" in page
    assert "https" in visitor.raw("/dang-nhap/khoa/hoi", 422, "POST").text
