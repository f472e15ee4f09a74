"""The REST bindings: who may send what in, and who sees what."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.products.models import Product
from tests.factories.catalog import TODAY, make_product
from tests.factories.traceability import draft, make_batch, make_history, record, stop
from tests.traceability.epcis.documents import GTIN, RAW, a_document, harvest
from tests.traceability.epcis.test_writing import every_kind
from tests.traceability.epcis_rest.speaking import sell, send
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.batches.rules import new_code
from traceability.epcis_form import documents
from traceability.events.rules import EventKind

Json = dict[str, Any]


OWN = {"epcClass": f"https://ocop.example/01/{GTIN}/10/L7"}


@pytest.fixture
def product(visitor: Visitor) -> Product:
    return make_product(gtin=GTIN)


@pytest.fixture
def batch(product: Product) -> Batch:
    return make_history(product, producer_text="L7")


def ask(visitor: Visitor, status: int = 200, **given: Any) -> list[Json]:
    answer = visitor.raw("/epcis/events", status, query_string=given)
    if status != 200:
        assert answer.content_type == "application/problem+json"
        return [answer.json or {}]
    assert answer.content_type == "application/ld+json"
    whole = documents.read(answer.data)
    return documents.events_of(whole)


def steps(events: list[Json]) -> list[str]:
    return [event["bizStep"] for event in events]


def test_anybody_sees_what_the_passport_of_a_lot_shows(visitor: Visitor, batch: Batch) -> None:
    for name in ("MATCH_anyEPC", "MATCH_anyEPCClass"):
        events = ask(visitor, **{name: OWN["epcClass"]})
        assert steps(events) == ["packing", "inspecting"]
    into = events[0]["inputQuantityList"][0]["epcClass"]
    assert steps(ask(visitor, MATCH_anyEPCClass=f"{OWN['epcClass']}|{into}")) == [
        "commissioning",
        "packing",
        "inspecting",
    ]
    assert "Cán bộ Lan" not in str(events)
    serial = f"{OWN['epcClass']}/21/7"
    assert len(ask(visitor, MATCH_anyEPC=serial)) == 2
    stop(batch)
    assert len(ask(visitor, MATCH_anyEPC=serial)) == 2
    told = visitor.raw("/epcis/events", query_string={"MATCH_anyEPC": serial}).text
    assert '"choxa:recallState"' in told


def test_what_was_counted_sold_or_wrong_is_not_told_to_strangers(visitor: Visitor) -> None:
    lot_address = f"https://ocop.example/l/{every_kind().code}"
    assert steps(ask(visitor, MATCH_anyEPCClass=lot_address)) == ["packing", "inspecting"]
    visitor.sign_in("epcis.see")
    assert len(ask(visitor, MATCH_anyEPCClass=lot_address)) == 6
    assert len(ask(visitor, EXISTS_errorDeclaration="true")) == 1


def test_nobody_lists_batches_without_naming_a_lot(visitor: Visitor, batch: Batch) -> None:
    for given in ({}, {"MATCH_anyEPCClass": f"https://id.gs1.org/01/{GTIN}"}, {"perPage": "5"}):
        [told] = ask(visitor, 403, **given)
        assert told["type"] == "epcisException:SecurityException"
    unknown = f"https://ocop.example/l/{new_code('Gạo', TODAY)}"
    assert ask(visitor, MATCH_anyEPCClass=unknown) == []


def test_a_lot_that_is_not_sold_is_not_shown(visitor: Visitor, product: Product) -> None:
    producer_id = make_history(product, producer_text="L7", released_at=None).producer_id
    assert ask(visitor, MATCH_anyEPCClass=OWN["epcClass"]) == []
    visitor.sign_in(producer_ids=(producer_id,))
    mine = ask(visitor)
    assert len(mine) == 4
    assert mine[2]["choxa:confirmedBy"] == "Cán bộ Lan"
    visitor.sign_in("epcis.see")
    assert len(ask(visitor)) == 4


def test_what_is_packed_and_not_sold_is_not_described(visitor: Visitor, product: Product) -> None:
    """Two sizes of one packing: the one on sale leads to the event, which names both."""
    producer_id = product.producer_id or 0
    raw = make_batch(kind="harvest", producer_id=producer_id, quantity=Decimal(30))
    sold, kept = (
        make_batch(product, quantity=Decimal(20), producer_text=text, **values)
        for text, values in (("L7", {}), ("L8", {"released_at": None}))
    )
    parts: Json = {"inputs": [(raw, "30 kg")], "outputs": [(sold, "20 gói"), (kept, "20 gói")]}
    day = TODAY - timedelta(days=3)
    record(draft(EventKind.HARVEST, producer_id, day, outputs=[(raw, "30 kg")]))
    record(draft(EventKind.PACK, producer_id, day, **parts))
    url = f"/epcis/events?MATCH_anyEPCClass={OWN['epcClass']}"
    shown = documents.read(visitor.raw(url).data)
    assert len(documents.events_of(shown)[0]["outputQuantityList"]) == 2
    assert described(shown) == {"L7"}
    visitor.sign_in(producer_ids=(producer_id,))
    assert described(documents.read(visitor.raw(url).data)) == {"L7", "L8"}


def described(answer: Json) -> set[str]:
    """The batch texts of the lots in an answer's master data."""
    lists = answer["epcisBody"]["queryResults"]["resultsBody"]["vocabularyList"]
    lots = [one for one in lists if one["type"].endswith("EPCClass")]
    ids = [element["id"] for one in lots for element in one["vocabularyElementList"]]
    return {each.rpartition("/10/")[2] for each in ids if "/10/" in each}


