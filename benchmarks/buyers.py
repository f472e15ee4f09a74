"""1,000 buyers who all tap twice want 100 units: by the checkout, in several processes.

Held on SQLite and, where it answers, on PostgreSQL; each once in peace and once while a process is
killed every quarter of a second. Exact means: 100 orders, none oversold, none lost that a buyer was
told of, none doubled, and books that agree; anything else ends the benchmark. The yardstick is the
same sale in one process.
"""

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from benchmarks.databases import postgresql
from benchmarks.figures import Figure, Progress
from benchmarks.sale import Sale, Sold, hold, phone_of
from catalog.kernel import clock
from catalog.kernel.db import Base, db, session, transaction
from storefront.app import create_app
from storefront.books import queries as books
from storefront.config import Config
from storefront.orders.models import OrderGroup
from tests.factories.storefront import fill_basket, make_rate, make_stock, make_variant, quote_of

BUYERS, UNITS = 1000, 100
KILL_EVERY, MOST_KILLS = 0.25, 240


@dataclass(frozen=True)
class Outcome:
    """What a sale left behind, held against what buyers were told."""

    orders: int
    oversold: int
    lost: int
    doubled: int
    discrepancies: list[str]

    def is_exact(self, units: int) -> bool:
        """As many orders as units, and nothing wrong with any."""
        wrong = (self.oversold, self.lost, self.doubled, len(self.discrepancies))
        return self.orders == units and not any(wrong)


def prepare(app: Flask, buyers: int, units: int) -> Sale:
    """A shelf of two batches, and a basket with one unit for each buyer."""
    with transaction():
        make_rate()
        variant = make_variant()
        for days, on_hand in ((200, units // 3), (300, units - units // 3)):
            make_stock(variant, on_hand, best_before=clock.today() + timedelta(days=days))
        tokens = [fill_basket((variant.id, 1)) for _ in range(buyers)]
    sale = Sale(
        url=app.config["SQLALCHEMY_DATABASE_URI"],
        data_dir=str(app.extensions["ocop_config"].data_dir),
        variant_id=variant.id,
        tokens=tokens,
        seal=quote_of(tokens[0]).seal,
    )
    session.remove()
    return sale


def look(sold: Sold, units: int) -> Outcome:
    """Hold what is in the database against what the buyers were told."""
    told = {(phone_of(one), answer) for one, answer, _ in sold.answers if answer[:2] == "DH"}
    kept = {
        (row.phone, row.number)
        for row in session.execute(select(OrderGroup.phone, OrderGroup.number))
    }
    return Outcome(
        orders=len(kept),
        oversold=max(0, len(kept) - units),
        lost=len(told - kept) + len(kept - told),
        doubled=len(kept) - len({phone for phone, _ in kept}),
        discrepancies=books.verify().discrepancies,
    )


def run(say: Progress) -> list[Figure]:
    """On each database that answers: in peace, in one process, and with kills."""
    figures = []
    for kind, address in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        try:
            figures += _measure(kind, address, say)
        except OperationalError:
            say(f"buyers: no {kind} answers; left out")
    return figures


def _sqlite() -> AbstractContextManager[str]:
    return nullcontext("")


def _postgresql() -> AbstractContextManager[str]:
    return postgresql("buyers")


def _measure(
    kind: str, address: Callable[[], AbstractContextManager[str]], say: Progress
) -> list[Figure]:
    ways: dict[str, dict[str, Any]] = {
        "one process": {"workers": 1},
        "in peace": {},
        "a process killed every 0.25 s": {"kill_every": KILL_EVERY, "most_kills": MOST_KILLS},
    }
    sold: dict[str, Sold] = {}
    for name, how in ways.items():
        say(f"buyers: {BUYERS:,} on {kind}, {name} …")
        with tempfile.TemporaryDirectory() as folder, address() as url:
            sold[name] = _hold(url or f"sqlite:///{folder}/sale.sqlite3", folder, how)
    alone, peace, killed = sold.values()
    what = f"{BUYERS:,} buyers tap twice for {UNITS} units, {kind}"
    ratio = {"one process": alone.seconds / peace.seconds}
    waits = sorted(one[2] for one in peace.answers)
    return [
        Figure("buyers", f"{what}: orders, exactly", UNITS, "orders"),
        Figure("buyers", f"{what}: all answered", peace.seconds, "s", ratio),
        Figure("buyers", f"{what}: slowest of 99 %", waits[len(waits) * 99 // 100], "s"),
        Figure("buyers", f"{what}: killed, still exact", killed.kills, "kills"),
        Figure("buyers", f"{what}: all answered with kills", killed.seconds, "s"),
        Figure("buyers", f"{what}: slowest with kills", max(w for *_, w in killed.answers), "s"),
    ]


def _hold(url: str, folder: str, how: dict[str, Any]) -> Sold:
    app = create_app(Config.from_environment({"DATABASE_URL": url, "DATA_DIR": folder}))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        sold = hold(replace(prepare(app, BUYERS, UNITS), **how))
        outcome = look(sold, UNITS)
        session.remove()
        db.engine.dispose()
    if not outcome.is_exact(UNITS):
        raise RuntimeError(f"buyers: {outcome}")
    return sold
