"""Reads of the log: its size, tiles, proofs, and the last checkpoint."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import and_, func, or_, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.ledger.models import Cosignature, Entry, Node, Opening, SignedCheckpoint
from traceability.ledger.rows import chunks
from traceability.ledger.rules import notes, records, tree
from traceability.ledger.rules.proofs import TILE_HEIGHT, TILE_WIDTH

LastEntry = tuple[int, dict[str, Any]]
"""Index and record of a subject's newest entry."""


def size() -> int:
    """How many entries there are."""
    last = session.scalar(select(func.max(Entry.seq)))
    return 0 if last is None else last + 1


def last_entries(kind: str, numbers: Collection[int]) -> dict[int, LastEntry]:
    """The newest entry of each of these subjects; those never entered are left out."""
    found: dict[int, LastEntry] = {}
    for some in chunks(sorted(set(numbers))):
        newest = (
            select(func.max(Entry.seq))
            .where(Entry.kind == kind, Entry.subject_id.in_(some))
            .group_by(Entry.subject_id)
        )
        for row in session.execute(
            select(Entry.seq, Entry.subject_id, Entry.record).where(Entry.seq.in_(newest))
        ):
            found[row.subject_id] = (row.seq, json.loads(row.record))
    return found


def openings_of(indexes: Iterable[int]) -> dict[int, dict[str, records.Opening]]:
    """What opens the commitments of these entries, as far as it is kept."""
    found: dict[int, dict[str, records.Opening]] = {}
    for some in chunks(sorted(set(indexes))):
        for row in session.execute(
            select(Opening.seq, Opening.name, Opening.salt, Opening.value).where(
                Opening.seq.in_(some)
            )
        ):
            opening = records.Opening(row.salt, json.loads(row.value))
            found.setdefault(row.seq, {})[row.name] = opening
    return found


def find_checkpoint() -> SignedCheckpoint | None:
    """The newest signed checkpoint."""
    return session.scalar(select(SignedCheckpoint).order_by(SignedCheckpoint.size.desc()).limit(1))


def get_checkpoint(size: int) -> SignedCheckpoint:
    """The signed checkpoint of that size, or NotFound."""
    found = session.get(SignedCheckpoint, size)
    if found is None:
        raise NotFound
    return found


def find_origin() -> str | None:
    """The name of the log, once it has a checkpoint."""
    last = find_checkpoint()
    return last.note.partition("\n")[0] if last else None


def published_note(signed: SignedCheckpoint) -> str:
    """The checkpoint with the lines of those who cosigned it."""
    lines = session.scalars(
        select(Cosignature.line).where(Cosignature.size == signed.size).order_by(Cosignature.name)
    )
    return signed.note + "".join(lines)


def find_label() -> str | None:
    """The newest checkpoint as it is printed on labels: "1234-K7QM-…", size and 80 bits."""
    last = find_checkpoint()
    return f"{last.size}-{notes.label_of(last.root)}" if last else None


def count_subjects(kind: str) -> int:
    """How many rows of this kind were ever entered."""
    found = select(func.count(Entry.subject_id.distinct())).where(Entry.kind == kind)
    return session.scalar(found) or 0


def published_size() -> int:
    """How many entries the newest checkpoint vouches for; what lies beyond is not shown."""
    return session.scalar(select(func.max(SignedCheckpoint.size))) or 0


def has_news() -> bool:
    """Whether something was entered since the last checkpoint."""
    return size() > published_size()


def bundle(number: int, width: int) -> bytes:
    """Entries of a tile as tlog-tiles sends them: each after its length in two bytes."""
    start = number * TILE_WIDTH
    rows = session.scalars(
        select(Entry.record)
        .where(Entry.seq >= start, Entry.seq < start + width)
        .order_by(Entry.seq)
    )
    texts = [record.encode() for record in rows]
    return b"".join(len(text).to_bytes(2, "big") + text for text in texts)


def list_seqs(subjects: Mapping[str, Collection[int]]) -> list[int]:
    """The indexes of all entries about these subjects, oldest first."""
    wanted = [
        and_(Entry.kind == kind, Entry.subject_id.in_(some))
        for kind, numbers in subjects.items()
        for some in chunks(sorted(numbers))
    ]
    if not wanted:
        return []
    return list(session.scalars(select(Entry.seq).where(or_(*wanted)).order_by(Entry.seq)))


class Tiles:
    """Hashes of the log's whole subtrees, read a tile at a time and remembered."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], list[bytes]] = {}

    def subtree(self, height: int, number: int) -> bytes:
        """The hash of a whole subtree of 2**height leaves; BadProof if the log lacks some."""
        level, inside = divmod(height, TILE_HEIGHT)
        first = number << inside
        tile = self.hashes(level, first // TILE_WIDTH)
        start = first % TILE_WIDTH
        part = tile[start : start + (1 << inside)]
        if len(part) != 1 << inside:
            raise tree.BadProof("the log is not that long")
        return tree.whole(part)

    def hashes(self, level: int, number: int) -> list[bytes]:
        """What there is of a tile: up to 256 hashes."""
        key = level, number
        if key not in self._read or len(self._read[key]) < TILE_WIDTH:
            self._read[key] = _tile(level, number)
        return self._read[key]


def _tile(level: int, number: int) -> list[bytes]:
    start = number * TILE_WIDTH
    if level == 0:
        query = select(Entry.leaf).where(Entry.seq >= start, Entry.seq < start + TILE_WIDTH)
        return list(session.scalars(query.order_by(Entry.seq)))
    return list(
        session.scalars(
            select(Node.hash)
            .where(Node.level == level, Node.number >= start, Node.number < start + TILE_WIDTH)
            .order_by(Node.number)
        )
    )
