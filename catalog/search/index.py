"""The index of all products: one folder with the engine's files and a journal of documents.

    search/CURRENT            the name of the folder that answers
    search/writer.lock        held by whoever writes
    search/build-…/journal    the documents; the engine's files stand beside it

A rebuild fills a fresh folder and then changes CURRENT in one step, so at any moment, also
after a crash, the old or the new index answers whole.
"""

import fcntl
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import yaml
from flask import current_app

from catalog.search.errors import IndexBusy, IndexMissing
from catalog.search.providers.base import Engine, EngineDamaged, EngineLocked, SearchIndex
from catalog.search.providers.journal import Journal
from catalog.search.providers.tantivy import TantivyEngine
from catalog.search.providers.whoosh import WhooshEngine
from catalog.search.rules import finding
from catalog.search.rules.documents import ProductSearch, SearchDocument, SearchPage
from catalog.search.rules.finding import Stock
from catalog.search.rules.shelf import Row, Shelf
from catalog.search.rules.synonyms import Synonyms
from catalog.search.rules.vocabulary import Vocabulary

LOCK_SECONDS = 10.0
_LOCK_PAUSE = 0.02
_OPEN_ATTEMPTS = 3
_BATCH = 500
_PREFIX = "build-"
_ENGINES: dict[str, type[Engine]] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}


def open_index(url: str, data_dir: Path) -> "ProductIndex":
    """The index of SEARCH_URL: `whoosh:` or `tantivy:`, in DATA_DIR or in the folder named."""
    name, _, path = url.partition(":")
    folder = Path(path) if path else data_dir / "search"
    return ProductIndex(folder, _ENGINES[name]())


def connected() -> "ProductIndex":
    """The index of the running application (storefront/app.py opens it)."""
    index: ProductIndex = current_app.extensions["ocop_search"]
    return index


