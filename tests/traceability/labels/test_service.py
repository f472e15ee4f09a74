"""Printing: who, how many and why is kept; no file without every code read back."""

import os
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
import time_machine
import zxingcpp
from flask import Flask
from sqlalchemy import Connection, select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError, NotAllowed
from storefront import jobs
from tests.factories.catalog import TODAY, make_recognition
from tests.factories.labels import (
    ORIGIN,
    make_described_product,
    make_printable,
    order_labels,
    print_labels,
)
from tests.factories.traceability import make_batch, stop
from traceability.batches.models import Batch
from traceability.batches.rules import RecallState
from traceability.labels import codes, errors, planning, printing, queries, reading, service
from traceability.labels.models import PrintJob, Serial
from traceability.labels.planning import Wish
from traceability.labels.rules import JobState
from traceability.ledger.models import SignedCheckpoint
from traceability.ledger.rules.notes import label_of


@pytest.fixture
def batch(app: Flask, db: Connection) -> Batch:
    with app.app_context():
        yield make_printable()


def texts(job: PrintJob) -> list[str]:
    """What a phone reads off the first page of the file."""
    page = pypdfium2.PdfDocument(path(job))[0]
    return [one.text for one in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())]


def words(job: PrintJob) -> str:
    return str(pypdfium2.PdfDocument(path(job))[0].get_textpage().get_text_range())


def path(job: PrintJob) -> Path:
    assert job.file
    return printing.folder() / job.file


def test_labels_of_a_batch_lead_to_its_page_and_are_counted(batch: Batch) -> None:
    job = print_labels(batch, Wish(5))
    assert (job.state, job.done, job.missing, job.excess) == (JobState.READY, 5, [], 0)
    assert texts(job) == [f"{ORIGIN}/l/{batch.code}"] * 5
    assert words(job).count(batch.code) == 5 + 1  # under each code, and at the foot of the sheet
    assert queries.count_printed(batch.id) == 5
    assert job.side == Decimal("19.64")
    assert "In 5 tem" in session.scalars(select(AuditEntry.sentence)).all()[-1]


def test_the_checkpoint_of_the_log_stands_on_every_sheet(batch: Batch) -> None:
    assert queries.find_checkpoint_label() is None
    with transaction():
        session.add(SignedCheckpoint(size=7, root=bytes(range(32)), note="", signed_at=clock.now()))
    label = queries.find_checkpoint_label()
    assert label == f"7-{label_of(bytes(range(32)))}"
    plan = planning.plan(batch, Wish(30), ORIGIN, clock.today())
    with transaction():
        job = service.order(SYSTEM, batch.id, Wish(30), plan, label, clock.now())
    document = pypdfium2.PdfDocument(path(printing.carry_out(job.id)))
    for page in document:
        assert f"sổ {label}" in page.get_textpage().get_text_range()


def test_a_code_of_goods_with_a_gtin_is_its_digital_link(app: Flask, db: Connection) -> None:
    with app.app_context():
        batch = make_printable(make_described_product(gtin="09520000000011"), producer_text="L1")
        assert texts(print_labels(batch, Wish(1))) == [f"{ORIGIN}/01/09520000000011/10/L1"]
        [text] = texts(print_labels(batch, Wish(1, has_serials=True)))
    assert text.startswith(f"{ORIGIN}/01/09520000000011/10/L1/21/")


def test_serial_numbers_stand_on_the_labels_and_only_as_digests_here(batch: Batch) -> None:
    job = print_labels(batch, Wish(30, has_serials=True, has_pins=True))
    kept = {row.digest: row for row in session.scalars(select(Serial))}
    assert len(kept) == 30
    key = printing.serial_key()
    for text in texts(job):
        serial = text.rpartition("/")[2]
        assert codes.is_serial(serial)
        found = kept[codes.serial_digest(key, batch.code, serial)]
        assert found.pin_digest
        assert found.job.released_at is None
    assert words(job).count("PIN ") == 24


def test_stars_stand_on_labels_only_while_they_hold(batch: Batch) -> None:
    assert "OCOP" not in words(print_labels(batch))
    last = TODAY + timedelta(days=3)
    make_recognition(batch.product, valid_to=last)
    assert "OCOP" in words(print_labels(batch))
    for day, stars in ((last, 4), (last + timedelta(days=1), 0)):
        plan = planning.plan(batch, Wish(1), ORIGIN, day)
        assert planning.words_of(plan, "").stars == stars


def test_goods_past_their_date_get_no_labels(batch: Batch) -> None:
    assert batch.best_before
    with pytest.raises(errors.PastBestBefore):
        planning.plan(batch, Wish(1), ORIGIN, batch.best_before + timedelta(days=1))


def test_what_is_missing_needs_a_reason_that_is_kept(app: Flask, db: Connection) -> None:
    with app.app_context():
        batch = make_batch()
        for reason in (None, "vội"):
            with pytest.raises(errors.ReasonMissing):
                order_labels(batch, Wish(5, reason=reason))
        assert queries.count_printed(batch.id) == 0
        job = order_labels(batch, Wish(5, reason="Ảnh và tiêu chuẩn bổ sung sau"))
        assert {"picture", "stages", "standard"} <= set(job.missing)
        assert job.reason == "Ảnh và tiêu chuẩn bổ sung sau"


