"""The documents of an index as lines of JSON: appended by the writer, followed by readers."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from catalog.search.providers.base import EngineDamaged
from catalog.search.rules.documents import SearchDocument, from_json, to_json

FORMAT = 1
_HEAD = {"format": FORMAT}


class Entry(NamedTuple):
    """A product as it is from now on; without a document it is gone."""

    product_id: int
    document: SearchDocument | None


class Journal:
    """A reader's place in the file. The file only grows; a rebuild makes another one."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read_to = 0

    @classmethod
    def create(cls, file: Path) -> "Journal":
        file.write_bytes(_line(_HEAD))
        return cls(file)

    def has_news(self) -> bool:
        try:
            return self._file.stat().st_size > self._read_to
        except OSError as error:
            raise EngineDamaged(str(error)) from error

    def news(self) -> Iterator[Entry]:
        """What was appended since. A line still being written is left for the next time."""
        try:
            with self._file.open("rb") as file:
                file.seek(self._read_to)
                for line in file:
                    if not line.endswith(b"\n"):
                        return
                    entry = self._entry(json.loads(line))
                    self._read_to += len(line)
                    if entry is not None:
                        yield entry
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineDamaged(f"{self._file.name}: {error!r}") from error

    def append(self, documents: Iterable[SearchDocument], gone: Iterable[int]) -> None:
        """Write at the end, on disk before it returns. Only for who holds the writer's lock."""
        with self._file.open("r+b") as file:
            _cut_half_line(file.fileno())
            file.seek(0, os.SEEK_END)
            for product_id in gone:
                file.write(_line({"gone": product_id}))
            for document in documents:
                file.write(_line(to_json(document)))
            file.flush()
            os.fsync(file.fileno())

    def _entry(self, kept: Any) -> Entry | None:
        if self._read_to == 0:
            if kept != _HEAD:
                raise EngineDamaged(f"{self._file.name}: not of format {FORMAT}")
            return None
        if "gone" in kept:
            return Entry(kept["gone"], None)
        return Entry(kept["id"], from_json(kept))


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _cut_half_line(file: int) -> None:
    """Remove what a writer that was killed left behind its last whole line."""
    size = os.fstat(file).st_size
    tail = os.pread(file, min(size, 1 << 20), max(0, size - (1 << 20)))
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(file, size - (len(tail) - tail.rfind(b"\n") - 1))
