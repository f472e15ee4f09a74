"""What invented partners remember: a file of their own, as their databases are not the shop's."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

Thing = dict[str, Any]


class Things:
    """One transaction on the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find(self, kind: str, name: str) -> Thing | None:
        query = "SELECT body FROM things WHERE kind = ? AND name = ?"
        row = self._connection.execute(query, (kind, name)).fetchone()
        return json.loads(row[0]) if row else None

    def put(self, kind: str, name: str, thing: Thing) -> Thing:
        self._connection.execute(
            "INSERT OR REPLACE INTO things (kind, name, body) VALUES (?, ?, ?)",
            (kind, name, json.dumps(thing)),
        )
        return thing

    def list(self, kind: str) -> list[Thing]:
        query = "SELECT body FROM things WHERE kind = ? ORDER BY rowid"
        return [json.loads(row[0]) for row in self._connection.execute(query, (kind,))]

    def drop(self, kind: str) -> None:
        self._connection.execute("DELETE FROM things WHERE kind = ?", (kind,))

    def next_number(self) -> int:
        """Numbers that grow, as transaction numbers do."""
        last = (self.find("counter", "last") or {"number": 4_000_000_000})["number"]
        self.put("counter", "last", {"number": last + 1})
        return int(last) + 1


class FakeStore:
    """Opened anew for each use, so that web processes and the worker see the same."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @contextmanager
    def open(self) -> Iterator[Things]:
        with closing(sqlite3.connect(self._file, timeout=15, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=OFF")  # nothing real is lost
            connection.execute(
                "CREATE TABLE IF NOT EXISTS things"
                " (kind TEXT, name TEXT, body TEXT, PRIMARY KEY (kind, name))"
            )
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield Things(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


def digest(*parts: object) -> str:
    """One name for a request, to tell a repetition from another one with the same key."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()
