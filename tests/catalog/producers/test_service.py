"""Producers are entered once and verified once."""

from datetime import date

import pytest
from sqlalchemy import Connection, select

from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from catalog.kernel.phone import NotAPhone
from catalog.producers import queries, service
from catalog.producers.errors import AlreadyVerified, NameMissing
from catalog.producers.service import ProducerFacts
from catalog.producers.signals import producer_changed
from tests.factories.catalog import make_producer, make_province


def test_enters_a_producer(db: Connection, officer: Actor) -> None:
    make_province()
    told: list[int] = []

    def note(_sender: object, producer_id: int) -> None:
        told.append(producer_id)

    facts = ProducerFacts("HTX  Đồng Tâm", "92", phone="0912 345 678")
    with producer_changed.connected_to(note), transaction():
        first = service.register_producer(officer, facts)
        second = service.register_producer(officer, facts)
    assert (first.name, first.legal_form, first.phone) == (
        "HTX Đồng Tâm",
        "cooperative",
        "+84912345678",
    )
    assert (first.slug, second.slug) == ("htx-dong-tam", "htx-dong-tam-2")
    assert told == [first.id, second.id]
    assert queries.list_named("htx dong tam", "92") == [first, second]
    assert queries.get_producer("htx-dong-tam-2") is second
    entry = session.scalars(select(AuditEntry)).first()
    assert entry is not None
    assert entry.sentence == "Ghi nhận chủ thể HTX Đồng Tâm."


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (ProducerFacts(" A "), NameMissing),
        (ProducerFacts("A" * 201), NameMissing),
        (ProducerFacts("HTX A", phone="12"), NotAPhone),
    ],
)
def test_refuses(
    db: Connection, officer: Actor, facts: ProducerFacts, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal), transaction():
        service.register_producer(officer, facts)
    assert queries.list_producers() == []


def test_verifies_once(db: Connection, officer: Actor) -> None:
    producer = make_producer()
    with transaction():
        service.verify_producer(officer, producer.id, date(2026, 11, 22))
    assert (producer.verified_on, producer.verified_by) == (date(2026, 11, 22), "Cán bộ Lan")
    with pytest.raises(AlreadyVerified), transaction():
        service.verify_producer(officer, producer.id, date(2026, 11, 23))


def test_nobody_there(db: Connection) -> None:
    with pytest.raises(NotFound):
        queries.get_producer("khong-co")
    with pytest.raises(NotFound):
        queries.get_producer_by_id(1)
