"""How our events and quantities are said in EPCIS 2.0, and theirs in our words.

The mapping of kinds to event types follows GS1 US's for FSMA 204: what is made from nothing is an
ObjectEvent ADD, what is made of something a TransformationEvent, what is looked at or sent on an
ObjectEvent OBSERVE, what is destroyed an ObjectEvent DELETE.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

from traceability.batches.rules import MOST
from traceability.events.rules import ALLOWS, BIZ_STEPS, NEEDS, Direction, EventKind

LONGEST_TEXT = 500


class Type(StrEnum):
    """The event types we write and read."""

    OBJECT = "ObjectEvent"
    TRANSFORMATION = "TransformationEvent"


@dataclass(frozen=True)
class Form:
    """What an event of ours looks like in EPCIS, and in which list each part stands."""

    type: Type
    action: str | None
    lists: Mapping[Direction, str]


_QUANTITIES = "quantityList"
_MADE = Form(Type.OBJECT, "ADD", {Direction.OUT: _QUANTITIES})
_SEEN = Form(Type.OBJECT, "OBSERVE", {Direction.SEEN: _QUANTITIES})
_COUNTED = Form(Type.OBJECT, "OBSERVE", {Direction.COUNTED: _QUANTITIES})
_SOLD = Form(Type.OBJECT, "OBSERVE", {Direction.IN: _QUANTITIES})
_CAME = Form(Type.OBJECT, "OBSERVE", {Direction.OUT: _QUANTITIES})
_GONE = Form(Type.OBJECT, "DELETE", {Direction.IN: _QUANTITIES})
_TRANSFORMED = Form(
    Type.TRANSFORMATION,
    None,
    {Direction.IN: "inputQuantityList", Direction.OUT: "outputQuantityList"},
)
_FORMS = (_MADE, _SEEN, _COUNTED, _SOLD, _CAME, _GONE, _TRANSFORMED)


def form_of(kind: EventKind, parts: Collection[Direction]) -> Form:
    """The form for an event with these parts; what finds no list in it is looked at beside."""
    if kind is EventKind.SELL:
        return _SOLD
    if kind is EventKind.COUNT:
        return _COUNTED
    if Direction.IN in parts and Direction.OUT in parts:
        return _TRANSFORMED
    if Direction.OUT in parts:
        return _MADE
    return _GONE if Direction.IN in parts else _SEEN


# What a step of somebody else's document means here, by event type and action.
_STEPS: Mapping[tuple[str, str | None], Mapping[str, EventKind]] = {
    ("ObjectEvent", "ADD"): {
        "creating_class_instance": EventKind.HARVEST,
        "commissioning": EventKind.HARVEST,
        "collecting": EventKind.HARVEST,
        "receiving": EventKind.RECEIVE,
        "accepting": EventKind.RECEIVE,
    },
    ("ObjectEvent", "OBSERVE"): {
        "receiving": EventKind.RECEIVE,
        "accepting": EventKind.RECEIVE,
        "inspecting": EventKind.INSPECT,
        "sampling": EventKind.INSPECT,
        "stock_taking": EventKind.COUNT,
        "cycle_counting": EventKind.COUNT,
        "shipping": EventKind.SHIP,
        "departing": EventKind.SHIP,
        "consigning": EventKind.SHIP,
        "retail_selling": EventKind.SELL,
    },
    ("ObjectEvent", "DELETE"): {
        "destroying": EventKind.DESTROY,
        "decommissioning": EventKind.DESTROY,
        "retail_selling": EventKind.SELL,
    },
    ("TransformationEvent", None): {
        "commissioning": EventKind.PROCESS,
        "creating_class_instance": EventKind.PROCESS,
        "assembling": EventKind.PROCESS,
        "packing": EventKind.PACK,
        "repackaging": EventKind.PACK,
        "receiving": EventKind.RECEIVE,
    },
}


def is_taken(type_: str, action: str | None) -> bool:
    """Whether we read events of this type."""
    return (type_, action) in _STEPS


def kind_of(type_: str, action: str | None, step: str | None, said: str | None) -> EventKind | None:
    """What kind of ours an event is, or None; `said` is the kind our own export names.

    It counts only where it fits what the standard's fields say.
    """
    if said in list(EventKind) and BIZ_STEPS[kind := EventKind(said)] == step:
        forms = [form for form in _FORMS if (form.type, form.action) == (type_, action)]
        if any(form == form_of(kind, form.lists) and _may(kind, form) for form in forms):
            return kind
    return _STEPS.get((type_, action), {}).get(step or "")


def form_read(kind: EventKind, type_: str, action: str | None) -> Form:
    """In which lists an event of this kind and form names which parts."""
    forms = [form for form in _FORMS if (form.type, form.action) == (type_, action)]
    own = [form for form in forms if form == form_of(kind, form.lists) and _may(kind, form)]
    # Goods that come in are observed in other systems and made in our books.
    return next(iter((*own, *(form for form in forms if _may(kind, form)))), forms[0])


def _may(kind: EventKind, form: Form) -> bool:
    allowed = ALLOWS.get(kind, frozenset(NEEDS[kind]))
    return set(form.lists) <= allowed and set(NEEDS[kind]) <= {*form.lists, Direction.SEEN}


# UN/ECE Recommendation 20; pieces have no unit of measure in EPCIS.
_WRITTEN = {"kg": "KGM", "l": "LTR", "piece": None}
_READ = {
    **{"KGM": "kg", "GRM": "g", "DTN": "tạ", "TNE": "tấn", "LTR": "l", "MLT": "ml"},
    **{"EA": "piece", "H87": "piece", "C62": "piece"},
}


def uom(unit: str) -> str | None:
    """The code for a unit quantities are kept in; None for pieces."""
    return _WRITTEN[unit]


def unit_of(uom: str | None) -> str | None:
    """The unit to enter for a code, or None for one we cannot count in."""
    return "piece" if uom is None else _READ.get(uom)


def number(quantity: Decimal) -> int | float:
    """A quantity as JSON writes it: 12, 0.5."""
    return int(quantity) if quantity == quantity.to_integral_value() else float(quantity)


def quantity_of(value: float) -> Decimal | None:
    """A number of a document, exactly as written; None where it is no possible quantity."""
    exact = Decimal(repr(value))
    return exact if 0 <= exact <= MOST else None


def day_of(time: str, offset: str) -> date | None:
    """The date where the event was, by its own offset; None for a moment no calendar has."""
    try:
        moment = datetime.fromisoformat(time.upper())
        hours, minutes = offset[1:].split(":")
        span = timedelta(hours=int(hours), minutes=int(minutes))
        zone = timezone(-span if offset[0] == "-" else span)
        return moment.astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def moment_of(time: str) -> datetime | None:
    """A time with its zone; None for one no calendar has."""
    try:
        moment = datetime.fromisoformat(time.upper())
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None
