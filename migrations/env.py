"""Runs the migrations on the application's engine, in batch mode for SQLite."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection

from catalog.kernel.db import Base, UTCDateTime, db


def render_plainly(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as the plain types they store, so migrations stand alone."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


@contextmanager
def references_at_rest(connection: Connection) -> Iterator[None]:
    """Batch mode drops and copies tables that others refer to, so SQLite must not look meanwhile.

    It hears this only outside a transaction, and SQLAlchemy opens one before every statement; so
    the driver is told.
    """
    driver = (
        connection.connection.driver_connection if connection.dialect.name == "sqlite" else None
    )
    if driver is not None:
        driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        if driver is not None:
            driver.execute("PRAGMA foreign_keys=ON")


def run() -> None:
    with db.engine.connect() as connection, references_at_rest(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=render_plainly,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
