"""Reads the whole log and says where it no longer fits itself, its checkpoints, or the tables.

What it finds is sorted by where the evidence lies: a line that is not what was hashed, a
checkpoint the tree does not lead to, a row that no longer says what was logged of it.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from catalog.kernel.db import session
from traceability.ledger import queries, rows
from traceability.ledger.keeper import Keeper
from traceability.ledger.models import Entry, Node, SignedCheckpoint
from traceability.ledger.rules import notes, records, tree
from traceability.ledger.rules.growth import Growing
from traceability.ledger.rules.notes import BadNote, Checkpoint
from traceability.ledger.subjects import REDACTION, SUBJECTS

Progress = Callable[[str], None]


@dataclass
class Findings:
    """What was looked at, and each thing that is wrong in one line."""

    wrong: list[str] = field(default_factory=list)
    entries: int = 0
    rows: int = 0
    checkpoints: int = 0
    root: bytes = tree.EMPTY_ROOT


@dataclass(frozen=True)
class Since:
    """A checkpoint somebody remembers: of the whole root, or its first 80 bits as printed."""

    size: int
    label: str
    root: bytes | None = None

    def fits(self, root: bytes) -> bool:
        return root == self.root if self.root else notes.label_of(root) == self.label


def verify_tree(keeper: Keeper) -> Findings:
    """Only the log itself and its checkpoints, not the tables: enough after a restore or a move."""
    found = Findings()
    _check_tree(_remembered(keeper, found), found, lambda step: None)
    return found


def verify(keeper: Keeper, since: Since | None, say: Progress) -> Findings:
    """Check everything; takes about a minute for 100,000 entries."""
    found = Findings()
    points = _remembered(keeper, found)
    if since:
        points.append((since, "the checkpoint given"))
    _check_tree(points, found, say)
    redacted = _redacted()
    for kind in SUBJECTS:
        say(f"{kind} …")
        found.wrong += _check_rows(kind, redacted, found)
    return found


def read_since(keeper: Keeper, text: str) -> Since:
    """A signed checkpoint of this log, or one printed on a label; BadNote for anything else."""
    if label := notes.read_label(text):
        return Since(*label)
    point = notes.parse_checkpoint(notes.read_note(text).text)
    notes.read_checkpoint(text, [keeper.verifier(point.origin)])
    return _since(point)


def _since(point: Checkpoint) -> Since:
    return Since(point.size, notes.label_of(point.root), point.root)


def _remembered(keeper: Keeper, found: Findings) -> list[tuple[Since, str]]:
    """Every signed checkpoint, of the database and of the file beside it."""
    points: list[tuple[Since, str]] = []
    try:
        if last := keeper.last():
            points.append((_since(last), "the checkpoint kept outside the database"))
    except BadNote as error:
        found.wrong.append(f"the checkpoint kept outside the database: {error}")
    for row in session.execute(select(*SignedCheckpoint.__table__.c)):
        found.checkpoints += 1
        try:
            point = read_since(keeper, row.note)
        except BadNote as error:
            found.wrong.append(f"checkpoint {row.size}: {error}")
            continue
        if (point.size, point.root) != (row.size, row.root):
            found.wrong.append(f"checkpoint {row.size}: not what was signed")
        points.append((point, f"checkpoint {row.size}"))
    return points


def _check_tree(points: list[tuple[Since, str]], found: Findings, say: Progress) -> None:
    """Hash every line anew and compare the roots on the way."""
    grown, wanted = Growing(), {point.size for point, _ in points}
    roots = {}
    for row in _entries():
        if row.seq != grown.size:
            found.wrong.append(f"line {grown.size}: missing")
            break
        leaf = tree.leaf_hash(row.record.encode())
        if leaf != row.leaf or not _fits_itself(row):
            found.wrong.append(f"line {row.seq}: changed")
        grown.add(leaf)
        if grown.size in wanted:
            roots[grown.size] = grown.root()
        if grown.size % 10_000 == 0:
            say(f"{grown.size:,} lines …")
    found.entries, found.root = grown.size, grown.root()
    for point, name in points:
        if point.size > grown.size:
            found.wrong.append(f"{name}: the log has only {grown.size} lines of {point.size}")
        elif not point.fits(roots.get(point.size, tree.EMPTY_ROOT)):
            found.wrong.append(f"{name}: the first {point.size} lines are not those signed")
    found.wrong += _check_nodes(grown)


def _check_nodes(grown: Growing) -> Iterator[str]:
    for row in session.execute(select(Node.level, Node.number, Node.hash)):
        if grown.nodes.get((row.level, row.number)) != row.hash:
            yield f"node {row.level}/{row.number}: changed"


def _fits_itself(row: Any) -> bool:
    """Whether the columns an entry is found by say what its record says."""
    try:
        record = json.loads(row.record)
        return bool((record["t"], record["id"]) == (row.kind, row.subject_id))
    except (ValueError, KeyError, TypeError):
        return False


def _entries() -> Iterator[Any]:
    start = 0
    while some := session.execute(
        select(Entry.seq, Entry.kind, Entry.subject_id, Entry.leaf, Entry.record)
        .where(Entry.seq >= start)
        .order_by(Entry.seq)
        .limit(rows.AT_ONCE)
    ).all():
        yield from some
        start = some[-1].seq + 1


def _redacted() -> dict[tuple[str, int], frozenset[str]]:
    """What was forgotten on purpose: the names by subject."""
    found: dict[tuple[str, int], frozenset[str]] = {}
    for text in session.scalars(select(Entry.record).where(Entry.kind == REDACTION)):
        said = json.loads(text)["is"]
        key = said["subject"], said["number"]
        found[key] = found.get(key, frozenset()) | frozenset(said["names"])
    return found


def _check_rows(
    kind: str, redacted: dict[tuple[str, int], frozenset[str]], found: Findings
) -> Iterator[str]:
    """Every row of a subject's table against its newest line, and lines whose row is gone."""
    subject, seen = SUBJECTS[kind], 0
    for some in rows.ids_of(subject):
        facts = rows.facts_of(subject, some)
        last = queries.last_entries(kind, some)
        openings = queries.openings_of(seq for seq, _ in last.values())
        for number in some:
            found.rows += 1
            if number not in last:
                yield f"{kind} {number}: never entered"
                continue
            seen += 1
            seq, logged = last[number]
            names = redacted.get((kind, number), frozenset())
            for name in records.differences(logged, facts[number], openings.get(seq, {}), names):
                yield f"{kind} {number}: “{name}” is not what line {seq} says"
    if (gone := queries.count_subjects(kind) - seen) > 0:
        yield f"{kind}: {gone} rows that were entered are gone"
