"""Claims about all of a combo are settled at once: the packing fee comes back all the same."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.claims import answering, packing
from storefront.claims.answering import Answer
from storefront.claims.models import Claim, ClaimRefund
from storefront.claims.rules import ClaimKind, Outcome
from storefront.deadlines import service as deadlines
from storefront.deadlines.rules import What
from storefront.deadlines.service import NewDeadline
from storefront.journal import queries as journal
from storefront.orders.rules import Party
from storefront.payments import refunding
from storefront.payments.rules import Payer, key_of
from tests.factories.claims import make_claim, make_deadlines, order_of
from tests.factories.combos import buy_combo, deliver_combo, make_combo
from tests.factories.storefront import make_rate, saving
from tests.races.threads import meeting, together

FEE = 6_000


@pytest.fixture
def claims(shop: Flask) -> list[tuple[str, int]]:
    """A claim about each of the two orders of a combo that its buyer sends back, and its money."""
    make_rate()
    make_deadlines()
    week = NewDeadline(What.CLAIM_WINDOW, 168, date(2026, 1, 1), "Thử", "changed_mind")
    with saving():
        deadlines.add(Actor(name="Sáu"), week, clock.now())
    number = buy_combo(make_combo())
    deliver_combo(number)
    return [
        (
            make_claim(
                one,
                kind=ClaimKind.CHANGED_MIND,
                of={line.id: line.quantity for line in order_of(one).lines},
            ),
            order_of(one).items_total,
        )
        for one in (f"{number}-1", f"{number}-2")
    ]


def get(claim: str) -> Claim:
    return session.scalars(select(Claim).where(Claim.number == claim)).one()


def given_back() -> int:
    order = next(
        one.order for one in session.scalars(select(Claim)) if one.order.is_packed_by_other
    )
    return journal.packing_returned_of(order.number, order.producer_id)


def test_whoever_settles_second_sees_the_first(shop: Flask, claims: list[tuple[str, int]]) -> None:
    def settling(claim: str, amount: int) -> Callable[[], bool]:
        def act() -> bool:
            with transaction():
                given = Answer(Outcome.REFUND, None, amount, Payer.PLATFORM)
                hoa = Actor(name="Hoa")
                answering.answer(get(claim), given, Party.SELLER, hoa, clock.now())
            return True

        return act

    assert together(shop, [settling(*one) for one in claims]) == [True, True]
    assert given_back() == FEE
    assert books.verify().discrepancies == []


@pytest.mark.postgresql
def test_without_holding_the_payment_neither_sees_the_other(
    shop: Flask, claims: list[tuple[str, int]]
) -> None:
    """Negative control: each looks for the rest of the combo before the other has committed."""
    seen = meeting(len(claims))

    def carelessly(number: str, amount: int) -> Callable[[], bool]:
        def act() -> bool:
            with transaction():
                claim = get(number)
                refund = refunding.promise(
                    claim.order.number, amount, Payer.PLATFORM, None, clock.now()
                )
                claim.refunds.append(ClaimRefund(refund_id=refund.id, refund=refund))
                session.flush()
                seen.wait()
                packing.settle(claim.order, key_of(refund.id))
                seen.wait()
            return True

        return act

    assert together(shop, [carelessly(*one) for one in claims]) == [True, True]
    assert given_back() == 0
