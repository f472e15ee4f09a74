"""Every door is locked: drawn from the url map, so that a new page cannot be forgotten."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.routing import AnyConverter, BaseConverter, Rule
from werkzeug.routing.converters import NumberConverter

from storefront.accounts import rules
from storefront.app import create_app
from storefront.config import Config
from storefront.extensions import limiter
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.catalog import make_producer
from tests.visitor import Visitor

WRITING = {"POST", "PUT", "PATCH", "DELETE"}
TOKENLESS = {
    "basket.add": (422, "đến từ trang khác"),
    "basket.add_combo": (422, "đến từ trang khác"),
    "carriers.webhook": (404, ""),
    "combos.confirm_age": (403, "không có quyền"),
    "epcis_rest.capture": (415, ""),
    "gateways.told": (404, ""),
    "inbox.webhook": (404, ""),
    "ledger.add_checkpoint": (413, ""),
    "shop.confirm_age": (422, "đến từ trang khác"),
}
"""Doors without a token, which refuse what another site sends, with status and words:
docs/decisions/0080 and 0161 for the forms, 0068 for what takes only JSON, which no form can send,
0066 for what takes only signed notes, 0103, 0114 and 0162 for what partners sign."""

MEMBERS = rules.MEMBER_ROLES["owner"]
OPERATORS = rules.ROLES["operator"]


def doors(app: Flask, prefix: str) -> list[tuple[str, str]]:
    """Method and address of each page under `prefix`, with examples in the address."""
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        return [
            (method, adapter.build(rule.endpoint, examples(rule), method=method))
            for rule in app.url_map.iter_rules()
            if rule.rule.startswith(prefix)
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        ]


def examples(rule: Rule) -> dict[str, object]:
    return {name: example(converter) for name, converter in rule._converters.items()}


def example(converter: BaseConverter) -> object:
    """A number, one of the words, or any text: whatever the address takes."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1 if isinstance(converter, NumberConverter) else "x"


