"""Two operators pay out at once, and a process is killed: every đồng leaves once."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.books import queries as books
from storefront.payouts import queries, service
from storefront.payouts.errors import AlreadyClosed
from storefront.payouts.models import Payout
from storefront.payouts.rules import PayoutState
from tests.factories.trade import earn, give_account
from tests.races.killing import killed_at
from tests.races.threads import meeting, together

OPERATORS = 6
UNTIL = date(2030, 1, 1)
POINTS = (
    "storefront.payouts.service._settle_lines",
    "storefront.journal.service.post",
    "storefront.payouts.service._book_made",
    "catalog.kernel.audit.record",
)


def making(key: str) -> Callable[[], str]:
    def act() -> str:
        with transaction():
            return service.make_batch(Actor(name=key), UNTIL, key, clock.now()).number

    return act


def paid_out() -> int:
    return session.scalar(select(func.sum(Payout.amount))) or 0


@pytest.fixture
def seller(shop: Flask) -> int:
    seller, _ = earn()
    give_account(seller)
    return seller


def test_of_two_who_pay_at_once_one_pays(shop: Flask, seller: int) -> None:
    results = together(shop, [making(f"dot-{one}") for one in range(OPERATORS)])
    assert len([one for one in results if isinstance(one, str)]) == 1
    assert len([one for one in results if isinstance(one, DomainError)]) == OPERATORS - 1
    assert paid_out() == 125_000
    assert books.verify().discrepancies == []


def test_without_the_unique_lines_a_seller_is_paid_by_each(shop: Flask, seller: int) -> None:
    """Negative control: everybody reads what is owed, then writes a payout of it."""
    seen = meeting(OPERATORS)

    def carelessly(key: str) -> Callable[[], None]:
        def act() -> None:
            (owed,) = queries.list_owed(UNTIL, clock.now())
            seen.wait()
            with transaction():
                batch = service.PayoutBatch(
                    number=key, key=key, until=UNTIL, made_by=key, made_at=clock.now()
                )
                session.add(batch)
                session.flush()
                account = queries.newest_accounts({owed.producer_id})[owed.producer_id]
                session.add(
                    Payout(
                        number=f"{key}-1",
                        batch_id=batch.id,
                        producer_id=owed.producer_id,
                        bank_bin=account.bank_bin,
                        bank_name=account.bank_name,
                        account=account.account,
                        holder=account.holder,
                        amount=owed.amount,
                        state=PayoutState.MADE.value,
                    )
                )

        return act

    together(shop, [carelessly(f"dot-{one}") for one in range(OPERATORS)])
    assert paid_out() == OPERATORS * 125_000
    assert books.verify().discrepancies


def test_the_bank_is_booked_once_when_two_say_so(shop: Flask, seller: int) -> None:
    number = making("dot-1")()
    with transaction():
        service.mark_exported(Actor(), queries.get_batch(number), clock.now())

    def say_paid() -> str:
        with transaction():
            service.mark_paid(Actor(), queries.get_batch(number).payouts[0], "FT1", clock.now())
        return "paid"

    results = together(shop, [say_paid] * OPERATORS)
    assert results.count("paid") == 1
    assert len([one for one in results if isinstance(one, AlreadyClosed)]) == OPERATORS - 1
    assert books.verify().discrepancies == []


def make_one() -> str:
    return service.make_batch(Actor(name="Sáu"), UNTIL, "dot-1", clock.now()).number


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_process_pays_nobody_and_the_next_pays_once(
    shop: Flask, seller: int, point: str
) -> None:
    killed_at(shop, point, make_one)
    assert paid_out() == 0
    number = making("dot-1")()
    assert making("dot-1")() == number
    assert paid_out() == 125_000
    assert books.verify().discrepancies == []


def test_a_commit_in_the_middle_would_leave_half_a_payout(shop: Flask, seller: int) -> None:
    """Negative control: the same kill, after a commit of its own."""
    killed_at(shop, "storefront.payouts.service._settle_lines", make_one, carelessly=True)
    assert books.verify().discrepancies
