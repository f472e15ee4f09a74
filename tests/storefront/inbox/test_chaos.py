"""Whatever happens to messages on their way, the shop ends where it would have ended in order."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.books import queries as books
from storefront.config import Config
from storefront.inbox import receiving
from storefront.inbox.models import InboundEvent, Receipt
from storefront.inbox.providers.fake_bank import FakeBank, Message, Transfer, flood
from storefront.inventory.models import Reservation
from storefront.orders import settling
from storefront.orders.models import Order
from storefront.payments import queries as payments
from storefront.payments.models import Payment, Refund
from tests.factories.storefront import (
    ACCOUNT,
    Goods,
    make_goods,
    make_order,
    make_seller,
    make_unpaid,
)
from tests.seeds import seeds
from tests.storefront.inbox.senders import PAYOS_KEY, SEPAY_SECRET

pytestmark = pytest.mark.usefixtures("db")
BANK = FakeBank(PAYOS_KEY, SEPAY_SECRET)
THIEF = FakeBank("another-key-0123456789", "another-secret-0123456789")
FATES = ("exact", "under", "over", "twice", "mixed", "nothing", "late", "too_late", "declined")


class Case(NamedTuple):
    """One purchase and what becomes of its money."""

    number: str
    fate: str


@pytest.fixture
def keyed(app: Flask) -> Config:
    held: Config = app.extensions["ocop_config"]
    return replace(held, payos_checksum_key=PAYOS_KEY, sepay_webhook_secret=SEPAY_SECRET)


def world(fates: list[str]) -> list[Case]:
    """Purchases of two sellers, each from goods of its own; some have run out of time."""
    seller = make_seller("HTX minh họa Đak Đoa")
    made = []
    for fate in fates:
        first, second = make_goods(2), make_goods(2, seller=seller, price=50_000)
        number = make_unpaid((first.variant_id, 1), (second.variant_id, 2))
        if fate in ("late", "too_late"):
            run_out(number, first, is_gone=fate == "too_late")
        made.append(Case(number, fate))
    return made


def run_out(number: str, goods: Goods, *, is_gone: bool) -> None:
    past = clock.now() - timedelta(minutes=1)
    with transaction():
        session.execute(update(Payment).where(Payment.reference == number).values(expires_at=past))
        session.execute(
            update(Reservation)
            .where(Reservation.document.startswith(number))
            .values(expires_at=past)
        )
    if is_gone:
        make_order((goods.variant_id, 2))


def messages_of(cases: list[Case], offset: int, now: datetime) -> list[Message]:
    """What the bank says of each purchase, the same for the same fates."""
    found: list[Message] = []
    for place, (number, fate) in enumerate(cases):
        slip = payments.find_slip(number)
        assert slip
        exact = slip.amount
        amounts = {
            "exact": [exact],
            "under": [exact - 1],
            "over": [exact + 1],
            "twice": [exact, exact],
            "mixed": [exact - 5_000, exact, exact + 5_000],
            "late": [exact],
            "too_late": [exact],
            "declined": [exact],
        }.get(fate, [])
        for part, amount in enumerate(amounts):
            made = Transfer(
                offset + place * 10 + part, ACCOUNT, amount, f"MB.{slip.purpose}.CT", now
            )
            tell = BANK.by_sepay if (place + part) % 2 else BANK.by_payos
            found.append(
                BANK.by_payos(made, is_declined=True) if fate == "declined" else tell(made)
            )
    return [*found, BANK.by_payos(Transfer(offset + 999, ACCOUNT, 12_345, "ung ho", now))]


def forged(messages: list[Message], chance: Random, now: datetime) -> list[Message]:
    """Messages of a thief, of yesterday, and spoilt on the way."""
    made = Transfer(chance.randrange(10**9), ACCOUNT, 1, "OCOP", now)
    old = Transfer(chance.randrange(10**9), ACCOUNT, 1, "OCOP", now - timedelta(days=1))
    spoilt = [
        Message(one.provider, one.raw.replace(b"MB.", b"VC."), one.heads)
        for one in messages
        if b"MB." in one.raw
    ]
    return [THIEF.by_payos(made), THIEF.by_sepay(made), BANK.by_sepay(old), *spoilt]


def send(config: Config, messages: list[Message], now: datetime) -> Counter[str]:
    """What came of them: "taken", "seen", "refused"."""
    outcome: Counter[str] = Counter()
    for one in messages:
        try:
            result = receiving.receive(config, one.provider, one.raw, one.heads, now)
        except DomainError:
            outcome["refused"] += 1
        else:
            outcome["seen" if result is None else "taken"] += 1
    return outcome


def state(cases: list[Case]) -> list[tuple[object, ...]]:
    """Where each purchase and its money ended, without the names by which worlds differ."""
    found: list[tuple[object, ...]] = []
    for number, fate in cases:
        orders = session.execute(
            select(Order.status, Order.total)
            .where(Order.number.startswith(number))
            .order_by(Order.number)
        ).all()
        money = session.execute(
            select(Receipt.amount, Receipt.state).where(Receipt.number == number)
        ).all()
        back = session.execute(
            select(Refund.amount, Refund.reason).where(Refund.reference.startswith(number))
        ).all()
        shares = payments.states_of(f"{number}-{place}" for place in (1, 2))
        found.append(
            (
                fate,
                [tuple(row) for row in orders],
                sorted(tuple(row) for row in money),
                sorted(tuple(row) for row in back),
                sorted(shares.values()),
            )
        )
    return found


ENDS: dict[str, tuple[object, ...]] = {}
"""Where each fate ends when its messages come in order, told once for all seeds."""


def end_in_order(config: Config, fate: str, now: datetime) -> tuple[object, ...]:
    if fate not in ENDS:
        alone = world([fate])
        plain = messages_of(alone, 1_000_000 + 1_000 * FATES.index(fate), now)
        assert send(config, plain, now)["taken"] == len(plain)
        settling.lapse_all(now)
        (ENDS[fate],) = state(alone)
    return ENDS[fate]


def count_events() -> int:
    return session.scalar(select(func.count(InboundEvent.id))) or 0


@pytest.mark.parametrize("seed", seeds(100))
def test_disorder_ends_like_order(keyed: Config, seed: int) -> None:
    chance, now = Random(seed), clock.now()
    fates = chance.sample(FATES, 3)
    in_order = [end_in_order(keyed, one, now) for one in fates]
    wild, before = world(fates), count_events()
    tossed = messages_of(wild, 2_000_000, now)
    bad = forged(tossed, chance, now)
    outcome = send(keyed, flood([*tossed, *bad], chance), now)
    assert outcome["taken"] == len(tossed)
    assert outcome["refused"] >= len(bad)
    settling.lapse_all(now)
    assert state(wild) == in_order
    assert count_events() == before + len(tossed)
    assert books.verify().discrepancies == []


def test_copies_under_other_numbers_do_count(keyed: Config) -> None:
    """The negative control: it is the partner's number of the event that keeps copies out."""
    now = clock.now()
    (case,) = world(["exact"])
    slip = payments.find_slip(case.number)
    assert slip
    copies = [
        BANK.by_payos(Transfer(number, ACCOUNT, slip.amount, slip.purpose, now))
        for number in (1, 2, 3)
    ]
    send(keyed, copies, now)
    states = session.scalars(select(Receipt.state).order_by(Receipt.id)).all()
    assert states == ["applied", "open", "open"]
