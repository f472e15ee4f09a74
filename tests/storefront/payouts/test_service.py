"""What is owed is paid once; what is closed never changes; what came back is paid next time."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.commission import service as commission
from storefront.commission.service import NewRule
from storefront.journal import queries as journal
from storefront.journal import service as journal_service
from storefront.journal.errors import ReferenceTaken
from storefront.orders.rules import OrderStatus
from storefront.payments.signals import money_returned
from storefront.payouts import accounts, queries, service, sheet
from storefront.payouts.errors import (
    AlreadyClosed,
    AlreadyVerified,
    NotExported,
    NothingToPay,
    NotPaid,
)
from storefront.payouts.models import Payout
from storefront.payouts.rules import Held
from storefront.withholding import service as withholding
from tests.factories.storefront import NOW, make_goods, make_order
from tests.factories.trade import bring, deliver, earn, give_account
from tests.seeds import seeds

SAU = Actor(id=3, name="Sáu")
LATER = NOW + timedelta(days=400)
UNTIL = date(2030, 1, 1)


def make(key: str = "dot-1") -> str:
    with transaction():
        return service.make_batch(SAU, UNTIL, key, clock.now()).number


def close(number: str, *, fails: bool = False) -> None:
    with transaction():
        batch = queries.get_batch(number)
        service.mark_exported(SAU, batch, NOW)
        for payout in batch.payouts:
            if fails:
                service.mark_failed(SAU, payout, "sai số tài khoản", NOW)
            else:
                service.mark_paid(SAU, payout, "FT1", NOW)


def refund(number: str, amount: int, key: str) -> None:
    with transaction():
        money_returned.send(None, reference=number, amount=amount, holder="vietqr", key=key)


def owed() -> dict[int, int]:
    return {one.producer_id: one.amount for one in queries.list_owed(UNTIL, LATER)}


def held(seller: int) -> Held | None:
    return next(
        one.held for one in queries.list_owed(UNTIL, clock.now()) if one.producer_id == seller
    )


def balanced() -> bool:
    assert sum(one.debit - one.credit for one in journal.trial_balance()) == 0
    return books.verify().discrepancies == []


def test_a_seller_is_paid_what_was_earned_and_once(db: object) -> None:
    seller, _ = earn()
    give_account(seller)
    number = make()
    (payout,) = queries.get_batch(number).payouts
    assert (payout.amount, payout.state, payout.number) == (125_000, "made", f"{number}-1")
    assert owed() == {}
    assert make() == number  # the same form again
    with pytest.raises(NothingToPay):
        make("dot-2")
    close(number)
    assert journal.balances_of_sellers() == {seller: 0}
    assert balanced()


def test_what_the_bank_did_is_said_once(db: object) -> None:
    seller, _ = earn()
    give_account(seller)
    number = make()
    with pytest.raises(NotExported), transaction():
        service.mark_paid(SAU, queries.get_batch(number).payouts[0], "FT1", NOW)
    close(number)
    for again in (False, True):
        with pytest.raises(AlreadyClosed):
            close(number, fails=again)
    assert session.scalars(select(Payout.state)).all() == ["paid"]
    assert balanced()


def test_a_transfer_that_came_back_is_paid_the_next_time(db: object) -> None:
    seller, _ = earn()
    first = give_account(seller)
    close(make(), fails=True)
    assert owed() == {seller: 125_000}
    close(make("dot-2"))
    assert owed() == {}
    assert first
    assert sorted(session.scalars(select(Payout.state))) == ["failed", "paid"]
    assert balanced()


def test_a_refund_after_the_payout_lowers_the_next_one(db: object) -> None:
    goods = make_goods(100)
    seller, number = earn(goods=goods)
    give_account(seller)
    close(make())
    refund(number, 25_000, "r1")
    assert owed() == {seller: -25_000}
    assert held(seller) == Held.NOTHING_OWED
    earn(goods=goods)
    second = make("dot-2")
    assert [one.amount for one in queries.get_batch(second).payouts] == [100_000]
    close(second)
    assert [one.amount for one in session.scalars(select(Payout).order_by(Payout.id))] == [
        125_000,
        100_000,
    ]
    assert balanced()


def test_nobody_is_paid_more_than_is_owed_now(db: object) -> None:
    goods = make_goods(100)
    seller, number = earn(goods=goods)
    give_account(seller)
    tomorrow = NOW + timedelta(days=1)
    with transaction():
        journal_service.book_promised_back(number, 25_000, "r1", tomorrow)
    with transaction():
        batch = service.make_batch(SAU, clock.local_date(NOW), "dot-1", tomorrow)
        assert [one.amount for one in batch.payouts] == [100_000]
    assert owed() == {}


def test_what_the_bank_gave_back_after_days_is_owed_again(db: object) -> None:
    seller, _ = earn()
    give_account(seller)
    number = make()
    with pytest.raises(NotPaid):
        give_back(number)
    close(number)
    give_back(number)
    assert owed() == {seller: 125_000}
    with pytest.raises(NotPaid):
        give_back(number)
    close(make("dot-2"))
    assert owed() == {}
    assert sorted(session.scalars(select(Payout.state))) == ["failed", "paid"]
    assert balanced()


def give_back(number: str) -> None:
    with transaction():
        for payout in queries.get_batch(number).payouts:
            service.mark_returned(SAU, payout, "tài khoản đã đóng", NOW)


def test_what_a_seller_owes_for_cash_can_be_paid_in_once(db: object) -> None:
    goods = make_goods(100)
    seller, _ = earn(goods=goods)
    refund_of_all = owed()[seller]
    with transaction():
        assert service.pay_in(SAU, seller, 7_000, "FT9", NOW)
        assert not service.pay_in(SAU, seller, 7_000, "FT9", NOW)
    with pytest.raises(ReferenceTaken), transaction():
        service.pay_in(SAU, seller, 8_000, "FT9", NOW)
    assert owed() == {seller: refund_of_all + 7_000}
    assert balanced()


def test_accounts_wait_for_an_operator_and_changes_for_a_day(db: object) -> None:
    seller, _ = earn()
    assert held(seller) == Held.NO_ACCOUNT
    first = give_account(seller, verified=False)
    assert held(seller) == Held.NOT_VERIFIED
    with transaction():
        accounts.verify(SAU, first, NOW)
    assert held(seller) is None
    give_account(seller, at=clock.now())
    assert held(seller) == Held.JUST_CHANGED
    with pytest.raises(AlreadyVerified), transaction():
        accounts.verify(SAU, first, NOW)
    with pytest.raises(NothingToPay):
        make()


def test_a_later_day_stays_for_the_next_batch(db: object) -> None:
    seller, _ = earn()
    give_account(seller)
    with pytest.raises(NothingToPay), transaction():
        service.make_batch(SAU, clock.local_date(NOW) - timedelta(days=1), "dot-1", NOW)


def test_the_bank_file_says_the_same_every_time(db: object) -> None:
    seller, _ = earn()
    give_account(seller)
    number = make()
    text_of = sheet.as_csv(queries.get_batch(number))
    close(number)
    assert sheet.as_csv(queries.get_batch(number)) == text_of
    row = text_of.splitlines()[1]
    assert row == f"1,0123456789,HOA,{row.split(',')[3]},970405,125000,CHI TRA NGUOI BAN {number} 1"


def test_what_a_payout_settled_stays(db: object) -> None:
    seller, _ = earn()
    give_account(seller)
    make()
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        session.execute(text("DELETE FROM store_payout_lines"))


def test_verify_names_a_payout_that_was_changed(db: object) -> None:
    seller, _ = earn()
    give_account(seller)
    number = make()
    with transaction():
        session.scalars(select(Payout)).one().state = "paid"
    assert books.verify().discrepancies == [f"payout {number}-1: paid, journal -125000"]


@pytest.mark.parametrize("seed", seeds(40))
def test_whatever_happens_the_books_agree(db: object, seed: int) -> None:
    """40 seeds of selling, refusing, delivering, refunding and paying out, with fees and tax."""
    chance = random.Random(seed)
    rule = NewRule("Chung", "all", None, 733, 99, 0, None, 800, date(2026, 1, 1), "Thử")
    rate = withholding.NewRate("unknown", "any", 100, 50, date(2026, 1, 1), None, "Thử")
    with transaction():
        commission.add_rule(SAU, rule, NOW)
        withholding.add_rate(SAU, rate, NOW)
    goods = make_goods(1000, price=chance.randint(1, 999_999))
    give_account(goods.seller_id)
    sold: list[tuple[str, int]] = []
    for step in range(chance.randint(2, 6)):
        act = chance.choice(("sell", "cash", "refuse", "refund", "pay", "fail"))
        if act == "sell" or (act == "refund" and not sold):
            _, number = earn(goods=goods, units=chance.randint(1, 3))
            sold.append((number, 20_000))
        elif act in ("cash", "refuse"):
            number = f"{make_order((goods.variant_id, 1))}-1"
            if act == "refuse":
                bring(number, OrderStatus.REFUSED)
            else:
                deliver(number)
        elif act == "refund":
            number, left = sold.pop()
            refund(number, chance.randint(1, left), f"r{step}")
        elif owed().get(goods.seller_id, 0) > 0:
            close(make(f"dot-{step}"), fails=act == "fail")
    assert balanced()
    owing = journal.balances_of_sellers()[goods.seller_id] if sold else 0
    assert not sold or owed().get(goods.seller_id, 0) == owing
