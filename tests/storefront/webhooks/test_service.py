"""News from the transaction to the receiver, and what becomes of it."""

import hashlib
import hmac
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Connection, select

from catalog.kernel import clock, outbox
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.amendments import adding, offering
from storefront.amendments import service as amendments
from storefront.amendments.service import Act
from storefront.inventory import service as inventory
from storefront.orders import service as orders
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.webhooks import delivering, housekeeping, rules, service
from storefront.webhooks.errors import BodyGone, NotAnAddress, StillOnItsWay, TooManyEndpoints
from storefront.webhooks.models import WebhookDelivery, WebhookEndpoint, WebhookSecret
from storefront.webhooks.providers import http
from storefront.webhooks.rules import Kind, State
from storefront.webhooks.service import NewEndpoint
from tests.factories.claims import make_deadlines
from tests.factories.storefront import Goods, make_goods, make_order, make_unpaid
from tests.storefront.webhooks.receiver import Receiver, listening

SECRET = "test-secret-test-secret-test-secret"
OWNER = Actor(id=7, name="Chị Hoa")
ALL = [one.value for one in rules.OFFERED]


@pytest.fixture
def receiver(app: Flask, db: Connection) -> Iterator[Receiver]:
    with app.app_context(), listening() as found:
        yield found


@pytest.fixture
def goods(receiver: Receiver) -> Goods:
    return make_goods(10)


def connect(
    receiver: Receiver, owner: int | None, kinds: list[str] | None = None
) -> tuple[int, str]:
    with transaction():
        new = NewEndpoint(owner, "Phần mềm kho", receiver.url, ALL if kinds is None else kinds)
        found, secret = service.add_endpoint(OWNER, new, SECRET, clock.now(), is_demo=True)
        return found.id, secret


def relay(now: datetime | None = None) -> int:
    return outbox.relay({service.TOPIC: delivering.consume}, now or clock.now())


def told(receiver: Receiver) -> list[str]:
    return [json.loads(body)["type"] for _path, _heads, body in receiver.got]


def only() -> WebhookDelivery:
    return session.scalars(select(WebhookDelivery)).one()


def ping(number: int) -> None:
    with transaction():
        service.ping(OWNER, None, number, clock.now())


def test_what_arrives_is_signed_over_the_raw_body(receiver: Receiver) -> None:
    number, secret = connect(receiver, None)
    ping(number)
    assert relay() == 1
    ((path, heads, body),) = receiver.got
    assert path == "/tin?nguon=cho"
    news = json.loads(body)
    assert (news["id"], news["type"]) == (heads["X-OCOP-Event-Id"], "ping")
    assert news["api_version"] == heads["X-OCOP-Api-Version"] == rules.API_VERSION
    at, mark = (part.partition("=")[2] for part in heads["X-OCOP-Signature"].split(","))
    text = f"{at}.{news['id']}.{rules.API_VERSION}.".encode() + body
    assert hmac.new(secret.encode(), text, hashlib.sha256).hexdigest() == mark
    assert (only().state, only().attempts, only().log[0]["said"]) == (State.DELIVERED, 1, "200")


def test_a_seller_is_told_of_own_orders_without_a_word_of_the_buyer(
    receiver: Receiver, goods: Goods
) -> None:
    connect(receiver, goods.seller_id, ["order.placed", "order.changed"])
    other = make_goods(5)
    number = make_order((goods.variant_id, 2), (other.variant_id, 1))
    relay()
    assert told(receiver) == ["order.placed"]
    data = json.loads(receiver.got[0][2])["data"]
    assert data["lines"][0]["quantity"] == 2
    assert data["lines"][0]["batch"] == goods.code
    for private in ("Mận", "987654321", "Hòa Bình"):
        assert private not in receiver.got[0][2].decode()
    with transaction():
        order = session.scalars(select(Order).where(Order.number == f"{number}-1")).one()
        orders.change(order, OrderStatus.PACKED, Party.SELLER, OWNER, clock.now())
    relay()
    assert json.loads(receiver.got[-1][2])["data"]["status"] == "packed"


