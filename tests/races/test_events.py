"""Recalls and events that meet on the same batches: nobody waits for ever, nothing escapes."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from catalog.kernel.db import session, transaction
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import draft, make_batch, record, stop
from tests.races.threads import meeting, together
from traceability.batches.models import Batch
from traceability.batches.queries import get_batch
from traceability.events import errors
from traceability.events.models import Edge, Event
from traceability.events.queries import list_descendant_ids
from traceability.events.rules import Draft, EventKind

DAY = TODAY - timedelta(days=5)
ROUNDS = 8
EVENTS = 4


class Store:
    """A producer's lots: `late` was entered after `early` and `early` is made of it."""

    def __init__(self) -> None:
        self.producer_id = make_producer().id
        self.early, self.late = self.lot(), self.lot()
        record(self.making(self.late, self.early, amount="40 kg"))

    def lot(self) -> Batch:
        return make_batch(kind="intermediate", producer_id=self.producer_id, quantity=Decimal(100))

    def making(self, *lots: Batch, amount: str = "10 kg") -> Draft:
        """Some of all but the last goes into the last."""
        return draft(
            EventKind.PROCESS,
            self.producer_id,
            DAY,
            inputs=[(lot, amount) for lot in lots[:-1]],
            outputs=[(lots[-1], amount)],
        )


def recalling(batch_id: int) -> Callable[[], Any]:
    def act() -> Any:
        return stop(get_batch(batch_id)) and None

    return act


def recording(given: Draft) -> Callable[[], int]:
    return lambda: record(given).id


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_recall_and_events_never_wait_for_each_other(shop: Flask, _round: int) -> None:
    """When the first event commits, another and the recall go on at once: the dangerous moment."""
    store = Store()
    late_id = store.late.id
    lots = [store.lot() for _ in range(EVENTS)]
    lot_ids = [lot.id for lot in lots]
    drafts = [store.making(store.early, store.late, lot) for lot in lots]
    recall, *events = together(shop, [recalling(late_id), *map(recording, drafts)])
    assert recall is None
    made = [lot_id for lot_id, one in zip(lot_ids, events, strict=True) if isinstance(one, int)]
    refused = [one for one in events if isinstance(one, errors.InputStopped)]
    assert len(made) + len(refused) == EVENTS
    assert set(made) == set(list_descendant_ids([late_id])) & set(lot_ids)
    for lot_id in lot_ids:
        assert get_batch(lot_id).recall_state == ("recalled" if lot_id in made else "normal")


@pytest.mark.postgresql
def test_locks_out_of_order_end_in_a_deadlock(shop: Flask) -> None:
    """Negative control: the batch first and what is made of it after, against the order of ids."""
    store = Store()
    early_id, late_id = store.early.id, store.late.id
    held = meeting(2)

    def locking(*batch_ids: int) -> Callable[[], None]:
        def act() -> None:
            with transaction():
                for batch_id in batch_ids:
                    get_batch(batch_id, lock=True)
                    if batch_id == batch_ids[0]:
                        held.wait()

        return act

    results = together(shop, [locking(late_id, early_id), locking(early_id, late_id)])
    (error,) = [one for one in results if one is not None]
    assert isinstance(error, OperationalError)
    assert "deadlock" in str(error)


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_two_halves_of_a_circle_are_not_both_recorded(shop: Flask, _round: int) -> None:
    store = Store()
    one, two, three, four = (store.lot() for _ in range(4))
    record(store.making(two, three))
    record(store.making(four, one))
    acts = [recording(store.making(one, two)), recording(store.making(three, four))]
    results = together(shop, acts)
    assert len([found for found in results if isinstance(found, int)]) == 1
    assert len([found for found in results if isinstance(found, errors.GoesInACircle)]) == 1


@pytest.mark.postgresql
def test_without_holding_the_round_it_closes(shop: Flask) -> None:
    """Negative control: both look for a circle before either writes its edge."""
    store = Store()
    one, two, three, four = (store.lot().id for _ in range(4))
    event_id = session.scalars(select(Event.id)).first()
    looked = meeting(2)

    def edge(source_id: int, target_id: int) -> Edge:
        return Edge(
            source_id=source_id,
            target_id=target_id,
            event_id=event_id,
            quantity=Decimal(1),
            unit="kg",
        )

    with transaction():
        session.add_all([edge(two, three), edge(four, one)])

    def carelessly(source_id: int, target_id: int) -> Callable[[], bool]:
        def act() -> bool:
            with transaction():
                clean = source_id not in list_descendant_ids([target_id])
                looked.wait()
                if clean:
                    session.add(edge(source_id, target_id))
            return clean

        return act

    assert together(shop, [carelessly(one, two), carelessly(three, four)]) == [True, True]
    assert one in list_descendant_ids([two])
