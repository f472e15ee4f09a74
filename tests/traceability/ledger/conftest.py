"""A keeper of its own for each test, and batches to log."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, text

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from tests.factories.catalog import TODAY
from traceability.ledger import models
from traceability.ledger.keeper import Keeper
from traceability.ledger.models import SignedCheckpoint
from traceability.ledger.service import appending, signing

NOW = clock.noon_of(TODAY)


@pytest.fixture
def keeper(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keeper:
    """The keeper of the application, with a folder of its own."""
    keeper = Keeper(bytes(range(32)), "ocop.example/ledger", tmp_path)
    monkeypatch.setitem(app.extensions, "ocop_ledger", keeper)
    return keeper


@pytest.fixture
def fill(db: Connection) -> Callable[[int], None]:
    """Write so many lines that belong to no row."""

    def write(count: int, word: str = "line") -> None:
        with transaction():
            appending.write(
                appending.Draft("test", number, {"t": "test", "id": number, "is": word}, {})
                for number in range(count)
            )

    return write


@pytest.fixture
def sign(keeper: Keeper, db: Connection) -> Callable[[], SignedCheckpoint]:
    def now() -> SignedCheckpoint:
        with transaction():
            signed = signing.sign(keeper, NOW)
        assert signed
        return signed

    return now


@pytest.fixture
def insider(db: Connection) -> Callable[[str], None]:
    """Somebody who owns the database: no trigger stops him."""
    tables = [model.__tablename__ for model in models.KEPT]
    if db.dialect.name == "postgresql":
        for table in tables:
            db.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    else:
        for model, verbs in models.KEPT.items():
            for verb in verbs:
                db.execute(text(f"DROP TRIGGER {model.__tablename__}_no_{verb.lower()}"))

    def run(statement: str, **values: object) -> None:
        with transaction():
            session.execute(text(statement), values)
        session.expire_all()

    return run
