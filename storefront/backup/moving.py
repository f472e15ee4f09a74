"""Moves everything from SQLite into an empty PostgreSQL, and compares counts and the log's root."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, Integer, Table, create_engine, func, insert, select, text

from catalog.kernel.db import Base, db, session, transaction
from storefront.backup.databases import copier_for
from storefront.backup.errors import MovedDifferently, NotEmpty, OtherDatabase
from storefront.config import Config
from storefront.extensions import migrate
from traceability.ledger.models import Entry
from traceability.ledger.rules import tree
from traceability.ledger.rules.growth import Growing

FOLDER = Path(__file__).parents[2] / "migrations"
AT_ONCE = 1_000
Progress = Callable[[str], None]


def move(config: Config, url: str, say: Progress) -> tuple[int, bytes]:
    """Copy every row, or nothing; returns how many, and the root of the log on both sides.

    The source is held against writers meanwhile. Raises NotEmpty, OtherDatabase for anything but
    SQLite to PostgreSQL, MovedDifferently if a count or the root differs.
    """
    if not config.database_url.startswith("sqlite") or url.startswith("sqlite"):
        raise OtherDatabase
    if not copier_for(url).is_empty():
        raise NotEmpty
    _make_schema(url)
    engine = create_engine(url)
    try:
        with transaction(), engine.begin() as there:
            total = sum(_copy(table, there, say) for table in Base.metadata.sorted_tables)
            here = _root(session.connection())
            if here != _root(there):
                raise MovedDifferently(Entry.__tablename__)
    finally:
        engine.dispose()
    return total, here


def _make_schema(url: str) -> None:
    app = Flask("ocop-move")  # only what the migrations need
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    migrate.init_app(app, db, directory=str(FOLDER), render_as_batch=True)
    with app.app_context():
        upgrade(directory=str(FOLDER))
        session.remove()
        db.engine.dispose()


def _copy(table: Table, there: Connection, say: Progress) -> int:
    """One table in the order of its key, its sequence after it, its count compared."""
    rows = session.execute(select(table).order_by(*table.primary_key)).mappings()
    count = 0
    for some in rows.partitions(AT_ONCE):
        there.execute(insert(table), [dict(row) for row in some])
        count += len(some)
    if there.scalar(select(func.count()).select_from(table)) != count:
        raise MovedDifferently(table.name)
    _go_on_counting(table, there)
    if count:
        say(f"{table.name}: {count}")
    return count


def _go_on_counting(table: Table, there: Connection) -> None:
    """The next row gets the number after the largest."""
    column = table.autoincrement_column
    if column is None or not isinstance(column.type, Integer):
        return
    name = there.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
    largest = there.scalar(select(func.max(column)))
    if name and largest:
        there.execute(text("SELECT setval(:name, :largest)"), {"name": name, "largest": largest})


def _root(connection: Connection) -> bytes:
    """The root of the log, every line hashed anew."""
    grown = Growing()
    for record in connection.scalars(select(Entry.record).order_by(Entry.seq)):
        grown.add(tree.leaf_hash(record.encode()))
    return grown.root()
