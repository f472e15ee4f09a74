"""Proofs as text (C2SP tlog-proof@v1) and the addresses of tiles (C2SP tlog-tiles).

The line `extra` carries what is proved: the record as canonical JSON, and the openings of its
commitments, so that a proof needs nothing beside it. Several proofs may follow each other in
one file; each begins with its first line.
"""

import json
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from traceability.ledger.rules import notes, records, tree
from traceability.ledger.rules.notes import BadNote, Checkpoint, Verifier
from traceability.ledger.rules.records import Opening

FIRST_LINE = "c2sp.org/tlog-proof@v1"
TILE_HEIGHT, TILE_WIDTH = 8, 256
_TILE = re.compile(r"((?:x[0-9]{3}/)*)([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


class BadPack(Exception):
    """A proof that proves nothing; says why."""


@dataclass(frozen=True)
class Proof:
    """One entry, what opens it, where it stands, and the signed log it stands in."""

    record: str
    openings: Mapping[str, Opening]
    index: int
    path: Sequence[bytes]
    note: str

    @property
    def text(self) -> str:
        opened = {name: [each.salt, each.value] for name, each in self.openings.items()}
        extra = records.canonical({"open": opened, "record": json.loads(self.record)})
        return self.bare.replace("\n", f"\nextra {b64encode(extra).decode()}\n", 1)

    @property
    def bare(self) -> str:
        """The same without `extra`: what is sent where the record is known."""
        hashes = "".join(f"{b64encode(each).decode()}\n" for each in self.path)
        return f"{FIRST_LINE}\nindex {self.index}\n{hashes}\n{self.note}"


@dataclass(frozen=True)
class Proved:
    """What a proof has shown."""

    record: Mapping[str, Any]
    opened: Mapping[str, Any]
    index: int
    checkpoint: Checkpoint
    signers: tuple[str, ...]


def split(text: str) -> list[str]:
    """The proofs of a file, one text each; [] where there is none."""
    parts = text.split(f"{FIRST_LINE}\n")
    return [f"{FIRST_LINE}\n{part}" for part in parts[1:]] if not parts[0].strip() else []


def read(text: str) -> Proof:
    """Take one proof with its record apart, or BadPack."""
    head, gap, note = text.partition("\n\n")
    lines = head.split("\n")
    if not gap or len(lines) < 3 or lines[0] != FIRST_LINE:
        raise BadPack("not a proof")
    if not (match := re.fullmatch(r"index (0|[1-9][0-9]{0,18})", lines[2])):
        raise BadPack("the index is missing")
    try:
        given = json.loads(b64decode(lines[1].removeprefix("extra "), validate=True))
        openings = {name: Opening(*pair) for name, pair in given["open"].items()}
        path = [b64decode(line, validate=True) for line in lines[3:]]
        record = records.canonical(given["record"]).decode()
        return Proof(record, openings, int(match[1]), path, note)
    except (NotBase64, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadPack("the record is missing or malformed") from error


def check(proof: Proof, known: Collection[Verifier]) -> Proved:
    """What the proof shows to somebody who knows these keys, or BadPack."""
    try:
        note = notes.read_note(proof.note)
        signers = note.signed_by(known)
        checkpoint = notes.parse_checkpoint(note.text)
        leaf = tree.leaf_hash(proof.record.encode())
        tree.check_inclusion(proof.index, checkpoint.size, leaf, proof.path, checkpoint.root)
        record = json.loads(proof.record)
        hidden = dict(record["hidden"])
    except (BadNote, tree.BadProof, ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadPack(str(error)) from error
    for name, opening in proof.openings.items():
        if hidden.get(name) != records.commitment(name, opening):
            raise BadPack(f"“{name}” is not what was logged")
    opened = {name: opening.value for name, opening in proof.openings.items()}
    return Proved(record, opened, proof.index, checkpoint, tuple(key.name for key in signers))


@dataclass(frozen=True)
class Tile:
    """Some of the hashes of a level: `width` of them from number * 256 on."""

    number: int
    width: int

    @property
    def path(self) -> str:
        digits = f"{self.number:03}"
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        whole = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        return whole if self.width == TILE_WIDTH else f"{whole}.p/{self.width}"


def read_tile(path: str) -> Tile | None:
    """The tile an address names; None if it names none (each tile has one address only)."""
    match = _TILE.fullmatch(path)
    if match is None:
        return None
    number = int(re.sub(r"\D", "", match[1]) + match[2])
    width = int(match[3]) if match[3] else TILE_WIDTH
    found = Tile(number, width)
    return found if width <= TILE_WIDTH and found.path == path else None


def tile_width(level: int, number: int, size: int) -> int:
    """How many hashes the tile holds in a log of that size; 0 if there is no such tile."""
    there = (size >> TILE_HEIGHT * level) - number * TILE_WIDTH
    return max(0, min(there, TILE_WIDTH))
