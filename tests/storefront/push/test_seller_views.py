"""Visits of /ban-hang/may-nay."""

import re

import pytest
from sqlalchemy import func, select

from catalog.kernel.db import session
from storefront.push import rules
from storefront.push.models import PushSubscription
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.catalog import make_producer
from tests.storefront.push.test_rules import BROWSER, TARGET
from tests.visitor import Visitor

URL = "/ban-hang/may-nay"
GIVEN = {"endpoint": TARGET.endpoint, "browser_key": BROWSER, "secret": TARGET.secret}


@pytest.fixture
def seller(visitor: Visitor) -> Visitor:
    make_account(phone="0912345678", memberships=[(make_producer().id, "owner")])
    visitor.post("/dang-nhap", login="0912345678", password=PASSWORD)
    return visitor


def count() -> int:
    return session.scalar(select(func.count(PushSubscription.id))) or 0


def test_a_browser_is_added_and_taken_out(seller: Visitor) -> None:
    page = seller.get(URL)
    key = re.search(r'data-key="([^"]+)"', page.html)
    assert key
    assert len(rules.decode(key[1])) == rules.KEY_BYTES
    assert "Thêm vào màn hình chính" in page
    page = seller.post(URL, **GIVEN)
    assert "Từ bây giờ máy này báo" in page
    assert "Đang báo trên" in page
    number = re.search(r"may-nay/(\d+)/thoi", page.html)
    assert number
    seller.post(f"{URL}/{int(number[1]) + 1}/thoi", 404)
    assert "Máy đó không báo nữa" in seller.post(f"{URL}/{number[1]}/thoi")
    assert count() == 0


@pytest.mark.parametrize(
    "values", [{"endpoint": "https://127.0.0.1/x"}, {"browser_key": "x"}, {"secret": ""}]
)
def test_what_is_no_address_is_refused(seller: Visitor, values: dict[str, str]) -> None:
    assert "không đưa địa chỉ báo tin" in seller.post(URL, 422, **{**GIVEN, **values})
    assert count() == 0


def test_it_speaks_english(seller: Visitor) -> None:
    assert "Add to Home screen" in seller.get(f"{URL}?lang=en")
