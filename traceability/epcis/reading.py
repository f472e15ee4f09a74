"""Somebody's EPCIS events in our words, each part with the pointer of the field it came from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from traceability.epcis import errors, rules
from traceability.epcis.addresses import CLASS, LOCATION, PREFIX, Lot, own, read_lot
from traceability.epcis_form import documents
from traceability.epcis_form.documents import Path, pointer
from traceability.epcis_form.hashing import event_id, prefixes
from traceability.events.rules import Direction, EventKind, Evidence, Measured

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HASHED = re.compile(r"ni:///sha-256;[0-9a-f]{64}\?ver=CBV2\.0")


@dataclass(frozen=True)
class Fields:
    """A group of fields and where it stands; what has the wrong kind is refused there."""

    values: Mapping[str, Any]
    path: Path

    def pointer(self, *more: str | int) -> str:
        return pointer((*self.path, *more))

    def text(self, name: str) -> str | None:
        found = self.values.get(name)
        if found is None or found == "":
            return None
        if not isinstance(found, str) or len(found) > rules.LONGEST_TEXT:
            raise errors.TextExpected(pointer=self.pointer(name))
        return found

    def day(self, name: str) -> date | None:
        found = self.text(name)
        try:
            if found is None:
                return None
            return date.fromisoformat(found if _DAY.fullmatch(found) else "")
        except ValueError as error:
            raise errors.DayExpected(pointer=self.pointer(name)) from error

    def flag(self, name: str) -> bool | None:
        found = self.values.get(name)
        return found if isinstance(found, bool) else None

    def each(self, name: str) -> Iterator["Fields"]:
        """The groups of a list; an absent list has none."""
        found = self.values.get(name, [])
        if not isinstance(found, list):
            raise errors.GroupExpected(pointer=self.pointer(name))
        for at, one in enumerate(found):
            if not isinstance(one, dict):
                raise errors.GroupExpected(pointer=self.pointer(name, at))
            yield Fields(one, (*self.path, name, at))

    def group(self, name: str) -> "Fields":
        found = self.values.get(name, {})
        return Fields(found if isinstance(found, dict) else {}, (*self.path, name))

    def amount(
        self, quantity: str = "quantity", uom: str = "uom", *, may_be_nothing: bool = False
    ) -> tuple[Decimal, str]:
        """Quantity and unit to enter; only a count may find nothing."""
        number = self.values.get(quantity)
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise errors.QuantityMissing(pointer=self.pointer(quantity))
        exact = rules.quantity_of(number)
        if exact is None or not (exact or may_be_nothing):
            raise errors.QuantityImpossible(pointer=self.pointer(quantity))
        if (unit := rules.unit_of(self.text(uom))) is None:
            raise errors.UnitUnknown(pointer=self.pointer(uom))
        return exact, unit

    def lot(self, name: str) -> Lot:
        found = read_lot(self.text(name) or "")
        if found is None:
            raise errors.NotALot(pointer=self.pointer(name))
        return found


@dataclass(frozen=True)
class Part:
    """One line of an event."""

    direction: Direction
    lot: Lot
    amount: Decimal
    unit: str
    pointer: str  # of the epcClass


@dataclass(frozen=True)
class FromArea:
    """How much of a lot came from a growing area, by the code its issuer gave."""

    lot: Lot
    scheme: str
    code: str
    amount: Decimal
    unit: str
    pointer: str


@dataclass(frozen=True)
class Incoming:
    """One event of a document."""

    fields: Fields
    hash: str
    kind: EventKind
    started_on: date
    ended_on: date
    parts: tuple[Part, ...]
    areas: tuple[FromArea, ...]
    results: tuple[Measured, ...]
    evidence: Evidence
    recorded_at: datetime | None

    @property
    def id(self) -> str | None:
        return self.fields.text("eventID")

    @property
    def corrective_ids(self) -> list[str] | None:
        """The events that put this one right; None for one that is not declared an error."""
        declared = self.fields.values.get("errorDeclaration")
        return None if declared is None else list(declared.get("correctiveEventIDs", []))

    def outputs(self) -> list[Part]:
        return [part for part in self.parts if part.direction is Direction.OUT]


@dataclass(frozen=True)
class Document:
    """All events of a document with its master data: lots and names of places."""

    events: tuple[Incoming, ...]
    lots: dict[Lot, Fields] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def read(document: Mapping[str, Any]) -> Document:
    """The document in our words; or DocumentRefused with the pointer of the first wrong field."""
    context = document.get("@context")
    base = documents.path_to_events(document)
    ignored = documents.ignored_fields(document)
    known = prefixes(context).get(PREFIX, "").endswith("/epcis/voc#")
    lots, places = _master_data(document)
    found = []
    for at, event in enumerate(documents.events_of(document)):
        # Fields that only look like ours are somebody else's.
        ours = {k: v for k, v in event.items() if known or not k.startswith(f"{PREFIX}:")}
        path: Path = (*base, at) if base else ()
        found.append(_event(Fields(ours, path), event_id(event, context, ignored)))
    return Document(tuple(found), lots, places)


def _event(fields: Fields, identity: str) -> Incoming:
    if _HASHED.fullmatch(fields.text("eventID") or "") and fields.values["eventID"] != identity:
        raise errors.IdentityDiffers(pointer=fields.pointer("eventID"))
    kind = _kind(fields)
    ended = rules.day_of(fields.values["eventTime"], fields.values["eventTimeZoneOffset"])
    if ended is None:
        raise errors.DayExpected(pointer=fields.pointer("eventTime"))
    evidence = fields.text(own("evidence")) or Evidence.SELF
    if evidence not in list(Evidence):
        raise errors.WordUnknown(pointer=fields.pointer(own("evidence")))
    return Incoming(
        fields=fields,
        hash=identity,
        kind=kind,
        started_on=fields.day(own("startedOn")) or ended,
        ended_on=ended,
        parts=tuple(_parts(fields, kind)),
        areas=tuple(_areas(fields.group("ilmd"))),
        results=tuple(_results(fields)),
        evidence=Evidence(evidence),
        recorded_at=rules.moment_of(fields.text("recordTime") or ""),
    )


def _kind(fields: Fields) -> EventKind:
    type_, action = fields.values["type"], fields.values.get("action")
    if not rules.is_taken(type_, action):
        raise errors.TypeNotTaken(pointer=fields.pointer("type"))
    kind = rules.kind_of(type_, action, fields.text("bizStep"), fields.text(own("kind")))
    if kind is None:
        raise errors.StepNotTaken(pointer=fields.pointer("bizStep"))
    return kind


def _parts(fields: Fields, kind: EventKind) -> Iterator[Part]:
    for name in ("epcList", "inputEPCList", "outputEPCList"):
        if fields.values.get(name):
            raise errors.PiecesNotTaken(pointer=fields.pointer(name, 0))
    form = rules.form_read(kind, fields.values["type"], fields.values.get("action"))
    for direction, name in form.lists.items():
        yield from _lines(fields, name, direction)
    for line in fields.each(own("seen")):
        amount, unit = line.amount(own("quantity"), own("uom"))
        at = line.pointer(own("epcClass"))
        yield Part(Direction.SEEN, line.lot(own("epcClass")), amount, unit, at)


def _lines(fields: Fields, name: str, direction: Direction) -> Iterator[Part]:
    for line in fields.each(name):
        lot = line.lot("epcClass")
        amount = line.amount(may_be_nothing=direction is Direction.COUNTED)
        yield Part(direction, lot, *amount, line.pointer("epcClass"))


def _areas(ilmd: Fields) -> Iterator[FromArea]:
    for line in ilmd.each(own("areas")):
        amount, unit = line.amount(own("quantity"), own("uom"))
        yield FromArea(
            line.lot(own("lot")),
            line.text(own("scheme")) or "",
            line.text(own("areaCode")) or "",
            amount,
            unit,
            line.pointer(own("areaCode")),
        )


def _results(fields: Fields) -> Iterator[Measured]:
    for line in fields.each(own("testResults")):
        analyte, value = line.text(own("analyte")), line.text(own("value"))
        laboratory = line.text(own("laboratory"))
        if not (analyte and value and laboratory):
            raise errors.TestIncomplete(pointer=line.pointer())
        yield Measured(
            analyte,
            value,
            laboratory,
            unit=line.text(own("unit")),
            limit=line.text(own("limit")),
            is_within_limit=line.flag(own("isWithinLimit")),
            standard=line.text(own("standard")),
            report_number=line.text(own("reportNumber")),
            sampled_on=line.day(own("sampledOn")),
            accreditation=line.text(own("accreditation")),
            sampling=line.text(own("sampling")),
        )


def _master_data(document: Mapping[str, Any]) -> tuple[dict[Lot, Fields], dict[str, str]]:
    """What the header or the answer of a query says of lots and of places."""
    lots: dict[Lot, Fields] = {}
    places: dict[str, str] = {}
    whole = Fields(document, ())
    holder = {
        "EPCISDocument": whole.group("epcisHeader").group("epcisMasterData"),
        "EPCISQueryDocument": whole.group("epcisBody").group("queryResults").group("resultsBody"),
    }.get(document["type"])
    for vocabulary in holder.each("vocabularyList") if holder else ():
        for element in vocabulary.each("vocabularyElementList"):
            facts = _attributes(element)
            if vocabulary.values["type"] == CLASS and (lot := read_lot(element.values["id"])):
                lots[lot] = facts
            if vocabulary.values["type"] == LOCATION and (name := facts.text("cbvmda:name")):
                places[element.values["id"]] = name
    return lots, places


def _attributes(element: Fields) -> Fields:
    given = {one.values["id"]: one.values.get("attribute") for one in element.each("attributes")}
    return Fields(given, element.path)
