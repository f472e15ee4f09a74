"""The trace taken in: what is new is recorded, what is wrong is refused whole, with its field."""

import copy
import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, func, select, update

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import Base, session, transaction
from catalog.producers.models import Producer
from catalog.products.models import FormerGtin, Product
from tests.factories.catalog import TODAY, make_producer, make_product
from tests.factories.traceability import (
    draft,
    make_area,
    make_batch,
    make_history,
    record,
    stop,
)
from tests.traceability.epcis.test_writing import every_kind
from traceability.batches.models import Batch
from traceability.batches.rules import new_code
from traceability.epcis import errors, queries, reading, service
from traceability.epcis.addresses import CLASS, Site
from traceability.epcis.master_data import vocabularies
from traceability.epcis.models import Capture, CapturedEvent
from traceability.epcis.writing import Writer, everybody
from traceability.epcis_form import documents
from traceability.epcis_form.errors import DocumentRefused
from traceability.epcis_form.hashing import event_id
from traceability.events.models import Event, EventError
from traceability.events.rules import EventKind
from traceability.passport.exports import as_json

SITE = Site("https://ocop.example")
GTIN = "08938505974194"
NOW = clock.noon_of(TODAY)
Json = dict[str, Any]


@pytest.fixture
def product(db: Connection) -> Product:
    return make_product(gtin=GTIN)


@pytest.fixture
def producer(product: Product) -> Producer:
    assert product.producer
    return product.producer


def exported(ids: list[int] | None = None) -> Json:
    records = queries.load(queries.list_all_ids() if ids is None else ids)
    document = Writer(SITE, records, private=everybody).document(
        NOW, vocabularies(SITE, records.events)
    )
    whole: Json = json.loads(json.dumps(document))
    return whole


def take(document: Json, actor: Actor = SYSTEM, chosen: Producer | None = None) -> tuple[int, int]:
    read = reading.read(documents.read(json.dumps(document).encode()))
    with transaction():
        taken = service.capture(actor, read, SITE, NOW, chosen)
        return taken.received, taken.recorded


def empty() -> None:
    """Forget every batch and event, as on another machine; products and areas are known there."""
    kept = ("trace_areas", "trace_area_statuses", "trace_ledger", "trace_yield", "trace_recall")
    with transaction():
        for table in reversed(Base.metadata.sorted_tables):
            if table.name.startswith("trace_") and not table.name.startswith(kept):
                session.execute(table.delete())
    session.expire_all()


