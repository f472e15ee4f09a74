"""A one-time code used by many at the same moment, and guessed by many at the same moment."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.one_time_codes import service
from storefront.one_time_codes.errors import CodeUsed, TooSoon, TriesSpent, WrongCode
from storefront.one_time_codes.models import OneTimeCode
from storefront.one_time_codes.rules import MOST_TRIES, Ask, Purpose
from tests.races.threads import meeting, together
from tests.storefront.one_time_codes.codes import SECRET, another, last_code

PHONE = "+84912345678"
PEOPLE = 8


def send() -> None:
    with transaction():
        ask = Ask(PHONE, Purpose.OPEN_SHOP, "", "203.0.113.5", "vi")
        service.send_code(SECRET, ask, clock.now())


@pytest.fixture
def code(shop: Flask) -> str:
    send()
    return last_code()


def spend() -> int:
    with transaction():
        return service.spend_try(SECRET, PHONE, Purpose.OPEN_SHOP, "", clock.now())


def using(number: int, code: str) -> Callable[[], bool]:
    def act() -> bool:
        with transaction():
            service.use_code(SECRET, number, PHONE, code, clock.now())
        return True

    return act


def test_one_code_lets_one_in(shop: Flask, code: str) -> None:
    results = together(shop, [using(spend(), code)] * PEOPLE)
    assert results.count(True) == 1
    assert sum(isinstance(one, CodeUsed) for one in results) == PEOPLE - 1


def test_without_the_condition_all_get_in(shop: Flask, code: str) -> None:
    """Negative control: each looks whether the code was used before any writes that it was."""
    number, seen = spend(), meeting(PEOPLE)

    def carelessly() -> bool:
        is_used = session.get_one(OneTimeCode, number).used_at is not None
        session.rollback()
        seen.wait()
        if not is_used:
            with transaction():
                session.execute(
                    update(OneTimeCode).where(OneTimeCode.id == number).values(used_at=clock.now())
                )
        return not is_used

    assert together(shop, [carelessly] * PEOPLE) == [True] * PEOPLE


def test_many_guesses_at_once_get_no_more_tries(shop: Flask, code: str) -> None:
    def guess() -> None:
        using(spend(), another(code))()

    results = together(shop, [guess] * 12)
    assert sum(isinstance(one, WrongCode) for one in results) == MOST_TRIES
    assert sum(isinstance(one, TriesSpent) for one in results) == 12 - MOST_TRIES
    assert session.scalars(select(OneTimeCode.tries)).one() == MOST_TRIES


def test_many_requests_at_once_send_one_code(shop: Flask) -> None:
    results = together(shop, [send] * PEOPLE)
    assert sum(isinstance(one, TooSoon) for one in results) == PEOPLE - 1
    assert session.scalar(select(func.count(OneTimeCode.id))) == 1
