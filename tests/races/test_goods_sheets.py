"""Two sheets about the same goods in opposite orders, and a price changed from a page meanwhile."""

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.products import queries as products_read
from catalog.products import service as products
from catalog.products.models import PriceEntry
from catalog.products.rules import NetUnit
from catalog.products.service import VariantFacts
from storefront.bulk import service
from storefront.bulk.rules import Kind, State
from tests.factories.storefront import make_seller, make_variant
from tests.races.threads import meeting, together

NAMES = ["Cà phê", "Mật ong", "Miến dong", "Tiêu đen"]
Meet = Callable[[], object]


def rows_of(cells: list[dict[str, str]]) -> list[service.Row]:
    return [{"line": at, "cells": one, "formulas": []} for at, one in enumerate(cells, 2)]


def sheet(seller_id: int, cells: list[dict[str, str]], meet: Meet) -> Callable[[], list[State]]:
    """A sheet that is written; before its second row it does `meet`."""
    asked: list[int] = []

    def people(_cells: service.Cells, _kind: Kind) -> tuple[Actor, int]:
        asked.append(1)
        is_held = Kind.GOODS in service.HOLD
        if len(asked) == (len(cells) if is_held else 0) + 2:
            meet()
        return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({seller_id})), seller_id

    def write() -> list[State]:
        session.scalar(select(1))  # its connection is open before it is wanted
        with transaction():
            done = service.run(rows_of(cells), Kind.GOODS, people, clock.now())
            return [one.state for one in done]

    return write


def prices(ids: list[int], price: str) -> list[dict[str, str]]:
    named = {"ten_san_pham": "", "quy_cach": ""}
    return [{"ma_quy_cach": str(one), "gia": price, **named} for one in ids]


def new_goods(names: list[str]) -> list[dict[str, str]]:
    return [{"ten_san_pham": one, "quy_cach": "gói 500 g", "gia": "90k"} for one in names]


def opposite(shop: Flask, meet: Meet, kind: str) -> list[Any]:
    if kind == "prices":
        seller = make_seller()
        ids = [make_variant(name, seller).id for name in NAMES]
        first = sheet(seller.id, prices(ids, "81k"), meet)
        return together(shop, [first, sheet(seller.id, prices(ids[::-1], "82k"), meet)])
    sellers = [make_seller(name).id for name in ("Hộ A", "Hộ B")]
    first = sheet(sellers[0], new_goods(NAMES), meet)
    return together(shop, [first, sheet(sellers[1], new_goods(NAMES[::-1]), meet)])


@pytest.mark.parametrize(("kind", "state"), [("prices", State.CHANGED), ("new", State.NEW)])
def test_sheets_in_opposite_orders_are_both_written(shop: Flask, kind: str, state: State) -> None:
    results = opposite(shop, lambda: None, kind)
    assert results == [[state] * len(NAMES)] * 2, results


@pytest.mark.parametrize("kind", ["prices", "new"])
def test_in_the_order_of_the_file_one_of_them_fails(
    shop: Flask, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Negative control: each holds what the other wants next, and the database ends one."""
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    monkeypatch.delitem(service.HOLD, Kind.GOODS)
    results = opposite(shop, meeting(2).wait, kind)
    assert any(isinstance(one, OperationalError) for one in results), results


def change(actor: Actor, variant_id: int, price: int) -> int:
    with transaction():
        return products.change_price(actor, variant_id, price, "vụ mới", clock.now()).price


def test_a_price_changed_from_a_page_waits_for_the_sheet(shop: Flask) -> None:
    """The sheet holds the product from its first size on, and comes to its second later."""
    seller = make_seller()
    ids = [make_variant("Cà phê", seller).id]
    actor = Actor(id=7, name="Chị Hoa", producer_ids=frozenset({seller.id}))
    product_id, _ = products_read.products_of(ids)[ids[0]]
    size = VariantFacts("gói 1 kg", Decimal(1000), NetUnit.GRAM, 170_000, 1_100)
    with transaction():
        ids.append(products.add_variant(actor, product_id, size, clock.now()).id)
    at_work = threading.Event()
    written = sheet(seller.id, prices(ids, "81k"), at_work.set)

    def page() -> int:
        session.scalar(select(1))
        at_work.wait(30)
        return change(actor, ids[1], 82_000)

    assert together(shop, [written, page]) == [[State.CHANGED] * 2, 82_000]
    session.expire_all()
    entries = select(PriceEntry.price).where(PriceEntry.variant_id == ids[1])
    assert session.scalars(entries.order_by(PriceEntry.id)).all()[-2:] == [81_000, 82_000]
