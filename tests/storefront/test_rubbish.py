"""Whatever is sent to whatever address: a page or a refusal, never a fault of ours."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from _pytest.mark.structures import ParameterSet
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule
from werkzeug.routing.converters import NumberConverter

from storefront.accounts import rules
from tests.factories.storefront import make_order
from tests.visitor import Visitor

RUBBISH = {
    "long": "x" * 10_000,
    "nul": "a\x00b",
    "html": "<script>alert(1)</script>",
    "negative": "-1",
    "arabic": "٣",
    "huge": "9" * 30,
    "invisible": "\u202e\ufeff",
    "way out": "../../etc/passwd",
    "elsewhere": "//evil.example",
    "braces": "%(x)s {}" * 50,
}
NAMES = """
    q bo nhom sao tinh trang ma tiep lang khoa buoc phan viec nguoi tu den serial gtin lo linkType
    so-luong loai them number phone login name password current new goods quantity counted seen
    reason text note since state what_to_do contact document answer kind commune_text former_place
    province_code buyer_name street key seal decided_on stars score revoked_on ground role limit
"""
KEYS = (0, 2**31 - 1, 2**31, 2**63)
NO_PAGES = {"static", "health.readyz"}
"""Readiness is 503 while there is no index, whatever is sent."""

TO_A_DATABASE = ("long", "nul", "negative", "arabic", "huge")
"""What one database may take in another way than another."""
IN_ADDRESSES = ("nul", "html", "braces", "invisible", "way out")
IN_QUESTIONS = ("nul", "html", "huge", "negative", "elsewhere")


def named(names: Iterable[str]) -> list[ParameterSet]:
    """Kinds of rubbish for `parametrize`; on PostgreSQL only what it could stumble over."""
    marks = {name: () if name in TO_A_DATABASE else pytest.mark.once for name in names}
    return [pytest.param(name, marks=mark) for name, mark in marks.items()]


@pytest.fixture
def staff(visitor: Visitor) -> Visitor:
    """Somebody who may open every door, in a shop with an order."""
    make_order()
    rights = rules.EVERYONE | rules.ROLES["operator"] | rules.MEMBER_ROLES["owner"]
    visitor.sign_in(*rights, producer_ids=(1,))
    return visitor


def rules_for(app: Flask, method: str) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and rule.endpoint not in NO_PAGES
    ]


def addresses(rule: Rule, texts: list[str]) -> Iterator[str]:
    """The rule with rubbish in each of its parts."""
    is_number = any(isinstance(one, NumberConverter) for one in rule._converters.values())
    for value in [str(key) for key in KEYS] if is_number else texts:
        yield "".join(value if dynamic else text for dynamic, text in rule._trace).replace("|", "")


def send(visitor: Visitor, method: str, url: str, **kwargs: Any) -> None:
    me = {"visitor": visitor}
    status = visitor.http.open(url, method=method, environ_overrides=me, **kwargs).status_code
    assert status < 500, (method, url)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_of_rubbish_leads_nowhere(staff: Visitor, app: Flask, method: str) -> None:
    texts = [quote(RUBBISH[name][:300], safe="") for name in IN_ADDRESSES]
    for rule in rules_for(app, method):
        if rule.arguments:
            for url in addresses(rule, texts):
                send(staff, method, url)


@pytest.mark.parametrize("rubbish", named(IN_QUESTIONS))
def test_rubbish_in_every_question(staff: Visitor, app: Flask, rubbish: str) -> None:
    asked = dict.fromkeys(NAMES.split(), RUBBISH[rubbish][:500])
    for rule in rules_for(app, "GET"):
        send(staff, "GET", next(addresses(rule, ["1"])), query_string=asked)


@pytest.mark.parametrize("rubbish", named(RUBBISH))
def test_rubbish_in_every_field(staff: Visitor, app: Flask, rubbish: str) -> None:
    fields = MultiDict((name, RUBBISH[rubbish]) for name in NAMES.split())
    for rule in rules_for(app, "POST"):
        send(staff, "POST", next(addresses(rule, ["1"])), data=fields)
