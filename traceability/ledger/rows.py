"""Reads rows as the facts a record is made of: the same bytes whenever nothing has changed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Row, Select, Table, func, select

from catalog.kernel.db import session
from traceability.ledger.rules.records import Facts, plain
from traceability.ledger.subjects import PUBLIC_NAMES, Part, Subject

AT_ONCE = 1_000
"""Rows per query: databases take only so many values in one statement."""
MOST_LINES = 100
"""More quantities than this stand in a record as one commitment: an entry has 64 kB at most."""


def facts_of(subject: Subject, numbers: Collection[int]) -> dict[int, Facts]:
    """The rows with these ids as they stand; those that are not there are left out."""
    found: dict[int, Facts] = {}
    for some in chunks(sorted(set(numbers))):
        rows = session.execute(_rows(subject.table).where(subject.table.c.id.in_(some))).all()
        parts = {part.name: _parts(part, some) for part in subject.parts}
        for row in rows:
            found[row.id] = _facts(subject, row, {name: parts[name][row.id] for name in parts})
    return found


def children_of(subject: Subject, parent: str, numbers: Collection[int]) -> Iterator[int]:
    """The ids of the rows that belong to these parents."""
    for some in chunks(sorted(numbers)):
        yield from session.scalars(
            select(subject.table.c.id).where(subject.table.c[parent].in_(some))
        )


def ids_of(subject: Subject) -> Iterator[list[int]]:
    """Every id of the subject's table, ascending, some at a time."""
    last = 0
    number = subject.table.c.id
    while some := session.scalars(
        select(number).where(number > last).order_by(number).limit(AT_ONCE)
    ).all():
        yield list(some)
        last = some[-1]


def count(subject: Subject) -> int:
    return session.scalar(select(func.count()).select_from(subject.table)) or 0


def chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]


def _facts(subject: Subject, row: Row[Any], parts: dict[str, list[dict[str, Any]]]) -> Facts:
    given = _named(subject.table, row)
    clear = {name: value for name, value in given.items() if name in subject.clear}
    hidden = {name: value for name, value in given.items() if name not in subject.clear}
    for part in subject.parts:
        lines = parts[part.name]
        if not part.clear or len(lines) > MOST_LINES:  # whole, as people typed it
            hidden[part.name] = lines or None
            continue
        clear[part.name] = [_only(line, part.clear, inside=True) for line in lines]
        rest = [_only(line, part.clear, inside=False) for line in lines]
        hidden[f"{part.name}+"] = rest if any(any(line.values()) for line in rest) else None
    return Facts(clear, hidden)


def _parts(part: Part, parents: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The lines of each parent, in the order they were written.

    What is empty is left out, so that a column added later changes no record of today.
    """
    table = part.table
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    parent = table.c[part.parent]
    rows = session.execute(
        _rows(table).where(parent.in_(parents)).order_by(parent, *table.primary_key)
    )
    for row in rows:
        line = {name: value for name, value in _named(table, row).items() if value is not None}
        found[line.pop(part.parent)].append(line)
    return found


def _rows(table: Table) -> Select[Any]:
    """The table's columns, and the public names of what they refer to."""
    query = select(*table.c)
    for column in _references(table):
        target = PUBLIC_NAMES[column.name][1].table
        query = query.outerjoin(target, target.c.id == column).add_columns(
            PUBLIC_NAMES[column.name][1].label(f"name_of_{column.name}")
        )
    return query


def _named(table: Table, row: Row[Any]) -> dict[str, Any]:
    """The row by the names that stand in records; its own id is said elsewhere."""
    values = row._mapping
    named = {}
    for column in table.c:
        if column.name in PUBLIC_NAMES:
            named[PUBLIC_NAMES[column.name][0]] = values[f"name_of_{column.name}"]
        elif column.name != "id":
            named[column.name] = plain(values[column.name])
    return named


def _references(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if column.name in PUBLIC_NAMES]


def _only(line: dict[str, Any], names: frozenset[str], *, inside: bool) -> dict[str, Any]:
    return {name: value for name, value in line.items() if (name in names) is inside}
