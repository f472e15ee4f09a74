"""The event hash of CBV 2.0 section 8.9.2: one identity for an event, however it is written.

The text that is hashed names the fields in one fixed order, with times in UTC to the millisecond,
numbers without trailing zeros, bare words as whole addresses, GS1 keys as canonical Digital Links
and lists sorted. `eventID`, `recordTime`, `errorDeclaration` and comments are left out, so an
event declared an error keeps its identity; a ledger has to hash more than this.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from traceability.epcis_form import vocabulary
from traceability.epcis_form.identifiers import canonical

Fields = Mapping[str, Any]
Order = dict[str, Any]

_QUANTITY: Order = {"quantityElement": dict.fromkeys(("epcClass", "quantity", "uom"))}
_EPCS: Order = {"epc": None}
_MEASURED: Order = dict.fromkeys(("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod"))
_SENSOR: Order = {
    "sensorMetadata": {
        **dict.fromkeys(("time", "startTime", "endTime")),
        **_MEASURED,
        "bizRules": None,
    },
    "sensorReport": {
        **dict.fromkeys(("type", "exception")),
        **_MEASURED,
        **dict.fromkeys(
            (
                *("time", "microorganism", "chemicalSubstance", "value", "component"),
                *("stringValue", "booleanValue", "hexBinaryValue", "uriValue", "minValue"),
                *("maxValue", "meanValue", "sDev", "percRank", "percValue", "uom"),
                *("coordinateReferenceSystem", "bizRules"),
            )
        ),
    },
}
ORDER: Order = {
    "eventTime": None,
    "eventTimeZoneOffset": None,
    "certificationInfo": None,
    "epcList": _EPCS,
    "parentID": None,
    "inputEPCList": _EPCS,
    "childEPCs": _EPCS,
    "quantityList": _QUANTITY,
    "childQuantityList": _QUANTITY,
    "inputQuantityList": _QUANTITY,
    "outputEPCList": _EPCS,
    "outputQuantityList": _QUANTITY,
    "action": None,
    "transformationID": None,
    "bizStep": None,
    "disposition": None,
    "persistentDisposition": {"set": None, "unset": None},
    "readPoint": {"id": None},
    "bizLocation": {"id": None},
    "bizTransactionList": {"": dict.fromkeys(("type", "bizTransaction"))},
    "destinationList": {"": dict.fromkeys(("type", "destination"))},
    "sourceList": {"": dict.fromkeys(("type", "source"))},
    "sensorElementList": {"sensorElement": _SENSOR},
    "ilmd": {},
}
"""Fields in the order they are hashed; a list names its elements, "" those without a name."""

_LEFT_OUT = {"@context", "type", "eventID", "recordTime", "errorDeclaration"}
_COMMENT = "{http://www.w3.org/2000/01/rdf-schema#}comment"
_TIMES = {"eventTime", "time", "startTime", "endTime"}
_WORDS = {
    "bizStep": vocabulary.BIZ_STEP,
    "disposition": vocabulary.DISPOSITION,
    "set": vocabulary.DISPOSITION,
    "unset": vocabulary.DISPOSITION,
    "component": vocabulary.COMPONENT,
    "exception": vocabulary.GS1,
    "bizTransactionList.type": vocabulary.TRANSACTION_TYPE,
    "sourceList.type": vocabulary.PARTY_TYPE,
    "destinationList.type": vocabulary.PARTY_TYPE,
    "sensorReport.type": vocabulary.GS1,
}
_PREFIXES = {
    "cbv": vocabulary.CBV,
    "gs1": vocabulary.GS1,
    "cbvmda": "urn:epcglobal:cbv:mda:",
    "epcis": "https://ref.gs1.org/epcis/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_TIME = re.compile(r"([0-9T:-]{19})(\.\d+)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE)


def event_id(event: Fields, context: Any = None, ignored: Collection[str] = ()) -> str:
    """The ni URI (RFC 6920) of an event; see `pre_hash` for what is given."""
    digest = hashlib.sha256(pre_hash(event, context, ignored).encode()).hexdigest()
    return f"ni:///sha-256;{digest}?ver=CBV2.0"


def pre_hash(event: Fields, context: Any = None, ignored: Collection[str] = ()) -> str:
    """The text that is hashed. `context` is the document's; `ignored` are fields that somebody's
    repository has added to the event, as they are written there."""
    names = _Names({**_PREFIXES, **prefixes(context), **prefixes(event.get("@context"))})
    fields = {name: value for name, value in event.items() if name not in (*_LEFT_OUT, *ignored)}
    return f"eventType={names.whole(event['type'])}" + names.fields(fields, ORDER, "")


def prefixes(context: Any) -> dict[str, str]:
    """What the prefixes of a JSON-LD context stand for; addresses in it are never fetched."""
    parts = context if isinstance(context, list) else [context]
    return {
        prefix: meant
        for part in parts
        if isinstance(part, dict)
        for prefix, meant in part.items()
        if isinstance(meant, str)
    }


class _Names:
    """Writes fields out with the prefixes of one document."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes

    def fields(self, fields: Fields, order: Order, within: str) -> str:
        """The known fields in their order, then the others sorted by what they say."""
        known = "".join(
            self._known(name, fields[name], inner, within)
            for name, inner in order.items()
            if name in fields
        )
        return known + self._others({k: v for k, v in fields.items() if k not in order})

    def _known(self, name: str, value: Any, inner: Order | None, within: str) -> str:
        values = value if isinstance(value, list) else [value]
        if inner is None:
            says = (f"{name}={self._value(name, one, within)}" for one in values)
            return "".join(sorted(says))
        if isinstance(value, dict):
            said = self.fields(value, inner, name)
            return f"{name}{said}" if said else ""
        return self._list(name, values, inner)

    def _list(self, name: str, values: list[Any], inner: Order) -> str:
        """A list under its own name (`quantityList`), or one whose elements all bear the name."""
        [element, *others] = inner.items()
        if others:
            return "".join(sorted(f"{name}{self.fields(one, inner, name)}" for one in values))
        said = sorted(
            f"{element[0]}={self._value(element[0], one, name)}"
            if element[1] is None
            else f"{element[0]}{self.fields(one, element[1], name)}"
            for one in values
        )
        return f"{name}{''.join(said)}" if said else ""

    def _others(self, fields: Fields) -> str:
        return "".join(sorted(said for item in fields.items() for said in self._other(*item)))

    def _other(self, name: str, value: Any) -> Iterator[str]:
        full = self._full_name(name)
        if full == _COMMENT or name.startswith("@"):
            return
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield f"{full}{self._others(one)}"
            else:
                yield f"{full}={self._value(name, one, '')}"

    def _value(self, name: str, value: Any, within: str) -> str:
        if isinstance(value, bool) or value is None:
            return str(value).lower()
        if isinstance(value, int | float | Decimal):
            return _number(value)
        if name in _TIMES:
            return in_utc(str(value))
        base = _WORDS.get(name) or _WORDS.get(f"{within}.{name}")
        if base:
            return self.whole(value) if ":" in value else f"{base}{value}"
        return canonical(str(value)) or str(value)

    def whole(self, word: str) -> str:
        """A word with its prefix written out."""
        prefix, colon, rest = word.partition(":")
        if colon and prefix in self._prefixes and not rest.startswith("//"):
            return f"{self._prefixes[prefix]}{rest}"
        return word

    def _full_name(self, name: str) -> str:
        """`{namespace}name`, as XML names are written."""
        prefix, colon, rest = name.partition(":")
        if colon and prefix in self._prefixes and not rest.startswith("//"):
            return f"{{{self._prefixes[prefix]}}}{rest}"
        cut = max(name.rfind(sign) for sign in "/#:") + 1
        return f"{{{name[:cut]}}}{name[cut:]}" if cut else name


def in_utc(time: str) -> str:
    """A time as hashed: UTC, three digits of a second, half a millisecond rounded up."""
    found = _TIME.fullmatch(time)
    try:
        moment = datetime.fromisoformat(f"{found[1]}{found[3].upper()}") if found else None
        if not found or not moment:
            return time
        part = Decimal(found[2] or 0) * 1000
        milliseconds = int(part.quantize(Decimal(1), ROUND_HALF_UP))
        moment = moment.astimezone(UTC) + timedelta(milliseconds=milliseconds)
    except (ValueError, OverflowError):  # the year 0, a leap second
        return time
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def _number(value: int | float | Decimal) -> str:
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return f"{exact.normalize() + 0:f}"