def test_every_address_has_one_answer(app: Flask) -> None:
    """Of two views behind one address the later registered would be dead."""
    found = [
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("prefix", ["/quan-tri", "/ban-hang", "/tai-khoan"])
def test_nobody_enters_without_signing_in(visitor: Visitor, app: Flask, prefix: str) -> None:
    found = doors(app, prefix)
    assert found
    for method, url in found:
        to = visitor.raw(url, 302, method).location
        assert to.startswith("/dang-nhap"), (method, url)


@pytest.mark.parametrize("prefix", ["/quan-tri", "/ban-hang"])
def test_a_buyer_enters_neither_desk_nor_shop(visitor: Visitor, app: Flask, prefix: str) -> None:
    visitor.sign_in(*rules.EVERYONE)
    for method, url in doors(app, prefix):
        visitor.raw(url, 403, method)


def test_a_seller_does_not_enter_the_desk(visitor: Visitor, app: Flask) -> None:
    visitor.sign_in(*rules.EVERYONE, *MEMBERS, producer_ids=(1,))
    for method, url in doors(app, "/quan-tri"):
        visitor.raw(url, 403, method)


def test_an_operator_does_not_sell(visitor: Visitor, app: Flask) -> None:
    visitor.sign_in(*rules.EVERYONE, *OPERATORS)
    for method, url in doors(app, "/ban-hang"):
        visitor.raw(url, 403, method)


# Notes what who looks does not want to be shown again, or lets that person leave; nothing
# of the producer's goods, orders and money changes.
ONLY_ABOUT_ONESELF = {
    "/ban-hang/buoc-dau/de-sau",
    "/ban-hang/tap-ban/xong",
    "/ban-hang/co-so/thoi-lam",
}


def test_reading_rights_do_not_write(visitor: Visitor, app: Flask) -> None:
    """No address that changes something opens with rights that only let a person look."""
    looking = {name for name in OPERATORS | MEMBERS if name.endswith(".see")}
    for rule in app.url_map.iter_rules():
        if rule.rule in ONLY_ABOUT_ONESELF:
            continue
        if rule.rule.startswith(("/quan-tri", "/ban-hang")) and rule.methods == {"POST", "OPTIONS"}:
            view = app.view_functions[rule.endpoint]
            assert getattr(view, "permission", "") not in looking, rule.rule


@pytest.fixture
def guarded(config: Config, db: Connection) -> Iterator[FlaskClient]:
    """A browser at an application with its guards up: form tokens and limits."""
    app = create_app(replace(config, testing=False))
    limiter.reset()
    yield app.test_client()
    limiter.reset()
    limiter.enabled = False


@pytest.fixture
def enter(guarded: FlaskClient) -> Callable[..., int]:
    """Fill in the sign-in form as a browser does; returns the status."""

    def send(login: str = "0912345678", password: str = PASSWORD, address: str = "10.0.0.1") -> int:
        where = {"REMOTE_ADDR": address}
        guarded.get("/dang-nhap", environ_overrides=where)
        with guarded.session_transaction() as kept:
            held = "csrf_token" in kept
        assert held, "a form carries a token"
        page = guarded.get("/dang-nhap", environ_overrides=where).text
        token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        data = {"login": login, "password": password, "csrf_token": token}
        return guarded.post("/dang-nhap", data=data, environ_overrides=where).status_code

    return send


def test_no_write_without_the_token_of_its_form(
    guarded: FlaskClient, enter: Callable[..., int]
) -> None:
    make_account(
        phone="0912345678", roles=["operator"], memberships=[(make_producer().id, "owner")]
    )
    assert enter() == 302
    tried = 0
    for method, url in doors(guarded.application, "/"):
        if method in WRITING:
            endpoint, _ = guarded.application.url_map.bind("localhost").match(url, method)
            # Without a token; where the form has none, from the page of another site.
            tokenless = endpoint in TOKENLESS
            headers = {"Sec-Fetch-Site": "cross-site"} if tokenless else {}
            answer = guarded.open(url, method=method, headers=headers)
            status, words = TOKENLESS.get(endpoint, (400, ""))
            assert answer.status_code == status, (method, url)
            assert words in answer.text
            tried += 1
    assert tried


def test_a_token_of_another_session_does_not_help(
    guarded: FlaskClient, enter: Callable[..., int]
) -> None:
    make_account(phone="0912345678")
    other = guarded.application.test_client()
    page = other.get("/dang-nhap").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    assert enter() == 302
    assert guarded.post("/dang-xuat", data={"csrf_token": token}).status_code == 400


def test_guessing_at_one_account_is_stopped(
    guarded: FlaskClient, enter: Callable[..., int]
) -> None:
    make_account(phone="0912345678")
    make_account(phone="0987654321")
    for number in range(10):
        # From many networks, and the number written in many ways: it is one account.
        written = "0912 345 678" if number % 2 else "+84912345678"
        assert enter(written, "sai mật khẩu", f"10.0.{number}.1") == 422
    assert enter("0912.345.678", PASSWORD, "10.0.99.1") == 429
    assert enter("0987654321", PASSWORD, "10.0.99.1") == 302


def test_guessing_from_one_network_is_stopped(
    guarded: FlaskClient, enter: Callable[..., int]
) -> None:
    make_account(phone="0912345678")
    for number in range(40):
        assert enter(f"098{number:07}", "sai mật khẩu", f"2001:db8:1:2::{number:x}") == 422
    assert enter(address="2001:db8:1:2:ffff::1") == 429
    assert enter(address="2001:db8:1:3::1") == 302


def test_right_passwords_do_not_count(guarded: FlaskClient, enter: Callable[..., int]) -> None:
    make_account(phone="0912345678")
    for _ in range(12):
        guarded.delete_cookie("__Host-session")
        assert enter() == 302


def test_an_unknown_address_is_limited_as_one(
    guarded: FlaskClient, enter: Callable[..., int]
) -> None:
    assert enter(address="") == 422
