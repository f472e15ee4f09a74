"""Two taps on a request of stars, and two officers on one record of the register."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog.certification.errors import AlreadyEntered
from catalog.certification.models import Recognition
from catalog.certification.service.moving import move_recognitions
from catalog.certification.service.recognising import Decision, enter_recognition
from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.products.models import Product
from storefront.star_requests import queries, service
from storefront.star_requests.errors import AlreadyAnswered, NotACandidate
from storefront.star_requests.models import StarRequest
from tests.factories.catalog import (
    load_rubrics,
    make_producer,
    make_product,
    make_recognition,
    make_variant,
)
from tests.races.threads import meeting, together

NUMBER = "437/QĐ-UBND"
OFFICER = Actor(id=900, name="Cán bộ Lan", permissions=frozenset({"certification.enter"}))


@pytest.fixture
def seller(shop: Flask) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({make_producer().id}))


def goods(seller: Actor) -> tuple[list[int], int]:
    """Two products on the shelf, and a record of the register that both could be."""
    of = min(seller.producer_ids)
    sold = [make_product(f"Cà phê {number}", producer_id=of).id for number in range(2)]
    for one in sold:
        make_variant(session.get_one(Product, one))
    record = make_product("Cà phê", producer_id=of).id
    make_recognition(session.get_one(Product, record), decision_number=NUMBER)
    return sold, record


def counted(model: type[StarRequest] | type[Recognition]) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_taps_at_once_are_one_request(shop: Flask, seller: Actor) -> None:
    sold, _record = goods(seller)

    def tap() -> int:
        with transaction():
            return service.ask(seller, sold[0], NUMBER, None, clock.now()).id

    assert len(set(together(shop, [tap, tap, tap]))) == 1
    assert counted(StarRequest) == 1


def asked(seller: Actor, sold: list[int]) -> list[int]:
    with transaction():
        return [service.ask(seller, one, NUMBER, None, clock.now()).id for one in sold]


def attaching(request_id: int, record: int) -> Callable[[], str]:
    """An officer's act on one request."""

    def act() -> str:
        with transaction():
            service.attach(OFFICER, request_id, record, clock.now(), is_confirmed=False)
        return "attached"

    return act


def test_one_record_goes_to_one_product(shop: Flask, seller: Actor) -> None:
    sold, record = goods(seller)

    results = together(shop, [attaching(one, record) for one in asked(seller, sold)])
    assert sorted(map(str, results)) == sorted(["attached", str(NotACandidate.message)]), results
    assert counted(Recognition) == 1


def test_attaching_and_entering_at_once_end_one_after_the_other(shop: Flask, seller: Actor) -> None:
    load_rubrics()
    sold, record = goods(seller)
    request_id = asked(seller, sold[:1])[0]
    decision = Decision(NUMBER, date(2026, 3, 1), 4, "UBND tỉnh Gia Lai", "province")

    def enter() -> str:
        with transaction():
            enter_recognition(OFFICER, sold[0], decision, clock.now())
        return "entered"

    attached, entered = together(shop, [attaching(request_id, record), enter])
    assert (str(attached), str(entered)) in (
        ("attached", str(AlreadyEntered.message)),
        (str(AlreadyAnswered.message), "entered"),
    )
    held = select(func.count(Recognition.id)).where(Recognition.product_id == sold[0])
    assert session.scalar(held) == 1


def test_taking_back_and_attaching_at_once_end_in_one_of_the_two(
    shop: Flask, seller: Actor
) -> None:
    sold, record = goods(seller)
    request_id = asked(seller, sold[:1])[0]

    def withdraw() -> str:
        with transaction():
            service.withdraw(seller, sold[0], clock.now())
        return "withdrawn"

    results = together(shop, [attaching(request_id, record), withdraw])
    answered = str(AlreadyAnswered.message)
    assert list(map(str, results)) in (["attached", answered], [answered, "withdrawn"])
    held = select(func.count(Recognition.id)).where(Recognition.product_id == sold[0])
    assert session.scalar(held) == (results[0] == "attached")


def test_who_looks_before_holding_the_record_gives_it_twice(shop: Flask, seller: Actor) -> None:
    """The control: what the test above would find, were the record not held."""
    sold, record = goods(seller)
    looked = meeting(2)

    def careless(request_id: int, product_id: int) -> Callable[[], bool]:
        def act() -> bool:
            request = queries.get_request(request_id)
            found = queries.find_candidate(request, record, clock.today())
            session.rollback()
            looked.wait(30)
            return found is not None and found.obstacle is None

        return act

    pairs = zip(asked(seller, sold), sold, strict=True)
    assert together(shop, [careless(*pair) for pair in pairs]) == [True, True]
    source, target = (session.get_one(Product, one) for one in (record, sold[0]))
    with transaction():
        move_recognitions(OFFICER, source, target, "", clock.now())
    assert counted(Recognition) == 1
