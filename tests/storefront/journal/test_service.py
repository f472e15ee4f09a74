"""Entries follow what happens to orders, once each, and stay."""

import random

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.journal import queries, service
from storefront.journal.errors import BadEntry
from storefront.journal.models import JournalEntry
from storefront.journal.rules import Account, EntryKind, Line
from storefront.orders.rules import TRANSITIONS, OrderStatus, Party
from storefront.payments.signals import money_received, money_returned
from tests.factories.storefront import NOW, Goods, make_goods, make_order
from tests.factories.trade import bring, deliver
from tests.seeds import seeds

TOTAL = 125_000
LINES = [Line(Account.BANK, 5), Line(Account.BUYERS, -5)]


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(500)


def place(goods: Goods, units: int = 1) -> str:
    return f"{make_order((goods.variant_id, units))}-1"


def standing(number: str) -> dict[str, int]:
    found = queries.standing_of_orders().get(number, {})
    return {account: amount for account, amount in found.items() if amount}


def post(document: str, lines: list[Line]) -> bool:
    with transaction():
        return service.post(EntryKind.PAID_IN, document, "HTX", lines, NOW)


def test_a_placed_order_is_owed_by_its_buyer(goods: Goods) -> None:
    assert standing(place(goods)) == {"buyers": TOTAL, "orders": -TOTAL}


@pytest.mark.parametrize(
    ("end", "by"),
    [(OrderStatus.CANCELLED, Party.BUYER), (OrderStatus.REFUSED, Party.SELLER)],
)
def test_an_order_called_off_leaves_nothing(goods: Goods, end: OrderStatus, by: Party) -> None:
    number = place(goods)
    bring(number, end, by)
    assert standing(number) == {}
    entry = queries.find_entry(f"called-off:{number}")
    assert entry and entry.reverses_id == queries.find_entry(f"placed:{number}").id  # type: ignore[union-attr]  # it is there


def test_cash_in_the_sellers_hand_settles_what_is_owed_to_it(goods: Goods) -> None:
    number = place(goods)
    deliver(number)
    assert standing(number) == {}
    assert queries.balances_of_sellers() == {goods.seller_id: 0}


def test_money_at_a_partner_is_owed_to_the_seller_once_delivered(goods: Goods) -> None:
    number = place(goods)
    money = {"reference": number, "amount": TOTAL, "holder": "payos", "key": "payos:1"}
    with transaction():
        money_received.send(None, **money)
        money_received.send(None, **money)  # the partner tells twice
    assert standing(number) == {"clearing": TOTAL, "orders": -TOTAL}


def test_money_of_a_delivered_order_goes_back_at_the_sellers_cost(goods: Goods) -> None:
    number = place(goods)
    deliver(number)
    money = {"reference": number, "amount": 25_000, "holder": "payos", "key": "payos:r1"}
    with transaction():
        money_returned.send(None, **money)
        money_returned.send(None, **money)
    assert standing(number) == {"sellers": 25_000, "clearing": -25_000}
    assert books.verify().discrepancies == []


def test_the_same_document_is_entered_once(db: object) -> None:
    assert post("paid-in:1", LINES)
    assert not post("paid-in:1", LINES)
    with pytest.raises(BadEntry, match="other lines"):
        post("paid-in:1", [Line(Account.BANK, 6), Line(Account.BUYERS, -6)])
    assert len(list(session.scalars(select(JournalEntry)))) == 1


def test_lines_that_do_not_balance_are_not_entered(db: object) -> None:
    with pytest.raises(BadEntry, match="add up to 1"):
        post("paid-in:1", [Line(Account.BANK, 6), Line(Account.BUYERS, -5)])
    assert queries.find_entry("paid-in:1") is None


def test_an_entry_is_taken_back_once(db: object) -> None:
    post("paid-in:1", LINES)
    with transaction():
        assert service.take_back("paid-in:1", EntryKind.PAID_IN, "back:1", NOW)
        assert not service.take_back("paid-in:1", EntryKind.PAID_IN, "back:1", NOW)
        assert not service.take_back("paid-in:2", EntryKind.PAID_IN, "back:2", NOW)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE store_journal_lines SET amount = 7",
        "DELETE FROM store_journal_lines",
        "UPDATE store_journal_entries SET document = 'x'",
        "DELETE FROM store_journal_entries",
    ],
)
def test_what_is_entered_stays(db: object, change: str) -> None:
    post("paid-in:1", LINES)
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        session.execute(text(change))


@pytest.mark.parametrize("seed", seeds(40))
def test_whatever_happens_the_trial_balance_is_zero(goods: Goods, seed: int) -> None:
    """40 seeds: orders placed and brought any way the transitions allow."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 3)):
        number, status = place(goods, chance.randint(1, 3)), OrderStatus.PLACED
        for _ in range(chance.randint(0, 3)):
            ways = [one for (start, _), one in TRANSITIONS.items() if start == status]
            if ways:
                way = chance.choice(ways)
                bring(number, way.end, sorted(way.by)[0])
                status = way.end
    assert sum(one.debit - one.credit for one in queries.trial_balance()) == 0
    assert books.verify().discrepancies == []
