"""The meter before printing: what the law asks for and the passport does not tell."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection

from tests.factories.catalog import TODAY
from tests.factories.labels import make_printable
from traceability.labels import completeness
from traceability.labels.labels import FIELDS
from traceability.passport.facts import Facts
from traceability.passport.queries import passport_facts


@pytest.fixture
def facts(db: Connection) -> Facts:
    return passport_facts(make_printable().code, TODAY)


def test_a_batch_that_tells_everything_is_complete(facts: Facts) -> None:
    meter = completeness.measure(facts, TODAY)
    assert meter.is_complete
    assert meter.document == "Thông tư 02/2024/TT-BKHCN"
    assert len(meter.told) == meter.asked == 11


@pytest.mark.parametrize(
    ("part", "values", "key"),
    [
        ("product", {"name": ""}, "product_name"),
        ("product", {"picture": None}, "picture"),
        ("product", {"standard": None}, "standard"),
        ("producer", {"address": None, "place": None}, "address"),
        ("batch", {"packed_on": None, "made_on": None}, "time"),
    ],
)
def test_each_fact_that_is_missing_is_named(
    facts: Facts, part: str, values: dict[str, object], key: str
) -> None:
    lacking = replace(facts, **{part: replace(getattr(facts, part), **values)})  # type: ignore[arg-type]  # parts by name
    assert completeness.measure(lacking, TODAY).missing == (key,)


def test_a_way_without_steps_tells_neither_stages_nor_place(facts: Facts) -> None:
    assert facts.producer
    nowhere = replace(facts, steps=(), producer=replace(facts.producer, registration_number=None))
    assert completeness.measure(nowhere, TODAY).missing == ("stages", "place_code")


def test_what_is_asked_for_only_if_there_is_one_is_never_missing(facts: Facts) -> None:
    assert facts.product
    assert facts.batch
    plain = replace(
        facts,
        product=replace(facts.product, trade_mark=None),
        batch=replace(facts.batch, best_before=None),
    )
    meter = completeness.measure(plain, TODAY)
    assert meter.is_complete
    assert meter.not_stated == ("trade_mark", "shelf_life")


def test_every_field_of_every_list_is_measured_and_named() -> None:
    for document in completeness.documents():
        assert set(document.fields) <= set(completeness.TOLD)
        assert set(document.fields) <= set(FIELDS)
    assert completeness.in_force(date(2020, 1, 1)) is completeness.documents()[0]
