"""The log as everyone reads it: checkpoint, tiles, entries, consistency."""

from base64 import b64decode
from collections.abc import Callable

import pytest
from sqlalchemy import select

from catalog.kernel.db import session
from tests.visitor import Visitor
from traceability.ledger.keeper import Keeper
from traceability.ledger.models import Entry, SignedCheckpoint
from traceability.ledger.rules import notes, tree

Fill = Callable[..., None]
Sign = Callable[[], SignedCheckpoint]


def test_there_is_no_checkpoint_before_the_first(visitor: Visitor, keeper: Keeper) -> None:
    visitor.raw("/ledger/checkpoint", 404)
    visitor.raw("/ledger/key", 404)


def test_the_checkpoint_is_a_signed_note_for_everyone(
    visitor: Visitor, fill: Fill, sign: Sign, keeper: Keeper
) -> None:
    fill(3)
    signed = sign()
    answer = visitor.raw("/ledger/checkpoint")
    assert answer.text == signed.note
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=2" in answer.headers["Cache-Control"]
    key = notes.read_vkey(visitor.raw("/ledger/key").text)
    assert notes.read_checkpoint(answer.text, [key]).size == 3


def test_tiles_lead_to_the_root_of_the_checkpoint(visitor: Visitor, fill: Fill, sign: Sign) -> None:
    fill(300)
    root = sign().root
    first = visitor.raw("/ledger/tile/0/000").data
    rest = visitor.raw("/ledger/tile/0/001.p/44").data
    upper = visitor.raw("/ledger/tile/1/000.p/1")
    hashes = [(first + rest)[at : at + 32] for at in range(0, 300 * 32, 32)]
    assert tree.root(hashes) == root
    assert upper.data == tree.whole(hashes[:256])
    assert upper.content_type == "application/octet-stream"
    assert "immutable" in upper.headers["Cache-Control"]


def test_entries_are_what_the_leaves_hash(visitor: Visitor, fill: Fill, sign: Sign) -> None:
    fill(258)
    sign()
    data = visitor.raw("/ledger/tile/entries/001.p/2").data
    leaves = []
    while data:
        length = int.from_bytes(data[:2], "big")
        leaves.append(tree.leaf_hash(data[2 : 2 + length]))
        data = data[2 + length :]
    assert leaves == session.scalars(select(Entry.leaf).where(Entry.seq >= 256)).all()


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/001", "tile/0/000.p/0", "tile/0/000.p/11", "tile/0/001.p/1", "tile/1/000.p/1",
        "tile/64/000", "tile/-1/000", "tile/00/000", "tile/x/000", "tile/0/", "tile/0/0",
        "tile/0/000.p/256", "tile/0/x000/000", "tile/entries/001", "tile/entries/000.p/11",
        "tile/0/" + "x999/" * 40 + "999", "tile/entries", "consistency/0/5", "consistency/6/5",
        "consistency/5/11", "consistency/x/5", "consistency/1/9999999999999999", "consistency/-1/5",
    ],
)  # fmt: skip
def test_what_is_not_published_is_not_there(
    visitor: Visitor, fill: Fill, sign: Sign, path: str
) -> None:
    fill(10)
    sign()
    fill(5)  # entered, but in no checkpoint yet
    visitor.raw(f"/ledger/{path}", 404)


def test_consistency_shows_that_nothing_old_changed(
    visitor: Visitor, fill: Fill, sign: Sign
) -> None:
    fill(300)
    old = sign().root
    fill(33)
    new = sign().root
    answer = visitor.raw("/ledger/consistency/300/333")
    path = [b64decode(line) for line in answer.text.splitlines()]
    tree.check_consistency(300, 333, old, new, path)
    assert visitor.raw("/ledger/consistency/333/333").text == ""
