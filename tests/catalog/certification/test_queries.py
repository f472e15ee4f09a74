"""Stars are worked out for a date, in one query."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import Connection, event

from catalog.certification import queries
from catalog.certification.rules import Deadlines, Status
from catalog.kernel.errors import NotFound
from tests.factories.catalog import load_rubrics, make_product, make_recognition


@contextmanager
def counting(db: Connection) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    event.listen(db, "before_cursor_execute", note)
    yield seen
    event.remove(db, "before_cursor_execute", note)


def test_standings_of_many_products_take_one_query(db: Connection) -> None:
    load_rubrics()
    good, plain = make_product(), make_product()
    make_recognition(good, decision_date=date(2024, 9, 19))
    make_recognition(good, decision_date=date(2020, 1, 1), stars=5)
    ids = [good.id, plain.id]
    with counting(db) as statements:
        found = queries.standing_for([*ids, good.id], date(2026, 11, 22))
    assert len(statements) == 1
    assert [found[one].stars for one in ids] == [4, 0]
    assert found[plain.id].status is Status.NOT_RECOGNISED
    assert queries.standing_for([], date(2026, 11, 22)) == {}


def test_the_window_is_that_of_the_decision_in_force(db: Connection) -> None:
    load_rubrics()
    product = make_product()
    make_recognition(product, decision_date=date(2023, 9, 1))
    assert queries.standing_of(product.id, date(2026, 4, 1)).status is Status.VALID
    assert queries.standing_of(product.id, date(2026, 6, 1)).status is Status.LATE
    assert queries.deadlines_on(date(2026, 5, 22)) == Deadlines(36, 180, 120, 180)
    assert queries.deadlines_on(date(2018, 1, 1)) == Deadlines()


def test_history_lists_the_newest_first(db: Connection) -> None:
    load_rubrics()
    product = make_product()
    for year in (2019, 2025, 2022):
        make_recognition(product, decision_date=date(year, 5, 5))
    history = queries.list_history(product.id, date(2026, 11, 22))
    assert [one.fact.year for one in history if one.fact] == [2025, 2022, 2019]
    assert [one.status for one in history][1:] == [Status.EXPIRED, Status.EXPIRED]


def test_one_recognition(db: Connection) -> None:
    held = make_recognition(decision_number="437/QĐ-UBND")
    assert queries.get_recognition(held.id, lock=True) is held
    assert queries.find_same_decision(held.product_id, "437/QĐ-UBND") is held
    assert queries.find_same_decision(held.product_id, "438/QĐ-UBND") is None
    assert queries.list_certificates(held.product_id, None) == []
    with pytest.raises(NotFound):
        queries.get_recognition(held.id + 1)
