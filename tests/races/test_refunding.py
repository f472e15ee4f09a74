"""Two operators refund the same order at once: never more than was paid."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import update

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.books import queries as books
from storefront.payments import refunding
from storefront.payments.models import Refund
from storefront.payments.rules import Payer
from tests.factories.storefront import make_goods, make_order
from tests.factories.trade import deliver
from tests.races.threads import meeting, together

OPERATORS = 6
AMOUNT = 50_000  # of 125.000: two of them fit, three do not


@pytest.fixture
def number(shop: Flask) -> str:
    number = f"{make_order((make_goods().variant_id, 1))}-1"
    deliver(number)
    return number


def refunding_of(number: str) -> Callable[[], int]:
    def act() -> int:
        with transaction():
            return refunding.promise(number, AMOUNT, Payer.PLATFORM, None, clock.now()).id

    return act


def promised() -> int:
    return sum(one.amount for one in session.query(Refund).all())


def test_no_more_is_promised_than_was_paid(shop: Flask, number: str) -> None:
    results = together(shop, [refunding_of(number)] * OPERATORS)
    assert len([one for one in results if isinstance(one, int)]) == 2
    assert len([one for one in results if isinstance(one, DomainError)]) == OPERATORS - 2
    assert promised() == 2 * AMOUNT
    assert books.verify().discrepancies == []


def test_without_the_conditional_update_all_are_promised(shop: Flask, number: str) -> None:
    """Negative control: everybody reads that enough is left, then writes what they decided."""
    seen = meeting(OPERATORS)

    def carelessly() -> bool:
        left = refunding.left_of(number)
        session.rollback()
        seen.wait()
        if left < AMOUNT:
            return False
        with transaction():
            session.add(
                Refund(reference=number, amount=AMOUNT, reason="returned", opened_at=clock.now())
            )
            session.execute(update(Refund).values(note="hoàn"))
        return True

    assert together(shop, [carelessly] * OPERATORS) == [True] * OPERATORS
    assert promised() == OPERATORS * AMOUNT > 125_000
    assert f"share {number}: its refunds say otherwise" in books.verify().discrepancies
