"""What is refused of a document, whole, with the field and the rule it breaks."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from catalog.kernel.actor import Actor
from catalog.producers.models import Producer
from catalog.products.models import Product
from tests.factories.catalog import TODAY, make_producer
from tests.factories.traceability import (
    draft,
    make_batch,
    make_history,
    record,
    stop,
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
from traceability.batches.models import Batch
from traceability.batches.rules import new_code
from traceability.epcis import errors
from traceability.epcis.models import Capture
from traceability.epcis_form.errors import DocumentRefused
from traceability.events.models import Event
from traceability.events.rules import EventKind

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
