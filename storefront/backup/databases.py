"""Copies of a running database: SQLite by its online backup, PostgreSQL by pg_dump."""

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import make_url
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from storefront.backup.errors import Damaged, ToolFailed, ToolMissing

PAGES = 4096


class Copier(Protocol):
    """How one kind of database is copied and put back."""

    kind: str
    file: str

    def copy(self, target: Path) -> None:
        """Write the database as it is at one moment into a file, while it is used."""

    def check(self, source: Path) -> None:
        """Raise Damaged if the copy is not a sound database."""

    def is_empty(self) -> bool:
        """Whether the database of the settings holds no table."""

    def put_back(self, source: Path, aside: Path) -> None:
        """Make the copy the database; a file that stood there is moved into `aside`."""


def copier_for(database_url: str) -> Copier:
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return SqliteCopier(Path(url.database or ""))
    return PostgresqlCopier(database_url)


class SqliteCopier:
    kind, file = "sqlite", "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self._path = path

    def copy(self, target: Path) -> None:
        with (
            closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy, pages=PAGES)

    def check(self, source: Path) -> None:
        try:
            with closing(sqlite3.connect(f"file:{source}?mode=ro&immutable=1", uri=True)) as copy:
                [(said,)] = copy.execute("PRAGMA integrity_check(1)").fetchall()
                orphans = copy.execute("PRAGMA foreign_key_check").fetchmany(1)
        except (sqlite3.Error, ValueError) as error:
            raise Damaged(error) from error
        if said != "ok" or orphans:
            raise Damaged(said if said != "ok" else f"foreign key of {orphans[0][0]}")

    def is_empty(self) -> bool:
        if not self._path.exists():
            return True
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as database:
            return database.execute("SELECT 1 FROM sqlite_master").fetchone() is None

    def put_back(self, source: Path, aside: Path) -> None:
        for ending in ("", "-wal", "-shm"):
            old = self._path.with_name(self._path.name + ending)
            if old.exists():
                old.rename(aside / old.name)
        shutil.move(source, self._path)


class PostgresqlCopier:
    kind, file = "postgresql", "database.pgdump"

    def __init__(self, database_url: str) -> None:
        _, self._settings = PGDialect_psycopg().create_connect_args(make_url(database_url))
        options = str(self._settings.get("options", ""))
        self._schema = options.partition("-csearch_path=")[2] or None

    def copy(self, target: Path) -> None:
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                  *(["--schema", self._schema] if self._schema else []),
                  "--file", str(target))  # fmt: skip

    def check(self, source: Path) -> None:
        tool = _need("pg_restore")
        listed = subprocess.run(  # noqa: S603 - our own arguments
            [tool, "--list", str(source)], capture_output=True, text=True
        )
        if listed.returncode or "TABLE DATA" not in listed.stdout:
            raise Damaged(_last_line(listed.stderr) or source.name)

    def is_empty(self) -> bool:
        with psycopg.connect(**self._settings) as connection:
            row = connection.execute(
                "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1"
            ).fetchone()
        return row is None

    def put_back(self, source: Path, aside: Path) -> None:
        self._run("pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges",
                  "--single-transaction", "--exit-on-error", str(source))  # fmt: skip

    def _run(self, name: str, *arguments: str) -> None:
        tool = _need(name)
        with self._address() as address:
            done = subprocess.run(  # noqa: S603 - our own arguments
                [tool, "--dbname", address, *arguments], capture_output=True, text=True
            )
        if done.returncode:
            raise ToolFailed(name, _last_line(done.stderr))

    @contextmanager
    def _address(self) -> Iterator[str]:
        """The connection in libpq's words, the password in a file and not among the arguments."""
        settings: dict[str, Any] = {**self._settings}
        password = settings.pop("password", None)
        settings.pop("options", None)
        with tempfile.NamedTemporaryFile("w", suffix=".pgpass") as file:
            if password:
                escaped = str(password).replace("\\", "\\\\").replace(":", "\\:")
                file.write(f"*:*:*:*:{escaped}\n")
                file.flush()
                settings["passfile"] = file.name
            yield make_conninfo(**settings)


def _need(tool: str) -> str:
    found = shutil.which(tool)
    if found is None:
        raise ToolMissing(tool)
    return found


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1]


def name_of(moment: datetime) -> str:
    """A moment as a part of a file's name."""
    return f"{moment:%Y%m%dT%H%M%SZ}"
