"""A seller's phone rings for an order and a question, and nothing of the buyer is in it."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, delete, func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from catalog.kernel.outbox import OutboxMessage
from storefront import jobs
from storefront.accounts.models import Account, SignIn
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from storefront.push import rules, service, telling
from storefront.push.errors import Busy, NotASubscription
from storefront.push.models import PushSubscription
from storefront.push.rules import Target
from tests.factories.accounts import make_account
from tests.factories.catalog import make_producer
from tests.factories.storefront import make_order
from tests.storefront.push.test_rules import BROWSER, TARGET


def signed_in(account: Account, number: int = 1) -> SignIn:
    row = SignIn(
        account_id=account.id,
        token_hash=f"hash-{account.id}-{number}",
        epoch=account.session_epoch,
        device="Chrome · Android",
        created_at=clock.now(),
        seen_at=clock.now(),
    )
    with transaction():
        session.add(row)
    return row


def subscribe(account_id: int, sign_in_id: int, endpoint: str = TARGET.endpoint) -> int:
    with transaction():
        target = Target(endpoint, BROWSER, TARGET.secret)
        actor = Actor(id=account_id, name="Chị Hoa")
        return service.subscribe(actor, sign_in_id, target, clock.now()).id


def waiting() -> list[dict[str, object]]:
    rows = session.scalars(
        select(OutboxMessage.payload).where(
            OutboxMessage.topic == service.TOPIC, OutboxMessage.done_at.is_(None)
        )
    )
    return list(rows)


def deliver(app: Flask) -> None:
    with app.app_context():
        for payload in waiting():
            jobs.CONSUMERS[service.TOPIC](payload)


def count() -> int:
    return session.scalar(select(func.count(PushSubscription.id))) or 0


@pytest.fixture
def order(db: Connection) -> Order:
    make_order()
    return session.scalars(select(Order)).one()


@pytest.fixture
def worker_id(order: Order) -> int:
    return make_account(memberships=[(order.producer_id, "staff")]).id


@pytest.fixture
def sign_in_id(worker_id: int) -> int:
    return signed_in(session.get_one(Account, worker_id)).id


def test_an_order_rings_on_each_browser_of_its_sellers(
    order: Order, worker_id: int, sign_in_id: int, app: Flask
) -> None:
    subscribe(worker_id, sign_in_id)
    subscribe(worker_id, sign_in_id, "https://push.example.net/push/y")
    stranger = make_account(phone="0987654321", memberships=[(make_producer().id, "owner")])
    subscribe(stranger.id, signed_in(stranger).id, "https://push.example.net/push/z")
    with transaction():
        telling.tell_placed(order.id, clock.now())
    told = waiting()
    assert len(told) == 2
    said = json.dumps(told, ensure_ascii=False)
    group, number = order.group, order.number
    for word in (group.buyer_name, group.phone, group.street, str(order.total)):
        assert str(word) not in said
    log = Path(app.extensions["ocop_config"].data_dir) / "push.log"
    log.unlink(missing_ok=True)
    deliver(app)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {one["endpoint"][-1] for one in lines} == {"x", "y"}
    body = bytes.fromhex(lines[0]["body"])
    assert number.encode() not in body, "nobody on the way reads it"
    assert session.scalars(select(PushSubscription.told_at)).all().count(None) == 1


def test_an_unpaid_order_rings_when_it_is_paid(
    order: Order, worker_id: int, sign_in_id: int
) -> None:
    subscribe(worker_id, sign_in_id)
    with transaction():
        telling.tell_changed(order.id, OrderStatus.PLACED, clock.now())
    assert waiting() == []
    with transaction():
        telling.tell_changed(order.id, OrderStatus.UNPAID, clock.now())
    assert len(waiting()) == 1


def test_a_browser_that_is_gone_is_forgotten(
    order: Order, worker_id: int, sign_in_id: int, app: Flask
) -> None:
    subscribe(worker_id, sign_in_id, "https://push.example.net/gone")
    with transaction():
        telling.tell_placed(order.id, clock.now())
    deliver(app)
    assert count() == 0
    deliver(app)  # the outbox may hand the same row out twice


def test_a_busy_service_is_tried_again(
    order: Order, worker_id: int, sign_in_id: int, app: Flask
) -> None:
    subscribe(worker_id, sign_in_id, "https://push.example.net/busy")
    with transaction():
        telling.tell_placed(order.id, clock.now())
    with pytest.raises(Busy):
        deliver(app)
    assert count() == 1


def test_who_is_signed_out_hears_nothing(
    order: Order, worker_id: int, sign_in_id: int, app: Flask
) -> None:
    subscribe(worker_id, sign_in_id)
    order_id = order.id
    with transaction():
        telling.tell_placed(order_id, clock.now())
        session.get_one(SignIn, sign_in_id).ended_at = clock.now()
    deliver(app)
    assert session.scalars(select(PushSubscription.told_at)).one() is None
    with transaction():
        session.execute(delete(OutboxMessage))
        telling.tell_placed(order_id, clock.now())
    assert waiting() == []
    with transaction():
        session.delete(session.get_one(SignIn, sign_in_id))
    session.expire_all()
    assert count() == 0, "the address goes with the sign-in"


def test_a_browser_belongs_to_whom_it_was_given_last(
    order: Order, worker_id: int, sign_in_id: int
) -> None:
    first = subscribe(worker_id, sign_in_id)
    other = make_account(phone="0987654321")
    subscribe(other.id, signed_in(other).id)
    assert count() == 1
    with pytest.raises(NotFound), transaction():
        service.unsubscribe(Actor(id=worker_id, name="Chị Hoa"), first + 1)
    with pytest.raises(NotFound), transaction():
        service.unsubscribe(Actor(id=worker_id, name="Chị Hoa"), first)


def test_only_so_many_devices_are_kept(order: Order, worker_id: int, sign_in_id: int) -> None:
    for number in range(rules.MOST_DEVICES + 2):
        subscribe(worker_id, sign_in_id, f"https://push.example.net/{number}")
    assert count() == rules.MOST_DEVICES


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.net/x",
        "https://127.0.0.1/x",
        "https://10.0.0.7/x",
        "https://metadata.internal/x",
        "https://user:pass@push.example.net/x",
        "https://push.example.net:22/x",
        "https://push.example.net/" + "x" * 1000,
        "",
    ],
)
def test_an_address_inside_is_no_push_service(
    order: Order, worker_id: int, sign_in_id: int, endpoint: str
) -> None:
    with pytest.raises(NotASubscription):
        subscribe(worker_id, sign_in_id, endpoint)
    assert count() == 0
