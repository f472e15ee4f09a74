"""One read per scan, by the driver itself: SQLAlchemy would cost more than the page does.

A connection per thread, read-only, each statement a transaction of its own.
"""

import sqlite3
import threading
from datetime import datetime
from typing import Any, Protocol

import psycopg
from sqlalchemy import make_url
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

PageRow = tuple[str, bytes, str]
"""ETag, body, policy."""

Unreadable = (sqlite3.Error, psycopg.Error)
"""What a reader raises when the database does not answer."""

MMAP_BYTES = 1 << 30

_PAGE = """
    SELECT etag, {body}, csp FROM trace_passport_pages
    WHERE code = {0} AND language = {0} AND mark = rendered_mark AND true_until > {0}
"""
_BY_GTIN = """
    SELECT code FROM trace_batches
    JOIN catalog_products ON catalog_products.id = trace_batches.product_id
    WHERE catalog_products.gtin = {0} AND trace_batches.{column} = {0}
"""
_BY_CODE = "SELECT code FROM trace_batches WHERE code = {0}"


class Reader(Protocol):
    """What the lane asks. Each raises one of `Unreadable`."""

    def page(self, code: str, language: str, now: datetime, *, gzipped: bool) -> PageRow | None:
        """The stored page, if it may be shown now."""

    def code_of(self, gtin: str, text: str) -> str | None:
        """The public code of the batch that /01/<gtin>/10/<text> names."""

    def has_code(self, code: str) -> bool:
        """Whether there is a batch with this very code."""

    def close(self) -> None:
        """Close the connection of this thread."""


def reader_for(database_url: str) -> Reader:
    """The reader of this database."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return SqliteReader(url.database or "")
    return PostgresqlReader(database_url)


class _Statements:
    """The statements in the words of one driver, and what is common to both readers."""

    def __init__(self, mark: str) -> None:
        self._local = threading.local()
        self._page = {
            gzipped: _PAGE.format(mark, body="gzip" if gzipped else "html")
            for gzipped in (True, False)
        }
        self._by_text = _BY_GTIN.format(mark, column="producer_text")
        self._by_code = _BY_GTIN.format(mark, column="code")
        self._has_code = _BY_CODE.format(mark)

    def _first(self, statement: str, values: tuple[Any, ...]) -> Any:
        raise NotImplementedError

    def code_of(self, gtin: str, text: str) -> str | None:
        row = self._first(self._by_text, (gtin, text)) or self._first(self._by_code, (gtin, text))
        return row[0] if row else None

    def close(self) -> None:
        connection = self._local.__dict__.pop("connection", None)
        self._local.__dict__.clear()
        if connection is not None:
            connection.close()

    def has_code(self, code: str) -> bool:
        return self._first(self._has_code, (code,)) is not None


class SqliteReader(_Statements):
    """Reads the file through memory; a writer never makes it wait (WAL)."""

    def __init__(self, path: str) -> None:
        super().__init__("?")
        self._path = path

    def page(self, code: str, language: str, now: datetime, *, gzipped: bool) -> PageRow | None:
        moment = now.isoformat(" ", "microseconds")[:26]  # as SQLAlchemy writes it
        row: PageRow | None = self._first(self._page[gzipped], (code, language, moment))
        return row

    def _first(self, statement: str, values: tuple[Any, ...]) -> Any:
        try:
            read = self._local.read
        except AttributeError:
            read = self._local.read = self._connect().execute
        return read(statement, values).fetchone()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, isolation_level=None)
        connection.execute("PRAGMA query_only=ON")
        connection.execute(f"PRAGMA mmap_size={MMAP_BYTES}")
        self._local.connection = connection
        return connection


class PostgresqlReader(_Statements):
    """Reads over a connection of its own; a broken one is opened anew by the next scan."""

    def __init__(self, database_url: str) -> None:
        super().__init__("%s")
        _, self._settings = PGDialect_psycopg().create_connect_args(make_url(database_url))

    def page(self, code: str, language: str, now: datetime, *, gzipped: bool) -> PageRow | None:
        row: PageRow | None = self._first(self._page[gzipped], (code, language, now))
        return row

    def _first(self, statement: str, values: tuple[Any, ...]) -> Any:
        connection = getattr(self._local, "connection", None)
        if connection is None or connection.closed:
            connection = psycopg.connect(**self._settings, autocommit=True)
            self._local.connection = connection
        return connection.execute(statement, values, prepare=True, binary=True).fetchone()
