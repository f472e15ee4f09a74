"""A move to PostgreSQL takes every row along, and the log with the same root."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, select, text

from catalog.kernel import clock
from catalog.kernel.db import Base, session, transaction
from catalog.kernel.db import db as flask_db
from storefront.app import create_app
from storefront.backup import moving
from storefront.backup.errors import NotEmpty, OtherDatabase
from storefront.config import Config
from tests.factories.catalog import make_producer
from tests.factories.traceability import make_history
from traceability.batches.models import Batch
from traceability.ledger import checking
from traceability.ledger.keeper import connected
from traceability.ledger.service import appending, signing

pytestmark = pytest.mark.postgresql


def quiet(step: str) -> None:
    """Nobody listens."""


@pytest.fixture
def source(config: Config, tmp_path: Path) -> Iterator[Flask]:
    """A shop on SQLite with a history in its log."""
    url = f"sqlite:///{tmp_path / 'shop.sqlite3'}"
    app = create_app(replace(config, database_url=url, data_dir=tmp_path))
    with app.app_context():
        session.remove()
        Base.metadata.create_all(flask_db.engine)
        make_history()
        with transaction():
            appending.enter_missing(clock.now())
            signing.sign(connected(), clock.now())
        yield app
        session.remove()
        flask_db.engine.dispose()


@pytest.fixture
def target(config: Config) -> Iterator[str]:
    """The address of an empty schema."""
    plain = make_url(config.database_url)
    schema = f"{plain.query['options'].removeprefix('-csearch_path=')}_{token_hex(4)}"
    engine = create_engine(plain)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = plain.update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


def test_every_row_arrives_and_the_log_has_the_same_root(source: Flask, target: str) -> None:
    config: Config = source.extensions["ocop_config"]
    here = checking.verify_tree(connected())
    codes = sorted(session.scalars(select(Batch.code)))
    count, root = moving.move(config, target, quiet)
    assert root == here.root
    assert count > 30
    moved = create_app(replace(config, database_url=target))
    with moved.app_context():
        session.remove()
        assert sorted(session.scalars(select(Batch.code))) == codes
        assert checking.verify(connected(), None, quiet).wrong == []
        make_producer(name="Người mới")  # numbers go on where they ended
        session.remove()
        flask_db.engine.dispose()


def test_a_place_with_data_is_refused(source: Flask, target: str) -> None:
    config: Config = source.extensions["ocop_config"]
    moving.move(config, target, quiet)
    with pytest.raises(NotEmpty):
        moving.move(config, target, quiet)


def test_only_sqlite_is_moved_and_only_to_postgresql(source: Flask, target: str) -> None:
    config: Config = source.extensions["ocop_config"]
    for wrong, url in ((config, "sqlite:///x"), (replace(config, database_url=target), target)):
        with pytest.raises(OtherDatabase):
            moving.move(wrong, url, quiet)
