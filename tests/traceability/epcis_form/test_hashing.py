"""The event hash: every published identity of a JSON-LD document, to the character."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.traceability.epcis_form.testdata import ROOT, document, files, needs_testdata
from traceability.epcis_form.documents import events_of, ignored_fields
from traceability.epcis_form.hashing import event_id, in_utc, pre_hash
from traceability.epcis_form.identifiers import canonical, lot_of

EXAMPLES = "epcis-event-hash/examples"
# XML documents without a JSON twin: we speak no XML.
XML_ONLY = {
    "SensorDataExamples",
    "epcisDocWith2DifferentTransformationEvents",
    "epcisDocWithTransformationEventWithExtension",
    "epcisDocWithTransformationEventWithMultipleExtensions",
    "epcisXmlDocHavingEventWithIgnoreFields",
    "epcisXmlQueryDocHavingEventWithIgnoreFields",
}


def ids_of(path: Path) -> list[str]:
    whole = document(path)
    ignored = ignored_fields(whole)
    return [event_id(event, whole["@context"], ignored) for event in events_of(whole)]


@needs_testdata
def test_every_event_of_every_json_document_has_its_published_identity() -> None:
    paths = files(f"{EXAMPLES}/*.jsonld")
    assert len(paths) == 22
    expected = {path.stem: path.with_suffix(".hashes").read_text().split() for path in paths}
    assert {path.stem: ids_of(path) for path in paths} == expected
    assert sum(len(ids) for ids in expected.values()) == 43


@needs_testdata
def test_what_is_left_out_is_xml_without_a_twin() -> None:
    published = {path.stem for path in files(f"{EXAMPLES}/*.hashes")}
    assert published - {path.stem for path in files(f"{EXAMPLES}/*.jsonld")} == XML_ONLY


@needs_testdata
def test_the_same_event_written_twice_has_one_identity() -> None:
    [path] = files("epcis-event-hash/expected_equal/*.json")
    assert len(set(ids_of(path))) == 1


@needs_testdata
def test_every_identifier_has_its_canonical_link() -> None:
    vectors = json.loads((ROOT / "epcis-event-hash/dl_normaliser_vectors.json").read_text())
    assert len(vectors) == 71
    wrong = {str(one["in"]): said for one in vectors if (said := _disagrees(one)) is not None}
    assert wrong == {}


def _disagrees(vector: dict[str, Any]) -> str | None:
    found = canonical(str(vector["in"]))
    return None if found == vector["out"] else str(found)


EVENT = {
    "type": "ObjectEvent",
    "eventTime": "2026-11-20T08:00:00+07:00",
    "eventTimeZoneOffset": "+07:00",
    "action": "OBSERVE",
    "epcList": ["urn:epc:id:sgtin:4012345.011111.1", "urn:epc:id:sgtin:4012345.011111.2"],
    "vidu:ten": "Phơi",
}
CONTEXT = {"vidu": "https://vidu.example/"}


@pytest.mark.parametrize(
    "same",
    [
        {"eventTime": "2026-11-20T01:00:00.0000Z"},
        {"epcList": EVENT["epcList"][::-1]},
        {"epcList": [f"https://x.example/gtin/4012345111118/21/{serial}" for serial in "12"]},
        {"eventID": "urn:uuid:1", "recordTime": "2026-11-21T00:00:00Z"},
        {"errorDeclaration": {"declarationTime": "2026-11-21T00:00:00Z"}},
        {"quantityList": []},
        {"rdfs:comment": "ghi chú"},
    ],
)
def test_what_says_the_same_has_the_same_identity(same: dict[str, Any]) -> None:
    assert event_id({**EVENT, **same}, CONTEXT) == event_id(EVENT, CONTEXT)


@pytest.mark.parametrize(
    "other",
    [
        {"eventTime": "2026-11-20T08:00:00.001+07:00"},
        {"eventTimeZoneOffset": "+08:00"},
        {"action": "ADD"},
        {"vidu:ten": "Rang"},
        {"epcList": EVENT["epcList"][:1]},
        {"bizStep": "packing"},
    ],
)
def test_what_says_something_else_has_another_identity(other: dict[str, Any]) -> None:
    assert event_id({**EVENT, **other}, CONTEXT) != event_id(EVENT, CONTEXT)


def test_another_prefix_for_the_same_namespace_changes_nothing() -> None:
    renamed = {"v:ten" if name == "vidu:ten" else name: value for name, value in EVENT.items()}
    assert pre_hash(renamed, [{"v": "https://vidu.example/"}]) == pre_hash(EVENT, CONTEXT)


@pytest.mark.parametrize(
    ("time", "hashed"),
    [
        ("2026-11-20T08:00:00.0005+07:00", "2026-11-20T01:00:00.001Z"),
        ("2026-12-31T23:59:59.9995Z", "2027-01-01T00:00:00.000Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
        ("2026-12-31T23:59:60Z", "2026-12-31T23:59:60Z"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        ("hôm qua", "hôm qua"),
    ],
)
def test_times_are_hashed_in_utc_to_the_millisecond(time: str, hashed: str) -> None:
    assert in_utc(time) == hashed


@pytest.mark.parametrize(
    ("text", "lot"),
    [
        ("urn:epc:class:lgtin:4012345.012345.Lot987", ("04012345123456", "Lot987")),
        ("https://ocop.example/01/04012345123456/10/L%2F7", ("04012345123456", "L%2F7")),
        ("https://id.gs1.org/01/04012345123456", None),
        ("https://ocop.example/l/CR2611-03K7M-X", None),
        ("https://[x/01/04012345123456/10/A", None),
        ("urn:epc:class:lgtin:1.2.3", None),
        ("urn:epc:id:sgtin:", None),
        ("https://id.gs1.org/01/٠٤٠١٢٣٤٥١٢٣٤٥٦/10/A", None),
    ],
)
def test_a_lot_is_read_however_it_is_written(text: str, lot: tuple[str, str] | None) -> None:
    assert lot_of(text) == lot
