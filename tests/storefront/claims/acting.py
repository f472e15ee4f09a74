"""What the sides of a claim do with it, each in a transaction."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.claims import answering, service
from storefront.claims.answering import Answer
from storefront.claims.models import Claim
from storefront.claims.rules import ClaimStatus, Outcome
from storefront.orders.rules import Party

HOA = Actor(id=7, name="Chị Hoa")
SAU = Actor(id=3, name="Sáu")


def get(claim: str) -> Claim:
    return session.scalars(
        select(Claim).where(Claim.number == claim).execution_options(populate_existing=True)
    ).one()


def act(claim: str, what: Callable[..., Any], *values: Any) -> None:
    with transaction():
        what(get(claim), *values, clock.now())


def answer(claim: str, outcome: Outcome, by: Party = Party.SELLER, **values: Any) -> None:
    actor = HOA if by == Party.SELLER else SAU
    act(claim, answering.answer, Answer(outcome, **values), by, actor)


def step(claim: str, end: ClaimStatus, by: Party, words: str | None = None) -> None:
    with transaction():
        service.step(get(claim), end, by, Actor(), clock.now(), words)


def agrees() -> bool:
    return books.verify().discrepancies == []
