"""The invented bank: every button ends as it would with a real one, and only with DEMO=1."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.kernel import clock, outbox
from catalog.kernel.db import session
from catalog.kernel.outbox import OutboxMessage
from storefront.books import queries as books
from storefront.demo import bank
from storefront.inbox.models import InboundEvent, Receipt
from storefront.orders.models import Order
from tests.factories.storefront import make_account_to_receive, make_goods, make_unpaid, order_key
from tests.storefront.inbox.senders import PAYOS_KEY, SEPAY_SECRET
from tests.visitor import Page, Visitor

SECRET = "test-secret-test-secret-test-secret"


@pytest.fixture
def demo(app: Flask) -> Iterator[None]:
    held = app.extensions["ocop_config"]
    app.config["DEMO"] = True
    app.extensions["ocop_config"] = replace(
        held, payos_checksum_key=PAYOS_KEY, sepay_webhook_secret=SEPAY_SECRET
    )
    yield
    app.config["DEMO"] = False
    app.extensions["ocop_config"] = held


@pytest.fixture
def number(db: object) -> str:
    make_account_to_receive(bin="999999", account="MINHHOA0001", is_demo=True)
    return make_unpaid((make_goods(3).variant_id, 1))


def press(visitor: Visitor, number: str, act: str, **ticked: str) -> Page:
    visitor.get(f"/don-hang/{number}?khoa={order_key(number, SECRET)}")
    return visitor.post(f"/ngan-hang-minh-hoa/{number}", viec=act, **ticked)


def ended() -> tuple[str, list[str]]:
    return session.scalars(select(Order.status)).one(), sorted(
        session.scalars(select(Receipt.state))
    )


@pytest.mark.parametrize(
    ("act", "status", "receipts"),
    [
        ("tra", "placed", ["applied"]),
        ("tra-thieu", "unpaid", ["open"]),
        ("tra-hai-lan", "placed", ["applied", "open"]),
        ("tra-muon", "placed", ["applied"]),
        ("tu-choi", "unpaid", []),
        ("tin-gia", "unpaid", []),
        ("khong-co", "unpaid", []),
    ],
)
@pytest.mark.parametrize("ticked", [{}, {"lon-xon": "on"}])
def test_every_button(
    demo: None,
    visitor: Visitor,
    number: str,
    act: str,
    status: str,
    receipts: list[str],
    ticked: dict[str, str],
) -> None:
    press(visitor, number, act, **ticked)
    assert ended() == (status, receipts)
    assert books.verify().discrepancies == []


def test_the_order_leads_to_the_bank_and_says_it_is_invented(
    demo: None, visitor: Visitor, number: str
) -> None:
    page = visitor.get(f"/don-hang/{number}?khoa={order_key(number, SECRET)}")
    assert f"/ngan-hang-minh-hoa/{number}" in page.links
    assert "không nhận tiền thật" in page
    assert "Chuyển đúng 125.000" in visitor.get(f"/ngan-hang-minh-hoa/{number}")


def test_a_forged_message_is_shown_as_refused(demo: None, visitor: Visitor, number: str) -> None:
    assert "Chữ ký của tin báo không đúng." in press(visitor, number, "tin-gia")


def test_a_late_message_comes_by_the_worker(
    demo: None, app: Flask, visitor: Visitor, number: str
) -> None:
    press(visitor, number, "tra", cham="on")
    assert ended() == ("unpaid", [])
    waiting = session.scalars(select(OutboxMessage).where(OutboxMessage.topic == bank.TOPIC)).one()
    assert waiting.available_at > clock.now()
    payload = waiting.payload
    with app.app_context():
        outbox.relay({bank.TOPIC: bank.consume}, clock.now() + bank.DELAY)
        assert ended() == ("placed", ["applied"])
        bank.consume(payload)
    assert len(session.scalars(select(InboundEvent)).all()) == 1


def test_without_the_demonstration_there_is_no_such_bank(visitor: Visitor, number: str) -> None:
    visitor.get(f"/ngan-hang-minh-hoa/{number}", 404)
    visitor.post(f"/ngan-hang-minh-hoa/{number}", 404, viec="tra")
    page = visitor.get(f"/don-hang/{number}?khoa={order_key(number, SECRET)}")
    assert "Mở ngân hàng" not in page


def test_a_real_account_is_never_paid_by_the_invented_bank(
    demo: None, visitor: Visitor, db: object
) -> None:
    real = make_unpaid((make_goods(3).variant_id, 1))
    visitor.get(f"/ngan-hang-minh-hoa/{real}", 404)
