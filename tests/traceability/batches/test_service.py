"""Batches are opened under a code of their own and released; nothing deletes them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotAllowed, NotFound
from catalog.products.models import Product
from tests.factories.catalog import TODAY, make_producer, make_product
from tests.factories.traceability import make_batch
from traceability.batches import errors, queries, rules, service
from traceability.batches.rules import BatchKind, Unit
from traceability.batches.service import NewBatch
from traceability.batches.signals import batch_opened, batch_released, batches_changed

NOW = clock.noon_of(TODAY)


def packed(product: Product, **values: Any) -> NewBatch:
    assert product.producer_id
    given = NewBatch(
        BatchKind.PACKED,
        product.producer_id,
        Decimal(200),
        Unit.PIECE,
        product_id=product.id,
        packed_on=TODAY,
    )
    return replace(given, **values)


def open_(given: NewBatch, actor: Actor = SYSTEM) -> Any:
    with transaction():
        return service.open_batch(actor, given, NOW)


def test_an_opened_batch_waits_for_its_release(db: object) -> None:
    product = make_product(shelf_life_days=180)
    batch = open_(packed(product, producer_text="L01"))
    assert rules.is_code(batch.code)
    assert batch.released_at is None
    assert batch.best_before == TODAY + timedelta(days=180)
    assert queries.list_batches_of_product(product.id) == []
    with transaction():
        service.release(SYSTEM, batch.id, NOW)
    assert [row.code for row in queries.list_batches_of_product(product.id)] == [batch.code]


def test_a_release_is_told_once(db: object) -> None:
    batch = make_batch(released_at=None)
    heard: list[frozenset[int]] = []

    def hear(_sender: object, batch_ids: frozenset[int]) -> None:
        heard.append(batch_ids)

    with batches_changed.connected_to(hear):
        for _ in range(2):
            with transaction():
                service.release(SYSTEM, batch.id, NOW)
    assert heard == [frozenset({batch.id})]


def test_opening_and_releasing_are_told_for_the_batch(db: object) -> None:
    told: list[tuple[str, int]] = []

    def opened(_sender: object, batch_id: int) -> None:
        told.append(("opened", batch_id))

    def released(_sender: object, batch_id: int) -> None:
        told.append(("released", batch_id))

    with batch_opened.connected_to(opened), batch_released.connected_to(released):
        batch = open_(packed(make_product()))
        for _ in range(2):
            with transaction():
                service.release(SYSTEM, batch.id, NOW)
    assert told == [("opened", batch.id), ("released", batch.id)]


def test_batches_are_found_however_the_code_is_typed(db: object) -> None:
    batch = make_batch()
    typed = batch.code.replace("-", " ").lower()
    assert queries.get_batch_by_code(typed).id == batch.id
    assert queries.get_batch_by_code(typed, lock=True).id == batch.id
    with pytest.raises(NotFound):
        queries.get_batch_by_code("KHONG-CO")
    with pytest.raises(NotFound):
        queries.get_batch(0)


def test_the_producers_own_text_leads_to_the_public_code(db: object) -> None:
    batch = make_batch(make_product(gtin="09521234543213"), producer_text="L-01a")
    assert queries.find_code("09521234543213", "L-01a") == batch.code
    assert queries.find_code("09521234543213", "L-01A") is None, "AI 10 minds upper and lower case"


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"quantity": Decimal(0)}, errors.NothingInIt),
        ({"product_id": None}, errors.NeedsAName),
        ({"packed_on": TODAY + timedelta(days=1)}, errors.NotADate),
        ({"made_on": TODAY + timedelta(days=1)}, errors.NotADate),
        ({"made_on": date(202, 11, 20)}, errors.NoSuchYear),
        ({"best_before": date(9999, 12, 31)}, errors.NoSuchYear),
        ({"best_before": TODAY}, errors.BestBeforeTooEarly),
        ({"code": "CR2611-03K7M-A"}, errors.CodeNotOurs),
        ({"producer_text": "lô một"}, errors.ProducerTextNotAllowed),
        ({"producer_text": "A" * 21}, errors.ProducerTextNotAllowed),
    ],
)
def test_refuses_what_cannot_be(
    db: object, values: dict[str, Any], refusal: type[DomainError]
) -> None:
    given = packed(make_product(), **values)
    with pytest.raises(refusal):
        open_(given)


def test_no_code_and_no_text_is_used_twice(db: object) -> None:
    product = make_product()
    first = open_(packed(product, producer_text="01"))
    with pytest.raises(errors.CodeTaken):
        open_(packed(product, code=first.code))
    with pytest.raises(errors.ProducerTextTaken):
        open_(packed(product, producer_text="01"))
    assert open_(packed(make_product(), producer_text="01")), "another product has its own texts"


def test_a_printed_code_is_kept(db: object) -> None:
    code = rules.public_code("Gạo", TODAY, "03K7M")
    assert open_(packed(make_product(), code=code)).code == code


def test_only_its_own_people_write_for_a_producer(db: object) -> None:
    product = make_product()
    stranger = Actor(id=7, name="Người lạ", producer_ids=frozenset({make_producer().id}))
    with pytest.raises(NotAllowed):
        open_(packed(product), stranger)
    member = replace(stranger, producer_ids=frozenset({product.producer_id or 0}))
    assert open_(packed(product), member)


def test_goods_of_another_producer_are_refused(db: object) -> None:
    with pytest.raises(errors.ProductOfAnother):
        open_(packed(make_product(), producer_id=make_producer().id))


def test_raw_material_needs_a_name_and_no_product(db: object) -> None:
    harvest = NewBatch(BatchKind.HARVEST, make_producer().id, Decimal(640), Unit.KILOGRAM)
    with pytest.raises(errors.NeedsAName):
        open_(harvest)
    batch = open_(replace(harvest, material="quả cà phê chín", made_on=TODAY))
    assert rules.is_code(batch.code)
    with pytest.raises(errors.NotPacked), transaction():
        service.release(SYSTEM, batch.id, NOW)


def test_a_stopped_batch_is_not_released(db: object) -> None:
    batch = make_batch(released_at=None, recall_state="quarantined")
    with pytest.raises(errors.Stopped), transaction():
        service.release(SYSTEM, batch.id, NOW)