def test_a_seller_is_told_of_units_taken_out_or_added(receiver: Receiver, goods: Goods) -> None:
    connect(receiver, goods.seller_id, ["order.changed"])
    number = f"{make_order((goods.variant_id, 3))}-1"
    order = select(Order).where(Order.number == number)
    with transaction():
        found = session.scalars(order).one()
        act = Act(Party.BUYER, Actor(), "mau-1")
        amendments.cut(found, {found.lines[0].id: 1}, act, clock.now())
    relay()
    data = json.loads(receiver.got[-1][2])["data"]
    assert (data["number"], data["status"]) == (number, "placed")
    assert [line["quantity"] for line in data["lines"]] == [2]
    assert data["total"] == session.scalars(select(Order.total)).one()
    with transaction():
        found = session.scalars(order).one()
        seal = offering.quote(found, {goods.variant_id: 2}, clock.today()).seal
        act = Act(Party.BUYER, Actor(), "mau-2")
        adding.add(found, {goods.variant_id: 2}, act, seal, clock.now())
    relay()
    assert told(receiver) == ["order.changed"] * 2
    lines = json.loads(receiver.got[-1][2])["data"]["lines"]
    assert sum(line["quantity"] for line in lines) == 4


def test_an_order_waiting_for_its_transfer_is_no_news(receiver: Receiver, goods: Goods) -> None:
    connect(receiver, goods.seller_id, ["order.placed", "order.changed"])
    number = make_unpaid((goods.variant_id, 1))
    relay()
    assert told(receiver) == []
    with transaction():
        order = session.scalars(select(Order).where(Order.number == f"{number}-1")).one()
        orders.change(order, OrderStatus.PLACED, Party.SYSTEM, OWNER, clock.now())
    relay()
    assert told(receiver) == ["order.placed"]


def test_stock_is_told_once_a_transaction(receiver: Receiver, goods: Goods) -> None:
    connect(receiver, goods.seller_id, ["stock.changed"])
    actor = Actor(id=7, name="Chị Hoa", producer_ids=frozenset({goods.seller_id}))
    with transaction():
        for _ in range(3):
            inventory.receive(actor, goods.variant_id, goods.batch_id, 5, clock.now())
    relay()
    assert told(receiver) == ["stock.changed"]
    assert json.loads(receiver.got[0][2])["data"]["free"] == 25


def test_a_refused_purchase_tells_nothing(receiver: Receiver, goods: Goods) -> None:
    connect(receiver, goods.seller_id)
    with pytest.raises(RuntimeError), transaction():
        service.announce(Kind.ORDER_PLACED, [goods.seller_id], "x", {}, clock.now())
        raise RuntimeError
    assert relay() == 0


def test_in_vain_it_is_tried_for_three_days_then_a_person_decides(receiver: Receiver) -> None:
    receiver.answers = [500]
    number, _ = connect(receiver, None)
    ping(number)
    now = clock.now()
    with time_machine.travel(now, tick=False) as traveller:
        for wait in (*rules.DELAYS, timedelta()):
            assert relay() == 1
            assert relay() == 0
            traveller.shift(wait)
    assert (only().state, only().attempts) == (State.DEAD, 9)
    assert {one["said"] for one in only().log} == {"500"}
    receiver.answers = [204]
    with transaction():
        service.replay(OWNER, None, only().id, clock.now())
    with pytest.raises(StillOnItsWay), transaction():
        service.replay(OWNER, None, only().id, clock.now())
    relay()
    assert only().state == State.DELIVERED
    assert len({heads["X-OCOP-Event-Id"] for _p, heads, _b in receiver.got}) == 1


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.answers = [302]
    ping(connect(receiver, None)[0])
    relay()
    assert (len(receiver.got), only().state) == (1, State.WAITING)


