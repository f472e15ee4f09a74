"""Reads EPCIS documents from anybody: within limits, checked, the first wrong field named."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from math import isfinite
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from traceability.epcis_form import errors, labels
from traceability.epcis_form.schema import SCHEMA

DEEPEST = 64
_MOST_FAULTS = 1000

VALIDATOR = Draft202012Validator(SCHEMA, validate_formats=True)

_STRINGS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}

_EVENTS_IN = {
    "EPCISDocument": ("epcisBody", "eventList"),
    "EPCISQueryDocument": ("epcisBody", "queryResults", "resultsBody", "eventList"),
}

Json = Any
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Limits:
    """How large a document may be."""

    octets: int
    events: int


FROM_THE_NET = Limits(2 * 1024 * 1024, 200)
"""So many events are recorded in about two seconds, for which SQLite lets nobody else write."""

FROM_A_FILE = Limits(256 * 1024 * 1024, 200_000)
"""A file that somebody at the machine names: a whole platform's events."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field of a document."""

    pointer: str  # RFC 6901: "/epcisBody/eventList/0/eventTime"
    message: str


def read(raw: bytes, limits: Limits = FROM_THE_NET) -> dict[str, Json]:
    """A document whose form is right; or TooLarge, TooDeep, NotJSON, TooManyEvents, or
    DocumentRefused with the pointer of the first wrong field."""
    document = parse(raw, limits)
    if len(events_of(document)) > limits.events:
        raise errors.TooManyEvents(pointer="/epcisBody/eventList")
    if fault := first_fault(document):
        raise errors.DocumentRefused(fault.message, fault.pointer)
    right: dict[str, Json] = document
    return right


def parse(raw: bytes, limits: Limits = FROM_THE_NET) -> Json:
    """JSON within limits; its depth is measured before anything is built from it."""
    if len(raw) > limits.octets:
        raise errors.TooLarge
    if depth_of(raw) > DEEPEST:
        raise errors.TooDeep
    try:
        document = json.loads(
            raw.decode("utf-8-sig"), parse_constant=_no_number, parse_float=_number
        )
        json.dumps(document, ensure_ascii=False).encode()  # half a sign (\ud800) is none
    except ValueError as error:
        raise errors.NotJSON from error
    if b"\\u0000" in raw:  # PostgreSQL keeps every sign but this one
        raise errors.NotJSON
    return document


def depth_of(raw: bytes) -> int:
    """How deep the brackets outside strings are nested."""
    brackets = _STRINGS.sub(b"", raw).translate(None, _NOT_BRACKETS)
    return max(accumulate(_STEP[one] for one in brackets), default=0)


def events_of(document: Json) -> list[Json]:
    """The events of a document of any of the three forms; none where it has no such form."""
    if not isinstance(document, dict):
        return []
    found: Json = document
    for part in path_to_events(document):
        found = found.get(part) if isinstance(found, dict) else None
    if found is document:
        return [document]
    return found if isinstance(found, list) else []


def path_to_events(document: Json) -> tuple[str, ...]:
    """Where the list of `events_of` stands; () where the document is one event."""
    return _EVENTS_IN.get(str(document.get("type")), ())


def ignored_fields(document: Json) -> list[str]:
    """What a repository has added to its events, by the word of the document itself."""
    places = [document]
    if document["type"] == "EPCISQueryDocument":
        places.append(document["epcisBody"]["queryResults"])
    return [
        name
        for part in places
        for field, names in part.items()
        if field.endswith(":ignoreFields") and isinstance(names, list)
        for name in names
        if isinstance(name, str)
    ]


def first_fault(document: Json) -> Fault | None:
    """The wrong field that stands first in the document, or None for a right one."""
    if VALIDATOR.is_valid(document):
        return None
    found = [
        (_place(document, path), path, error)
        for error in islice(VALIDATOR.iter_errors(document), _MOST_FAULTS)
        for path in _paths(error)
    ]
    _, path, error = min(found, key=lambda one: one[0])
    return Fault(pointer(path), labels.fault(error))


def pointer(path: Sequence[str | int]) -> str:
    """A JSON Pointer (RFC 6901)."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def _paths(error: ValidationError) -> Iterator[Path]:
    """Where the fault is: the field itself, also where it is missing or not known."""
    path: Path = tuple(error.instance_path)
    details = error.kind.as_dict()
    match error.kind.name:
        case "required":
            yield (*path, details["property"])
        case "additionalProperties":
            yield from ((*path, name) for name in details["unexpected"])
        case "propertyNames":
            yield (*path, str(details["error"].instance))
        case _:
            yield path


def _place(document: Json, path: Path) -> tuple[int, ...]:
    """Where a field stands as the document is written; a missing one is at the end."""
    places = []
    for part in path:
        if isinstance(document, dict):
            names = list(document)
            known = part in document
            places.append(names.index(str(part)) if known else len(names))
            document = document[part] if known else None
        elif isinstance(document, list):
            places.append(int(part))
            document = document[int(part)]
    return tuple(places)


def _number(digits: str) -> float:
    number = float(digits)
    return number if isfinite(number) else _no_number(digits)


def _no_number(name: str) -> float:
    raise ValueError(name)
