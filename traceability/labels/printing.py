"""Carries a print job out: draws, reads every code back, and only then offers the file.

The database is not held meanwhile. Serial numbers and PINs live in the file and in this process;
their digests are written in the transaction that offers the file, so neither is there alone.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError
from traceability.batches.queries import get_batch
from traceability.labels import codes, planning, queries, service
from traceability.labels.drawing import Piece, draw
from traceability.labels.face import FontsMissing
from traceability.labels.models import PrintJob
from traceability.labels.planning import Plan, Wish
from traceability.labels.reading import Unreadable, read_back
from traceability.ledger import queries as ledger
from traceability.ledger.keeper import connected
from traceability.ledger.service import signing

TOLD_EVERY = 500
Tell = Callable[[int], None]


@dataclass(frozen=True)
class _Work:
    """A job taken, as values."""

    id: int
    batch_code: str
    wish: Wish
    checkpoint: str | None


def folder() -> Path:
    """Where finished files wait; made if it is not there."""
    place: Path = current_app.extensions["ocop_labels"]
    place.mkdir(parents=True, exist_ok=True)
    return place


def newest_checkpoint() -> str | None:
    """What a label says of the log: signed now if something was entered since, else the last."""
    if ledger.has_news():
        try:
            with transaction():
                signing.sign(connected(), clock.now())
        except Conflict:
            pass  # the worker tells the operator why the log is not signed; the last one stands
    return queries.find_checkpoint_label()


def consume(payload: dict[str, Any]) -> None:
    """The consumer of service.TOPIC; a job that is done or in hand is left alone."""
    job_id = int(payload["job"])
    noted = 0

    def note(done: int) -> None:
        nonlocal noted
        if done - noted >= TOLD_EVERY:
            noted = done
            with transaction():
                service.note_progress(job_id, done)

    carry_out(job_id, note)


def carry_out(job_id: int, tell: Tell = lambda done: None) -> PrintJob:
    """Draw a waiting job and read it back; `tell` hears how many labels are read. The job after."""
    with transaction():
        job = service.begin(job_id, clock.now())
        work = _taken(job) if job else None
    if work:
        try:
            _make(work, tell)
        except Unreadable as error:
            _fail(job_id, f"unreadable:{error.number}")
        except FontsMissing:
            _fail(job_id, "fonts")
        except DomainError:  # the batch was stopped after the job was ordered
            _fail(job_id, "refused")
    return queries.get_job(job_id)


def forget() -> int:
    """Delete files that were kept long enough, and what a crash left behind; how many."""
    now = clock.now()
    with transaction():
        service.forget(now)
    old = (now - service.KEPT).timestamp()
    files = [file for file in folder().iterdir() if file.stat().st_mtime < old]
    for file in files:
        file.unlink(missing_ok=True)
    return len(files)


def _taken(job: PrintJob) -> _Work:
    radius = None if job.radius is None else float(job.radius)
    wish = Wish(job.count, job.sheet, job.dpi, radius, job.has_serials, job.has_pins, job.reason)
    return _Work(job.id, get_batch(job.batch_id).code, wish, job.checkpoint)


def _make(work: _Work, tell: Tell) -> None:
    origin: str = current_app.config["PUBLIC_URL"]
    batch = get_batch(queries.get_job(work.id).batch_id)
    plan = planning.plan(batch, work.wish, origin, clock.today())
    serials = _drawn(codes.new_serial, work.wish.count) if work.wish.has_serials else []
    pins = [codes.new_pin() for _ in serials] if work.wish.has_pins else []
    with _unfinished(folder()) as file:
        _sheets(file, work, plan, serials, pins)
        expected = [plan.address + serial for serial in serials or [""] * work.wish.count]
        read_back(file, expected, plan.sheet, plan.size, tell)
        final = folder() / f"{secrets.token_hex(16)}.pdf"
        with transaction():
            service.finish(work.id, final.name, _digests(work, serials, pins), clock.now())
            file.rename(final)


def _sheets(file: Path, work: _Work, plan: Plan, serials: list[str], pins: list[str]) -> None:
    if serials:
        pieces: Iterator[Piece] = (
            Piece(plan.symbol(serial), serial, pins[number] if pins else "")
            for number, serial in enumerate(serials)
        )
    else:
        same = Piece(plan.symbol(""))
        pieces = (same for _ in range(work.wish.count))
    words = planning.words_of(plan, _footer(work))
    own_lines = bool(serials) + bool(pins)
    draw(file, words, plan.sheet, plan.size, pieces, lambda _done: None, own_lines)


def _footer(work: _Work) -> str:
    shop = current_app.config["SHOP_NAME"]
    parts = [shop, f"lô {work.batch_code}", f"in {clock.today():%d/%m/%Y}"]
    return " · ".join([*parts, f"sổ {work.checkpoint}"] if work.checkpoint else parts)


def _digests(
    work: _Work, serials: list[str], pins: list[str]
) -> Iterator[tuple[bytes, bytes | None]]:
    key = serial_key()
    for number, serial in enumerate(serials):
        pin = pins[number] if pins else None
        yield (
            codes.serial_digest(key, work.batch_code, serial),
            codes.pin_digest(key, work.batch_code, serial, pin) if pin else None,
        )


def serial_key() -> bytes:
    """The key under which serial numbers are kept."""
    key: str = current_app.config["SERIAL_KEY"]
    return key.encode()


def _drawn(new: Callable[[], str], count: int) -> list[str]:
    """So many different ones."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[new()] = None
    return list(found)


@contextmanager
def _unfinished(place: Path) -> Iterator[Path]:
    """A file that is gone afterwards unless it was given its final name."""
    file = place / f".{secrets.token_hex(8)}.part"
    try:
        yield file
    finally:
        file.unlink(missing_ok=True)


def _fail(job_id: int, error: str) -> None:
    with transaction():
        service.fail(job_id, error, clock.now())
