"""One app and one schema per worker; each test runs inside a transaction that is rolled back.

The database is SQLite in a file, or the one of TEST_DATABASE_URL, in which every worker has
a schema of its own.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from xdist.scheduler import LoadScopeScheduling

from catalog.kernel.actor import Actor
from catalog.kernel.db import Base, prepare, session
from catalog.kernel.db import db as flask_db
from catalog.search.errors import IndexMissing
from catalog.search.index import ProductIndex, open_index
from storefront.app import create_app
from storefront.config import Config
from tests.factories.catalog import TODAY
from tests.visitor import Visitor

VISITS_AGAIN = 5
JOURNEYS = Path(__file__).parent / "journeys"
AFTERNOON = datetime.combine(TODAY, time(9), UTC)
SINCE = datetime.now(UTC) - AFTERNOON
# The clock stands on the day the builders' facts are about, and goes on from there, from before
# the first test module is read: else a test is right only near the day it was written.
time_machine.travel(AFTERNOON, tick=True).start()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


class ByFile(LoadScopeScheduling):
    """One worker takes a whole file, for what it shares; one drives the browser, so that one
    server with its demonstration data will do."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "tests/journeys" if file.startswith("tests/journeys/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What uses the database says so by its fixtures; tests for one engine skip on the other.

    Of the visits of pages in a file one in VISITS_AGAIN is repeated on PostgreSQL: what they ask of
    it the tests of queries and services ask too.
    """
    on_postgresql = "TEST_DATABASE_URL" in os.environ
    visits: Counter[Path] = Counter()
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if {"db", "engine", "app", "live"} & fixtures:
            item.add_marker("database")
        if {"visitor", "make_visitor"} & fixtures:
            if visits[item.path] % VISITS_AGAIN:
                item.add_marker("once")
            visits[item.path] += 1
        if item.path.is_relative_to(JOURNEYS):
            item.add_marker("browser")
        if item.get_closest_marker("postgresql") and not on_postgresql:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL"))
        if item.get_closest_marker("sqlite") and on_postgresql:
            item.add_marker(pytest.mark.skip(reason="says something about SQLite only"))


@pytest.fixture(autouse=True)
def _real_day_of_journeys(request: pytest.FixtureRequest) -> Iterator[None]:
    """Journeys talk to a server of its own process, whose demonstration is made for today."""
    if not request.path.is_relative_to(JOURNEYS):
        yield
        return
    with time_machine.travel(datetime.now(UTC) + SINCE, tick=True):
        yield


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session")
def database_url(data_dir: Path) -> Iterator[str]:
    given = os.environ.get("TEST_DATABASE_URL")
    if not given:
        yield f"sqlite:///{data_dir / 'test.sqlite3'}"
        return
    schema = f"ocop_test_{WORKER}"
    plain = create_engine(given)
    with plain.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(given).update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with plain.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    plain.dispose()


@pytest.fixture(scope="session")
def config(database_url: str, data_dir: Path) -> Config:
    return Config(
        secret_key="test-secret-test-secret-test-secret",
        database_url=database_url,
        data_dir=data_dir,
        public_url="https://ocop.example",
        ledger_key="AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        vapid_key="AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        testing=True,
    )


@pytest.fixture(scope="session")
def app(config: Config) -> Iterator[Flask]:
    app = create_app(config)
    yield app
    with app.app_context():
        flask_db.engine.dispose()


@pytest.fixture(scope="session")
def engine(app: Flask, database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    prepare(engine)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def db(engine: Engine, app: Flask) -> Iterator[Connection]:
    """A database in which every commit is undone when the test ends."""
    with engine.connect() as connection:
        outer = connection.begin()
        session.remove()
        session.configure(bind=connection, join_transaction_mode="create_savepoint")
        yield connection
        session.remove()
        session.configure(bind=None)
        outer.rollback()
    with pytest.raises(IndexMissing):  # what a test left there the next ones would find
        app.extensions["ocop_search"].check()


@pytest.fixture
def own_index(
    request: pytest.FixtureRequest,
    app: Flask,
    db: Connection,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[ProductIndex]:
    """A search index of the test's own, connected to the application; a parameter names another
    engine."""
    usual = app.extensions["ocop_search"]
    url = getattr(request, "param", "whoosh:")
    app.extensions["ocop_search"] = open_index(url, tmp_path_factory.mktemp("index"))
    yield app.extensions["ocop_search"]
    app.extensions["ocop_search"] = usual


@pytest.fixture
def visitor(app: Flask, db: Connection) -> Iterator[Visitor]:
    """A browser without a screen; `visitor.sign_in("permission", …)` gives it rights."""
    visitor = Visitor(app)
    app.before_request_funcs.setdefault(None, []).append(visitor.act)
    yield visitor
    app.before_request_funcs[None].remove(visitor.act)


@pytest.fixture
def make_visitor(app: Flask, db: Connection) -> Iterator[Callable[[], Visitor]]:
    """Several browsers in one test. Only the one that acts last is signed in: see Visitor.act."""
    made: list[Visitor] = []

    def make() -> Visitor:
        made.append(Visitor(app))
        app.before_request_funcs.setdefault(None, []).append(made[-1].act)
        return made[-1]

    yield make
    for visitor in made:
        app.before_request_funcs[None].remove(visitor.act)


@pytest.fixture
def officer() -> Actor:
    return Actor(id=1, name="Cán bộ Lan")