def test_two_secrets_sign_while_one_replaces_the_other(receiver: Receiver) -> None:
    make_deadlines()
    number, first = connect(receiver, None)
    with transaction():
        second = service.rotate(OWNER, None, number, SECRET, clock.now())
    ping(number)
    relay()
    heads = receiver.got[-1][1]
    assert heads["X-OCOP-Signature"].count("v1=") == 2
    assert first != second
    with time_machine.travel(clock.now() + timedelta(hours=24, seconds=1), tick=False):
        ping(number)
        relay()
        assert receiver.got[-1][1]["X-OCOP-Signature"].count("v1=") == 1
        housekeeping.forget_before(None, None)
    assert len(session.scalars(select(WebhookSecret)).all()) == 1


def test_secrets_are_sealed(receiver: Receiver) -> None:
    _, secret = connect(receiver, None)
    assert secret not in session.scalars(select(WebhookSecret.sealed)).one()


def test_a_closed_endpoint_is_told_no_more(receiver: Receiver) -> None:
    number, _ = connect(receiver, None)
    ping(number)
    with transaction():
        service.close_endpoint(OWNER, None, number, clock.now())
    relay()
    assert receiver.got == []
    assert only().state == State.DEAD


def test_a_name_that_leads_into_the_house_is_not_called(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    """DNS rebinding: the text of the address is fine, what it leads to is looked at each time."""
    port = receiver.url.split(":")[2].split("/")[0]
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", int(port)))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    with pytest.raises(http.NotAllowed):
        http.post("https://may.vi-du.vn/", b"{}", {}, is_demo=False)
    held = app.extensions["ocop_config"]
    number, _ = connect(receiver, None)
    endpoint = session.get_one(WebhookEndpoint, number)
    with transaction():
        session.get_one(WebhookEndpoint, endpoint.id).url = "https://may.vi-du.vn/"
    ping(number)
    app.extensions["ocop_config"] = replace(held, testing=False)
    try:
        relay()
    finally:
        app.extensions["ocop_config"] = held
    assert receiver.got == []
    assert only().log[0]["said"] == "private address"


def test_the_connection_goes_to_the_address_that_was_checked(receiver: Receiver) -> None:
    """The name of the request leads nowhere, and the news arrives all the same."""
    port = int(receiver.url.split(":")[2].split("/")[0])
    connection = http.Pinned("khong-co.vi-du.invalid", port, "127.0.0.1", is_secure=False)
    connection.request("POST", "/", b"{}", {})
    assert connection.getresponse().status == 200
    connection.close()
    assert receiver.got[0][1]["Host"].startswith("khong-co.vi-du.invalid")


def test_a_receiver_that_never_ends_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(http.NotReached):
            http.post(url, b"{}", {}, is_demo=True)


@pytest.mark.parametrize("url", ["http://may.vn/", "https://10.0.0.1/", "https://localhost/"])
def test_an_address_in_the_house_is_refused_at_once(db: object, url: str) -> None:
    with pytest.raises(NotAnAddress), transaction():
        new = NewEndpoint(None, "x", url, ALL)
        service.add_endpoint(OWNER, new, SECRET, clock.now(), is_demo=False)


def test_five_endpoints_at_most(receiver: Receiver) -> None:
    for _ in range(rules.MOST_ENDPOINTS):
        connect(receiver, None)
    with pytest.raises(TooManyEndpoints):
        connect(receiver, None)


def test_bodies_go_first_and_lines_later(receiver: Receiver) -> None:
    ping(connect(receiver, None)[0])
    relay()
    week, quarter = (clock.now() - timedelta(days=days) for days in (7, 90))
    change(closed_at=clock.now() - timedelta(days=8))
    assert housekeeping.forget_before(None, None) == 0
    assert housekeeping.forget_before(week, quarter) == 1
    assert only().body is None
    with pytest.raises(BodyGone), transaction():
        service.replay(OWNER, None, only().id, clock.now())
    change(closed_at=clock.now() - timedelta(days=91))
    housekeeping.forget_before(week, quarter)
    assert session.scalars(select(WebhookDelivery)).all() == []


def change(**values: Any) -> None:
    with transaction():
        row = only()
        for name, value in values.items():
            setattr(row, name, value)
