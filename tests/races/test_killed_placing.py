"""A worker killed in the middle of placing leaves nothing; the same form then places once."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.basket import queries as baskets
from storefront.books import queries as books
from storefront.checkout.service import Wish, place
from storefront.inventory.models import StockItem
from storefront.orders.models import Order, OrderGroup
from storefront.payments.models import Payment
from tests.factories.storefront import BUYER, fill_basket, make_goods, make_rate, quote_of

ROOT = Path(__file__).parent.parent.parent
POINTS = (
    "storefront.orders.service.open_group",
    "storefront.inventory.service.allocate",
    "storefront.orders.service.add_order",
    "storefront.payments.service.open_cod",
    "storefront.basket.service.empty",
    "catalog.kernel.audit.record",
)
WORKER = """
import importlib, json, os, signal, sys
from pathlib import Path
from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.app import create_app
from storefront.checkout.service import Wish, place
from storefront.config import Config
from tests.factories.storefront import BUYER

given = json.loads(sys.argv[1])
module, name = given["point"].rsplit(".", 1)
module = importlib.import_module(module)
real = getattr(module, name)

def killed_after(*args, **kwargs):
    real(*args, **kwargs)
    session.flush()
    if given["carelessly"]:
        session.commit()
    os.kill(os.getpid(), signal.SIGKILL)

setattr(module, name, killed_after)
app = create_app(Config(secret_key="x" * 40, database_url=given["url"],
                        data_dir=Path(given["data_dir"]), testing=True))
with app.app_context(), transaction():
    place(Actor(), Wish(given["token"], "mau-1", given["seal"], BUYER), clock.today(), clock.now())
"""


def place_and_be_killed(app: Flask, token: str, point: str, *, carelessly: bool = False) -> None:
    seal = quote_of(token).seal
    session.remove()
    given = {
        "url": app.config["SQLALCHEMY_DATABASE_URI"],
        "data_dir": str(app.extensions["ocop_config"].data_dir),
        "token": token,
        "seal": seal,
        "point": point,
        "carelessly": carelessly,
    }
    worker = subprocess.run([sys.executable, "-c", WORKER, json.dumps(given)], cwd=ROOT)
    assert worker.returncode == -signal.SIGKILL


@pytest.fixture
def token(shop: Flask) -> str:
    make_rate()
    return fill_basket((make_goods(5).variant_id, 2))


def count_written() -> int:
    counts = [session.scalar(select(func.count(one.id))) for one in (OrderGroup, Order, Payment)]
    return sum(count or 0 for count in counts)


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_worker_leaves_nothing(shop: Flask, token: str, point: str) -> None:
    place_and_be_killed(shop, token, point)
    assert count_written() == 0
    assert session.scalar(select(func.sum(StockItem.allocated))) == 0
    assert baskets.count_units(baskets.find_basket_id(token)) == 2
    with transaction():
        wish = Wish(token, "mau-1", quote_of(token).seal, BUYER)
        assert place(Actor(), wish, clock.today(), clock.now())
    assert count_written() == 3
    assert books.verify().discrepancies == []


def test_a_commit_in_the_middle_would_leave_half_an_order(shop: Flask, token: str) -> None:
    """Negative control: the same kill, after a commit of its own."""
    place_and_be_killed(shop, token, "storefront.inventory.service.allocate", carelessly=True)
    assert books.verify().discrepancies
