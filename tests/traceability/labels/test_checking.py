"""Checking a piece: counted only on purpose, by day and by the province that was named."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Connection, select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import session, transaction
from tests.factories.catalog import TODAY
from tests.factories.labels import make_printable, order_labels
from traceability.labels import checking, codes, errors, service
from traceability.labels.checking import Piece, PinAnswer
from traceability.labels.models import CheckCount
from traceability.labels.planning import Wish
from traceability.labels.rules import PIN_TRIES, PieceState

KEY = b"k" * 32
SERIAL, PIN = "7K2M4QXW1230", "123456"
LATER = TODAY + timedelta(days=5)


@pytest.fixture
def code(app: Flask, db: Connection) -> str:
    """A batch with one released piece, its PIN set."""
    return given_out(is_released=True)


def given_out(*, is_released: bool) -> str:
    batch = make_printable()
    job = order_labels(batch, Wish(1, has_serials=True, has_pins=True))
    digests = [
        (
            codes.serial_digest(KEY, batch.code, SERIAL),
            codes.pin_digest(KEY, batch.code, SERIAL, PIN),
        )
    ]
    with transaction():
        service.finish(job.id, "x.pdf", digests, clock.now())
        if is_released:
            service.release(SYSTEM, job.id, clock.now())
    return batch.code


def check(
    code: str, serial: str = SERIAL, province: str | None = None, on: object = TODAY
) -> Piece:
    with transaction():
        return checking.check(KEY, code, serial, province, on)  # type: ignore[arg-type]  # a date


def confirm(code: str, pin: str = PIN, on: object = TODAY) -> PinAnswer:
    with transaction():
        return checking.confirm_pin(KEY, code, SERIAL, pin, None, on)  # type: ignore[arg-type]  # a date


def counts() -> dict[tuple[str, str], int]:
    rows = session.execute(select(CheckCount.state, CheckCount.province_code, CheckCount.count))
    return {(row.state, row.province_code): row.count for row in rows}


def test_the_first_check_is_the_first_and_the_next_is_not(code: str) -> None:
    assert checking.look(KEY, code, SERIAL).state is PieceState.FIRST
    assert check(code, province="92").state is PieceState.FIRST
    before = check(code, on=LATER)
    assert (before.state, before.checks) == (PieceState.BEFORE, 1)
    assert (before.first_checked_on, before.first_province_code) == (TODAY, "92")
    assert checking.look(KEY, code, SERIAL).checks == 2
    assert counts() == {("first", "92"): 1, ("before", ""): 1}


def test_looking_counts_nothing(code: str) -> None:
    for _ in range(3):
        checking.look(KEY, code, SERIAL)
    assert counts() == {}
    assert checking.look(KEY, code, SERIAL).checks == 0


def test_numbers_of_other_batches_and_guesses_are_unknown(code: str) -> None:
    assert check(code, "0" * 12).state is PieceState.UNKNOWN
    assert check(code, "1" * 12).state is PieceState.UNKNOWN
    assert counts() == {("unknown", ""): 2}
    assert check("CT2611-03K7M-X").state is PieceState.UNKNOWN


def test_a_stolen_label_answers_that_it_was_not_released(app: Flask, db: Connection) -> None:
    code = given_out(is_released=False)
    assert check(code).state is PieceState.EARLY
    assert confirm(code) is PinAnswer.WRONG
    assert counts() == {("early", ""): 1}


def test_checks_before_the_release_do_not_spoil_the_first_after_it(
    app: Flask, db: Connection
) -> None:
    code = given_out(is_released=False)
    check(code)
    with transaction():
        row = checking.queries.find_serial(codes.serial_digest(KEY, code, SERIAL))
        assert row
        service.release(SYSTEM, row.print_job_id, clock.now())
    assert check(code).state is PieceState.FIRST


def test_a_pin_is_confirmed_once(code: str) -> None:
    assert confirm(code, "000000") is PinAnswer.WRONG
    assert confirm(code) is PinAnswer.RIGHT
    assert confirm(code, on=LATER) is PinAnswer.AGAIN
    assert checking.look(KEY, code, SERIAL).pin_confirmed_on == TODAY


def test_five_pins_a_day_and_not_one_more(code: str) -> None:
    for used in range(PIN_TRIES):
        assert checking.tries_left(KEY, code, SERIAL, TODAY) == PIN_TRIES - used
        assert confirm(code, "000000") is PinAnswer.WRONG
    for pin in ("000000", PIN):
        with pytest.raises(errors.PinTriedTooOften):
            confirm(code, pin)
    assert confirm(code, on=LATER) is PinAnswer.RIGHT
