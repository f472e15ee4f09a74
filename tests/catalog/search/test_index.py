"""The life of an index: built, missing, damaged, written by one at a time."""

import fcntl
import gc
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.search.errors import IndexBusy, IndexMissing
from catalog.search.index import ProductIndex, open_index
from catalog.search.providers.base import EngineDamaged, EngineLocked
from catalog.search.providers.journal import Journal
from catalog.search.providers.tantivy import TantivyEngine
from catalog.search.providers.whoosh import WhooshEngine
from catalog.search.rules.documents import SearchDocument, asked
from tests.catalog.search.conftest import DOCUMENTS, TODAY


def current(index: ProductIndex) -> Path:
    return index.folder / (index.folder / "CURRENT").read_text("utf-8")


def another(index: ProductIndex, url: str) -> ProductIndex:
    """The same index as another process sees it."""
    return open_index(f"{url}{index.folder}", Path("unused"))


def test_the_folder_is_the_one_named_or_in_the_data(tmp_path: Path) -> None:
    assert open_index("whoosh:", tmp_path).folder == tmp_path / "search"
    assert open_index("tantivy:/srv/index", tmp_path).folder == Path("/srv/index")


def test_without_an_index_it_says_so(empty: ProductIndex) -> None:
    with pytest.raises(IndexMissing):
        empty.search(asked("gạo"), TODAY)
    with pytest.raises(IndexMissing):
        empty.suggest("g")
    with pytest.raises(IndexMissing):
        empty.check()
    assert empty.update(1, lambda: DOCUMENTS[0]) is False


def test_another_process_sees_what_was_written(index: ProductIndex, url: str) -> None:
    reader = another(index, url)
    assert reader.check() == 6
    index.update(1, lambda: None)
    assert reader.check() == 5
    assert reader.search(asked("cà phê"), TODAY).ids == (2,)
    index.update(9, lambda: SearchDocument(9, "gao", "Gạo ST25"))
    assert reader.search(asked("gao"), TODAY).ids == (9,)


def test_another_process_sees_a_rebuilt_index(index: ProductIndex, url: str) -> None:
    reader = another(index, url)
    assert reader.check() == 6
    index.rebuild(DOCUMENTS[:2], lambda count: None)
    assert reader.check() == 2
    index.rebuild(DOCUMENTS[:3], lambda count: None)
    assert reader.search(asked(), TODAY).total == 3


def test_a_rebuild_tells_how_far_it_is(empty: ProductIndex) -> None:
    told: list[int] = []
    many = [SearchDocument(number, f"s{number}", f"Gạo {number}") for number in range(1, 1101)]
    assert empty.rebuild(many, told.append) == 1100
    assert told == [500, 1000]
    assert empty.search(asked("gạo"), TODAY).total == 1100


def test_a_rebuild_that_dies_leaves_the_old_index_answering(index: ProductIndex, url: str) -> None:
    def dying() -> Iterator[SearchDocument]:
        yield DOCUMENTS[0]
        raise KeyboardInterrupt

    before = current(index)
    with pytest.raises(KeyboardInterrupt):
        index.rebuild(dying(), lambda count: None)
    assert current(index) == before
    assert another(index, url).check() == 6
    index.rebuild(DOCUMENTS, lambda count: None)
    folders = {path.name for path in index.folder.glob("build-*")}
    assert folders == {before.name, current(index).name}  # the dead one was swept away


def test_who_finds_the_lock_held_is_refused_after_a_while(index: ProductIndex) -> None:
    with (index.folder / "writer.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(IndexBusy):
            index.update(1, lambda: None)
        with pytest.raises(IndexBusy):
            index.rebuild(DOCUMENTS, lambda count: None)
        assert index.check() == 6
    assert index.update(1, lambda: None)


def test_a_product_is_read_only_when_its_turn_has_come(index: ProductIndex) -> None:
    def read() -> SearchDocument | None:
        with (index.folder / "writer.lock").open("w") as file, pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return DOCUMENTS[0]

    assert index.update(1, read)


@pytest.mark.parametrize("engine", [WhooshEngine, TantivyEngine])
def test_a_second_writer_of_the_engine_is_refused(
    engine: type[WhooshEngine | TantivyEngine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.search.providers.whoosh._LOCK_SECONDS", 0.05)
    first = engine().create(tmp_path)
    second = engine().open(tmp_path)

    def words() -> Iterator[tuple[int, list[str]]]:
        with pytest.raises(EngineLocked):
            second.write([(2, ["b"])], [])
        yield 1, ["a"]

    first.write(words(), [])
    second.write([(2, ["b"])], [])
    first.refresh()
    assert sorted(first.matching([[("a",), ("b",)]])) == [1, 2]


def test_a_locked_engine_counts_as_busy(index: ProductIndex, url: str) -> None:
    engine = WhooshEngine() if url == "whoosh:" else TantivyEngine()
    words = engine.open(current(index))

    def meanwhile() -> Iterator[tuple[int, list[str]]]:
        with pytest.raises(IndexBusy):
            index.update(1, lambda: None)
        yield 7, ["x"]

    words.write(meanwhile(), [])


@pytest.mark.filterwarnings("ignore:unclosed file")  # Whoosh leaves a file it cannot read open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("broken", [b"", b"\x00" * 200, b"rubbish" * 50])
def test_a_damaged_index_says_that_it_must_be_rebuilt(
    index: ProductIndex, url: str, broken: bytes
) -> None:
    index.check()
    for file in current(index).iterdir():
        if file.name != "journal":
            file.unlink()  # whoever still reads the old one keeps it: a cut mapping kills a process
            file.write_bytes(broken)
    fresh = another(index, url)
    with pytest.raises(IndexMissing):
        fresh.search(asked("cà phê"), TODAY)
    assert fresh.update(1, lambda: DOCUMENTS[0]) is False
    fresh.rebuild(DOCUMENTS, lambda count: None)
    assert fresh.search(asked("cà phê"), TODAY).ids == (1, 2)
    gc.collect()


@pytest.mark.parametrize("kept", ["{", '{"format": 2}', '["x"]', '{"format": 1}\n{"id": 1}', "é"])
def test_a_damaged_journal_says_so_too(index: ProductIndex, url: str, kept: str) -> None:
    (current(index) / "journal").write_bytes(kept.encode("latin-1") + b"\n")
    with pytest.raises(IndexMissing):
        another(index, url).check()


def test_a_lost_folder_says_so_too(index: ProductIndex, url: str) -> None:
    (index.folder / "CURRENT").write_text("build-lost", "utf-8")
    with pytest.raises(IndexMissing):
        index.check()
    (index.folder / "build-lost").mkdir()
    with pytest.raises(IndexMissing):
        another(index, url).check()


def test_a_half_written_line_is_not_read_and_cut_by_the_next_writer(
    index: ProductIndex, url: str
) -> None:
    journal = current(index) / "journal"
    with journal.open("ab") as file:
        file.write(json.dumps({"gone": 2}).encode()[:-3])
    assert index.check() == 6
    index.update(1, lambda: None)
    assert index.check() == another(index, url).check() == 5


def test_a_journal_that_is_gone_is_damage(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path / "journal")
    assert journal.has_news()
    (tmp_path / "journal").unlink()
    with pytest.raises(EngineDamaged):
        journal.has_news()
    with pytest.raises(EngineDamaged):
        list(journal.news())
