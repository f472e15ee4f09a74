"""Whatever happens to the messages of any partner, the shop ends where order would have ended."""

from collections import Counter
from dataclasses import replace
from random import Random
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.gateways.models import Charge, PaymentAttempt
from storefront.gateways.service import taking
from storefront.inbox.models import InboundEvent, Receipt
from storefront.inbox.providers.fake_bank import flood
from storefront.invented_partners.connecting import WithFakes
from storefront.invented_partners.providers.acting import Act
from storefront.journal.queries import balances_of_partners
from storefront.orders import settling
from storefront.orders.models import Order
from storefront.payment_partners.providers.base import Charged, Incoming, Taken
from storefront.payments.models import Refund
from tests.factories.storefront import make_goods, make_online, make_order, make_seller
from tests.seeds import seeds
from tests.storefront.gateways.conftest import Open
from tests.storefront.gateways.partners import METHODS, Till, assert_books_agree, let_time_pass

FATES = ("paid", "short", "late", "too_late", "expired", "declined", "forged", "asked", "twice")


class Case(NamedTuple):
    """One purchase and what becomes of its money."""

    till: Till
    fate: str


def world(partners: WithFakes, fates: list[tuple[str, str]]) -> list[Case]:
    """Purchases of two sellers, each with a page that is open; some have run out of time."""
    seller = make_seller("HTX minh họa Đak Đoa")
    made = []
    for method, fate in fates:
        first, second = make_goods(2), make_goods(2, seller=seller, price=50_000)
        number = make_online(method, (first.variant_id, 1), (second.variant_id, 2))
        till = Till(partners, method, number)
        till.start()
        if fate in ("late", "too_late"):
            let_time_pass(number)
            settling.lapse_all(clock.now())
        if fate == "too_late":
            make_order((first.variant_id, 2))
        made.append(Case(till, fate))
    return made


ACTS = {
    "paid": Act.PAY,
    "short": Act.OTHER_AMOUNT,
    "late": Act.PAY,
    "too_late": Act.PAY,
    "expired": Act.EXPIRE,
    "declined": Act.DECLINE,
    "forged": Act.FORGE,
    "asked": Act.PAY,
    "twice": Act.PAY,
}


def messages_of(case: Case) -> list[Incoming]:
    """What the partner says; of "asked" it says nothing, and has to be asked."""
    messages = case.till.act(ACTS[case.fate])
    return [] if case.fate == "asked" else messages


def spoilt(one: Incoming) -> Incoming:
    """The same with one sign changed on the way."""
    return replace(
        one,
        raw=one.raw.replace(b"DH26", b"DH27").replace(b'"evt_4', b'"evt_5'),
        query=one.query.replace("DH26", "DH27"),
    )


def state(cases: list[Case]) -> list[tuple[object, ...]]:
    """Where each purchase and its money ended, without the names by which two worlds differ."""
    session.expire_all()
    found: list[tuple[object, ...]] = []
    for till, fate in cases:
        number = till.number
        orders = select(Order.status, Order.total).where(Order.number.startswith(number))
        receipts = select(Receipt.amount, Receipt.state).where(Receipt.number == number)
        back = select(Refund.amount, Refund.reason).where(Refund.reference.startswith(number))
        charges = select(Charge.amount).where(Charge.reference.startswith(number))
        attempts = select(PaymentAttempt.state).where(PaymentAttempt.number == number)
        queries = (orders, receipts, back, charges, attempts)
        rows = [sorted(tuple(row) for row in session.execute(query)) for query in queries]
        found.append((fate, till.method, *rows))
    return found


ENDS: dict[tuple[str, str], tuple[object, ...]] = {}
"""Where each fate ends when its messages come in order, told once for all seeds."""


def end_in_order(partners: WithFakes, method: str, fate: str) -> tuple[object, ...]:
    if (method, fate) not in ENDS:
        (case,) = world(partners, [(method, fate)])
        case.till.tell(messages_of(case))
        case.till.ask()
        settling.lapse_all(clock.now())
        (ENDS[method, fate],) = state([case])
    return ENDS[method, fate]


@pytest.mark.parametrize("seed", seeds(100))
def test_disorder_ends_like_order(app: Flask, db: object, partners: WithFakes, seed: int) -> None:
    chance = Random(seed)
    fates = [(chance.choice(METHODS), chance.choice(FATES)) for _ in range(3)]
    with app.app_context():
        in_order = [end_in_order(partners, *one) for one in fates]
        wild = world(partners, fates)
        told = [(case.till, one) for case in wild for one in messages_of(case)]
        bad = [(till, spoilt(one)) for till, one in told]
        outcome: Counter[Taken] = Counter()
        for till, one in flood([*told, *bad], chance):
            if chance.random() < 0.2:
                till.ask()  # at any moment the clock may ask as well
            outcome.update(till.tell([one]))
        for case in wild:
            case.till.ask()
        settling.lapse_all(clock.now())
        assert state(wild) == in_order
        assert outcome[Taken.FORGED] + outcome[Taken.UNREADABLE] >= len(bad)
        assert_books_agree()


def test_without_the_name_of_the_charge_each_telling_would_count(open_till: Open) -> None:
    """The negative control: it is the partner's name for the money that keeps copies out."""
    till = open_till("momo")
    till.start()
    (message,) = till.act(Act.PAY)
    told = till.gateway.read(message, clock.now())
    assert isinstance(told, Charged)
    for place in range(3):
        copy = replace(told, event_id=f"e{place}", payment_id=f"p{place}")
        with transaction():
            taking.take("momo", copy, "", clock.now())
    states = session.scalars(select(Receipt.state).order_by(Receipt.id)).all()
    assert states == ["applied", "open", "open"]


def test_every_message_is_stored_once(open_till: Open, method: str) -> None:
    till = open_till(method)
    till.start()
    messages = till.act(Act.PAY)
    till.tell(messages * 3)
    assert len(session.scalars(select(InboundEvent.id)).all()) == len(messages)
    assert sum(balances_of_partners().values()) == till.charges()[0]
