"""Visits of /quan-tri/tin-nhan and of the invented telephones."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.kernel import clock, outbox
from catalog.kernel.db import session, transaction
from storefront.messages import delivering, service
from storefront.messages.models import Message
from storefront.messages.rules import Kind, Recipient
from tests.visitor import Visitor

URL = "/quan-tri/tin-nhan"
VALUES = {"number": "DH-1", "total": "95.000\u00a0₫", "address": "https://ocop.example/don-hang/1"}


@pytest.fixture
def demo(app: Flask, tmp_path: Path) -> Iterator[None]:
    held = app.extensions["ocop_config"]
    app.config["DEMO"] = True
    app.extensions["ocop_config"] = replace(held, data_dir=tmp_path)
    yield
    app.config["DEMO"] = False
    app.extensions["ocop_config"] = held


def send(app: Flask, phone: str) -> None:
    with app.app_context():
        with transaction():
            service.queue(Kind.ORDER_PLACED, "dat/DH-1", Recipient(phone), VALUES, clock.now())
        outbox.relay({service.TOPIC: delivering.consume}, clock.now())


def test_a_demonstration_shows_the_texts(app: Flask, visitor: Visitor, demo: None) -> None:
    assert "Chưa có tin nào." in visitor.get("/dien-thoai-minh-hoa")
    send(app, "+84912345678")
    page = visitor.get("/dien-thoai-minh-hoa")
    assert "đã nhận đơn DH-1" in page
    assert "data-demo" in page
    visitor.sign_in("desk.see", "messages.see")
    page = visitor.get(URL)
    assert "đã nhận đơn DH-1" in page
    assert "912" not in page


def test_a_real_shop_has_no_invented_telephones(visitor: Visitor) -> None:
    visitor.get("/dien-thoai-minh-hoa", 404)
    visitor.sign_in("desk.see", "messages.see")
    assert "Chưa gửi tin nào." in visitor.get(URL)


def test_an_operator_tries_again(app: Flask, visitor: Visitor, demo: None) -> None:
    send(app, "+33612345678")
    visitor.sign_in("desk.see", "messages.see", "messages.send")
    assert "không gửi được" in visitor.get(URL)
    number = session.scalars(select(Message.id)).one()
    assert "Tin sẽ được gửi lại ngay." in visitor.post(f"{URL}/{number}/gui-lai")
    visitor.post(f"{URL}/{number}/gui-lai", 404)
