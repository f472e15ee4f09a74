"""What is read from anybody: limits first, then the first wrong field by its pointer."""

import json
from typing import Any

import pytest

from traceability.epcis_form import documents, errors

EVENT = {
    "type": "ObjectEvent",
    "eventTime": "2026-11-20T08:00:00+07:00",
    "eventTimeZoneOffset": "+07:00",
    "action": "OBSERVE",
    "bizStep": "inspecting",
    "quantityList": [{"epcClass": "https://ocop.example/l/CR2611-03K7M-X", "quantity": 2}],
}


def a_document(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "@context": "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-21T08:00:00+07:00",
        "epcisBody": {"eventList": list(events or [EVENT])},
        **more,
    }


def read(document: Any) -> dict[str, Any]:
    return documents.read(json.dumps(document).encode())


def test_a_right_document_is_read() -> None:
    assert documents.events_of(read(a_document())) == [EVENT]


@pytest.mark.parametrize(
    ("change", "pointer", "says"),
    [
        ({"eventTime": "hôm qua"}, "eventTime", "thời điểm"),
        ({"eventTimeZoneOffset": "+7"}, "eventTimeZoneOffset", "đúng dạng"),
        ({"bizStep": "drying"}, "bizStep", "drying"),
        ({"bizStep": "https://ns.gs1.org/cbv/BizStep-packing"}, "bizStep", "từ trần"),
        ({"action": "CREATE"}, "action", "CREATE"),
        ({"weight": 2}, "weight", "tiền tố"),
        ({"vidu:weight": 2, "bizLocation": {}}, "bizLocation/id", "Thiếu trường id"),
        ({"quantityList": [{"epcClass": "a:b", "quantity": "2"}]}, "quantityList/0/quantity", "số"),
        ({"quantityList": [{"epcClass": "a:b", "uom": "kg"}]}, "quantityList/0/uom", "đúng dạng"),
        ({"quantityList": []}, "", "hàng nào"),
        ({"epcList": ["a:b", "a:b"]}, "epcList", "hai lần"),
        ({"ilmd": {"vidu:a": 1}}, "ilmd", "ADD"),
        ({"~/": 1}, "~0~1", "tiền tố"),
    ],
)
def test_the_first_wrong_field_is_named(change: dict[str, Any], pointer: str, says: str) -> None:
    with pytest.raises(errors.DocumentRefused) as refused:
        read(a_document(EVENT, {**EVENT, **change}))
    assert refused.value.pointer == f"/epcisBody/eventList/1/{pointer}".rstrip("/")
    assert says in str(refused.value.message)


def test_of_two_wrong_fields_the_one_that_stands_first_is_named() -> None:
    wrong = {**EVENT, "action": "CREATE", "bizStep": "drying"}
    assert _fault(wrong, {**EVENT, "eventTime": 3}) == "/epcisBody/eventList/0/action"
    reordered = dict(reversed(wrong.items()))
    assert _fault(reordered) == "/epcisBody/eventList/0/bizStep"
    missing = {name: value for name, value in wrong.items() if name != "eventTime"}
    assert _fault(missing) == "/epcisBody/eventList/0/action"


def _fault(*events: dict[str, Any]) -> str:
    fault = documents.first_fault(a_document(*events))
    assert fault
    return fault.pointer


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"x" * (documents.FROM_THE_NET.octets + 1), errors.TooLarge),
        (b"[" * 1_000_000, errors.TooDeep),
        (b'{"a":' * 1_000_00 + b"1" + b"}" * 1_000_00, errors.TooDeep),
        (b'{"' + b"[" * 100 + b'": 1', errors.NotJSON),
        (b"", errors.NotJSON),
        (b"\xff\xfe", errors.NotJSON),
        (b'{"a": NaN}', errors.NotJSON),
        (b'{"a": 1e999}', errors.NotJSON),
        (b'{"a": "\\ud800"}', errors.NotJSON),
        (b'{"a": "\\u0000"}', errors.NotJSON),
        (b"9" * 5000, errors.NotJSON),
        (b"[]", errors.DocumentRefused),
        (b"null", errors.DocumentRefused),
        (b'{"type": "EPCISDocument"}', errors.DocumentRefused),
    ],
)
def test_what_is_no_document_is_refused_and_nothing_falls_over(
    raw: bytes, refusal: type[errors.DocumentRefused]
) -> None:
    with pytest.raises(refusal):
        documents.read(raw)


def test_more_events_than_one_capture_may_hold_are_refused() -> None:
    with pytest.raises(errors.TooManyEvents) as refused:
        read(a_document(*[EVENT] * (documents.FROM_THE_NET.events + 1)))
    assert refused.value.pointer == "/epcisBody/eventList"


def test_brackets_in_strings_are_not_depth() -> None:
    assert documents.depth_of(b'{"a": "[[[\\"[[[", "b": [1]}') == 2
