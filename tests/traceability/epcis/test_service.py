"""The trace given out and taken in: what is new is recorded, once, and is the same elsewhere."""

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, select, update

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from catalog.products.models import FormerGtin, Product
from tests.factories.catalog import TODAY, make_product
from tests.factories.traceability import (
    draft,
    make_area,
    make_batch,
    make_history,
    record,
)
from tests.traceability.epcis.documents import (
    GTIN,
    PACK,
    RAW,
    SITE,
    Json,
    a_document,
    count,
    empty,
    exported,
    harvest,
    lot,
    pack,
    take,
)
from tests.traceability.epcis.test_writing import every_kind
from traceability.batches.models import Batch
from traceability.epcis.addresses import CLASS
from traceability.epcis.models import Capture, CapturedEvent
from traceability.epcis_form.errors import DocumentRefused
from traceability.epcis_form.hashing import event_id
from traceability.events.models import Event, EventError
from traceability.events.rules import EventKind
from traceability.passport.exports import as_json

PACKS = PACK["epcClass"]


def test_a_trace_given_out_and_taken_in_elsewhere_is_the_same(product: Product) -> None:
    code = make_history(product, producer_text="L/7").code
    before, events = as_json(code, TODAY), exported()
    empty()
    assert take(events) == (4, 4)
    after, again = as_json(code, TODAY), exported()
    for part in ("steps", "tests", "quantity", "unit_name", "packed_on", "best_before", "product"):
        for step in (*before["steps"], *after["steps"]):
            step["entered_by"], step["days_late"] = "", 0
        assert after[part] == before[part]
    assert _timeless(again) == _timeless(events)


def _timeless(document: Json) -> list[Json]:
    return [
        {
            name: {**value, "declarationTime": ""} if name == "errorDeclaration" else value
            for name, value in event.items()
            if name != "recordTime"
        }
        for event in document["epcisBody"]["eventList"]
    ]


def test_a_lot_is_known_by_a_gtin_its_product_gave_up(product: Product) -> None:
    take(a_document(harvest(RAW)))
    with transaction():
        session.add(FormerGtin(gtin=GTIN, product_id=product.id))
        session.execute(update(Product).values(gtin="04012345123456"))
    packed = {"epcClass": "https://id.gs1.org/01/04012345123456/10/P1", "quantity": 3}
    assert take(a_document(pack([lot("RAW1")], [packed]))) == (1, 1)
    assert count(Batch) == 2


def test_every_kind_of_event_comes_back_as_it_went(db: Connection) -> None:
    code = every_kind().code
    events = exported()
    empty()
    assert take(events) == (10, 10)
    assert _timeless(exported()) == _timeless(events)
    assert take(events) == (10, 0)
    assert as_json(code, TODAY)["verdict"] != "not-released"
    assert count(EventError) == 1


def test_goods_without_gtin_keep_their_printed_codes(db: Connection) -> None:
    code = make_history(make_product(gtin=None)).code
    events = exported()
    empty()
    assert take(events) == (4, 4)
    assert as_json(code, TODAY)["product"]["name"] == "Gạo thơm Trường Xuân"


def test_corrections_are_taken_in_as_corrections(producer: Producer) -> None:
    area = make_area()
    batch = make_batch(kind="harvest", producer_id=producer.id, quantity=Decimal(50))
    given: Json = {"outputs": [(batch, "50 kg")]}
    wrong = record(draft(EventKind.HARVEST, producer.id, TODAY, **given))
    given["areas"] = [(batch, area, "50 kg")]
    record(draft(EventKind.HARVEST, producer.id, TODAY, corrects_id=wrong.id, **given))
    events = exported()
    events["epcisBody"]["eventList"].reverse()
    empty()
    assert take(events) == (2, 2)
    first, second = session.scalars(select(Event).order_by(Event.id))
    assert (first.corrects_id, second.corrects_id) == (None, first.id)


def test_taking_a_document_in_twice_changes_nothing(product: Product) -> None:
    make_history(product)
    document = exported()
    assert take(document) == (4, 0)  # they were entered here
    foreign = a_document(harvest(RAW, eventID="urn:uuid:1"), pack([lot("RAW1")], [PACK]))
    assert take(foreign) == (2, 2)
    assert take(foreign) == (2, 0)
    foreign["epcisBody"]["eventList"].reverse()
    assert take(foreign) == (2, 0)
    assert (count(Event), count(CapturedEvent), count(Capture)) == (6, 2, 4)


def test_one_event_twice_in_a_document_is_recorded_once(product: Product) -> None:
    assert take(a_document(harvest(RAW), harvest(RAW))) == (2, 1)


def test_events_come_in_any_order_and_their_lots_are_opened(product: Product) -> None:
    urn = "urn:epc:class:lgtin:8938505.097419.RAW1"
    packed = pack([{"epcClass": urn, "quantity": 0.1, "uom": "TNE"}], [PACK])
    assert take(a_document(packed, harvest(RAW))) == (2, 2)
    raw, ready = session.scalars(select(Batch).order_by(Batch.id))
    assert (raw.kind, raw.producer_text, raw.quantity, raw.unit) == ("harvest", "RAW1", 100, "kg")
    assert (ready.kind, ready.quantity, ready.unit) == ("packed", 200, "piece")
    assert ready.packed_on and ready.packed_on.isoformat() == "2026-11-02"
    assert ready.released_at is None
    [given] = [one["eventID"] for one in exported()["epcisBody"]["eventList"]][:1]
    assert given.startswith("ni:///sha-256;")


