"""Two writers who have both read: the second waits, reads again, and is not refused."""

import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from catalog.kernel.db import prepare, session, transaction


@pytest.fixture
def counter(app: Flask, engine: Engine) -> Iterator[None]:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE race_counter (n INTEGER)"))
        connection.execute(text("INSERT INTO race_counter VALUES (0)"))
    yield
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE race_counter"))


def add_one(app: Flask, rounds: int, refused: list[OperationalError]) -> None:
    with app.app_context():
        for _ in range(rounds):
            # Every request reads before it writes.
            session.scalar(text("SELECT n FROM race_counter"))
            try:
                with transaction():
                    session.execute(text("UPDATE race_counter SET n = n + 1"))
            except OperationalError as error:
                refused.append(error)
        session.remove()


def run_together(target: Callable[..., None], *args: object) -> None:
    threads = [threading.Thread(target=target, args=args) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_readers_become_writers_in_turn(app: Flask, engine: Engine, counter: None) -> None:
    refused: list[OperationalError] = []
    run_together(add_one, app, 25, refused)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT n FROM race_counter")) == 100
    assert not refused


@pytest.mark.sqlite
def test_without_the_turn_sqlite_refuses(engine: Engine, counter: None, database_url: str) -> None:
    """Negative control: the same work in a plain deferred transaction."""
    plain = create_engine(database_url)
    prepare(plain)
    refused: list[OperationalError] = []

    def add_one_plainly() -> None:
        for _ in range(25):
            try:
                with plain.begin() as connection:
                    connection.scalar(text("SELECT n FROM race_counter"))
                    connection.execute(text("UPDATE race_counter SET n = n + 1"))
            except OperationalError as error:
                refused.append(error)

    run_together(add_one_plainly)
    plain.dispose()
    assert refused
