"""A restore never lets the log contradict what was published."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.backup import service
from traceability.batches.models import Batch
from traceability.ledger.errors import OnHold, WouldFork
from traceability.ledger.keeper import LAST, connected
from traceability.ledger.service import appending, signing


def quiet(step: str) -> None:
    """Nobody listens."""


def sign() -> str:
    with transaction():
        appending.enter_missing(clock.now())
        signed = signing.sign(connected(), clock.now())
    assert signed
    return signed.note


@pytest.fixture
def saved(shop: Flask, make_batch: Callable[..., Batch], tmp_path: Path) -> Path:
    """A backup of a shop whose log is signed at one line."""
    make_batch("CT2611-03K7M-X")
    sign()
    target = tmp_path / "shop.tar"
    service.back_up(shop.extensions["ocop_config"], target, clock.now(), quiet)
    return target


def unpacked(saved: Path, folder: Path, name: str) -> str:
    """What a restore would put under that name, with what stands in the folder already."""
    with service.archive.reading(saved) as reader:
        reader.unpack(folder / "scratch")
    service._put_back_files(folder / "scratch", folder, folder)
    return (folder / name).read_text("utf-8")


def test_the_backup_holds_the_checkpoint(saved: Path, shop: Flask, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert unpacked(saved, tmp_path / "other", LAST) == connected().last_note()


def test_a_newer_checkpoint_on_the_machine_is_kept(
    saved: Path, make_batch: Callable[..., Batch], tmp_path: Path
) -> None:
    make_batch("CT2611-03K7N-1")
    newer = sign()
    (tmp_path / LAST).write_text(newer)
    assert unpacked(saved, tmp_path, LAST) == newer


def test_one_that_cannot_be_read_is_kept_too(saved: Path, tmp_path: Path) -> None:
    (tmp_path / LAST).write_text("damaged")
    assert unpacked(saved, tmp_path, LAST) == "damaged"


@pytest.mark.sqlite
def test_after_a_restore_the_log_is_on_hold_and_what_it_lacks_is_told(
    saved: Path, shop: Flask, make_batch: Callable[..., Batch]
) -> None:
    make_batch("CT2611-03K7N-1")
    sign()
    result = shop.test_cli_runner().invoke(args=["restore", str(saved), "--force"])
    assert result.exit_code == 0, result.output
    assert "The log has 1 lines, root " in result.output
    missing = "the checkpoint kept outside the database: the log has only 1 lines of 2"
    assert missing in result.output
    keeper = connected()
    with pytest.raises(OnHold), transaction():
        signing.sign(keeper, clock.now())
    keeper.resume()
    with pytest.raises(WouldFork), transaction():
        signing.sign(keeper, clock.now())
