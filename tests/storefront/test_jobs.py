"""The worker: news reach their consumer, and a stop lets the work at hand finish."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from huey import RedisHuey, SqliteHuey
from huey.api import Huey
from sqlalchemy import Connection, select, text

from catalog.kernel import clock, outbox
from catalog.kernel.db import session, transaction
from catalog.kernel.outbox import OutboxMessage
from catalog.search.index import open_index
from storefront import jobs
from storefront.config import Config
from tests.visitor import Visitor


@pytest.fixture
def announce(db: Connection, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Any]]:
    """Write one piece of news; what its consumer has received so far."""
    received: list[Any] = []
    monkeypatch.setitem(jobs.CONSUMERS, "test.news", received.append)

    def write() -> list[Any]:
        with transaction():
            outbox.enqueue("test.news", "one", {"number": 1}, clock.now())
        return received

    return write


def test_nothing_waits_at_first(db: Connection) -> None:
    assert not jobs.news_waits()


def test_news_reach_their_consumer_once(announce: Callable[[], list[Any]]) -> None:
    received = announce()
    assert jobs.news_waits()
    assert jobs.relay_news() == 1
    assert received == [{"number": 1}]
    assert not jobs.news_waits()


def test_news_that_fail_wait_for_another_try(announce: Callable[[], list[Any]]) -> None:
    announce()
    jobs.CONSUMERS["test.news"] = lambda payload: 1 / 0
    assert jobs.relay_news() == 0
    error = session.scalar(select(OutboxMessage.last_error))
    assert error == "ZeroDivisionError: division by zero"
    assert not jobs.news_waits()


def test_readiness_says_when_the_worker_seems_to_be_gone(
    visitor: Visitor,
    db: Connection,
    announce: Callable[[], list[Any]],
    app: Flask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.extensions, "ocop_search", open_index("whoosh:", tmp_path))  # none
    db.execute(text("CREATE TABLE alembic_version (version_num VARCHAR)"))
    announce()
    assert (visitor.raw("/readyz", 503).json or {})["worker"] == "ok"
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        assert "ocop worker" in (visitor.raw("/readyz", 503).json or {})["worker"]


def test_the_queue_is_a_file_unless_redis_is_set(config: Config, tmp_path: Path) -> None:
    embedded = replace(config, data_dir=tmp_path)
    queue: Huey = jobs.queue_for(embedded)
    assert isinstance(queue, SqliteHuey)
    assert (tmp_path / "jobs.sqlite3").exists()
    queue.storage.close()
    assert isinstance(jobs.queue_for(replace(config, redis_url="redis://localhost")), RedisHuey)


def test_every_job_has_a_name_of_its_own(app: Flask) -> None:
    names = [job.name for job in jobs.JOBS]
    assert len(names) == len(set(names))


def test_the_worker_stops_when_told_to(config: Config, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/shop.sqlite3"
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": database}
    command = [sys.executable, "-m", "storefront"]
    subprocess.run([*command, "db", "upgrade"], env=environment, check=True, capture_output=True)
    with subprocess.Popen([*command, "worker"], env=environment, stderr=subprocess.PIPE) as worker:
        assert worker.stderr is not None
        for line in worker.stderr:
            if b"waiting for news" in line:
                break
        worker.send_signal(signal.SIGTERM)
        worker.stderr.read()
    assert worker.returncode == 0