def count(model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def harvest(lot: str, quantity: float = 100, **values: Any) -> Json:
    return {
        "type": "ObjectEvent",
        "eventTime": "2026-11-01T08:00:00+07:00",
        "eventTimeZoneOffset": "+07:00",
        "action": "ADD",
        "bizStep": "commissioning",
        "quantityList": [{"epcClass": lot, "quantity": quantity, "uom": "KGM"}],
        **values,
    }


def pack(inputs: list[Json], outputs: list[Json], **values: Any) -> Json:
    return {
        "type": "TransformationEvent",
        "eventTime": "2026-11-02T08:00:00+07:00",
        "eventTimeZoneOffset": "+07:00",
        "bizStep": "packing",
        "inputQuantityList": inputs,
        "outputQuantityList": outputs,
        **values,
    }


def a_document(*events: Json) -> Json:
    return {
        "@context": SITE.context,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-21T08:00:00+07:00",
        "epcisBody": {"eventList": list(events)},
    }


def lot(text: str, quantity: float = 100, uom: str | None = "KGM") -> Json:
    line = {"epcClass": f"https://id.gs1.org/01/{GTIN}/10/{text}", "quantity": quantity}
    return {**line, "uom": uom} if uom else line


RAW, PACK = lot("RAW1")["epcClass"], lot("PACK1", 200, None)
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


EVENT = "/epcisBody/eventList/0"
IN, OUT = f"{EVENT}/inputQuantityList/0", f"{EVENT}/outputQuantityList/0"
CASES: list[tuple[list[Json], str, str]] = [
    ([harvest("https://id.gs1.org/01/04012345123456/10/A")], "quantityList/0/epcClass", "Gtin"),
    ([harvest(f"https://id.gs1.org/01/{GTIN[:-1]}5/10/A")], "quantityList/0/epcClass", "GtinMis"),
    ([harvest("https://id.gs1.org/01/" + GTIN)], "quantityList/0/epcClass", "NotALot"),
    ([harvest("urn:epc:id:sgtin:8938505.097419.1")], "quantityList/0/epcClass", "NotALot"),
    ([harvest(RAW, 0)], "quantityList/0/quantity", "QuantityImpossible"),
    ([harvest(RAW, 1e300)], "quantityList/0/quantity", "QuantityImpossible"),
    ([harvest(RAW, 0.0001)], "quantityList/0/quantity", "NothingInIt"),
    ([harvest(RAW, eventTime="2999-01-01T00:00:00Z")], "eventTime", "InTheFuture"),
    ([harvest(RAW, eventTime="0202-11-20T00:00:00Z")], "eventTime", "TooLongAgo"),
    ([harvest(RAW, **{"choxa:startedOn": "0202-11-20"})], "choxa:startedOn", "BeganTooLongAgo"),
    ([harvest(RAW, eventTime="0000-01-01T00:00:00Z")], "eventTime", "DayExpected"),
    ([harvest(RAW, **{"choxa:startedOn": "2026-13-01"})], "choxa:startedOn", "DayExpected"),
    ([harvest(RAW, **{"choxa:startedOn": "2026-11-09"})], "eventTime", "EndsBeforeItBegins"),
    ([harvest(RAW, **{"choxa:title": 7})], "choxa:title", "TextExpected"),
    ([harvest(RAW, **{"choxa:seen": 7})], "choxa:seen", "GroupExpected"),
    ([harvest(RAW, bizStep="killing")], "bizStep", "StepNotTaken"),
    ([harvest(RAW, epcList=["urn:epc:id:sscc:1.2"])], "epcList/0", "PiecesNotTaken"),
    ([harvest(RAW, eventID=f"ni:///sha-256;{'0' * 64}?ver=CBV2.0")], "eventID", "IdentityDiffers"),
    ([harvest(RAW, quantityList=[{"epcClass": RAW}])], "quantityList/0/quantity", "Missing"),
    ([harvest(RAW, quantityList=[lot("R", 1, "XBX")])], "quantityList/0/uom", "UnitUnknown"),
    ([harvest(RAW, quantityList=[lot("R"), lot("R")])], "", "SameBatchTwice"),
    ([harvest(lot("a%20b")["epcClass"])], "quantityList/0/epcClass", "ProducerTextNotAllowed"),
    (
        [harvest(RAW, ilmd={"choxa:areas": [{"choxa:lot": RAW, "choxa:areaCode": "X",
                                             "choxa:quantity": 1, "choxa:uom": "KGM"}]})],
        "ilmd/choxa:areas/0/choxa:areaCode", "AreaUnknown",
    ),
    (
        [harvest(RAW, errorDeclaration={"declarationTime": "2026-11-02T00:00:00Z",
                                        "correctiveEventIDs": ["urn:uuid:2"]})],
        "errorDeclaration/correctiveEventIDs", "ErrorWithoutCorrection",
    ),
    ([pack([lot("RAW1")], [PACK])], "inputQuantityList/0/epcClass", "LotUnknown"),
    ([pack([lot("RAW1", 101)], [PACK]), harvest(RAW)], "inputQuantityList/0/quantity", "Overdrawn"),
    ([pack([lot("RAW1", 1, "LTR")], [PACK]), harvest(RAW)], "inputQuantityList/0/uom", "Unit"),
    (
        [pack([lot("RAW1")], [PACK], eventTime="2026-10-02T08:00:00+07:00"), harvest(RAW)],
        "eventTime", "InputNotMadeYet",
    ),
    (
        [pack([lot("RAW1", 0.0001)], [PACK]), harvest(RAW)],
        "inputQuantityList/0/quantity", "QuantityTooSmall",
    ),
    ([harvest(RAW, 2e9)], "quantityList/0/quantity", "QuantityImpossible"),
    ([pack([lot("A", 1)], [lot("B", 1)]), pack([lot("B", 1)], [lot("A", 1)])], "", "InACircle"),
]  # fmt: skip


@pytest.mark.parametrize(("events", "field", "rule"), CASES)
def test_a_wrong_document_is_refused_whole_with_its_field_and_rule(
    product: Product, events: list[Json], field: str, rule: str
) -> None:
    right = harvest(lot("OTHER")["epcClass"])
    with pytest.raises(DocumentRefused) as refused:
        take(a_document(*events, right))
    assert rule in refused.value.rule
    assert refused.value.pointer == f"{EVENT}/{field}".rstrip("/")
    assert (count(Event), count(Batch), count(Capture)) == (0, 0, 0)


def test_other_event_types_are_refused_by_their_type(product: Product) -> None:
    event = {**harvest(RAW), "type": "AggregationEvent", "parentID": "urn:epc:id:sscc:1.2"}
    event["childQuantityList"] = event.pop("quantityList")
    with pytest.raises(errors.TypeNotTaken) as refused:
        take(a_document(event))
    assert refused.value.pointer == f"{EVENT}/type"


def test_a_gtin_of_somebody_else_is_refused(product: Product) -> None:
    other = make_producer()
    member = Actor(id=2, name="Anh Ba", producer_ids=frozenset({other.id}))
    with pytest.raises(errors.GtinOfAnother) as refused:
        take(a_document(harvest(RAW)), member)
    assert refused.value.pointer == f"{EVENT}/quantityList/0/epcClass"
    with pytest.raises(errors.GtinOfAnother):
        take(a_document(harvest(RAW)), chosen=other)
    assert count(Event) == 0


def test_events_of_a_producer_one_does_not_work_for_are_refused(producer: Producer) -> None:
    member = Actor(id=2, name="Anh Ba", producer_ids=frozenset({make_producer().id}))
    place = {"bizLocation": {"id": SITE.producer(producer.slug)}}
    with pytest.raises(errors.NotYours):
        take(a_document(harvest(RAW, **place)), member)


def test_nobody_s_goods_without_a_place_are_refused(db: Connection) -> None:
    with pytest.raises(errors.ProducerUnknown) as refused:
        take(a_document(harvest(f"https://ocop.example/l/{new_code('Gạo', TODAY)}")))
    assert refused.value.pointer == f"{EVENT}/bizLocation"


def test_a_recalled_input_is_refused(producer: Producer) -> None:
    raw = make_batch(kind="harvest", producer_id=producer.id)
    day = TODAY - timedelta(days=13)
    record(draft(EventKind.HARVEST, producer.id, day, outputs=[(raw, "200 kg")]))
    stop(raw)
    line = {"epcClass": SITE.lot(raw), "quantity": 1, "uom": "KGM"}
    with pytest.raises(DocumentRefused) as refused:
        take(a_document(pack([line], [PACK], eventTime="2026-11-20T00:00:00+07:00")))
    assert refused.value.rule == "InputStopped"
    assert refused.value.pointer == f"{IN}/epcClass"
    assert count(Event) == 1


def test_an_event_changed_after_it_was_given_out_is_noticed(product: Product) -> None:
    make_history(product)
    document = exported()
    empty()
    document["epcisBody"]["eventList"][1]["outputQuantityList"][0]["quantity"] = 117
    with pytest.raises(errors.IdentityDiffers) as refused:
        take(document)
    assert refused.value.pointer == "/epcisBody/eventList/1/eventID"


def test_an_identity_of_another_event_is_refused(product: Product) -> None:
    take(a_document(harvest(RAW, eventID="urn:uuid:1")))
    with pytest.raises(errors.IdentityTaken):
        take(a_document(harvest(RAW, 90, eventID="urn:uuid:1")))


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
