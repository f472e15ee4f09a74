"""Many hands on one piece: five PINs a day, and one first check."""

from collections.abc import Callable

import pytest
from flask import Flask

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import transaction
from tests.factories.labels import make_printable, order_labels
from tests.races.threads import meeting, together
from traceability.labels import checking, codes, service
from traceability.labels.checking import PinAnswer
from traceability.labels.errors import PinTriedTooOften
from traceability.labels.planning import Wish
from traceability.labels.rules import PIN_TRIES, PieceState

KEY, SERIAL = b"k" * 32, "7K2M4QXW1230"
TODAY = clock.today()
HANDS = 12


@pytest.fixture
def code(shop: Flask) -> str:
    """The batch of one released piece with a PIN."""
    batch = make_printable()
    job = order_labels(batch, Wish(1, has_serials=True, has_pins=True))
    serial = codes.serial_digest(KEY, batch.code, SERIAL)
    pin = codes.pin_digest(KEY, batch.code, SERIAL, "123456")
    with transaction():
        service.finish(job.id, "", [(serial, pin)], clock.now())
        service.release(SYSTEM, job.id, clock.now())
    return batch.code


def trying(code: str) -> Callable[[], PinAnswer]:
    def act() -> PinAnswer:
        with transaction():
            return checking.confirm_pin(KEY, code, SERIAL, "000000", None, TODAY)

    return act


def checking_it(code: str) -> Callable[[], PieceState]:
    def act() -> PieceState:
        with transaction():
            return checking.check(KEY, code, SERIAL, None, TODAY).state

    return act


def test_only_five_pins_are_looked_at_in_a_day(shop: Flask, code: str) -> None:
    results = together(shop, [trying(code)] * HANDS)
    assert results.count(PinAnswer.WRONG) == PIN_TRIES
    assert sum(isinstance(one, PinTriedTooOften) for one in results) == HANDS - PIN_TRIES


def test_counting_before_trying_would_let_more_through(shop: Flask, code: str) -> None:
    """The control: whoever first asks and then tries finds room that others take meanwhile."""
    asked = meeting(HANDS)

    def naive() -> bool:
        left = checking.tries_left(KEY, code, SERIAL, TODAY)
        asked.wait()
        return left > 0

    assert together(shop, [naive] * HANDS).count(True) > PIN_TRIES


def test_one_of_many_checks_is_the_first(shop: Flask, code: str) -> None:
    results = together(shop, [checking_it(code)] * HANDS)
    assert results.count(PieceState.FIRST) == 1
    assert results.count(PieceState.BEFORE) == HANDS - 1
    assert checking.look(KEY, code, SERIAL).checks == HANDS


def test_looking_before_checking_would_make_many_first(shop: Flask, code: str) -> None:
    """The control: whoever looks and then counts tells everybody that they are first."""
    looked = meeting(HANDS)

    def naive() -> PieceState:
        state = checking.look(KEY, code, SERIAL).state
        looked.wait()
        with transaction():
            checking.check(KEY, code, SERIAL, None, TODAY)
        return state

    assert together(shop, [naive] * HANDS).count(PieceState.FIRST) > 1
