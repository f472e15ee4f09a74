"""The declarative base, the session, and the only place that commits."""

import fcntl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import (
    BigInteger,
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Result,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC, always aware; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Dong = BigInteger
"""The column type of an amount of money: whole đồng."""


class Base(DeclarativeBase):
    """Parent of every table. Named constraints keep later migrations possible."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class HouseSession(FlaskSession):
    """Flask-SQLAlchemy's session, which a test may bind to a connection of its own."""

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        return self.bind or super().get_bind(*args, **kwargs)


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    session_options={"class_": HouseSession, "scopefunc": threading.get_ident},
)
session = db.session


def prepare(engine: Engine) -> None:
    """Set up every SQLite connection; PostgreSQL needs nothing."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def configure(dbapi: Any, _record: object) -> None:
        dbapi.isolation_level = None  # SQLAlchemy, not the driver, opens transactions
        # FULL: with NORMAL a power cut loses orders that were acknowledged.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            dbapi.execute(f"PRAGMA {pragma}")
        dbapi.execute("PRAGMA busy_timeout=15000")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _turn(engine: Engine | Connection) -> Iterator[None]:
    """Queue SQLite's writers fairly on a file lock; its own busy handler lets some starve."""
    name = getattr(engine, "url", engine.engine.url).database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        yield
        return
    with Path(f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def transaction() -> Iterator[None]:
    """Open the one transaction of a request, command or job; commit or roll back at its end.

    A SQLite session that has read cannot become a writer ("database is locked", and
    waiting does not help), so the read ends here and services read again what they
    decide on. Raises RuntimeError when nested or when something was changed outside.
    """
    if session.info.get("in_transaction"):
        raise RuntimeError("Transactions do not nest: open one at the edge, let services flush.")
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("Write outside transaction().")
    session.rollback()
    bind = session.get_bind()
    own = not isinstance(bind, Connection)  # a test's connection is in a transaction already
    with _turn(bind) if own else nullcontext():
        session.info["in_transaction"] = True
        try:
            if own:
                session.connection(execution_options={"writes": True})
            yield
            _do_the_rest()
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop("in_transaction", None)
            session.info.pop("at_the_end", None)


def rows_changed(done: Result[Any]) -> int:
    """How many rows an UPDATE, INSERT or DELETE met: what a conditional one is asked for."""
    return done.rowcount if isinstance(done, CursorResult) else 0


Work = Callable[[set[Any]], None]


def at_the_end(work: Work, given: Iterable[Any] = (), *, order: int = 0) -> None:
    """Do `work` once at the end of the running transaction, with all it was given meanwhile.

    What has a higher `order` comes later: the lock that every writer needs is taken last of all.
    """
    if not session.info.get("in_transaction"):
        raise RuntimeError("Write outside transaction().")
    waiting: dict[Work, tuple[int, set[Any]]] = session.info.setdefault("at_the_end", {})
    waiting.setdefault(work, (order, set()))[1].update(given)


def _do_the_rest() -> None:
    waiting = session.info.get("at_the_end", {})
    for work, (_, given) in sorted(waiting.items(), key=lambda entry: entry[1][0]):
        work(given)


@event.listens_for(Session, "before_flush")
def _refuse_writes_outside_a_transaction(flushing: Session, *_args: object) -> None:
    # Without this, a view that forgets transaction() loses its writes without a sound
    # when the session closes at the end of the request.
    if not flushing.info.get("in_transaction"):
        raise RuntimeError("Write outside transaction().")