class ProductIndex:
    """What this process knows of the index. Safe for threads: one searches or renews at a time."""

    def __init__(self, folder: Path, engine: Engine, *, lock_seconds: float = LOCK_SECONDS) -> None:
        self.folder = folder
        self._engine = engine
        self.lock_seconds = lock_seconds
        self._turn = threading.Lock()
        self._opened: _Opened | None = None
        self._synonyms = _synonyms()

    def search(self, search: ProductSearch, on: date) -> SearchPage:
        """The page asked for, with the stars that hold on a day; IndexMissing if there is none."""
        with self._turn, _damage_is_missing():
            opened = self._newest()
            return finding.find(search, on, opened.stock, opened.words.matching)

    def suggest(self, text: str) -> list[str]:
        with self._turn, _damage_is_missing():
            return finding.suggest(text, self._newest().stock)

    def check(self) -> int:
        """How many products can be found; IndexMissing if the index cannot answer."""
        with self._turn, _damage_is_missing():
            return len(self._newest().stock.shelf)

    def forget_words(self) -> None:
        """Let the engine read all words from its files again, as in a fresh process."""
        with self._turn, _damage_is_missing():
            self._newest().words.forget()

    def update(self, product_id: int, read: Callable[[], SearchDocument | None]) -> bool:
        """Bring one product up to date; False if there is no index yet that could be.

        `read` is called with the writer's lock held: what two writers read cannot cross.
        """
        with self._writing():
            try:
                with self._turn, _damage_is_missing():
                    opened = self._newest()
            except IndexMissing:
                return False  # the rebuild that is due will read this product as well
            document = read()
            if opened.stock.shelf.document(product_id) == document:
                return True  # said twice, or by a rebuild already
            with self._turn:  # the engine's files and memory change together
                opened.put([document] if document else [], [] if document else [product_id])
        return True

    def rebuild(self, documents: Iterable[SearchDocument], report: Callable[[int], None]) -> int:
        """Build a fresh index and let it answer; the old one answers until then."""
        with self._writing():
            self._sweep()
            fresh = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self.folder))
            fresh.chmod(0o755)
            count = self._fill(fresh, documents, report)
            self._make_current(fresh.name)
        return count

    def _fill(
        self, fresh: Path, documents: Iterable[SearchDocument], report: Callable[[int], None]
    ) -> int:
        words = self._engine.create(fresh)
        journal = Journal.create(fresh / "journal")
        count = 0

        def each() -> Iterator[tuple[int, Collection[str]]]:
            nonlocal count
            batch: list[SearchDocument] = []
            for document in documents:
                batch.append(document)
                count += 1
                yield document.id, sorted(Row.of(document).all_words())
                if len(batch) == _BATCH:
                    journal.append(batch, [])
                    batch.clear()
                    report(count)
            journal.append(batch, [])

        words.write(each(), [])
        return count

    def _newest(self) -> "_Opened":
        """The index as it is now: a new folder is opened, news of the old one is read."""
        name = self._current()
        for attempt in range(_OPEN_ATTEMPTS):
            try:
                if self._opened is None or self._opened.name != name:
                    self._opened = None
                    self._opened = _Opened(self.folder / name, self._engine, self._synonyms)
                self._opened.renew()
                return self._opened
            except EngineDamaged:
                # A rebuild may have taken this folder away meanwhile; then there is a new one.
                self._opened = None
                newer = self._current()
                if newer == name or attempt + 1 == _OPEN_ATTEMPTS:
                    raise
                name = newer
        raise IndexMissing

    def _current(self) -> str:
        try:
            return (self.folder / "CURRENT").read_text("utf-8").strip()
        except OSError as error:
            raise IndexMissing from error

    def _make_current(self, name: str) -> None:
        draft = self.folder / "CURRENT.new"
        with draft.open("w", encoding="utf-8") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / "CURRENT")

    def _sweep(self) -> None:
        """Remove folders of earlier and of killed rebuilds; the one that answers stays."""
        try:
            current = self._current()
        except IndexMissing:
            current = ""
        for old in self.folder.glob(f"{_PREFIX}*"):
            if old.name != current:
                shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The writer's lock, among processes and threads, or IndexBusy after a while."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writer.lock").open("w") as file:
            until = time.monotonic() + self.lock_seconds
            while not _locked(file.fileno()):
                if time.monotonic() >= until:
                    raise IndexBusy
                time.sleep(_LOCK_PAUSE)
            try:
                yield
            except EngineLocked as error:
                raise IndexBusy from error


class _Opened:
    """One folder, open: the engine's words and, in memory, everything else."""

    def __init__(self, folder: Path, engine: Engine, synonyms: Synonyms) -> None:
        self.name = folder.name
        self.words: SearchIndex = engine.open(folder)
        self.stock = Stock(Shelf(), Vocabulary(), synonyms)
        self._journal = Journal(folder / "journal")

    def renew(self) -> None:
        """Read what was written since. The journal is written last, so it tells of all news."""
        if not self._journal.has_news():
            return
        self.words.refresh()
        shelf, vocabulary = self.stock.shelf, self.stock.vocabulary
        for product_id, document in self._journal.news():
            row = Row.of(document) if document else None
            before = shelf.put(row) if row else shelf.take(product_id)
            if row:
                vocabulary.add(row.words, row.document.places, row.others)
            if before:
                vocabulary.remove(before.words, before.document.places, before.others)

    def put(self, documents: list[SearchDocument], gone: list[int]) -> None:
        self.words.write(
            ((document.id, sorted(Row.of(document).all_words())) for document in documents), gone
        )
        self._journal.append(documents, gone)


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _damage_is_missing() -> Iterator[None]:
    try:
        yield
    except EngineDamaged as error:
        raise IndexMissing from error


def _synonyms() -> Synonyms:
    text = Path(__file__).with_name("synonyms.yaml").read_text("utf-8")
    return Synonyms(**yaml.safe_load(text))
