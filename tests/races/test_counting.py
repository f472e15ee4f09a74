"""Many counts in one file against a buyer of the same goods."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.bulk import service
from storefront.bulk.rules import Kind, State
from storefront.inventory.queries import hold_stock, list_drift
from tests.factories.storefront import Goods, make_goods
from tests.races.threads import together

SIZES = 12
TRIES = 10


@pytest.fixture
def shelf(shop: Flask) -> list[Goods]:
    return [make_goods(5) for _ in range(SIZES)]


def count_and_buy(shop: Flask, shelf: list[Goods]) -> list[Any]:
    """A file that counts the newest goods first, and a buyer who comes at its second row."""
    sellers = {str(one.variant_id): one.seller_id for one in shelf}
    asked: list[str] = []
    at_work = threading.Event()

    def people(cells: service.Cells, _kind: Kind) -> tuple[Actor, int]:
        asked.append(cells["ma_quy_cach"])
        if len(asked) > SIZES + 1:  # once to hold all, then row by row
            at_work.set()
        seller = sellers[cells["ma_quy_cach"]]
        return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({seller})), seller

    rows = [
        {
            "line": line,
            "cells": {
                "ma_quy_cach": str(one.variant_id),
                "ma_lo": one.code,
                "dang_ghi": "5",
                "dem_duoc": "4",
            },
            "formulas": [],
        }
        for line, one in enumerate(reversed(shelf), 2)
    ]

    def counting() -> list[State]:
        with transaction():
            done = service.run(rows, Kind.COUNTS, people, clock.now())
            return [one.state for one in done]

    def buying() -> bool:
        session.scalar(select(1))  # its connection is open before it is wanted
        assert at_work.wait(60), "the file never came to its second row"
        with transaction():
            hold_stock([one.variant_id for one in shelf])  # as placing an order does
        return True

    return together(shop, [counting, buying])


def test_neither_waits_for_the_other_for_good(shop: Flask, shelf: list[Goods]) -> None:
    assert count_and_buy(shop, shelf) == [[State.CHANGED] * SIZES, True]
    assert list_drift() == []


def test_counted_in_the_order_of_the_file_one_of_them_fails(
    shop: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: each holds what the other wants next, and the database ends one.

    On a busy machine the file may be through before the buyer comes: then once more.
    """
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    monkeypatch.setitem(service.HOLD, Kind.COUNTS, lambda _wanted: None)
    for _ in range(TRIES):
        results = count_and_buy(shop, [make_goods(5) for _ in range(SIZES)])
        if any(isinstance(one, OperationalError) for one in results):
            return
    pytest.fail("nobody ever failed without the guard")
