"""One operator places money for a purchase while another gives a part of it back."""

import threading
import time
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import db, session, transaction
from storefront.books import queries as books
from storefront.inbox import service
from storefront.inbox.errors import TooLittle
from storefront.inbox.models import Receipt
from storefront.payments.models import Refund
from tests.factories.storefront import make_unpaid
from tests.factories.trade import pay
from tests.races.threads import LONGEST, together

FIRST, SECOND = 25_000, 100_000  # of 125.000
SAU = Actor(id=3, name="Sáu")


@pytest.fixture
def receipts(shop: Flask) -> tuple[str, int, int]:
    """A purchase paid by two transfers, and the two receipts that wait for a person."""
    number = make_unpaid()
    pay(number, FIRST)
    pay(number, SECOND)
    first, second = session.scalars(select(Receipt.id).order_by(Receipt.id)).all()
    return number, first, second


def placing(number: str, receipt_id: int) -> Callable[[], object]:
    def act() -> object:
        with transaction():
            return service.apply(SAU, receipt_id, number, clock.now())

    return act


def giving_back(receipt_id: int) -> Callable[[], None]:
    def act() -> None:
        with transaction():
            service.give_back(SAU, receipt_id, "Khách đổi ý", clock.now())

    return act


def both_ways() -> list[str]:
    """Receipts that count for a purchase and go back all the same."""
    back = {one.reference for one in session.scalars(select(Refund))}
    applied = session.scalars(select(Receipt).where(Receipt.state == "applied"))
    return [service.name_of(one) for one in applied if service.name_of(one) in back]


@pytest.mark.postgresql
def test_money_is_placed_or_sent_back_and_never_both(
    shop: Flask, receipts: tuple[str, int, int]
) -> None:
    number, first, second = receipts
    held = threading.Event()

    def give_back_slowly() -> None:
        with transaction():
            service.give_back(SAU, second, "Khách đổi ý", clock.now())
            held.set()
            wait_until_somebody_waits()

    def place_meanwhile() -> object:
        held.wait(LONGEST)
        return placing(number, first)()

    results = together(shop, [give_back_slowly, place_meanwhile])
    assert isinstance(results[1], TooLittle)
    assert both_ways() == []
    assert books.verify().discrepancies == []


def wait_until_somebody_waits() -> None:
    """Until another connection stands in a queue for a lock."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as other:
        until = time.monotonic() + 20
        while not other.scalar(waiting) and time.monotonic() < until:
            pass


def test_without_holding_the_receipts_money_goes_both_ways(
    shop: Flask, receipts: tuple[str, int, int]
) -> None:
    """Negative control: one looks at what is open, the other gives a part back, the first writes
    what it decided."""
    number, first, second = receipts
    looked, went_back = threading.Event(), threading.Event()

    def place_carelessly() -> None:
        ids = session.scalars(select(Receipt.id).where(Receipt.state == "open")).all()
        session.rollback()
        looked.set()
        went_back.wait(LONGEST)
        with transaction():
            mine = {first, second} & set(ids)
            session.execute(update(Receipt).where(Receipt.id.in_(mine)).values(state="applied"))

    def give_back() -> None:
        looked.wait(LONGEST)
        giving_back(second)()
        went_back.set()

    together(shop, [place_carelessly, give_back])
    assert both_ways() == [f"{number}/{second}"]
