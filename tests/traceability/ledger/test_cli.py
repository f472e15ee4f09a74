"""`ocop ledger`: one line of truth, and exit 1 with a reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import Connection

from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from storefront import jobs
from tests.factories.traceability import make_history
from tests.traceability.ledger.conftest import NOW
from traceability.batches.models import Batch
from traceability.ledger import queries
from traceability.ledger.cli import commands
from traceability.ledger.errors import NothingToProve, NotOurCheckpoint, OnHold
from traceability.ledger.keeper import Keeper, hold
from traceability.ledger.models import SignedCheckpoint
from traceability.ledger.rules import proofs
from traceability.ledger.service import appending

Fill = Callable[..., None]
Sign = Callable[[], SignedCheckpoint]


@pytest.fixture
def ocop(app: Flask, db: Connection, keeper: Keeper) -> Callable[..., Result]:
    def run(*words: str) -> Result:
        with app.app_context():
            result = CliRunner().invoke(commands, words)
        if isinstance(result.exception, DomainError):
            raise result.exception
        return result

    return run


@pytest.fixture
def batch(db: Connection, sign: Sign) -> Batch:
    batch = make_history()
    with transaction():
        appending.enter_missing(NOW)
    sign()
    return batch


def test_verify_says_that_the_log_is_whole(ocop: Callable[..., Result], batch: Batch) -> None:
    result = ocop("verify")
    assert result.exit_code == 0
    assert "The log is whole:" in result.output


def test_verify_fails_with_a_line_for_each_finding(
    ocop: Callable[..., Result], batch: Batch, insider: Callable[..., None]
) -> None:
    insider("UPDATE trace_event_flows SET quantity = quantity + 1")
    result = ocop("verify")
    assert result.exit_code == 1
    assert "“flows” is not what line" in result.output
    assert "things are wrong" in result.output


def test_verify_since_a_file_or_a_label(
    ocop: Callable[..., Result], batch: Batch, keeper: Keeper
) -> None:
    assert ocop("verify", "--since", str(keeper.file)).exit_code == 0
    assert ocop("verify", "--since", queries.find_label() or "").exit_code == 0
    assert ocop("verify", "--since", "3-0000-0000-0000-0000").exit_code == 1


@pytest.mark.parametrize("given", ["", "no-such-file", "9-ABC"])
def test_verify_refuses_what_is_no_checkpoint(ocop: Callable[..., Result], given: str) -> None:
    with pytest.raises(NotOurCheckpoint):
        ocop("verify", "--since", given or " ")


def test_checkpoint_signs_what_is_new(
    ocop: Callable[..., Result], batch: Batch, fill: Fill
) -> None:
    before = queries.published_size()
    fill(2)
    assert f"\n{before + 2}\n" in ocop("checkpoint").output
    assert queries.published_size() == before + 2


def test_checkpoint_of_an_empty_log_is_refused(ocop: Callable[..., Result]) -> None:
    result = ocop("checkpoint")
    assert (result.exit_code, "nothing to sign" in result.output) == (1, True)


def test_after_a_restore_it_asks_for_the_newest(
    ocop: Callable[..., Result], batch: Batch, keeper: Keeper
) -> None:
    hold(keeper.folder, "2026-11-22")
    with pytest.raises(OnHold):
        ocop("checkpoint")
    assert ocop("checkpoint", "--newest", str(keeper.file)).exit_code == 0
    hold(keeper.folder, "2026-11-22")
    assert ocop("checkpoint", "--none-newer").exit_code == 0
    assert not keeper.is_on_hold


def test_a_proof_needs_nothing_but_the_public_key(
    ocop: Callable[..., Result], batch: Batch, keeper: Keeper, tmp_path: Path
) -> None:
    out = tmp_path / "proof.txt"
    assert ocop("proof", batch.code, "--out", str(out)).exit_code == 0
    shown = [
        proofs.check(proofs.read(text), [keeper.verifier(keeper.origin)])
        for text in proofs.split(out.read_text("utf-8"))
    ]
    kinds = [one.record["t"] for one in shown]
    assert kinds.count("event") == 4
    assert {"batch", "event", "area", "area_status"} <= set(kinds)
    notes = [one.opened.get("title") for one in shown if one.record["t"] == "event"]
    assert "Phơi và rang" in notes


def test_a_proof_shows_nothing_that_is_kept(
    ocop: Callable[..., Result], batch: Batch, tmp_path: Path
) -> None:
    out = tmp_path / "proof.txt"
    ocop("proof", batch.code, "--out", str(out))
    opened = {
        name for text in proofs.split(out.read_text("utf-8")) for name in proofs.read(text).openings
    }
    assert "actor_id" not in opened


def test_there_is_no_proof_before_a_checkpoint(
    ocop: Callable[..., Result], db: Connection, tmp_path: Path
) -> None:
    batch = make_history()
    with pytest.raises(NothingToProve):
        ocop("proof", batch.code, "--out", str(tmp_path / "x"))
    with pytest.raises(NotFound):
        ocop("proof", "XX2611-00000-0", "--out", str(tmp_path / "x"))
    assert not (tmp_path / "x").exists()


def test_the_worker_signs_what_is_new_and_bears_a_refusal(
    app: Flask, fill: Fill, keeper: Keeper
) -> None:
    fill(3)
    with app.app_context():
        jobs.sign_the_log()
    assert queries.published_size() == 3
    fill(1)
    keeper.file.write_text("damaged")
    with app.app_context():
        jobs.sign_the_log()
    assert queries.published_size() == 3


@pytest.mark.parametrize("lines", [1, 1_000, 1_000_000])
def test_a_proof_is_small(lines: int) -> None:
    """At most 2 kB without the record, also in a log of a million lines."""
    path = [bytes(32)] * (lines - 1).bit_length()
    note = f"ocop.example/ledger\n{lines}\n{'A' * 43}=\n\n— ocop.example/ledger {'A' * 92}\n"
    proof = proofs.Proof("{}", {}, lines - 1, path, note)
    assert len(proof.bare.encode()) <= 2_048
