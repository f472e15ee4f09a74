"""Open doors close for a while on whoever knocks without end."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from storefront.app import create_app
from storefront.config import Config
from storefront.extensions import limiter
from tests.factories.promotions import make_promotion
from tests.factories.storefront import make_goods, make_rate


@pytest.fixture
def counted(config: Config, db: Connection) -> Iterator[FlaskClient]:
    """A browser at an application that counts requests."""
    app = create_app(replace(config, testing=False))
    limiter.reset()
    yield app.test_client()
    limiter.reset()
    limiter.enabled = False


def test_suggestions_are_counted(counted: FlaskClient) -> None:
    asked = (counted.get("/dia-gioi/tim").status_code for _ in range(250))
    assert 429 in asked
    assert counted.get("/dia-gioi").status_code == 200  # the page itself stays open


def test_who_guesses_voucher_codes_may_not_go_on(counted: FlaskClient) -> None:
    """The right code is of no use then; ordering without one still is."""
    make_rate()
    make_promotion("CHAO")
    counted.post("/gio-hang/them", data={"loai": make_goods(5).variant_id})
    page = counted.get("/thanh-toan").text
    known = dict(re.findall(r'name="(csrf_token|key)"[^>]*value="([^"]*)"', page))
    place = {"province_code": "92", "commune_text": "ninh kieu", **known}

    def ask(code: str) -> TestResponse:
        return counted.post("/thanh-toan/phi", data={**place, "vouchers": code})

    assert {ask(f"DOAN{number}").status_code for number in range(30)} == {422}
    last = ask("CHAO").text
    assert "Bạn đã thử nhiều mã" in last
    assert "Bớt 30.000" not in last
    assert ask("").status_code == 200