def test_a_member_sees_nothing_of_another_producer(visitor: Visitor, batch: Batch) -> None:
    visitor.sign_in(producer_ids=(batch.producer_id + 1000,))
    assert ask(visitor) == []
    shown = ask(visitor, MATCH_anyEPCClass=OWN["epcClass"])
    assert "Cán bộ Lan" not in str(shown)
    assert len(shown) == 2


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"eventType": "TransformationEvent"}, ["commissioning", "packing"]),
        ({"eventType": "ObjectEvent"}, ["creating_class_instance", "inspecting"]),
        ({"eventType": "AssociationEvent"}, []),
        ({"eventType": "ObjectEvent|TransformationEvent", "EQ_action": "ADD"},
         ["creating_class_instance"]),
        ({"EQ_action": "OBSERVE|DELETE"}, ["inspecting"]),
        ({"EQ_bizStep": "packing|shipping"}, ["packing"]),
        ({"MATCH_inputEPCClass": OWN["epcClass"]}, []),
        ({"MATCH_outputEPCClass": OWN["epcClass"]}, ["packing"]),
        ({"MATCH_epcClass": OWN["epcClass"]}, ["inspecting"]),
        ({"MATCH_anyEPCClass": f"https://id.gs1.org/01/{GTIN}"}, ["packing", "inspecting"]),
        ({"MATCH_epc": "urn:nothing:we:know"}, []),
        ({"EQ_bizLocation": "https://ocop.example/chu-the/nobody"}, []),
        ({"WD_bizLocation": "https://ocop.example/chu-the/nobody"}, []),
        ({"EQ_eventID": "urn:uuid:1"}, []),
        ({"EQ_disposition": "active"}, []),
        ({"EQ_deviceID": "a:b"}, []),
        ({"GE_quantity": "640"}, ["creating_class_instance", "commissioning"]),
        ({"GT_quantity": "235.5", "LT_quantity": "640"}, ["packing"]),
        ({"EQ_quantity": "1"}, ["inspecting"]),
        ({"EXISTS_errorDeclaration": "true"}, []),
        ({"orderBy": "eventTime", "eventCountLimit": "1"}, ["inspecting"]),
        ({"orderBy": "eventTime", "orderDirection": "ASC", "eventCountLimit": "1"},
         ["creating_class_instance"]),
        ({"GE_eventTime": f"{TODAY - timedelta(days=20)}T12:00:00+07:00"},
         ["commissioning", "packing", "inspecting"]),
        ({"GE_eventTime": f"{TODAY - timedelta(days=20)}T12:00:01+07:00"},
         ["packing", "inspecting"]),
        ({"LT_eventTime": f"{TODAY - timedelta(days=20)}T12:00:00+07:00"},
         ["creating_class_instance"]),
        ({"GE_recordTime": "2999-01-01T00:00:00Z"}, []),
        ({"LT_recordTime": "2000-01-01T00:00:00Z"}, []),
    ],
)  # fmt: skip
def test_a_question_is_answered_by_the_parameters_of_the_standard(
    visitor: Visitor, batch: Batch, given: dict[str, str], found: list[str]
) -> None:
    visitor.sign_in("epcis.see")
    assert steps(ask(visitor, **given)) == found


@pytest.mark.parametrize(
    ("given", "status", "name"),
    [
        ({"EQ_weather": "fine"}, 400, "QueryParameterException"),
        ({"eventType": "BirthdayEvent"}, 400, "QueryParameterException"),
        ({"eventType": ""}, 400, "QueryParameterException"),
        ({"GE_eventTime": "hôm qua"}, 400, "QueryParameterException"),
        ({"GE_eventTime": "9999-12-31T23:59:59-14:00"}, 400, "QueryParameterException"),
        ({"perPage": "-1"}, 400, "QueryParameterException"),
        ({"perPage": "1e99"}, 400, "QueryParameterException"),
        ({"perPage": "NaN"}, 400, "QueryParameterException"),
        ({"nextPageToken": "x"}, 400, "QueryParameterException"),
        ({"nextPageToken": "2026-13-01~1"}, 400, "QueryParameterException"),
        ({"orderBy": "weight"}, 400, "QueryParameterException"),
        ({"eventCountLimit": "2"}, 400, "QueryParameterException"),
        ({"maxEventCount": "2"}, 413, "QueryTooLargeException"),
        ({"MATCH_anyEPC": "|".join(["a:b"] * 51)}, 413, "QueryTooLargeException"),
        ({"EQ_errorReason": "incorrect_data"}, 501, "ImplementationException"),
        ({"GE_quantity": "many"}, 400, "QueryParameterException"),
        ({"GE_quantity": "1e99"}, 400, "QueryParameterException"),
    ],
)
def test_a_wrong_question_is_refused_as_the_standard_says(
    visitor: Visitor, batch: Batch, given: dict[str, str], status: int, name: str
) -> None:
    visitor.sign_in("epcis.see")
    [told] = ask(visitor, status, **given)
    assert told["type"] == f"epcisException:{name}"


