"""Events entered with their lines in the log, and what proving and checking them costs.

Aims: 500 events/s in batches of 50 and 100/s one per transaction with their leaves, a proof of at
most 2 kB. "Entered" is an event with its quantity, its record, commitments and leaf, committed;
"recorded" is the whole service besides (checks, edges, stored pages, audit). By the clock on the
wall, in rounds that alternate with the yardstick: the same without the log. PostgreSQL is
measured where it answers.
"""

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from flask import current_app
from playwright.sync_api import sync_playwright
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from benchmarks.databases import postgresql
from benchmarks.figures import Figure, Progress
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import Base, db, session, transaction
from catalog.producers.models import Producer
from storefront import reactions
from storefront.app import create_app
from storefront.config import Config
from traceability.batches.models import Batch
from traceability.batches.signals import batches_changed
from traceability.events.models import Event, EventFlow
from traceability.events.rules import Draft, EventKind, Line
from traceability.events.service import record_event
from traceability.events.signals import event_recorded
from traceability.ledger import checking, proving
from traceability.ledger.keeper import connected
from traceability.ledger.models import Entry
from traceability.ledger.rules import tree
from traceability.ledger.service import appending, signing

EVENTS, ROUNDS, AT_ONCE = 200, 5, 50
LINES, LINES_OF_A_BATCH = 20_000, 12
DAY, NOW = date(2026, 11, 1), datetime(2026, 11, 2, tzinfo=UTC)
WITHOUT = "the same without the log"
_number = count(1)


