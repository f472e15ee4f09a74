"""The search index under several processes: readers never stumble, writers take turns."""

import multiprocessing
from collections.abc import Iterator
from contextlib import nullcontext
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from catalog.search.errors import IndexBusy
from catalog.search.index import ProductIndex, open_index
from catalog.search.rules.documents import SearchDocument, asked
from tests.catalog.search.conftest import ENGINES, TODAY

ROUNDS = 5
PRODUCTS = 40
spawned = multiprocessing.get_context("spawn")


def document(number: int, version: int = 0) -> SearchDocument:
    return SearchDocument(number, f"s{number}", f"Gạo thơm loại{number} bản{version}")


def write_rounds(url: str, number: int) -> None:
    """What a worker does: the same product again and again, a new version each time."""
    index = open_index(url, Path("unused"))
    for version in range(1, ROUNDS + 1):
        index.update(number, lambda version=version: document(number, version))  # type: ignore[misc]  # bound now


def rebuild_and_hang(url: str, told: Connection) -> None:
    """A rebuild that has written half and waits to be killed."""

    def half() -> Iterator[SearchDocument]:
        yield document(1)
        told.send("half")
        told.recv()

    open_index(url, Path("unused")).rebuild(half(), lambda count: None)


@pytest.fixture(params=ENGINES, ids=["whoosh", "tantivy"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"{request.param}{tmp_path / 'index'}"


@pytest.fixture
def index(url: str) -> ProductIndex:
    index = open_index(url, Path("unused"))
    index.rebuild(map(document, range(1, PRODUCTS + 1)), lambda count: None)
    return index


def test_a_reader_sees_whole_answers_while_others_write(index: ProductIndex, url: str) -> None:
    writers = [spawned.Process(target=write_rounds, args=(url, number)) for number in (1, 2)]
    for writer in writers:
        writer.start()
    seen = set()
    while any(writer.is_alive() for writer in writers):
        page = index.search(asked("gạo thơm", size=100), TODAY)
        assert (page.total, len(set(page.ids))) == (PRODUCTS, PRODUCTS)
        seen.update(index.search(asked("loai1"), TODAY).ids)
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert seen <= {1, *range(10, 20)}
    for number in (1, 2):  # both writers had all their turns, and nothing was lost
        assert index.search(asked(f"loai{number} ban{ROUNDS} "), TODAY).ids == (number,)


def test_what_two_writers_read_cannot_cross(index: ProductIndex, url: str) -> None:
    other = open_index(url, Path("unused"))
    other.lock_seconds = 0.01

    def slow() -> SearchDocument:
        with pytest.raises(IndexBusy):  # its news comes again, after this one
            other.update(1, lambda: document(1, version=2))
        return document(1, version=1)

    index.update(1, slow)
    other.update(1, lambda: document(1, version=2))
    assert index.search(asked("loai1 ban2 "), TODAY).ids == (1,)


def test_without_the_turn_the_older_state_wins(
    index: ProductIndex, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the same two writers, each without waiting for its turn."""
    monkeypatch.setattr(ProductIndex, "_writing", lambda self: nullcontext())
    other = open_index(url, Path("unused"))

    def slow() -> SearchDocument:
        other.update(1, lambda: document(1, version=2))
        return document(1, version=1)

    index.update(1, slow)
    assert index.search(asked("loai1 ban1 "), TODAY).ids == (1,)


def test_a_killed_rebuild_leaves_the_old_index_and_no_lock(index: ProductIndex, url: str) -> None:
    ours, theirs = spawned.Pipe()
    rebuild = spawned.Process(target=rebuild_and_hang, args=(url, theirs))
    rebuild.start()
    assert ours.recv() == "half"
    index.lock_seconds = 0.01
    with pytest.raises(IndexBusy):
        index.update(1, lambda: None)
    rebuild.kill()
    rebuild.join()
    assert open_index(url, Path("unused")).check() == PRODUCTS
    assert index.update(1, lambda: None)
    assert index.check() == PRODUCTS - 1
    index.rebuild([document(1)], lambda count: None)
    assert index.check() == 1
