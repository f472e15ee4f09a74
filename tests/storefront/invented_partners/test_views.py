"""The pages of invented partners: what their buttons do, and only with DEMO=1."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from storefront.invented_partners import telling
from storefront.invented_partners.providers.acting import Act
from tests.storefront.gateways.conftest import Open
from tests.storefront.gateways.partners import TOTAL, Till, assert_books_agree, name_at
from tests.storefront.gateways.test_views import page_of
from tests.visitor import Visitor


@pytest.fixture
def demo(app: Flask) -> Iterator[None]:
    app.config["DEMO"] = True
    yield
    app.config["DEMO"] = False


@pytest.mark.usefixtures("demo")
def test_the_invented_partner_pays(buyer: Visitor, till: Till) -> None:
    buyer.get(page_of(buyer, till))
    url = till.start() or ""
    way = f"/cong-minh-hoa/{till.method}/{name_at(till.method, url)}"
    shown = buyer.get(way)
    assert f"{TOTAL:,}".replace(",", ".") in shown
    form = re.search(r'action="(/cong-minh-hoa/[^"]*)"', shown.html)
    page = buyer.post(form[1] if form else "", viec="tra", **{"lon-xon": "1"})
    assert page.marks["data-situation"] == "paid"
    assert_books_agree()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("act", "situation"),
    [
        ("tra-lech", "checked"),
        ("het-gio", "late"),
        ("tra-muon", "paid"),
        ("tin-gia", "pay"),
    ],
)
def test_the_invented_partner_misbehaves(
    buyer: Visitor, open_till: Open, act: str, situation: str
) -> None:
    till = open_till("stripe")
    buyer.get(page_of(buyer, till))
    way = f"/cong-minh-hoa/stripe/{name_at('stripe', till.start() or '')}"
    assert buyer.post(way, viec=act).marks["data-situation"] == situation
    assert_books_agree()


def test_without_demo_there_is_no_invented_partner(buyer: Visitor, till: Till) -> None:
    url = till.start() or ""
    buyer.get(f"/cong-minh-hoa/{till.method}/{name_at(till.method, url)}", 404)


def test_late_messages_are_left_to_the_worker(app: Flask, till: Till) -> None:
    till.start()
    with app.app_context():
        for one in till.act(Act.PAY):
            payload = {"partner": till.method, "raw": one.raw.decode(), "heads": dict(one.heads)}
            telling.consume({**payload, "query": one.query})
    assert till.statuses() == ["placed"]