def test_an_identity_of_its_own_is_given_out_again(product: Product) -> None:
    take(a_document(harvest(RAW, eventID="urn:uuid:1")))
    assert exported()["epcisBody"]["eventList"][0]["eventID"] == "urn:uuid:1"


def test_the_day_is_that_of_the_place(product: Product) -> None:
    take(a_document(harvest(RAW, eventTime="2026-11-01T18:00:00Z", eventTimeZoneOffset="+07:00")))
    assert session.scalars(select(Event.ended_on)).one().isoformat() == "2026-11-02"


def test_what_a_person_sends_in_is_self_declared(producer: Producer) -> None:
    graded = {"choxa:evidence": "laboratory", "choxa:confirmedBy": "Trung tâm 3"}
    member = Actor(id=1, name="Chị Hoa", producer_ids=frozenset({producer.id}))
    take(a_document(harvest(RAW, **graded)), member)
    take(a_document(harvest(lot("RAW2")["epcClass"], **graded)))
    assert list(session.scalars(select(Event.evidence).order_by(Event.id))) == [
        "self",
        "laboratory",
    ]


def with_facts(document: Json, address: str, **facts: Any) -> Json:
    given = [{"id": f"choxa:{name}", "attribute": fact} for name, fact in facts.items()]
    element = {"id": address, "attributes": given}
    vocabulary = {"type": CLASS, "vocabularyElementList": [element]}
    return {**document, "epcisHeader": {"epcisMasterData": {"vocabularyList": [vocabulary]}}}


def test_a_lot_a_person_sends_in_holds_what_was_made_of_it(producer: Producer) -> None:
    member = Actor(id=1, name="Chị Hoa", producer_ids=frozenset({producer.id}))
    claimed = {"quantity": 500_000, "uom": "KGM"}
    take(with_facts(a_document(harvest(RAW)), RAW, **claimed), member)
    other = lot("RAW2")["epcClass"]
    take(with_facts(a_document(harvest(other)), other, **claimed))
    assert list(session.scalars(select(Batch.quantity).order_by(Batch.id))) == [100, 500_000]


@pytest.mark.parametrize("amount", [0.0004, 0.0000001])
def test_a_piece_that_holds_nothing_is_refused(product: Product, amount: float) -> None:
    facts = {"pieceAmount": amount, "pieceUom": "KGM", "lotKind": "packed"}
    packed = harvest(PACKS, quantityList=[lot("PACK1", 5, None)])
    with pytest.raises(DocumentRefused) as refused:
        take(with_facts(a_document(packed), PACKS, **facts))
    assert (refused.value.rule, count(Batch)) == ("PieceNotClear", 0)


def test_grams_in_a_piece_are_kept_as_kilograms(product: Product) -> None:
    facts = {"pieceAmount": 250, "pieceUom": "GRM", "lotKind": "packed"}
    packed = harvest(PACKS, quantityList=[lot("PACK1", 5, None)])
    take(with_facts(a_document(packed), PACKS, **facts))
    found = session.execute(select(Batch.piece_amount, Batch.piece_unit)).one()
    assert tuple(found) == (Decimal("0.25"), "kg")


def test_fields_of_somebody_else_s_namespace_are_not_ours(product: Product) -> None:
    document = a_document(harvest(RAW, **{"choxa:title": 7}))
    document["@context"][1] = {"choxa": "https://somebody.example/"}
    assert take(document) == (1, 1)


def test_an_answer_to_a_query_and_a_single_event_are_taken_too(product: Product) -> None:
    single = {"@context": SITE.context, **harvest(RAW)}
    assert take(single) == (1, 1)
    answer = a_document()
    answer["type"] = "EPCISQueryDocument"
    results = {"eventList": [harvest(RAW)]}
    answer["epcisBody"] = {
        "queryResults": {"queryName": "SimpleEventQuery", "resultsBody": results}
    }
    assert take(answer) == (1, 0)


def test_events_hidden_where_nobody_checks_are_not_read(product: Product) -> None:
    document = a_document(harvest(RAW))
    hidden = {"resultsBody": {"eventList": [{"type": "ObjectEvent"}]}}
    document["epcisBody"]["queryResults"] = hidden
    assert take(document) == (1, 1)


def test_the_command_takes_a_file_in_or_says_what_is_wrong(
    app: Flask, product: Product, tmp_path: Path
) -> None:
    run, file = app.test_cli_runner(), tmp_path / "events.json"
    file.write_text(json.dumps(a_document(harvest(RAW))))
    assert "recorded: 1" in run.invoke(args=["epcis", "import", str(file)]).output
    assert "already here: 1" in run.invoke(args=["epcis", "import", str(file)]).output
    wrong = a_document(harvest(RAW, 0))
    file.write_text(json.dumps(wrong))
    said = run.invoke(args=["epcis", "import", str(file)])
    assert said.exit_code == 1
    assert "/epcisBody/eventList/0/quantityList/0/quantity: " in said.output
    file.write_bytes(b"[" * 1_000_000)
    assert run.invoke(args=["epcis", "import", str(file)]).exit_code == 1


def test_the_same_hash_follows_from_the_same_words(product: Product) -> None:
    event = harvest(RAW)
    take(a_document(event))
    [kept] = session.scalars(select(CapturedEvent))
    assert kept.hash == event_id(copy.deepcopy(event), SITE.context)
