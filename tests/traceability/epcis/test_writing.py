"""The trace given out: valid, of a stable identity, and silent about people."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema_rs import Draft7Validator
from sqlalchemy import Connection

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import transaction
from tests.factories.catalog import TODAY, make_product
from tests.factories.traceability import (
    draft,
    make_area,
    make_batch,
    make_history,
    record,
)
from tests.traceability.epcis_form.testdata import ROOT, document, needs_testdata
from traceability.batches.models import Batch
from traceability.epcis import queries
from traceability.epcis.addresses import IGNORE, PRIVATE, Site
from traceability.epcis.master_data import vocabularies
from traceability.epcis.writing import Writer, everybody, nobody
from traceability.epcis_form import documents
from traceability.epcis_form.hashing import event_id
from traceability.events.corrections import declare_error
from traceability.events.rules import EventKind

SITE = Site("https://ocop.example")
GTIN = "08938505974194"

pytestmark = pytest.mark.usefixtures("db")


def exported(batch: Batch, *, private: bool = True) -> dict[str, Any]:
    records = queries.load(queries.list_ids_of_batch(batch.id))
    writer = Writer(SITE, records, private=everybody if private else nobody)
    return writer.document(clock.noon_of(TODAY), vocabularies(SITE, records.events))


def events_of(batch: Batch, **values: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = exported(batch, **values)["epcisBody"]["eventList"]
    return found


@pytest.fixture
def batch(db: Connection) -> Batch:
    return make_history(make_product(gtin=GTIN), producer_text="L/7")


def every_kind() -> Batch:
    """A harvest bought from another producer, joined, packed, counted, shipped, sold, destroyed;
    and an entry that was a mistake."""
    product = make_product("Miến dong", gtin=None)
    buyer = product.producer_id
    assert buyer
    grown = make_batch(kind="harvest", quantity=Decimal(50))
    bought, joined = (
        make_batch(kind=kind, producer_id=buyer, quantity=Decimal(40))
        for kind in ("harvest", "intermediate")
    )
    packed = make_batch(product, quantity=Decimal(80))
    rows: tuple[tuple[EventKind, int, dict[str, Any]], ...] = (
        (EventKind.HARVEST, grown.producer_id, {"outputs": [(grown, "50 kg")]}),
        (
            EventKind.SHIP,
            grown.producer_id,
            {"seen": [(grown, "40 kg")], "partner_id": buyer, "partner": "Chị Tư"},
        ),
        (EventKind.RECEIVE, buyer, {"inputs": [(grown, "40 kg")], "outputs": [(bought, "40 kg")]}),
        (
            EventKind.AGGREGATE,
            buyer,
            {"inputs": [(bought, "40 kg")], "outputs": [(joined, "40 kg")]},
        ),
        (EventKind.PACK, buyer, {"inputs": [(joined, "40 kg")], "outputs": [(packed, "80 gói")]}),
        (EventKind.INSPECT, buyer, {"seen": [(packed, "1 gói")]}),
        (EventKind.SELL, buyer, {"inputs": [(packed, "20 gói")]}),
        (EventKind.COUNT, buyer, {"counted": [(packed, "59 gói")]}),
        (EventKind.DESTROY, buyer, {"inputs": [(packed, "9 gói")]}),
        (EventKind.DESTROY, buyer, {"inputs": [(packed, "8 gói")]}),
    )
    day = TODAY - timedelta(days=8)
    for kind, producer_id, parts in rows:
        last = record(draft(kind, producer_id, day, **parts))
    with transaction():
        declare_error(SYSTEM, last.id, "Ghi nhầm", clock.noon_of(TODAY))
    return packed


def test_what_is_given_out_is_right_by_our_own_schema(batch: Batch) -> None:
    for one in (batch, every_kind()):
        for private in (True, False):
            whole = json.dumps(exported(one, private=private)).encode()
            assert documents.read(whole)


@needs_testdata
def test_what_is_given_out_is_right_by_the_schema_of_gs1(batch: Batch) -> None:
    schema = document(ROOT / "gs1-epcis/EPCIS-JSON-Schema.json")
    gs1 = Draft7Validator(schema, validate_formats=True)
    for one in (batch, every_kind()):
        assert gs1.is_valid(exported(one))


def test_a_history_becomes_the_events_of_the_standard(batch: Batch) -> None:
    said = [(one["type"], one.get("action"), one["bizStep"]) for one in events_of(batch)]
    assert said == [
        ("ObjectEvent", "ADD", "creating_class_instance"),
        ("TransformationEvent", None, "commissioning"),
        ("TransformationEvent", None, "packing"),
        ("ObjectEvent", "OBSERVE", "inspecting"),
    ]
    harvest, _, packing, test = events_of(batch)
    assert harvest["eventTime"].endswith("T12:00:00+07:00")
    [lot] = packing["outputQuantityList"]
    assert lot == {"epcClass": f"https://ocop.example/01/{GTIN}/10/L%2F7", "quantity": 236}
    [into] = packing["inputQuantityList"]
    assert (into["quantity"], into["uom"]) == (118, "KGM")
    assert into["epcClass"].startswith("https://ocop.example/l/")
    assert [one["choxa:quantity"] for one in harvest["ilmd"]["choxa:areas"]] == [370, 270]
    assert test["choxa:testResults"][0]["choxa:analyte"] == "Ochratoxin A"


def test_every_other_kind_has_its_form() -> None:
    every_kind()
    records = queries.load(queries.list_all_ids())
    said = [(one.get("action"), one["bizStep"]) for one in Writer(SITE, records).events]
    assert said == [
        ("ADD", "creating_class_instance"),
        ("OBSERVE", "shipping"),
        (None, "receiving"),
        (None, "packing"),
        (None, "packing"),
        ("OBSERVE", "inspecting"),
        ("OBSERVE", "retail_selling"),
        ("OBSERVE", "stock_taking"),
        ("DELETE", "destroying"),
        ("DELETE", "destroying"),
    ]
    last = Writer(SITE, records, private=everybody).events[-1]
    assert last["errorDeclaration"]["reason"] == "did_not_occur"
    assert last["errorDeclaration"]["choxa:explanation"] == "Ghi nhầm"


def test_the_identity_is_the_hash_and_stays(batch: Batch) -> None:
    first, again = exported(batch), exported(batch)
    assert first == again
    for event in first["epcisBody"]["eventList"]:
        assert event["eventID"] == event_id(event, first["@context"], first[IGNORE])
    public = exported(batch, private=False)["epcisBody"]["eventList"]
    assert [one["eventID"] for one in public] == [
        one["eventID"] for one in first["epcisBody"]["eventList"]
    ]


def test_nobody_s_name_is_told_in_public(batch: Batch) -> None:
    assert "Cán bộ Lan" in str(exported(batch))
    public = exported(batch, private=False)
    assert "Cán bộ Lan" not in str(public)
    assert "Chị Tư" not in str(exported(every_kind(), private=False))
    assert not any(field in event for field in PRIVATE for event in documents.events_of(public))


def test_a_corrected_event_declares_its_error() -> None:
    area = make_area()
    batch = make_batch(kind="harvest", quantity=Decimal(50))
    given: dict[str, Any] = {"outputs": [(batch, "50 kg")]}
    wrong = record(draft(EventKind.HARVEST, batch.producer_id, TODAY, **given))
    given["areas"] = [(batch, area, "50 kg")]
    right = draft(EventKind.HARVEST, batch.producer_id, TODAY, corrects_id=wrong.id, **given)
    record(right)
    first, second = events_of(batch)
    assert first["errorDeclaration"]["correctiveEventIDs"] == [second["eventID"]]
    assert first["errorDeclaration"]["reason"] == "incorrect_data"
    assert "errorDeclaration" not in second


def test_lots_carry_their_traceability_lot_code_and_its_source(batch: Batch) -> None:
    [lots, places] = exported(batch)["epcisHeader"]["epcisMasterData"]["vocabularyList"]
    [packed] = [
        {one["id"]: one["attribute"] for one in lot["attributes"]}
        for lot in lots["vocabularyElementList"]
        if GTIN in lot["id"]
    ]
    assert packed["choxa:traceabilityLotCode"] == "L/7"
    assert packed["choxa:code"] == batch.code
    source = packed["choxa:traceabilityLotCodeSource"]
    described = {place["id"]: place["attributes"] for place in places["vocabularyElementList"]}
    assert {"id": "cbvmda:name", "attribute": batch.producer.name} in described[source]


def test_the_command_writes_one_batch_or_all(app: Flask, batch: Batch, tmp_path: Path) -> None:
    run = app.test_cli_runner()
    make_history(make_product("Chè Shan"))
    one, everything = tmp_path / "one.json", tmp_path / "all.json"
    said = run.invoke(args=["epcis", "export", "--batch", batch.code.lower(), "--out", str(one)])
    assert "4 events written" in said.output
    run.invoke(args=["epcis", "export", "--out", str(everything)])
    assert len(documents.events_of(documents.read(one.read_bytes()))) == 4
    assert len(documents.events_of(documents.read(everything.read_bytes()))) == 8
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.json", "one.json"]


def test_a_code_that_names_no_batch_is_refused(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "none.json"
    run = app.test_cli_runner()
    said = run.invoke(args=["epcis", "export", "--batch", "CR2611-00000-0", "--out", str(file)])
    assert said.exit_code == 1
    assert not file.exists()
