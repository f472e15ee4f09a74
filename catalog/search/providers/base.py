"""What an engine must do. Order, spelling, filters and facets are ours and alike for all."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Protocol

Wanted = Sequence[Sequence[Sequence[str]]]


class EngineDamaged(Exception):
    """The files of the engine cannot be read."""


class EngineLocked(Exception):
    """Somebody else writes with this engine and did not finish in time."""


class SearchIndex(Protocol):
    """Words of products in one folder. Readers see the last commit after `refresh()`."""

    def refresh(self) -> None:
        """See what was committed since; raises EngineDamaged if that cannot be read."""

    def matching(self, wanted: Wanted) -> Collection[int]:
        """Products in which every part is found: by any alternative, with all its words."""

    def forget(self) -> None:
        """Drop what is kept in memory only to be faster."""

    def write(self, words: Iterable[tuple[int, Collection[str]]], gone: Collection[int]) -> None:
        """Replace the words of these products and forget the others, in one commit."""


class Engine(Protocol):
    """Makes and opens folders of one kind of index."""

    name: str

    def create(self, folder: Path) -> SearchIndex:
        """A new, empty index in an existing folder."""

    def open(self, folder: Path) -> SearchIndex:
        """The index in a folder; raises EngineDamaged."""
