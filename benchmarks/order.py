"""Placing an order: quote checked, stock taken, order, payment and audit written, committed;
and taking a bank's message that it is paid, from the signed bytes to the commit.

In one process, without HTTP. The yardstick is plain sqlite3 writing as many rows in one
transaction of the same durability.
"""

import sqlite3
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import delete, select, update

from benchmarks.figures import Figure, Progress, Unmeasurable
from benchmarks.site import demonstration
from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import db, session, transaction
from catalog.places.models import Commune
from catalog.products.models import Variant
from catalog.restrictions.queries import conditions_for
from storefront.app import create_app
from storefront.basket import queries as baskets
from storefront.basket import service as basket_service
from storefront.checkout import queries, service
from storefront.checkout.service import Wish
from storefront.closures.queries import off_sale
from storefront.cod.models import CodRule
from storefront.config import Config
from storefront.gateways import callbacks, calling
from storefront.gateways.connecting import gateway_of
from storefront.inbox import receiving
from storefront.inbox.providers.fake_bank import FakeBank, Message, Transfer
from storefront.invented_partners.providers.acting import Act
from storefront.inventory.models import StockItem
from storefront.payment_partners.providers.base import Incoming
from storefront.payments import queries as payments
from storefront.payments.rules import Method
from storefront.placing.rules import Buyer
from storefront.shipping.rules import Place

ORDERS = 60
ROUNDS = 5
ROWS = 8
"""Written for an order of one line: group, order, line, change, movement, payment, share, audit;
the stock counter besides. For a message: event, receipt, change, audit, entry, two lines of the
journal, and what was held; share, order and receipt are changed besides."""

Seconds = tuple[float, float]
"""By the processor, and on the wall."""


def run(say: Progress) -> list[Figure]:
    """Orders one after another, in rounds that alternate with the yardstick."""
    ours: list[Seconds] = []
    paid: list[Seconds] = []
    told: list[Seconds] = []
    plain: list[Seconds] = []
    with demonstration(say) as folder:
        config = Config.from_environment({"DATA_DIR": folder, "DEMO": "1"})
        app = create_app(config)
        with app.test_request_context():
            _fill_shelves()
            for turn in range(ROUNDS):
                say(f"order: round {turn + 1} of {ROUNDS}")
                ours.append(_timed(_place, _wishes()))
                paid.append(_timed(partial(_receive, config), _messages(config, turn)))
                told.append(_timed(_be_told, _online_messages()))
                plain.append(_timed(_write, _plain_database(Path(folder) / f"{turn}.sqlite3")))
            session.remove()
            db.engine.dispose()
    what = "place an order of one line"
    message = "take a bank's message that an order is paid"
    online = "take MoMo's message that an order is paid"
    return [
        _figure(what, "orders/CPU-s", ours, plain, 0),
        _figure(f"{what}, one after another", "orders/s", ours, plain, 1),
        _figure(message, "messages/CPU-s", paid, plain, 0),
        _figure(f"{message}, one after another", "messages/s", paid, plain, 1),
        _figure(online, "messages/CPU-s", told, plain, 0),
        _figure(f"{online}, one after another", "messages/s", told, plain, 1),
    ]


def _fill_shelves() -> None:
    with transaction():
        session.execute(update(StockItem).values(on_hand=1_000_000))
        session.execute(delete(CodRule))  # the same buyer places all: no code, no pause


def _messages(config: Config, turn: int) -> list[Message]:
    """Signed messages for orders that wait for exactly that money."""
    bank = FakeBank(config.payos_checksum_key, config.sepay_webhook_secret)
    found: list[Message] = []
    for place, wish in enumerate(_wishes(Method.VIETQR)):
        with transaction():
            number = service.place(Actor(), wish, clock.today(), clock.now())
        slip = payments.find_slip(number)
        if slip is None:
            raise Unmeasurable("the demonstration has no account for transfers")
        made = Transfer(turn * 1000 + place, slip.account, slip.amount, slip.purpose, clock.now())
        found.append(bank.by_payos(made))
    return found