def test_more_labels_than_packs_need_a_reason(batch: Batch) -> None:
    print_labels(batch, Wish(int(batch.quantity)))
    with pytest.raises(errors.ExcessReasonMissing, match="3 tem"):
        order_labels(batch, Wish(3))
    job = order_labels(batch, Wish(3, reason="Ba tem bị ướt, in lại"))
    assert job.excess == 3
    assert queries.printed_of([batch.id]) == {batch.id: int(batch.quantity) + 3}


@pytest.mark.parametrize("state", [RecallState.RECALLED, RecallState.QUARANTINED])
def test_a_stopped_batch_gets_no_labels(batch: Batch, state: RecallState) -> None:
    stop(batch, state)
    with pytest.raises(errors.Stopped):
        order_labels(batch)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (Wish(0), errors.WrongCount),
        (Wish(10_001), errors.WrongCount),
        (Wish(1, sheet="a3"), errors.UnknownSheet),
        (Wish(1, dpi=72), errors.UnknownSheet),
        (Wish(1, radius=5), errors.WrongRadius),
        (Wish(1, radius=12), errors.JarTooNarrow),
        (Wish(1, sheet="a4-65", dpi=203, has_serials=True), errors.LabelTooSmall),
        (Wish(1, has_pins=True), errors.PinWithoutSerial),
    ],
)
def test_what_cannot_be_printed_is_refused(
    batch: Batch, wish: Wish, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        order_labels(batch, wish)
    assert queries.list_jobs(batch.id) == []


def test_only_packed_goods_get_labels(app: Flask, db: Connection) -> None:
    with app.app_context(), pytest.raises(errors.NotPacked):
        order_labels(make_batch(kind="harvest"))


def test_strangers_do_not_print(batch: Batch) -> None:
    plan = planning.plan(batch, Wish(1), ORIGIN, clock.today())
    with pytest.raises(NotAllowed), transaction():
        service.order(Actor(id=9, name="Người lạ"), batch.id, Wish(1), plan, None, clock.now())


def test_one_code_that_cannot_be_read_keeps_the_whole_file_back(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(printing.folder().iterdir())
    job = order_labels(batch, Wish(30, has_serials=True))
    # The printer's fault: every page comes out white.
    monkeypatch.setattr("traceability.labels.drawing.Strokes.of", lambda *_: "0 0 1 1 re ")
    failed = printing.carry_out(job.id)
    assert (failed.state, failed.error, failed.file) == (JobState.FAILED, "unreadable:1", None)
    assert set(printing.folder().iterdir()) == before
    assert session.scalars(select(Serial)).all() == []
    assert queries.count_printed(batch.id) == 0


def test_a_batch_stopped_meanwhile_fails_the_job(batch: Batch) -> None:
    job = order_labels(batch)
    stop(batch)
    assert printing.carry_out(job.id).error == "refused"


def test_the_worker_prints_what_was_handed_over_once(batch: Batch) -> None:
    job = order_labels(batch, Wish(25))
    with transaction():
        service.hand_over(job, clock.now())
    jobs.relay_news()
    done = queries.get_job(job.id)
    assert (done.state, done.done) == (JobState.READY, 25)
    printing.consume({"job": job.id})
    assert queries.get_job(job.id).file == done.file


def test_files_are_deleted_after_three_days_but_jobs_stay(batch: Batch) -> None:
    job = print_labels(batch)
    file = path(job)
    os.utime(file, (clock.now().timestamp(),) * 2)  # the disk has a clock of its own
    assert printing.forget() == 0
    stuck = order_labels(batch)
    with transaction():
        service.begin(stuck.id, clock.now())
    with time_machine.travel(clock.now() + timedelta(days=3, minutes=1)):
        assert printing.forget() >= 1
    assert not file.exists()
    session.expire_all()
    assert queries.get_job(job.id).file is None
    assert queries.get_job(stuck.id).error == "interrupted"
    assert queries.count_printed(batch.id) == 5


def test_numbers_are_released_once_by_the_packer(batch: Batch) -> None:
    job = print_labels(batch, Wish(3, has_serials=True))
    with pytest.raises(NotAllowed), transaction():
        service.release(Actor(id=9, name="Người lạ"), job.id, clock.now())
    with transaction():
        service.release(SYSTEM, job.id, clock.now())
    assert queries.count_released_serials(batch.id) == 3
    plain = print_labels(batch)
    for number in (job.id, plain.id):
        with pytest.raises(errors.NothingToRelease), transaction():
            service.release(SYSTEM, number, clock.now())


def test_a_jar_gets_a_smaller_code(batch: Batch) -> None:
    job = print_labels(batch, Wish(1, radius=20))
    assert job.side <= 16
    reading_back = planning.plan(batch, Wish(1, radius=20), ORIGIN, clock.today())
    reading.read_back(
        path(job), [reading_back.address], reading_back.sheet, reading_back.size, lambda _: None
    )