def run(say: Progress) -> list[Figure]:
    """Appending on each database that answers; proving and checking on SQLite."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        figures += _measure("SQLite", f"sqlite:///{folder}/log.sqlite3", folder, say)
    with tempfile.TemporaryDirectory() as folder:
        try:
            with postgresql("ledger") as own:
                figures += _measure("PostgreSQL", own, folder, say)
        except OperationalError:
            say("ledger: no PostgreSQL answers; measured on SQLite only")
    return figures


def _measure(label: str, url: str, folder: str, say: Progress) -> list[Figure]:
    app = create_app(Config.from_environment({"DATABASE_URL": url, "DATA_DIR": folder}))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        say(f"ledger: recording events on {label} …")
        figures = [
            _append(f"events {name} and logged, {at_once} at once, {label}", work, at_once)
            for name, work in (("entered", _enter), ("recorded", _record))
            for at_once in (AT_ONCE, 1)
        ]
        if label == "SQLite":
            say(f"ledger: proving among {LINES:,} lines …")
            figures += _prove()
        session.remove()
        db.engine.dispose()
    return figures


def _append(what: str, work: Callable[[Draft], object], at_once: int) -> Figure:
    with_log, without = [], []
    for _ in range(ROUNDS):
        with_log.append(_timed(work, _drafts(), at_once))
        with _no_log():
            without.append(_timed(work, _drafts(), at_once))
    mine, other = (EVENTS / statistics.median(times) for times in (with_log, without))
    return Figure("ledger", what, mine, "events/s", {WITHOUT: mine / other})


def _timed(work: Callable[[Draft], object], drafts: list[Draft], at_once: int) -> float:
    began = time.perf_counter()
    for start in range(0, len(drafts), at_once):
        with transaction():
            for draft in drafts[start : start + at_once]:
                work(draft)
    return time.perf_counter() - began


def _record(draft: Draft) -> None:
    record_event(SYSTEM, draft, NOW)


def _enter(draft: Draft) -> None:
    """The rows of the event, and the news of it."""
    [line] = draft.outputs
    event = Event(
        kind=draft.kind,
        title=draft.title,
        note=draft.note,
        started_on=DAY,
        ended_on=DAY,
        recorded_at=NOW,
        producer_id=draft.producer_id,
        entered_by=SYSTEM.name,
        evidence=draft.evidence,
    )
    event.flows = [
        EventFlow(batch_id=line.batch_id, direction="out", quantity=line.amount, unit="kg")
    ]
    session.add(event)
    session.flush()
    event_recorded.send(None, event_id=event.id, batch_ids={line.batch_id}, corrects_id=None)


@contextmanager
def _no_log() -> Iterator[None]:
    """Nobody tells the log."""
    told: tuple[tuple[Any, Any], ...] = (
        (event_recorded, reactions.log_event),
        (batches_changed, reactions.log_batches),
    )
    for news, reaction in told:
        news.disconnect(reaction)
    try:
        yield
    finally:
        for news, reaction in told:
            news.connect(reaction)


def _drafts() -> list[Draft]:
    """Harvests, each of a batch that is entered already and in the log."""
    with transaction():
        producer = session.scalars(select(Producer).limit(1)).first()
        if producer is None:
            producer = Producer(slug="htx", name="HTX", folded="htx")
            session.add(producer)
            session.flush()
        batches = [
            Batch(
                code=f"XX2611-{next(_number):05}-0",
                kind="harvest",
                producer_id=producer.id,
                material="cà phê tươi",
                quantity=Decimal(100),
                unit="kg",
                made_on=DAY,
                created_at=NOW,
            )
            for _ in range(EVENTS)
        ]
        session.add_all(batches)
        session.flush()
        appending.append("batch", {batch.id for batch in batches}, NOW)
        return [_harvest(batch) for batch in batches]


def _harvest(batch: Batch) -> Draft:
    return Draft(
        EventKind.HARVEST,
        batch.producer_id,
        DAY,
        DAY,
        outputs=(Line(batch.id, Decimal(100), "kg"),),
        title="Hái chín",
        note="Trời nắng",
    )


def _prove() -> list[Figure]:
    """One batch's proofs, and the whole log verified, among many lines."""
    with transaction():
        appending.enter_missing(NOW)  # what the yardstick recorded
        appending.write(
            appending.Draft("other", number, {"t": "other", "id": number, "is": "x" * 600}, {})
            for number in range(LINES)
        )
        signing.sign(connected(), NOW)
    batch = session.scalars(select(Batch).order_by(Batch.id).limit(1)).one()
    with transaction():
        for _ in range(LINES_OF_A_BATCH):
            _enter(_harvest(batch))
    with transaction():
        signing.sign(connected(), NOW)
    times, found = [], proving.proofs_of_batch(batch)
    for _ in range(50):
        began = time.perf_counter()
        found = proving.proofs_of_batch(batch)
        times.append((time.perf_counter() - began) * 1000)
    began = time.perf_counter()
    findings = checking.verify(connected(), None, lambda step: None)
    speed = findings.entries / (time.perf_counter() - began)
    if findings.wrong:
        raise RuntimeError(findings.wrong[0])
    return [
        *_in_a_browser(batch.code),
        Figure(
            "ledger", f"proofs of a batch of {len(found)} lines", statistics.median(times), "ms"
        ),
        Figure("ledger", "a proof, without its record", len(found[0].bare.encode()), "bytes"),
        Figure("ledger", "a proof, with its record", len(found[-1].text.encode()), "bytes"),
        Figure(
            "ledger",
            "verify the whole log and its tables",
            speed,
            "lines/s",
            {"SHA-256 of the same lines": speed / _plain()},
        ),
    ]


def _plain() -> float:
    records = [text.encode() for text in session.scalars(select(Entry.record))]
    began = time.perf_counter()
    for record in records:
        sha256(b"\x00" + record).digest()
    tree.root([tree.leaf_hash(b"")])
    return len(records) / (time.perf_counter() - began)


def _in_a_browser(code: str) -> list[Figure]:
    """The page of proofs that checks itself, in a Chromium slowed down four times."""
    path = shutil.which("chromium")
    if path is None:
        return []
    page = current_app.test_client().get(f"/truy-xuat/{code}/bang-chung.html")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "proof.html"
        file.write_bytes(page.data)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        times = []
        for _ in range(10):
            tab.goto(file.as_uri())
            tab.wait_for_selector("[data-result=good]")
            times.append(int(tab.get_attribute("[data-ledger]", "data-milliseconds") or 0))
        count_of_lines = tab.locator("[data-line]").count()
        browser.close()
    what = f"a browser at a quarter of its speed checks {count_of_lines} lines"
    return [Figure("ledger", what, statistics.median(times), "ms")]
