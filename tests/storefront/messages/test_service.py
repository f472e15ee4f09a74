"""Messages from queue to telephone."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, select

from catalog.kernel import clock, outbox
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.outbox import OutboxMessage
from storefront.messages import delivering, providers, service
from storefront.messages.errors import NoSuchMessage
from storefront.messages.models import Message
from storefront.messages.providers import fake
from storefront.messages.providers.base import Letter, Unavailable
from storefront.messages.rules import Channel, Kind, Recipient, State

CONSUMERS = {service.TOPIC: delivering.consume}
VALUES = {"number": "DH-1", "total": "95.000\u00a0₫", "address": "https://ocop.example/don-hang/1"}


@pytest.fixture(autouse=True)
def folder(app: Flask, db: Connection, tmp_path: Path) -> object:
    """Telephones of this test alone."""
    held = app.extensions["ocop_config"]
    app.extensions["ocop_config"] = replace(held, data_dir=tmp_path)
    with app.app_context():
        yield tmp_path
    app.extensions["ocop_config"] = held


def write(phone: str | None = "+84912345678", email: str | None = None, key: str = "k/1") -> None:
    with transaction():
        service.queue(Kind.ORDER_PLACED, key, Recipient(phone, email), VALUES, clock.now())


def relay() -> int:
    return outbox.relay(CONSUMERS, clock.now())


def only() -> Message:
    return session.scalars(select(Message)).one()


def test_zalo_goes_first_and_the_values_are_forgotten(folder: Path) -> None:
    write()
    assert relay() == 1
    (text,) = fake.list_texts(folder)
    assert text.channel == Channel.ZALO
    assert text.text.startswith("Chợ Xã đã nhận đơn DH-1, tổng 95.000")
    assert (only().state, only().channel, only().values) == (State.SENT, "zalo", {})


def test_no_zalo_means_a_text_message(folder: Path) -> None:
    write("+84912345670")
    relay()
    (text,) = fake.list_texts(folder)
    assert (text.channel, text.text[:20]) == ("sms", "Cho Xa da nhan don D")
    assert only().note == "zalo: no such user"


def test_a_number_abroad_gets_a_mail(folder: Path) -> None:
    write("+33612345678", "a@vi-du.vn")
    relay()
    assert fake.list_texts(folder) == []
    (mail,) = (folder / "mail").glob("*.eml")
    assert b"To: a@vi-du.vn" in mail.read_bytes()
    assert only().channel == "mail"


def test_the_language_is_the_readers(folder: Path) -> None:
    with transaction():
        to = Recipient("+84912345678", language="en")
        service.queue(Kind.ORDER_PLACED, "k/1", to, VALUES, clock.now())
    relay()
    assert "has your order DH-1" in fake.list_texts(folder)[0].text


def test_the_same_news_is_told_once(folder: Path) -> None:
    write()
    write()
    relay()
    write()
    assert relay() == 0
    assert len(fake.list_texts(folder)) == 1


def test_nobody_is_written_to_who_left_nothing() -> None:
    write(None)
    assert session.scalars(select(Message)).all() == []


def test_a_crash_after_sending_sends_no_second_text(folder: Path) -> None:
    write()
    letter = Letter("k/1", Kind.ORDER_PLACED, "+84912345678", "", "một", {})
    fake.FakePhones(Channel.ZALO, folder).send(letter)
    relay()
    assert [one.text for one in fake.list_texts(folder)] == ["một"]


def test_who_cannot_be_reached_may_be_tried_again_by_a_person(folder: Path) -> None:
    write("+33612345678")
    relay()
    assert (only().state, only().values) == (State.FAILED, VALUES)
    assert only().note == "zalo: number abroad; sms: number abroad"
    with transaction():
        service.send_again(Actor(id=1, name="Lan"), only().id, clock.now())
    assert only().state == State.WAITING
    with pytest.raises(NoSuchMessage), transaction():
        service.send_again(Actor(id=1, name="Lan"), only().id, clock.now())


def test_a_partner_that_does_not_answer_is_asked_later(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    class Away:
        channel = Channel.ZALO

        def send(self, letter: Letter) -> None:
            raise Unavailable("timeout")

    monkeypatch.setattr(delivering, "gateways_for", lambda config: (Away(),))
    write()
    assert relay() == 0
    waiting = session.scalars(select(OutboxMessage)).one()
    assert waiting.last_error == "Unavailable: timeout"
    assert waiting.available_at > clock.now()
    assert only().state == State.WAITING


def test_what_is_too_old_is_not_sent(folder: Path) -> None:
    now = clock.now()
    with transaction():
        service.queue(
            Kind.ORDER_PLACED, "k/1", Recipient("+84912345678"), VALUES, now, expires_at=now
        )
    relay()
    assert fake.list_texts(folder) == []
    assert (only().state, only().values) == (State.EXPIRED, {})


def test_without_a_partner_only_mail_is_left(app: Flask) -> None:
    config = replace(app.extensions["ocop_config"], demo=False, testing=False)
    assert not providers.can_text(config)
    assert [one.channel for one in providers.gateways_for(config)] == [Channel.MAIL]


def test_old_messages_leave_no_trace() -> None:
    with transaction():
        service.queue(
            Kind.ORDER_PLACED,
            "old/1",
            Recipient("+84912345678"),
            VALUES,
            clock.now() - timedelta(days=91),
        )
    write()
    with transaction():
        assert service.forget_before(clock.now() - timedelta(days=90)) == 1
    assert only().key == "k/1"


def test_the_fake_writes_nothing_half(folder: Path) -> None:
    write()
    relay()
    (file,) = (folder / "messages").iterdir()
    assert json.loads(file.read_text("utf-8"))["to"] == "+84912345678"
