"""A process killed between the transactions of a call, or inside one, loses and repeats nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, current_app
from sqlalchemy import select, update

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.gateways import asking, callbacks, calling
from storefront.gateways.models import PaymentAttempt, RefundAttempt
from storefront.invented_partners.providers.acting import Act
from storefront.orders import service as orders
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payment_partners.providers.base import Incoming, Taken
from storefront.payments import queries as payments
from storefront.payments.models import Refund
from tests.factories.storefront import make_online
from tests.races.killing import killed_at
from tests.storefront.gateways.partners import TOTAL, Till, with_fakes

START_POINTS = (
    "storefront.gateways.service.attempts.prepare",
    "storefront.gateways.service.attempts.bill_of",
    "storefront.gateways.service.attempts.note_started",
)
TAKE_POINTS = (
    "storefront.inbox.service.store",
    "storefront.orders.settling.settle",
    "storefront.payments.service.receive",
    "storefront.gateways.queries.receipt_of",
    "storefront.gateways.service.attempts.note_paid",
)
REFUND_POINTS = (
    "storefront.gateways.service.refunding.begin",
    "storefront.gateways.service.refunding.return_of",
    "storefront.gateways.service.refunding.note_answer",
    "storefront.payments.service.mark_sent",
)
DESK = Actor(id=1, name="Chị Hoa")


@pytest.fixture
def till(shop: Flask, tmp_path: Path) -> Iterator[Till]:
    """A purchase by card; the invented Stripe remembers in a file that every process opens."""
    found = with_fakes(shop.extensions["ocop_config"], tmp_path)
    before, shop.extensions["ocop_gateways"] = shop.extensions["ocop_gateways"], found
    yield Till(found, "stripe", make_online("stripe"))
    shop.extensions["ocop_gateways"] = before


def connect(folder: str) -> None:
    """The same shop in the process that is killed: a partner compares whole requests."""
    config = replace(current_app.extensions["ocop_config"], public_url="https://ocop.example")
    current_app.extensions["ocop_gateways"] = with_fakes(config, Path(folder))


def start(folder: str, number: str) -> None:
    connect(folder)
    calling.start(number, "vi", "127.0.0.1", clock.now())


def take(folder: str, raw: str, signature: str) -> None:
    connect(folder)
    gateway = current_app.extensions["ocop_gateways"].gateways["stripe"]
    one = Incoming(raw.encode(), {"stripe-signature": signature})
    callbacks.receive(gateway, one, clock.now())


def refund(folder: str, refund_id: int) -> None:
    connect(folder)
    calling.refund(DESK, refund_id, clock.now())


def ask_by_the_clock() -> None:
    past = clock.now() - timedelta(seconds=1)
    with transaction():
        for model in (PaymentAttempt, RefundAttempt):
            session.execute(update(model).where(model.ask_at.is_not(None)).values(ask_at=past))
    asking.ask_all()


def fields(message: Incoming, tmp_path: Path) -> dict[str, str]:
    return {
        "folder": str(tmp_path),
        "raw": message.raw.decode(),
        "signature": message.heads["stripe-signature"],
    }


def sessions_made(till: Till) -> int:
    with till.fake._store.open() as things:  # type: ignore[attr-defined]  # the fake's own drawer
        return len(things.list("stripe.session"))


@pytest.mark.parametrize("point", START_POINTS)
def test_killed_while_starting_the_same_page_is_opened(
    shop: Flask, till: Till, tmp_path: Path, point: str
) -> None:
    killed_at(shop, point, start, opens_its_own=True, folder=str(tmp_path), number=till.number)
    ask_by_the_clock()
    assert till.start()
    assert sessions_made(till) == 1
    assert till.attempt().state == "started"
    till.tell(till.act(Act.PAY))
    assert till.statuses() == ["placed"]
    assert books.verify().discrepancies == []


@pytest.mark.parametrize("point", TAKE_POINTS)
def test_killed_while_told_the_message_counts_when_it_comes_again(
    shop: Flask, till: Till, tmp_path: Path, point: str
) -> None:
    till.start()
    paid = till.act(Act.PAY)[-1]
    killed_at(shop, point, take, opens_its_own=True, **fields(paid, tmp_path))
    assert (till.statuses(), till.receipts()) == (["unpaid"], [])
    assert till.tell([paid]) == [Taken.DONE]
    assert (till.statuses(), till.receipts()) == (["placed"], [(TOTAL, "applied")])
    assert books.verify().discrepancies == []


def test_with_a_commit_in_between_the_message_would_be_lost(
    shop: Flask, till: Till, tmp_path: Path
) -> None:
    """Negative control: stored before its effect, the message is known and does nothing."""
    till.start()
    paid = till.act(Act.PAY)[-1]
    killed_at(
        shop, TAKE_POINTS[0], take, carelessly=True, opens_its_own=True, **fields(paid, tmp_path)
    )
    assert till.tell([paid]) == [Taken.SEEN]
    assert till.statuses() == ["unpaid"]


@pytest.mark.parametrize("point", REFUND_POINTS)
def test_killed_while_refunding_money_goes_back_once(
    shop: Flask, till: Till, tmp_path: Path, point: str
) -> None:
    till.pay()
    with transaction():
        order = session.scalars(select(Order)).one()
        orders.change(order, OrderStatus.CANCELLED, Party.BUYER, Actor(), clock.now())
    refund_id = payments.list_refunds_due()[0].id
    killed_at(shop, point, refund, opens_its_own=True, folder=str(tmp_path), refund_id=refund_id)
    ask_by_the_clock()
    if session.get_one(Refund, refund_id).sent_at is None:  # killed before anything was stored
        assert calling.refund(DESK, refund_id, clock.now()) == "sent"
    with till.fake._store.open() as things:  # type: ignore[attr-defined]  # the fake's own drawer
        assert [one["amount"] for one in things.list("stripe.refund")] == [TOTAL]
    assert books.verify().discrepancies == []
