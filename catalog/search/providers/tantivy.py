"""tantivy: Rust, for more products than Whoosh bears. One writer; each machine reads its own copy.

The same lean field as with Whoosh. Products come back as the values of a fast field, so no
stored document is ever opened.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

import tantivy

from catalog.search.providers.base import EngineDamaged, EngineLocked, Wanted

_HEAP = 30_000_000
_MUST = tantivy.Occur.Must
_SHOULD = tantivy.Occur.Should


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("product", stored=False, indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    return builder.build()


class TantivyEngine:
    name = "tantivy"

    def create(self, folder: Path) -> "TantivyIndex":
        return TantivyIndex(tantivy.Index(_schema(), path=str(folder), reuse=False))

    def open(self, folder: Path) -> "TantivyIndex":
        try:
            return TantivyIndex(tantivy.Index.open(str(folder)))
        except (ValueError, OSError) as error:
            raise EngineDamaged(str(error)) from error


class TantivyIndex:
    """One folder."""

    def __init__(self, opened: tantivy.Index) -> None:
        self._index = opened
        # By ourselves: the watching thread would reload at any moment.
        self._index.config_reader(reload_policy="Manual")
        self._searcher = opened.searcher()

    def refresh(self) -> None:
        try:
            self._index.reload()
        except (ValueError, OSError) as error:
            raise EngineDamaged(str(error)) from error
        self._searcher = self._index.searcher()

    def matching(self, wanted: Wanted) -> Collection[int]:
        query = self._every([self._any(part) for part in wanted])
        limit = max(self._searcher.num_docs, 1)
        try:
            found = self._searcher.search(query, limit, count=False, order_by_field="product")
        except (ValueError, OSError) as error:
            raise EngineDamaged(str(error)) from error
        return [product_id for product_id, _address in found.hits]

    def forget(self) -> None:
        """Nothing is kept: the files are mapped into memory."""

    def write(self, words: Iterable[tuple[int, Collection[str]]], gone: Collection[int]) -> None:
        try:
            writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        except ValueError as error:
            if "lock" in str(error).lower():
                raise EngineLocked from error
            raise EngineDamaged(str(error)) from error
        try:
            for product_id in gone:
                writer.delete_documents_by_term("product", product_id)
            for product_id, folded in words:
                writer.delete_documents_by_term("product", product_id)
                document = tantivy.Document()
                document.add_integer("product", product_id)
                document.add_text("words", " ".join(folded))
                writer.add_document(document)
            writer.commit()
        finally:
            # Without this the lock would stay until the garbage is collected.
            writer.wait_merging_threads()
        self.refresh()

    def _any(self, part: Iterable[Iterable[str]]) -> tantivy.Query:
        alternatives = [self._every([self._term(word) for word in words]) for words in part]
        if len(alternatives) == 1:
            return alternatives[0]
        return tantivy.Query.boolean_query([(_SHOULD, query) for query in alternatives])

    def _every(self, queries: list[tantivy.Query]) -> tantivy.Query:
        if len(queries) == 1:
            return queries[0]
        return tantivy.Query.boolean_query([(_MUST, query) for query in queries])

    def _term(self, word: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._index.schema, "words", word)
