"""Our schema of EPCIS 2.0 says of every document what GS1's says."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema_rs import Draft7Validator

from tests.traceability.epcis_form.testdata import ROOT, document, files, needs_testdata
from traceability.epcis_form.documents import VALIDATOR, first_fault

OPEN_EPCIS = "openepcis-test-resources/2.0-JSON"
EVERY_DOCUMENT = (
    "gs1-epcis/JSON/**/*.json*",
    "gs1-epcis/JSON-Schema-test/**/*.json*",
    f"{OPEN_EPCIS}/**/*.json",
    "epcis-event-hash/e*/*.json*",
)
# Published as valid, refused by GS1's schema and by ours: field and word.
CALLED_VALID = {
    "AggregationEvent_with_persistentDisposition.json": "/persistentDisposition",
    "SensorData_with_combined_events.json": "/sensorReport/1/type",
    "TransactionEvent_with_userExtensions.json": "/sensorReport/0/type",
}

pytestmark = needs_testdata


@pytest.fixture(scope="module")
def gs1() -> Draft7Validator:
    schema = document(ROOT / "gs1-epcis/EPCIS-JSON-Schema.json")
    return Draft7Validator(schema, validate_formats=True)


def test_all_47_documents_of_gs1_are_accepted() -> None:
    paths = files("gs1-epcis/JSON/**/*.jsonld")
    assert len(paths) == 47
    assert {path.name: first_fault(document(path)) for path in paths} == {
        path.name: None for path in paths
    }


def test_all_15_invalid_documents_are_refused_with_a_pointer() -> None:
    paths = files(f"{OPEN_EPCIS}/Capture/Invalid/*.json")
    assert len(paths) == 15
    for path in paths:
        fault = first_fault(document(path))
        assert fault, path.name
        assert fault.pointer.startswith("/"), path.name


def test_the_three_documents_called_valid_that_are_not_are_known() -> None:
    refused = {}
    for path in files(f"{OPEN_EPCIS}/Capture/Documents/*.json"):
        if fault := first_fault(document(path)):
            refused[path.name] = fault.pointer
    assert set(refused) == set(CALLED_VALID)
    assert all(refused[name].endswith(end) for name, end in CALLED_VALID.items())


def test_the_verdict_is_that_of_gs1_on_every_document(gs1: Draft7Validator) -> None:
    paths = files(*EVERY_DOCUMENT)
    assert len(paths) > 120
    for path in paths:
        assert VALIDATOR.is_valid(document(path)) == gs1.is_valid(document(path)), path


def test_the_verdict_is_that_of_gs1_on_spoilt_documents(gs1: Draft7Validator) -> None:
    """Fields taken away, changed, renamed, added or doubled, as a seeded chance has it."""
    chance = random.Random(20)
    whole = [document(path) for path in files(*EVERY_DOCUMENT)]
    names = sorted({name for one in whole for path in _paths(one) for name in path[-1:]}, key=str)
    refused = 0
    for _ in range(3000):
        spoilt = copy.deepcopy(chance.choice(whole))
        for _ in range(chance.choice((1, 1, 2))):
            _spoil(spoilt, names, chance)
        verdict = gs1.is_valid(spoilt)
        assert VALIDATOR.is_valid(spoilt) == verdict, spoilt
        refused += not verdict
    assert 1000 < refused < 2900  # the chance made both kinds


VALUES = (
    *(None, True, 1, -2.5, "", "x", [], {}, ["a"], ["a:b", "a:b"]),
    *("ADD", "OBSERVE", "DELETE", "shipping", "active", "po", "KGM", "+07:00"),
    *("ObjectEvent", "AssociationEvent", "TransformationEvent", "vidu:Viec", "EPCISDocument"),
    *("urn:epc:id:sgtin:1.2.3", "2026-01-01T00:00:00Z", "https://gs1.org/voc/Mass"),
    "https://ns.gs1.org/cbv/BizStep-shipping",
)


def _spoil(whole: Any, names: list[Any], chance: random.Random) -> None:
    path = chance.choice([path for path in _paths(whole) if path])
    holder = whole
    for part in path[:-1]:
        holder = holder[part]
    match chance.randrange(4), holder:
        case 0, _:
            del holder[path[-1]]
        case 1, dict():
            holder[str(chance.choice(names))] = copy.deepcopy(chance.choice(VALUES))
        case 2, dict():
            holder[str(chance.choice(names))] = holder.pop(path[-1])
        case 2, list():
            holder.append(copy.deepcopy(holder[path[-1]]))
        case _:
            holder[path[-1]] = copy.deepcopy(chance.choice(VALUES))


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for part, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(one, (*path, part))
