"""The same EPCIS document sent by several at once is recorded once; recalls meanwhile pass."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import session, transaction
from tests.factories.catalog import TODAY, make_product
from tests.factories.traceability import make_batch, stop
from tests.races.threads import together
from tests.traceability.epcis.documents import GTIN, RAW, SITE, a_document, harvest, lot, pack
from traceability.batches.models import Batch
from traceability.batches.queries import get_batch
from traceability.epcis import reading, service
from traceability.epcis_form import documents
from traceability.epcis_form.errors import DocumentRefused
from traceability.events.models import Event

ROUNDS = 4
SENDERS = 4


def sending(document: dict[str, Any]) -> Callable[[], int]:
    def act() -> int:
        read = reading.read(documents.read(json.dumps(document).encode()))
        with transaction():
            return service.capture(SYSTEM, read, SITE, clock.noon_of(TODAY)).recorded

    return act


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_one_document_sent_at_once_is_recorded_once(shop: Flask, _round: int) -> None:
    make_product(gtin=GTIN)
    document = a_document(harvest(RAW), pack([lot("RAW1")], [lot("PACK1", 9, None)]))
    recorded = together(shop, [sending(document)] * SENDERS)
    assert sorted(recorded) == [0] * (SENDERS - 1) + [2]
    assert session.scalar(select(func.count(Event.id))) == 2


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_recall_and_a_document_never_wait_for_each_other(shop: Flask, _round: int) -> None:
    """Each wants both lots, and meets them in another order."""
    product = make_product(gtin=GTIN)
    producer_id = product.producer_id or 0
    lots = [make_batch(kind="harvest", producer_id=producer_id, quantity=Decimal(50)) for _ in "ab"]
    addresses = [SITE.lot(one) for one in reversed(lots)]
    ids = [one.id for one in lots]
    made = [harvest(address, 50) for address in addresses]
    used = [
        pack([{"epcClass": address, "quantity": 5, "uom": "KGM"}], [lot(f"P{at}", 9, None)])
        for at, address in enumerate(addresses)
    ]
    first, second, taken = together(
        shop,
        [
            *((lambda number=number: stop(get_batch(number)) and None) for number in ids),
            sending(a_document(*made, *used)),
        ],
    )
    assert first is second is None
    assert taken == 4 or isinstance(taken, DocumentRefused)
    if taken != 4:
        assert taken.rule == "InputStopped"
        assert session.scalar(select(func.count(Event.id))) == 0
    packed = session.scalars(select(Batch).where(Batch.kind == "packed")).all()
    assert {one.recall_state for one in packed} <= {"recalled"}