def test_an_event_is_found_by_its_identity(visitor: Visitor, batch: Batch) -> None:
    given = {"MATCH_anyEPCClass": OWN["epcClass"]}
    [packing, test] = ask(visitor, **given)
    assert ask(visitor, EQ_eventID=packing["eventID"], **given) == [packing]
    ask(visitor, 403, EQ_eventID=packing["eventID"])
    visitor.sign_in("epcis.see")
    both = ask(visitor, EQ_eventID=f"{packing['eventID']}|{test['eventID']}")
    assert [one["eventID"] for one in both] == [packing["eventID"], test["eventID"]]


def test_an_event_from_elsewhere_is_found_by_the_identity_it_came_under(
    visitor: Visitor, product: Product
) -> None:
    sell(visitor, product)
    send(visitor, a_document(harvest(RAW, eventID="urn:uuid:1"), harvest(RAW, 5, eventID="a:b")))
    assert [one["eventID"] for one in ask(visitor, EQ_eventID="urn:uuid:1")] == ["urn:uuid:1"]
    assert ask(visitor, EQ_eventID="urn:uuid:2") == []
    jobs = visitor.raw("/epcis/capture").json or []
    assert [job["choxa:recorded"] for job in jobs] == [2]


def test_answers_are_json_only(visitor: Visitor, batch: Batch) -> None:
    answer = visitor.raw("/epcis/events", 406, headers={"Accept": "application/xml"})
    assert (answer.json or {})["type"] == "epcisException:NotAcceptableException"


@pytest.mark.parametrize(
    "order", [{}, {"orderBy": "recordTime"}, {"orderBy": "eventTime", "orderDirection": "DESC"}]
)
def test_pages_follow_each_other_by_their_link(
    visitor: Visitor, product: Product, order: dict[str, str]
) -> None:
    day = TODAY - timedelta(days=3)
    raw = make_batch(kind="harvest", quantity=Decimal(70))
    for number in range(7):
        given = draft(
            EventKind.HARVEST, raw.producer_id, day, outputs=[(raw, "10 kg")], title=str(number)
        )
        record(given)
    visitor.sign_in("epcis.see")
    url: str | None = "/epcis/events?" + "&".join(
        [*(f"{name}={value}" for name, value in order.items()), "perPage=3"]
    )
    titles: list[str] = []
    pages = 0
    while url:
        answer = visitor.raw(url)
        titles += [one["choxa:title"] for one in documents.events_of(answer.json)]
        pages += 1
        link = answer.headers.get("Link", "")
        assert not link or 'rel="next"' in link
        url = link.partition("<")[2].partition(">")[0].removeprefix("https://ocop.example") or None
    expected = [str(number) for number in range(7)]
    assert titles == (expected[::-1] if order else expected)
    assert pages == 3


def test_what_can_be_asked_and_what_our_words_mean_is_told(visitor: Visitor) -> None:
    assert "ObjectEvent" in (visitor.raw("/epcis/eventTypes").json or {})["member"]
    assert "packing" in (visitor.raw("/epcis/bizSteps").json or {})["member"]
    words = (visitor.raw("/epcis/voc").json or {})["@graph"]
    assert all(word["rdfs:comment"] for word in words)
    answer = visitor.raw("/epcis/capture", method="OPTIONS")
    assert answer.headers["GS1-EPCIS-Capture-Limit"] == "200"


def test_every_word_of_ours_that_is_given_out_is_explained(visitor: Visitor, batch: Batch) -> None:
    visitor.sign_in("epcis.see")
    told = visitor.raw("/epcis/events").text
    known = {word["rdfs:label"] for word in (visitor.raw("/epcis/voc").json or {})["@graph"]}
    used = {part.partition('"')[0] for part in told.split('"choxa:')[1:]}
    assert used - known <= {
        *(
            "accreditation",
            "sampling",
            "lot",
            "area",
            "uom",
            "analyte",
            "value",
            "unit",
            "limit",
            "isWithinLimit",
        ),
        *(
            "standard",
            "laboratory",
            "reportNumber",
            "sampledOn",
            "state",
            "since",
            "crop",
            "issuer",
        ),
    }
