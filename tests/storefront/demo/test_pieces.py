"""Pieces of the demonstration answer what `ocop demo show` says of them."""

from datetime import date

import pytest
from sqlalchemy import Connection

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.demo import pieces
from storefront.demo.days import Days
from tests.factories.labels import make_described_product, make_printable
from traceability.alerts import queries as alerts
from traceability.alerts.rules import AlertKind
from traceability.labels import checking, codes
from traceability.labels.queries import count_printed
from traceability.labels.rules import PieceState
from traceability.scans.queries import count_open_problems

KEY = b"k" * 32


@pytest.fixture
def code(db: Connection) -> str:
    today = clock.today()
    for slug, text in (pieces.COFFEE, pieces.COPIED, pieces.SPOILED):
        make_printable(make_described_product(slug=slug), producer_text=text)
    with transaction():
        pieces.add_pieces(Days(today, clock.now()), KEY, "https://ocop.example")
    batch = pieces._batch(pieces.COFFEE)
    assert batch
    assert count_printed(batch.id) == 2 * pieces.COUNT
    return batch.code


def test_each_example_shows_what_it_says(code: str) -> None:
    found = [checking.look(KEY, code, one.serial).state for one in pieces.EXAMPLES]
    assert found == [PieceState.FIRST, PieceState.BEFORE, PieceState.EARLY]
    assert all(codes.is_serial(one.serial) for one in pieces.EXAMPLES)


def test_the_desks_have_something_to_look_into(code: str) -> None:
    raised = [one.alert.kind for one in alerts.list_alerts(clock.today())]
    assert raised == [AlertKind.VOLUME]
    assert count_open_problems() == 1


def test_a_database_without_these_goods_gets_none(db: Connection) -> None:
    with transaction():
        pieces.add_pieces(Days(date(2026, 1, 1), clock.now()), KEY, "https://ocop.example")
    assert count_open_problems() == 0
