"""One form sent several times at once is one event."""

from decimal import Decimal

from flask import Flask
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session, transaction
from tests.factories.catalog import TODAY, make_product
from tests.factories.traceability import draft, make_batch
from tests.races.threads import meeting, together
from traceability.acts.models import Act
from traceability.acts.rules import Sent
from traceability.acts.service import once
from traceability.batches import service as batches
from traceability.batches.errors import ProducerTextTaken
from traceability.batches.rules import BatchKind, Unit
from traceability.batches.service import NewBatch
from traceability.entry import service
from traceability.events.models import Event
from traceability.events.rules import Draft, EventKind

TAPS = 6
NOW = clock.noon_of(TODAY)


def sale() -> tuple[Actor, Draft]:
    batch = make_batch(quantity=Decimal(100))
    actor = Actor(id=4, name="Chị Hoa", producer_ids=frozenset({batch.producer_id}))
    return actor, draft(EventKind.SELL, batch.producer_id, TODAY, inputs=[(batch, "5 gói")])


def count_events() -> int:
    return session.scalar(select(func.count()).select_from(Event)) or 0


def test_many_taps_at_once_are_one_event(shop: Flask) -> None:
    actor, given = sale()

    def tap() -> str:
        with transaction():
            return once(actor, Sent("mau-1"), NOW, lambda: service.enter(actor, given, (), "", NOW))

    answers = together(shop, [tap] * TAPS)
    assert len(set(answers)) == 1
    assert str(answers[0]).startswith("event:")
    assert count_events() == 1


def test_without_the_key_each_tap_is_an_event(shop: Flask) -> None:
    """Negative control: every tap sees that the form was not sent before any of them writes."""
    actor, given = sale()
    seen = meeting(TAPS)

    def carelessly() -> None:
        known = session.scalar(select(Act.key).where(Act.key == "4:mau-1"))
        session.remove()
        seen.wait()
        if known is None:
            with transaction():
                service.enter(actor, given, (), "", NOW)

    together(shop, [carelessly] * TAPS)
    assert count_events() == TAPS


def test_two_lots_with_one_text_are_not_both_opened(shop: Flask) -> None:
    product = make_product()
    producer_id, product_id = product.producer_id or 0, product.id
    new = NewBatch(
        BatchKind.PACKED,
        producer_id,
        Decimal(10),
        Unit.PIECE,
        product_id=product_id,
        producer_text="L-01",
        packed_on=TODAY,
    )

    def open_one() -> str:
        with transaction():
            return batches.open_batch(SYSTEM, new, NOW).code

    results = together(shop, [open_one] * TAPS)
    assert len([one for one in results if isinstance(one, str)]) == 1
    assert len([one for one in results if isinstance(one, ProducerTextTaken)]) == TAPS - 1