def _receive(config: Config, messages: list[Message]) -> None:
    for one in messages:
        receiving.receive(config, one.provider, one.raw, one.heads, clock.now())


def _online_messages() -> list[Incoming]:
    """Signed messages of the invented MoMo, for pages that stand open."""
    found: list[Incoming] = []
    fake = current_app.extensions["ocop_gateways"].fakes[Method.MOMO]
    for wish in _wishes(Method.MOMO):
        with transaction():
            number = service.place(Actor(), wish, clock.today(), clock.now())
        url = calling.start(number, "vi", "127.0.0.1", clock.now()) or ""
        found += fake.act(url.rpartition("/")[2], Act.PAY, clock.now())
    return found


def _be_told(messages: list[Incoming]) -> None:
    gateway = gateway_of(Method.MOMO)
    for one in messages:
        callbacks.receive(gateway, one, clock.now())


def _wishes(method: Method = Method.COD) -> list[Wish]:
    """Filled baskets, each with the seal of what its buyer was shown."""
    buyer = _buyer()
    end = Place(buyer.province_code, buyer.commune_code)
    on = clock.today()
    wishes: list[Wish] = []
    variants = _sold(on)
    for turn in range(ORDERS * len(variants)):
        with transaction():
            basket, token = basket_service.open_basket(None, clock.now())
            basket_service.add(basket, variants[turn % len(variants)], 1, on)
        quote = queries.quote(baskets.get_view(basket.id, on), end, buyer.commune_name, on)
        if quote.can_be_placed:
            wishes.append(Wish(token, f"form-{turn}", quote.seal, buyer, method))
        if len(wishes) == ORDERS:
            break
    return wishes


def _sold(on: date) -> list[int]:
    """Variants that the law lets be sold without a question, and their seller sells today."""
    query = select(Variant).where(Variant.id.in_(select(StockItem.variant_id)))
    found = list(session.scalars(query.order_by(Variant.id)))
    asked = conditions_for({one.product_id for one in found}, on)
    held = {product_id for product_id, one in asked.items() if one.obstacle or one.min_age}
    off = off_sale([one.id for one in found], on)
    return [one.id for one in found if one.product_id not in held and one.id not in off]


def _buyer() -> Buyer:
    commune = session.scalars(select(Commune).order_by(Commune.code).limit(1)).one()
    return Buyer(
        buyer_name="Chị Hoa",
        phone="+84901234567",
        account_id=None,
        street="1 Đường Làng",
        commune_code=commune.code,
        commune_name=commune.full_name,
        province_code=commune.province_code,
        province_name=commune.province.name,
        places_as_of=commune.as_of,
        former_place=None,
        note=None,
        language="vi",
    )


def _place(wishes: list[Wish]) -> None:
    for wish in wishes:
        with transaction():
            service.place(Actor(), wish, clock.today(), clock.now())


def _plain_database(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE stock (id INTEGER PRIMARY KEY, free INTEGER)")
    connection.execute("INSERT INTO stock VALUES (1, 1000000)")
    connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, at TEXT, text TEXT)")
    return connection


def _write(connection: sqlite3.Connection) -> None:
    for _ in range(ORDERS):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE stock SET free = free - 1 WHERE id = 1 AND free >= 1")
        for row in range(ROWS):
            text = f"{row} {'x' * 200}"
            connection.execute("INSERT INTO entry (at, text) VALUES ('2026-11-22', ?)", (text,))
        connection.execute("COMMIT")
    connection.close()


def _timed(work: Callable[[Any], None], given: Any) -> Seconds:
    cpu, wall = time.process_time(), time.perf_counter()
    work(given)
    return time.process_time() - cpu, time.perf_counter() - wall


def _figure(
    what: str, unit: str, ours: list[Seconds], plain: list[Seconds], clock_used: int
) -> Figure:
    mine, other = (
        ORDERS / statistics.median(each[clock_used] for each in rounds) for rounds in (ours, plain)
    )
    return Figure("order", what, mine, unit, {"plain sqlite3, as many rows": mine / other})
