"""Tables of the log. Entries, nodes and checkpoints are only ever added; openings may be deleted.

Triggers refuse the rest. They stop mistakes, not an owner of the database: what shows him up is
the tree, and that others remember its checkpoints.
"""

from datetime import datetime
from typing import cast

from sqlalchemy import DDL, Index, Table, event
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.db import Base, UTCDateTime


class Entry(Base):
    """One leaf. `record` is the exact text that is hashed; `seq` counts from 0 without a gap."""

    __tablename__ = "trace_ledger_entries"
    __table_args__ = (Index("ix_trace_ledger_entries_subject", "kind", "subject_id", "seq"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]  # subjects.SUBJECTS, or "redaction"
    subject_id: Mapped[int]
    leaf: Mapped[bytes]
    record: Mapped[str]


class Opening(Base):
    """Salt and value behind one commitment of an entry. Deleting it forgets the value."""

    __tablename__ = "trace_ledger_openings"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(primary_key=True)
    salt: Mapped[str]
    value: Mapped[str]  # canonical JSON


class Node(Base):
    """The hash over 256**level leaves, kept so that no proof reads the whole log."""

    __tablename__ = "trace_ledger_nodes"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes]


class SignedCheckpoint(Base):
    """The log at one size as it was signed and published."""

    __tablename__ = "trace_ledger_checkpoints"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[bytes]
    note: Mapped[str]  # the signed note
    signed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Witness(Base):
    """Somebody independent who cosigns our checkpoints when asked (C2SP tlog-witness)."""

    __tablename__ = "trace_ledger_witnesses"

    name: Mapped[str] = mapped_column(primary_key=True)
    vkey: Mapped[str]
    url: Mapped[str]  # the submission prefix; add-checkpoint lies under it
    # The newest checkpoint it has cosigned, as far as we know: where its next proof begins.
    size: Mapped[int] = mapped_column(default=0)
    said: Mapped[str | None]  # why it refused, the last time
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Cosignature(Base):
    """A witness's signature line under one of our checkpoints."""

    __tablename__ = "trace_ledger_cosignatures"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(primary_key=True)
    line: Mapped[str]
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class WatchedLog(Base):
    """A log of somebody else that we cosign, and the newest checkpoint we have cosigned of it."""

    __tablename__ = "trace_ledger_watched_logs"

    origin: Mapped[str] = mapped_column(primary_key=True)
    vkey: Mapped[str]
    size: Mapped[int] = mapped_column(default=0)
    root: Mapped[bytes | None]
    note: Mapped[str | None]
    seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


KEPT: dict[type[Base], tuple[str, ...]] = {
    Entry: ("UPDATE", "DELETE"),
    Node: ("UPDATE", "DELETE"),
    SignedCheckpoint: ("UPDATE", "DELETE"),
    Opening: ("UPDATE",),
}
"""What is refused on each table."""

SQLITE = """
    CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
    CREATE OR REPLACE FUNCTION trace_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
    CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
    FOR EACH {each} EXECUTE FUNCTION trace_ledger_refuse()
"""


def _keep(table: Table, verbs: tuple[str, ...]) -> None:
    """Make the triggers with the table, wherever it is made."""
    _after_create(table, "postgresql", POSTGRESQL_FUNCTION)
    for verb in verbs:
        names = {"table": table.name, "verb": verb.lower(), "VERB": verb}
        _after_create(table, "sqlite", SQLITE.format(**names))
        _after_create(table, "postgresql", POSTGRESQL.format(**names, each="ROW"))
    names = {"table": table.name, "verb": "truncate", "VERB": "TRUNCATE"}
    _after_create(table, "postgresql", POSTGRESQL.format(**names, each="STATEMENT"))


def _after_create(table: Table, dialect: str, text: str) -> None:
    event.listen(table, "after_create", DDL(text).execute_if(dialect=dialect))


for _model, _verbs in KEPT.items():
    _keep(cast(Table, _model.__table__), _verbs)
