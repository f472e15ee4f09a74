"""Whoosh: pure Python, nothing to install. Good to about 20,000 products.

Lean: one field of already folded words without positions or frequencies, no analysis, no
scoring, no query parser. Measured with the order of results made by ourselves, this is both
faster and better than letting it score (docs/decisions/0020).
"""

import pickle
import struct
import warnings
import zlib
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from catalog.search.providers.base import EngineDamaged, EngineLocked, Wanted

with warnings.catch_warnings():
    # Whoosh 2.7.4 is from 2016: its literals warn when Python first compiles them.
    warnings.simplefilter("ignore")
    from whoosh import analysis, columns, fields, index
    from whoosh.codec.whoosh3 import W3Codec

_SCHEMA = fields.Schema(
    key=fields.ID(unique=True),
    product=fields.COLUMN(columns.NumericColumn("q")),
    words=fields.ID(analyzer=analysis.SpaceSeparatedTokenizer()),
)
_MEGABYTES = 128
_LOCK_SECONDS = 10.0
_LOCK_PAUSE = 0.05
_WORDS_KEPT = 1_000
# Everything that reading a cut or overwritten file of Whoosh was seen to raise.
_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    EOFError,
    OverflowError,
    NameError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    index.IndexError,
)


class WhooshEngine:
    name = "whoosh"

    def create(self, folder: Path) -> "WhooshIndex":
        return WhooshIndex(index.create_in(str(folder), _SCHEMA))

    def open(self, folder: Path) -> "WhooshIndex":
        try:
            return WhooshIndex(index.open_dir(str(folder)))
        except _DAMAGE as error:
            raise EngineDamaged(str(error)) from error


class WhooshIndex:
    """One folder. Segments never change, so what was read from one is kept as long as it lives."""

    def __init__(self, opened: Any) -> None:
        self._index = opened
        self._generation = -1
        self._segments: dict[str, _Segment] = {}
        self.refresh()

    def refresh(self) -> None:
        try:
            generation = self._index.latest_generation()
            if generation == self._generation:
                return
            # A new reader, never Searcher.refresh(): that closes readers still in use.
            leaves = [leaf for leaf, _offset in self._index.reader().leaf_readers()]
            known = self._segments
            self._segments = {
                name: known[name].with_deletions(leaf) if name in known else _Segment(leaf)
                for leaf in leaves
                if leaf.doc_count_all()
                for name in [leaf.segment().segment_id()]
            }
        except _DAMAGE as error:
            raise EngineDamaged(repr(error)) from error
        self._generation = generation

    def matching(self, wanted: Wanted) -> Collection[int]:
        found: list[int] = []
        try:
            for segment in self._segments.values():
                found.extend(segment.matching(wanted))
        except _DAMAGE as error:
            raise EngineDamaged(repr(error)) from error
        return found

    def forget(self) -> None:
        for segment in self._segments.values():
            segment.forget()

    def write(self, words: Iterable[tuple[int, Collection[str]]], gone: Collection[int]) -> None:
        try:
            writer = self._index.writer(
                timeout=_LOCK_SECONDS, delay=_LOCK_PAUSE, limitmb=_MEGABYTES, codec=W3Codec()
            )
        except index.LockError as error:
            raise EngineLocked from error
        except _DAMAGE as error:
            raise EngineDamaged(repr(error)) from error
        is_new = not self._segments
        put = writer.add_document if is_new else writer.update_document
        try:
            for product_id in gone:
                writer.delete_by_term("key", str(product_id))
            for product_id, folded in words:
                put(key=str(product_id), product=product_id, words=" ".join(folded))
        except BaseException:
            writer.cancel()
            raise
        writer.commit(optimize=is_new)
        self.refresh()


class _Segment:
    """The words of one segment as sets of its documents: a bit for each, as on the shelf."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._products = [int(number) for number in reader.column_reader("product")]
        self._every = (1 << len(self._products)) - 1
        self._living = self._every
        self._word = lru_cache(maxsize=_WORDS_KEPT)(self._read)
        self.with_deletions(reader)

    def with_deletions(self, reader: Any) -> "_Segment":
        """The same segment after more of its documents were replaced."""
        self._living = self._every
        for number in reader.segment().deleted_docs():
            self._living &= ~(1 << number)
        return self

    def forget(self) -> None:
        self._word.cache_clear()

    def matching(self, wanted: Wanted) -> list[int]:
        together = self._living
        for part in wanted:
            either = 0
            for words in part:
                every = self._every
                for word in words:
                    every &= self._word(word)
                either |= every
            together &= either
        return [self._products[number] for number in _members(together)]

    def _read(self, word: str) -> int:
        if ("words", word) not in self._reader:
            return 0
        flags = bytearray(len(self._products) // 8 + 1)
        for number in self._reader.postings("words", word).all_ids():
            flags[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(flags, "little")


def _members(numbers: int) -> list[int]:
    """The numbers of the bits that are set, lowest first."""
    found: list[int] = []
    for at, byte in enumerate(numbers.to_bytes((numbers.bit_length() + 7) // 8, "little")):
        if byte:
            first = at * 8
            found.extend([first + bit for bit in _BITS[byte]])
    return found


_BITS = [tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]
