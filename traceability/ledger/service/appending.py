"""Enters what was written into the log, in the same transaction, as its last act.

Whoever writes a row says so with `append`; the record is built from the stored rows just before
the commit. So several changes of one transaction are one entry, and the one lock that every
writer needs is taken last and held for no longer than the commit takes.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from catalog.kernel.db import at_the_end, session
from traceability.ledger import queries, rows
from traceability.ledger.models import Entry, Opening
from traceability.ledger.rules import records, tree
from traceability.ledger.subjects import SUBJECTS

Children = dict[tuple[str, str], set[int]]
"""Kind and column of the parent → the parents' numbers."""

LAST = 9
LOCK = 0x6C6564676572
"""The number of PostgreSQL's advisory lock; SQLite's writers hold its one lock already."""


@dataclass(frozen=True)
class Draft:
    """A record on its way into the log, and what opens its commitments."""

    kind: str
    number: int
    record: dict[str, Any]
    openings: dict[str, records.Opening]


def append(kind: str, numbers: Collection[int], now: datetime) -> None:
    """Enter these rows at the end of the running transaction, if they differ from what is logged.

    `kind` is a key of subjects.SUBJECTS; rows that are gone by then (a savepoint was given up)
    are left out.
    """
    wanted = session.info.setdefault(_KEY, {}) if _is_waiting() else _begin()
    wanted.setdefault(kind, set()).update(numbers)
    session.info[_NOW] = now


def append_children(kind: str, parent: str, numbers: Collection[int], now: datetime) -> None:
    """The same for all rows whose column `parent` holds one of these numbers at the end."""
    append(kind, (), now)
    children: Children = session.info.setdefault(_CHILDREN, {})
    children.setdefault((kind, parent), set()).update(numbers)


def enter_missing(now: datetime) -> int:
    """Enter every row that was never entered, as one that was there before; returns how many."""
    total = 0
    for kind, subject in SUBJECTS.items():
        for some in rows.ids_of(subject):
            known = queries.last_entries(kind, some)
            missing = [number for number in some if number not in known]
            total += write(_drafts(kind, missing, now, late=True))
    return total


def write(drafts: Iterable[Draft]) -> int:
    """Give the drafts the next places of the log; returns how many there were."""
    whole = list(drafts)
    if not whole:
        return 0
    session.flush()
    lock()
    first = queries.size()
    entries, openings = [], []
    for seq, draft in enumerate(whole, start=first):
        text = records.canonical(draft.record)
        entries.append(
            {
                "seq": seq,
                "kind": draft.kind,
                "subject_id": draft.number,
                "leaf": tree.leaf_hash(text),
                "record": text.decode(),
            }
        )
        openings += [
            {
                "seq": seq,
                "name": name,
                "salt": opening.salt,
                "value": records.canonical(opening.value).decode(),
            }
            for name, opening in draft.openings.items()
        ]
    session.execute(insert(Entry), entries)
    if openings:
        session.execute(insert(Opening), openings)
    return len(whole)


def lock() -> None:
    """Wait until nobody else appends or signs, to the end of the transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))


_KEY, _CHILDREN, _NOW = "ledger.wanted", "ledger.children", "ledger.now"


def _is_waiting() -> bool:
    return _write_wanted in session.info.get("at_the_end", ())


def _begin() -> dict[str, set[int]]:
    """Forget what a transaction that was given up had wanted."""
    at_the_end(_write_wanted, order=LAST)
    session.info[_KEY] = {}
    session.info[_CHILDREN] = {}
    wanted: dict[str, set[int]] = session.info[_KEY]
    return wanted


def _write_wanted(_given: set[Any]) -> None:
    wanted, now = session.info.pop(_KEY), session.info.pop(_NOW)
    session.flush()
    for (kind, parent), numbers in session.info.pop(_CHILDREN).items():
        wanted[kind].update(rows.children_of(SUBJECTS[kind], parent, numbers))
    write([draft for kind in SUBJECTS for draft in _drafts(kind, wanted.get(kind, ()), now)])


def _drafts(
    kind: str, numbers: Collection[int], now: datetime, *, late: bool = False
) -> Iterator[Draft]:
    """A draft for each row that is new or no longer says what was logged of it."""
    if not numbers:
        return
    facts = rows.facts_of(SUBJECTS[kind], numbers)
    last = queries.last_entries(kind, facts)
    known = queries.openings_of(seq for seq, _ in last.values())
    for number in sorted(facts):
        openings: dict[str, records.Opening] = {}
        why = "late" if late else "new"
        if number in last:
            seq, logged = last[number]
            openings = known.get(seq, {})
            why = "change"
            if not _has_changed(logged, facts[number], openings):
                continue
        sealed = records.seal(facts[number].hidden, openings)
        record = records.record(kind, number, facts[number], sealed, at=records.plain(now), why=why)
        yield Draft(kind, number, record, sealed)


def _has_changed(
    logged: dict[str, Any], facts: records.Facts, openings: dict[str, records.Opening]
) -> bool:
    return bool(records.differences(logged, facts, openings)) or records.has_more(logged, facts)
