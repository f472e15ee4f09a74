"""The migrations build the same schema as the models, up and down, on both databases."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from catalog.kernel.db import Base
from catalog.kernel.db import db as flask_db
from storefront.app import create_app
from storefront.config import Config

ROOT = Path(__file__).parent.parent.parent
FOLDER = str(ROOT / "migrations")


@pytest.fixture
def fresh(config: Config, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database of its own, empty."""
    if config.database_url.startswith("sqlite"):
        url = f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
        app = create_app(replace(config, database_url=url))
        with app.app_context():
            yield app
            flask_db.engine.dispose()
        return
    plain = make_url(config.database_url)
    schema = f"{plain.query['options'].removeprefix('-csearch_path=')}_fresh"
    engine = create_engine(plain)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = plain.update_query_dict({"options": f"-csearch_path={schema}"})
    app = create_app(replace(config, database_url=url.render_as_string(hide_password=False)))
    with app.app_context():
        yield app
        flask_db.engine.dispose()
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory(FOLDER).get_heads()) == 1


def test_migrations_build_what_the_models_say_again_after_all_went_down(fresh: Flask) -> None:
    """What one leaves behind on its way down stops the next on its way up."""
    upgrade(directory=FOLDER)
    assert not differences()
    downgrade(directory=FOLDER, revision="base")
    assert inspect(flask_db.engine).get_table_names() == ["alembic_version"]
    upgrade(directory=FOLDER)
    assert not differences()


def differences() -> object:
    """Between the tables there are and those of the models."""
    with flask_db.engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection), Base.metadata)


@pytest.mark.sqlite
def test_a_table_with_rows_that_others_refer_to_is_changed_too(fresh: Flask) -> None:
    """0023 gives payments new columns, for which SQLite drops and copies the table."""
    upgrade(directory=FOLDER, revision="0022")
    filler = sqlite3.connect(str(flask_db.engine.url.database))
    with filler:  # this connection does not ask for the order they belong to
        for table in ("store_payments", "store_payment_shares"):
            _insert_any(filler, table)
    filler.close()
    upgrade(directory=FOLDER)
    with flask_db.engine.connect() as connection:
        payment = text("SELECT payment_id FROM store_payment_shares")
        assert connection.execute(text("SELECT id FROM store_payments")).scalars().all() == [1]
        assert connection.execute(payment).scalars().all() == [1]
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def _insert_any(connection: sqlite3.Connection, table: str) -> None:
    """A row with 1 in every column; good enough for what is only moved."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    ones = ", ".join("1" for _ in columns)
    connection.execute(f"INSERT INTO {table} VALUES ({ones})")  # noqa: S608 - our own tables


def test_the_migrated_log_is_append_only(fresh: Flask) -> None:
    upgrade(directory=FOLDER)
    with flask_db.engine.connect() as connection:
        connection.execute(
            text("INSERT INTO trace_ledger_checkpoints VALUES (1, :root, '', :at)"),
            {"root": b"0", "at": "2026-11-22 00:00:00"},
        )
        for change in (
            "UPDATE trace_ledger_checkpoints SET size = 2",
            "DELETE FROM trace_ledger_checkpoints",
        ):
            with pytest.raises(DBAPIError, match="append-only"), connection.begin_nested():
                connection.execute(text(change))
