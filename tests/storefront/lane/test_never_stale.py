"""For each write that a passport page shows: the lane stops sending the old page at once.

And what the worker and a reader make instead is sent by the lane again.
"""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from werkzeug.test import Client

from catalog.certification.signals import recognition_changed
from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.producers.signals import producer_changed
from catalog.products.signals import product_changed
from storefront import jobs
from tests.factories.catalog import TODAY, save
from tests.factories.traceability import make_area
from tests.live import BROWSER
from traceability.areas.models import Area
from traceability.areas.signals import area_changed
from traceability.batches.models import Batch
from traceability.batches.signals import batches_changed
from traceability.events.models import Event, EventArea, EventFlow
from traceability.ledger.signals import values_forgotten
from traceability.passport import pages, service
from traceability.recalls.signals import recall_changed

CODE = "CT2611-03K7M-X"
AREA = "VN-CTOR-0001"


@pytest.fixture
def batch(make_batch: Callable[..., Batch]) -> Batch:
    """A batch of a product, harvested in an area, its page ready."""
    batch = make_batch(CODE)
    harvest = save(
        Event(
            kind="harvest",
            started_on=TODAY,
            ended_on=TODAY,
            recorded_at=clock.now(),
            entered_by="Chị Hoa",
            evidence="self",
            producer_id=batch.producer_id,
        )
    )
    amount = {"event_id": harvest.id, "batch_id": batch.id, "quantity": 100, "unit": "kg"}
    save(EventFlow(direction="out", **amount))
    save(EventArea(area_id=make_area(AREA).id, **amount))
    pages.make(CODE, "vi", clock.now(), service.render)
    return batch


def is_from_the_lane(scan: Client) -> bool:
    answer = scan.get(f"/truy-xuat/{CODE}", headers=BROWSER)
    assert answer.status_code == 200
    return "X-Request-Id" not in answer.headers


def write_recognition(batch: Batch) -> None:
    recognition_changed.send(None, product_id=batch.product_id)


def write_batch(batch: Batch) -> None:
    batches_changed.send(None, batch_ids=frozenset({batch.id}))


def write_recall(batch: Batch) -> None:
    recall_changed.send(None, batch_ids=frozenset({batch.id}), state="recalled")


def write_area(batch: Batch) -> None:
    number = session.scalar(select(Area.id).where(Area.code == AREA))
    area_changed.send(None, area_id=number)


def write_producer(batch: Batch) -> None:
    producer_changed.send(None, producer_id=batch.producer_id)


def write_product(batch: Batch) -> None:
    product_changed.send(None, product_id=batch.product_id)


def write_redaction(batch: Batch) -> None:
    values_forgotten.send(None, batch_ids=frozenset({batch.id}))


WRITES = [
    write_recognition,
    write_batch,
    write_recall,
    write_area,
    write_producer,
    write_product,
    write_redaction,
]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_a_write_stops_the_old_page(
    batch: Batch, scan: Client, write: Callable[[Batch], None]
) -> None:
    assert is_from_the_lane(scan)
    with transaction():
        write(batch)
    assert not is_from_the_lane(scan), "the old page was sent after the write"
    assert is_from_the_lane(scan), "the reader's page was not kept"


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_a_write_that_is_undone_stops_nothing(
    batch: Batch, scan: Client, write: Callable[[Batch], None]
) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        write(batch)
        raise ZeroDivisionError
    assert is_from_the_lane(scan)


def test_the_worker_makes_stale_pages_ready(batch: Batch, scan: Client) -> None:
    with transaction():
        write_batch(batch)
    jobs.relay_news()
    assert pages.list_stale() == []
    assert is_from_the_lane(scan)
