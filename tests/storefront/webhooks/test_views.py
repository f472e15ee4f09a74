"""Visits of /ban-hang/ket-noi and /quan-tri/ket-noi."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.webhooks import service
from storefront.webhooks.models import WebhookDelivery
from storefront.webhooks.rules import Kind
from storefront.webhooks.service import Outcome
from tests.factories.claims import make_deadlines
from tests.factories.storefront import make_seller
from tests.visitor import Visitor

NEW: dict[str, Any] = {
    "name": "Phần mềm kho",
    "address": "https://may.vi-du.vn/cho-xa",
    "kinds": ["order.placed", "stock.changed"],
}


@pytest.fixture
def seller(visitor: Visitor, db: object) -> Visitor:
    visitor.sign_in("seller.see", "webhooks.own", producer_ids=(make_seller().id,))
    return visitor


def test_a_seller_adds_tries_rotates_and_closes(app: Flask, seller: Visitor) -> None:
    make_deadlines()
    url = "/ban-hang/ket-noi"
    assert "Chưa có kết nối nào." in seller.get(url)
    page = seller.post(f"{url}/them", **NEW)
    first = re.search(r"data-secret>(whsec_[^<]+)<", page.html)
    assert first
    own = next(link for link in seller.get(url).links if re.search(r"/ket-noi/\d+$", link))
    assert "whsec_" not in seller.get(own)
    assert "Tin thử đang được gửi." in seller.post(f"{own}/thu")
    assert "Tin thử" in seller.get(own)
    page = seller.post(f"{own}/doi-khoa")
    second = re.search(r"data-secret>(whsec_[^<]+)<", page.html)
    assert second
    assert second[1] != first[1]
    assert "Khóa cũ còn ký cùng khóa mới" in page
    assert "Đã tắt kết nối." in seller.post(f"{own}/tat")
    assert "đã tắt" in seller.get(own)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"address": "http://may.vi-du.vn/"}, "phải bắt đầu bằng https://"),
        ({"address": "https://192.168.1.5/"}, "mạng riêng"),
        ({"address": "javascript:alert(1)"}, "Không đọc được địa chỉ"),
        ({"kinds": []}, "Hãy chọn ít nhất một loại tin."),
        ({"name": ""}, "Vui lòng điền mục này."),
    ],
)
def test_bad_input_is_refused_beside_its_field(
    seller: Visitor, changes: dict[str, Any], said: str
) -> None:
    assert said in seller.post("/ban-hang/ket-noi/them", 422, **{**NEW, **changes})


def test_anothers_endpoint_is_not_found(seller: Visitor) -> None:
    seller.post("/ban-hang/ket-noi/them", **NEW)
    own = next(link for link in seller.get("/ban-hang/ket-noi").links if re.search(r"/\d+$", link))
    seller.sign_in("seller.see", "webhooks.own", producer_ids=(make_seller("HTX Khác").id,))
    for visit in (own, f"{own}"):
        seller.get(visit, 404)
    for verb in ("thu", "doi-khoa", "tat"):
        seller.post(f"{own}/{verb}", 404)
    seller.sign_in("desk.see", "webhooks.see", "webhooks.change")
    assert "HTX minh họa Ia Băng" in seller.get("/quan-tri/ket-noi")


def test_an_operator_sees_what_was_given_up_and_sends_it_again(visitor: Visitor) -> None:
    visitor.sign_in("desk.see", "webhooks.see", "webhooks.change")
    url = "/quan-tri/ket-noi"
    assert "Không có tin nào bị dừng." in visitor.get(f"{url}/hong")
    visitor.post(f"{url}/them", **NEW)
    with transaction():
        service.announce(Kind.ORDER_PLACED, [1], "DH-1", {}, clock.now())
        number = session.scalars(select(WebhookDelivery.id)).one()
        service.note(number, Outcome(False, "410", is_final=True), clock.now())
    page = visitor.get(f"{url}/hong")
    assert "DH-1" in page
    assert "410" in page
    assert "1 tin đã dừng" in visitor.get(url)
    assert "Tin đang được gửi lại." in visitor.post(f"{url}/tin/{number}/gui-lai")
    assert "còn đang được gửi" in visitor.post(f"{url}/tin/{number}/gui-lai")
    visitor.post(f"{url}/tin/99999/gui-lai", 404)
