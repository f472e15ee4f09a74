"""Checkpoints continue each other; an old copy, another key or a changed log is never signed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection, select

from catalog.kernel.db import session, transaction
from tests.traceability.ledger.conftest import NOW
from traceability.ledger import checking, queries
from traceability.ledger.errors import NotInTheLog, OnHold, WouldFork
from traceability.ledger.keeper import Keeper, hold
from traceability.ledger.models import Entry, Node, SignedCheckpoint
from traceability.ledger.queries import Tiles
from traceability.ledger.rules import notes, tree
from traceability.ledger.rules.growth import Growing
from traceability.ledger.service import signing

Fill = Callable[..., None]
Sign = Callable[[], SignedCheckpoint]
Insider = Callable[..., None]


def leaves() -> list[bytes]:
    return list(session.scalars(select(Entry.leaf).order_by(Entry.seq)))


def test_an_empty_log_is_not_signed(keeper: Keeper, db: Connection) -> None:
    with transaction():
        assert signing.sign(keeper, NOW) is None
    assert not queries.has_news()


def test_a_checkpoint_says_size_and_root_under_our_key(
    fill: Fill, sign: Sign, keeper: Keeper
) -> None:
    fill(5)
    assert queries.has_news()
    point = notes.read_checkpoint(sign().note, [keeper.verifier("ocop.example/ledger")])
    assert (point.size, point.root) == (5, tree.root(leaves()))
    assert not queries.has_news()
    assert queries.find_label() == point.label


def test_signing_the_same_size_again_gives_the_same_note(fill: Fill, sign: Sign) -> None:
    fill(3)
    first = sign().note
    assert sign().note == first


def test_each_checkpoint_continues_the_last(fill: Fill, sign: Sign, keeper: Keeper) -> None:
    sizes = []
    for count in (1, 254, 1, 1, 300):
        fill(count)
        sizes.append(sign().size)
    assert sizes == [1, 255, 256, 257, 557]
    assert keeper.last_note() == sign().note
    whole, tiles = leaves(), Tiles()
    for size in sizes:
        assert tree.root_of(size, tiles.subtree) == tree.root(whole[:size])
    assert session.scalars(select(Node.number)).all() == [0, 1]


def test_the_note_is_on_the_disk_and_readable_by_its_owner_alone_or_all(
    fill: Fill, sign: Sign, keeper: Keeper
) -> None:
    fill(1)
    note = sign().note
    assert keeper.file.read_text("utf-8") == note
    assert [one.name for one in keeper.folder.iterdir()] == ["ledger_checkpoint"]


def test_a_log_with_more_than_a_full_tile_of_tiles_proves_every_kind_of_place(
    fill: Fill, sign: Sign
) -> None:
    fill(70_000)
    sign()
    whole = leaves()
    root, tiles = tree.root(whole), Tiles()
    for index in (0, 255, 256, 65_535, 65_536, 69_999):
        path = tree.inclusion(index, 70_000, tiles.subtree)
        tree.check_inclusion(index, 70_000, whole[index], path, root)
    path = tree.consistency(66_000, 70_000, tiles.subtree)
    tree.check_consistency(66_000, 70_000, tree.root(whole[:66_000]), root, path)
    grown = Growing()
    for leaf in whole:
        grown.add(leaf)
    assert grown.root() == root
    assert {(row.level, row.number): row.hash for row in session.scalars(select(Node))} == (
        grown.nodes
    )


def test_a_database_put_back_from_an_older_copy_is_not_signed(
    fill: Fill, sign: Sign, keeper: Keeper, insider: Insider
) -> None:
    fill(9)
    sign()
    insider("DELETE FROM trace_ledger_checkpoints")
    insider("DELETE FROM trace_ledger_entries WHERE seq >= 6")
    with pytest.raises(WouldFork), transaction():
        signing.sign(keeper, NOW)


def test_nor_when_it_has_grown_past_the_published_size_since(
    fill: Fill, sign: Sign, keeper: Keeper, insider: Insider
) -> None:
    fill(9)
    before = sign().note
    insider("DELETE FROM trace_ledger_checkpoints")
    insider("DELETE FROM trace_ledger_entries WHERE seq >= 6")
    fill(8, "another history")
    with pytest.raises(WouldFork), transaction():
        signing.sign(keeper, NOW)
    assert keeper.last_note() == before


def test_without_the_file_the_checkpoint_of_the_database_still_counts(
    fill: Fill, sign: Sign, keeper: Keeper, insider: Insider
) -> None:
    fill(9)
    sign()
    keeper.file.unlink()
    insider("UPDATE trace_ledger_entries SET leaf = :leaf WHERE seq = 2", leaf=bytes(32))
    fill(1)
    with pytest.raises(WouldFork), transaction():
        signing.sign(keeper, NOW)


def test_a_crash_between_file_and_commit_is_made_good(
    fill: Fill, sign: Sign, keeper: Keeper, insider: Insider
) -> None:
    fill(4)
    note = sign().note
    insider("DELETE FROM trace_ledger_checkpoints")
    fill(2)
    assert sign().size == 6
    insider("DELETE FROM trace_ledger_checkpoints")
    assert sign().note != note
    assert keeper.last() == notes.parse_checkpoint(notes.read_note(sign().note).text)


def test_another_key_cannot_go_on_with_the_log(fill: Fill, sign: Sign, keeper: Keeper) -> None:
    fill(4)
    sign()
    fill(1)
    with pytest.raises(WouldFork), transaction():
        signing.sign(replace(keeper, seed=bytes(32)), NOW)


@pytest.mark.parametrize("damage", ["", "x", "ocop.example/ledger\n9\nAAAA\n\n— a b\n"])
def test_a_damaged_file_stops_the_signing(
    fill: Fill, sign: Sign, keeper: Keeper, damage: str
) -> None:
    fill(4)
    sign()
    fill(1)
    keeper.file.write_text(damage)
    with pytest.raises(WouldFork), transaction():
        signing.sign(keeper, NOW)


def test_the_log_keeps_its_name_when_the_site_moves(fill: Fill, sign: Sign, keeper: Keeper) -> None:
    fill(1)
    sign()
    fill(1)
    with transaction():
        signed = signing.sign(replace(keeper, origin="moved.example/ledger"), NOW)
    assert signed and signed.note.startswith("ocop.example/ledger\n2\n")


def test_after_a_restore_nothing_is_signed_until_the_newest_checkpoint_is_named(
    fill: Fill, sign: Sign, keeper: Keeper
) -> None:
    fill(4)
    known = checking.read_since(keeper, sign().note)
    fill(1)
    hold(keeper.folder, "2026-11-22")
    with pytest.raises(OnHold), transaction():
        signing.sign(keeper, NOW)
    newer = replace(known, size=9)
    with pytest.raises(NotInTheLog), transaction():
        signing.resume(keeper, newer)
    with pytest.raises(NotInTheLog), transaction():
        signing.resume(keeper, replace(known, root=bytes(32)))
    with transaction():
        signing.resume(keeper, known)
    assert sign().size == 5


def test_a_restored_log_may_go_on_from_a_printed_label(
    fill: Fill, sign: Sign, keeper: Keeper
) -> None:
    fill(4)
    sign()
    label = queries.find_label()
    assert label
    hold(keeper.folder, "2026-11-22")
    with transaction():
        signing.resume(keeper, checking.read_since(keeper, label))
    assert not keeper.is_on_hold


def test_a_keeper_does_not_print_its_key(keeper: Keeper) -> None:
    assert "seed" not in repr(keeper)
