"""A seller with a host name of its own."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import Connection

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.producers.models import Producer
from storefront.hosts import service
from storefront.hosts.rules import Seen
from tests.factories.storefront import make_seller
from tests.visitor import Visitor

HOST = "vuonnha.vn"
HOUSE = "ocop.example"


@pytest.fixture
def shop(app: Flask, db: Connection) -> Iterator[Producer]:
    with app.app_context():
        yield make_seller()


@pytest.fixture
def actor(shop: Producer) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({shop.id}))


@pytest.fixture
def ask(actor: Actor, shop: Producer) -> Callable[..., int]:
    """Ask for a name; the number of the row."""

    def do(host: str = HOST) -> int:
        with transaction():
            return service.ask(actor, shop.id, host, HOUSE, clock.now()).id

    return do


@pytest.fixture
def confirmed(ask: Callable[..., int], officer: Actor) -> int:
    """The shop has HOST."""
    number = ask()
    with transaction():
        service.confirm(officer, number, Seen.TXT, clock.now())
    return number


@pytest.fixture
def operator(visitor: Visitor) -> Visitor:
    visitor.sign_in("hosts.see", "hosts.decide", "desk.see", "producers.see", number=2)
    return visitor
