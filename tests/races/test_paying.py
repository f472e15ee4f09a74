"""Money at the same moment: copies of one message, money against the clock, buyer against money."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import db as flask_db
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.inbox import queries as inbox
from storefront.inbox import service
from storefront.inbox.models import InboundEvent, Receipt
from storefront.inbox.rules import Arrival, Result
from storefront.inventory.models import Reservation, StockItem
from storefront.orders import service as orders
from storefront.orders import settling
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.models import Payment
from tests.factories.storefront import ACCOUNT, Goods, make_goods, make_order, make_unpaid
from tests.races.killing import killed_at
from tests.races.threads import meeting, together

COPIES = 8
TOTAL = 125_000


@pytest.fixture
def goods(shop: Flask) -> Goods:
    return make_goods(1)


@pytest.fixture
def number(goods: Goods) -> str:
    return make_unpaid((goods.variant_id, 1))


def arrival(number: str, event_id: str = "FT1") -> Arrival:
    return Arrival("payos", event_id, ACCOUNT, TOTAL, f"OCOP {number}", clock.now())


def taking(message: Arrival) -> Callable[[], Result | None]:
    def act() -> Result | None:
        with transaction():
            return service.take(message, "{}", clock.now())

    return act


def run_out(number: str) -> None:
    with transaction():
        now = clock.now()
        session.execute(update(Payment).where(Payment.reference == number).values(expires_at=now))
        session.execute(update(Reservation).values(expires_at=now))


def status() -> str:
    return session.scalars(select(Order.status).order_by(Order.id)).first() or ""


def money() -> list[str]:
    return sorted(session.scalars(select(Receipt.state)))


def test_copies_at_once_count_once(shop: Flask, number: str) -> None:
    results = together(shop, [taking(arrival(number))] * COPIES)
    assert [one for one in results if one is not None] == [Result.PAID]
    assert (status(), money()) == ("placed", ["applied"])
    assert books.verify().discrepancies == []


def test_without_the_unique_event_each_copy_would_count(shop: Flask, number: str) -> None:
    """Negative control: every copy looks whether the event is known before any is stored."""
    seen = meeting(COPIES)
    names = iter(range(COPIES))

    def carelessly() -> bool:
        is_known = inbox.has_event("payos", "FT1")
        seen.wait()
        if not is_known:
            with transaction():
                service.take(arrival(number, f"FT1/{next(names)}"), "{}", clock.now())
        return not is_known

    assert together(shop, [carelessly] * COPIES) == [True] * COPIES
    assert len(money()) == COPIES


def test_two_transfers_at_once_pay_one_order(shop: Flask, number: str) -> None:
    together(shop, [taking(arrival(number, f"FT{one}")) for one in range(COPIES)])
    assert (status(), money()) == ("placed", ["applied", *["open"] * (COPIES - 1)])
    assert books.verify().discrepancies == []


@pytest.mark.parametrize("_round", range(4))
def test_money_and_the_clock_at_the_same_moment(shop: Flask, number: str, _round: int) -> None:
    """Whoever is first: the order stands, because the goods are still there."""
    run_out(number)
    together(shop, [taking(arrival(number)), lambda: settling.lapse_all(clock.now())])
    assert (status(), money()) == ("placed", ["applied"])
    assert books.verify().discrepancies == []


@pytest.mark.parametrize("_round", range(4))
def test_late_money_and_another_buyer_want_the_last_unit(
    shop: Flask, goods: Goods, number: str, _round: int
) -> None:
    run_out(number)
    together(shop, [taking(arrival(number)), lambda: make_order((goods.variant_id, 1))])
    session.remove()
    allocated = session.get_one(StockItem, goods.item_id).allocated
    others = (session.scalar(select(func.count(Order.id))) or 0) - 1
    won = status() == "placed"
    assert allocated == 1
    assert (won, money(), others) in ((True, ["applied"], 0), (False, ["refund"], 1))
    assert books.verify().discrepancies == []


@pytest.mark.parametrize("_round", range(4))
def test_a_buyer_cancels_while_the_money_arrives(shop: Flask, number: str, _round: int) -> None:
    def cancel() -> bool:
        with transaction():
            order = session.scalars(select(Order)).one()
            orders.change(order, OrderStatus.CANCELLED, Party.BUYER, Actor(), clock.now())
        return True

    together(shop, [taking(arrival(number)), cancel])
    together(shop, [taking(arrival(number))])  # a message that met a conflict comes again
    assert (status(), money()) in (
        ("placed", ["applied"]),
        ("cancelled", ["applied"]),  # paid, then cancelled: a refund waits
        ("cancelled", ["open"]),
    )
    assert books.verify().discrepancies == []


@pytest.mark.postgresql
def test_the_orders_that_money_is_held_against_are_held(shop: Flask, number: str) -> None:
    """Else a buyer may cancel between the look at what is expected and the settling."""
    with transaction():
        assert inbox.find_purchase(number, lock=True)
        with flask_db.engine.connect() as other:
            free = select(Order.id).with_for_update(skip_locked=True)
            assert other.execute(free).all() == []


POINTS = (
    "storefront.inbox.service.store",
    "storefront.inventory.holding.keep",
    "storefront.payments.service.receive",
    "storefront.orders.settling.settle",
    "storefront.inbox.service._close",
)


def take_one(number: str) -> Result | None:
    return service.take(arrival(number), "{}", clock.now())


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_in_a_callback_leaves_nothing_and_the_retry_counts(
    shop: Flask, number: str, point: str
) -> None:
    killed_at(shop, point, take_one, number=number)
    assert (status(), money()) == ("unpaid", [])
    assert session.scalar(select(func.count(InboundEvent.id))) == 0
    assert taking(arrival(number))() == Result.PAID
    assert (status(), money()) == ("placed", ["applied"])
    assert books.verify().discrepancies == []


def test_with_a_commit_in_between_money_would_be_lost(shop: Flask, number: str) -> None:
    """Negative control: stored before its effect, the message is known and does nothing."""
    killed_at(shop, POINTS[0], take_one, carelessly=True, number=number)
    assert taking(arrival(number))() is None
    assert (status(), money()) == ("unpaid", [])
