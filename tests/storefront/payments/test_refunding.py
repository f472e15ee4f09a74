"""Money of a delivered order goes back once, from whoever has it, and the books agree."""

from datetime import date

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.commission import service as commission
from storefront.commission.service import NewRule
from storefront.inbox import service as inbox
from storefront.inbox.rules import Arrival, Result
from storefront.journal import queries as journal
from storefront.journal.models import JournalEntry
from storefront.payments import queries, refunding, service
from storefront.payments.errors import AlreadySent, MoreThanLeft, NothingToGiveBack
from storefront.payments.models import Refund
from storefront.payments.rules import Payer
from storefront.payouts import queries as payouts
from storefront.withholding import service as withholding
from storefront.withholding.service import NewRate
from tests.factories.storefront import ACCOUNT, make_goods, make_order, make_unpaid
from tests.factories.trade import deliver

SAU = Actor(id=3, name="Sáu")
TOTAL = 125_000  # goods 95.000, delivery 30.000


def promise(number: str, amount: int, payer: Payer = Payer.PLATFORM) -> int:
    with transaction():
        return refunding.promise(number, amount, payer, None, clock.now()).id


def send(refund_id: int) -> None:
    with transaction():
        service.mark_sent(SAU, refund_id, "FT1", clock.now())


def balances() -> dict[str, int]:
    return {one.account.value: one.balance for one in journal.trial_balance() if one.balance}


def agrees() -> bool:
    return books.verify().discrepancies == []


@pytest.fixture
def charged(db: object) -> None:
    """A fee of 10 % with VAT of 8 % on it; 1 % and 0,5 % of tax."""
    day = date(2026, 1, 1)
    with transaction():
        rule = NewRule("Phí", "all", None, 1000, 0, 0, None, 800, day, "Thử")
        commission.add_rule(SAU, rule, clock.now())
        rate = NewRate("unknown", "any", 100, 50, day, None, "Thử")
        withholding.add_rate(SAU, rate, clock.now())


@pytest.fixture
def cash(db: object) -> str:
    """A delivered order whose cash the seller has."""
    number = f"{make_order((make_goods().variant_id, 1))}-1"
    deliver(number)
    return number


@pytest.fixture
def transferred(db: object) -> str:
    """A delivered order that was paid by transfer to the platform."""
    number = make_unpaid((make_goods().variant_id, 1))
    arrival = Arrival("payos", "FT0", ACCOUNT, TOTAL, f"OCOP {number}", clock.now())
    with transaction():
        assert inbox.take(arrival, "", clock.now()) == Result.PAID
    deliver(f"{number}-1")
    return f"{number}-1"


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_refund(cash: str, amount: int) -> None:
    with pytest.raises(NothingToGiveBack):
        promise(cash, amount)


def test_no_more_goes_back_than_was_paid(cash: str) -> None:
    promise(cash, 100_000)
    with pytest.raises(MoreThanLeft, match=r"25\.000"):
        promise(cash, 25_001)
    promise(cash, 25_000)
    with pytest.raises(MoreThanLeft):
        promise(cash, 1)
    assert refunding.left_of(cash) == 0
    assert agrees()


def test_of_an_order_that_nobody_paid_nothing_goes_back(db: object) -> None:
    number = f"{make_order()}-1"
    with pytest.raises(MoreThanLeft):
        promise(number, 1)
    assert session.scalars(select(Refund)).all() == []
    assert agrees()


def test_a_promise_lowers_what_is_owed_before_any_payout(transferred: str) -> None:
    owed = sum(one.amount for one in payouts.list_owed(date(2030, 1, 1), clock.now()))
    refund = promise(transferred, 40_000)
    after = sum(one.amount for one in payouts.list_owed(date(2030, 1, 1), clock.now()))
    assert (owed, after) == (TOTAL, TOTAL - 40_000)
    assert journal.standing_of_orders()[transferred]["buyers"] == -40_000
    assert agrees()
    send(refund)
    assert balances() == {"clearing": 85_000, "sellers": 85_000}
    assert agrees()


def test_cash_that_the_seller_gives_back_leaves_nothing_owed(cash: str) -> None:
    refund = promise(cash, 40_000, Payer.SELLER)
    assert queries.list_refunds_due() == []
    send(refund)
    assert balances() == {}
    assert agrees()


def test_cash_that_the_platform_gives_back_is_owed_by_the_seller(cash: str) -> None:
    send(promise(cash, 40_000))
    assert balances() == {"bank": -40_000, "sellers": -40_000}
    assert agrees()


def test_the_platform_takes_over_what_a_seller_does_not_send(cash: str) -> None:
    refund = promise(cash, 40_000, Payer.SELLER)
    with transaction():
        refunding.take_over(SAU, refund)
    assert [one.id for one in queries.list_refunds_due()] == [refund]
    send(refund)
    assert balances() == {"bank": -40_000, "sellers": -40_000}
    with pytest.raises(AlreadySent), transaction():
        refunding.take_over(SAU, refund)
    with pytest.raises(AlreadySent):
        send(refund)
    assert agrees()


def test_fee_and_tax_go_back_in_proportion_and_to_the_dong(charged: None, cash: str) -> None:
    before = balances()
    assert (before["commission"], before["fee_vat"]) == (9_500, 760)
    assert (before["withheld_vat"], before["withheld_pit"]) == (950, 475)
    for amount in (41_667, 41_667, 41_666):
        send(promise(cash, amount, Payer.SELLER))
        assert agrees()
    assert balances() == {}, "of what went back whole, nothing is charged or withheld"
    kinds = session.scalars(select(JournalEntry.kind)).all()
    assert kinds.count("returned") == kinds.count("refunded") == 3
    assert kinds.count("fee_returned") == kinds.count("tax_returned") == 3
