"""Many write and sign at once: the log has no gap, no fork, and every row its line."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import draft, make_batch, record
from tests.races.threads import together
from traceability.events.models import Event
from traceability.events.rules import EventKind
from traceability.ledger import checking, queries
from traceability.ledger.keeper import connected
from traceability.ledger.models import Entry, SignedCheckpoint
from traceability.ledger.service import appending, signing

WRITERS, EVENTS, ROUNDS = 4, 3, 4


def harvesting(producer_id: int) -> Callable[[], Any]:
    def act() -> None:
        for _ in range(EVENTS):
            batch = make_batch(kind="harvest", producer_id=producer_id)
            outputs = [(batch, "5 kg")]
            record(draft(EventKind.HARVEST, producer_id, TODAY, outputs=outputs))

    return act


def sign() -> None:
    for _ in range(ROUNDS):
        with transaction():
            signing.sign(connected(), clock.now())


def test_writers_and_signers_together_leave_no_gap_and_no_fork(shop: Flask) -> None:
    producers = [make_producer().id for _ in range(WRITERS)]
    results = together(shop, [*map(harvesting, producers), sign, sign])
    assert results == [None] * (WRITERS + 2)
    sign()
    with transaction():
        appending.enter_missing(clock.now())  # batches that the builders made without a service
    seqs = session.scalars(select(Entry.seq).order_by(Entry.seq)).all()
    assert seqs == list(range(len(seqs)))
    events = session.scalar(select(func.count()).select_from(Event))
    logged = session.scalar(select(func.count()).where(Entry.kind == "event"))
    assert events == logged == WRITERS * EVENTS
    assert session.scalar(select(func.count()).select_from(SignedCheckpoint))
    assert checking.verify(connected(), None, lambda step: None).wrong == []


@pytest.mark.postgresql
def test_without_the_lock_two_writers_take_the_same_place(
    shop: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: on PostgreSQL only the lock keeps the numbers apart."""
    monkeypatch.setattr(appending, "lock", lambda: None)
    collided = 0

    def write() -> bool:
        try:
            with transaction():
                appending.write([appending.Draft("x", 1, {"t": "x", "id": 1}, {})])
        except IntegrityError:
            return True
        return False

    for _ in range(20):
        collided += sum(together(shop, [write] * WRITERS))
    assert collided
    assert queries.size()
