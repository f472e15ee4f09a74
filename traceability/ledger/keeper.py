"""What the log keeps outside its database: the signing key and the last checkpoint it signed.

A database that was put back from an old copy does not know what was published since; this file
does. `ledger_restored` is written by a restore: nothing is signed until an operator has said
which checkpoint was the last.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app

from traceability.ledger.rules import notes
from traceability.ledger.rules.notes import Checkpoint, Signer, Verifier

LAST, RESTORED = "ledger_checkpoint", "ledger_restored"


@dataclass(frozen=True)
class Keeper:
    """The key, the name a new log gets, and the folder (DATA_DIR)."""

    seed: bytes = field(repr=False)
    origin: str
    folder: Path

    def signer(self, origin: str) -> Signer:
        """The key under the name of the log, which stays what it was when the log began."""
        return Signer(origin, self.seed)

    def verifier(self, origin: str) -> Verifier:
        return self.signer(origin).verifier

    @property
    def file(self) -> Path:
        return self.folder / LAST

    @property
    def is_on_hold(self) -> bool:
        return (self.folder / RESTORED).exists()

    def resume(self) -> None:
        (self.folder / RESTORED).unlink(missing_ok=True)

    def last_note(self) -> str | None:
        """The last note that was signed on this machine."""
        return self.file.read_text("utf-8") if self.file.exists() else None

    def last(self) -> Checkpoint | None:
        """The same, read; BadNote if another key signed it or the file is damaged."""
        text = self.last_note()
        if text is None:
            return None
        origin = notes.parse_checkpoint(notes.read_note(text).text).origin
        return notes.read_checkpoint(text, [self.verifier(origin)])

    def remember(self, note: str) -> None:
        """Keep the note, on the disk before this returns."""
        _write(self.file, note)


def connected() -> Keeper:
    """The keeper of this application."""
    keeper: Keeper = current_app.extensions["ocop_ledger"]
    return keeper


def hold(folder: Path, since: str) -> None:
    """After a restore: sign nothing in this folder until `resume`."""
    _write(folder / RESTORED, since)


def is_newer(kept: Path, other: Path) -> bool:
    """Whether the checkpoint in `kept` is of a larger log; one that cannot be read counts."""
    try:
        sizes = [
            notes.parse_checkpoint(notes.read_note(file.read_text("utf-8")).text).size
            for file in (other, kept)
        ]
    except FileNotFoundError:
        return False
    except (notes.BadNote, UnicodeDecodeError):
        return True
    return sizes[1] > sizes[0]


def _write(file: Path, text: str) -> None:
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    with fresh.open("w", encoding="utf-8") as target:
        target.write(text)
        target.flush()
        os.fsync(target.fileno())
    fresh.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
