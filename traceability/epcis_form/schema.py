"""A JSON Schema of EPCIS 2.0 in our own form, written from the standard's tables.

Every shape is a value of this module; choices are written as "if, then" instead of "any of",
so that a refusal can name the one wrong field. Own fields need a prefix (`vidu:tuoi`) or a
whole address; they are not looked into.
"""

from typing import Any

from traceability.epcis_form import vocabulary as words

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
URI: Shape = {"type": "string", "format": "uri"}
TIME: Shape = {"type": "string", "format": "date-time"}
NUMBER: Shape = {"type": "number"}
OFFSET: Shape = {"type": "string", "pattern": r"^[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)$"}
VERSION: Shape = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)*$"}
UNIT: Shape = {"type": "string", "pattern": "^[A-Z0-9]{2,3}$"}
HEX: Shape = {"type": "string", "pattern": "^[A-Fa-f0-9]+$"}
CONTEXT: Shape = {
    "type": ["string", "object", "array"],
    "format": "uri",
    "uniqueItems": True,
    "items": {"type": ["string", "object"], "format": "uri"},
}
# These words stand bare; writing them as an address would give one thing two names.
CBV_ADDRESS = r"^(urn:epcglobal:cbv|https?://ns\.gs1\.org/cbv/)"
GS1_ADDRESS = r"^https?://(www\.)?gs1\.org/voc/"


def listed(shape: Shape, **more: Any) -> Shape:
    return {"type": "array", "items": shape, **more}


def word(bare: list[str], taken: str = CBV_ADDRESS) -> Shape:
    """One of the standard's bare words, or an address of somebody else's word."""
    return {
        "type": "string",
        "if": {"pattern": ":"},
        "then": {"format": "uri", "not": {"pattern": taken}},
        "else": {"enum": bare},
    }


def closed(required: str = "", /, **fields: Shape) -> Shape:
    """Exactly these fields and no others."""
    return {
        "type": "object",
        "properties": fields,
        "required": required.split(),
        "additionalProperties": False,
    }


def opened(required: str = "", /, **fields: Shape) -> Shape:
    """These fields, and others under a prefix or whole address of their own."""
    return {
        "type": "object",
        "properties": fields,
        "required": required.split(),
        "propertyNames": {"if": {"not": {"enum": sorted(fields)}}, "then": {"format": "uri"}},
    }


def filled(*names: str) -> Shape:
    """Each of these lists is there and has something in it."""
    return {"required": list(names), "properties": {name: {"minItems": 1} for name in names}}


def one_of_lists(*ways: Shape, says: str) -> Shape:
    return {"anyOf": list(ways), "$comment": says}


DISPOSITION = word(words.DISPOSITIONS)
BIZ_STEP = word(words.BIZ_STEPS)
PLACE: Shape = {"type": "object", "properties": {"id": URI}, "required": ["id"]}
QUANTITY = closed("epcClass", epcClass=URI, quantity=NUMBER, uom=UNIT)
TRANSACTION = closed("bizTransaction", type=word(words.TRANSACTION_TYPES), bizTransaction=URI)
SOURCE = closed("type source", type=word(words.PARTY_TYPES), source=URI)
DESTINATION = closed("type destination", type=word(words.PARTY_TYPES), destination=URI)
KEPT_DISPOSITIONS = {
    **closed(
        set=listed(DISPOSITION, minItems=1, uniqueItems=True),
        unset=listed(DISPOSITION, minItems=1, uniqueItems=True),
    ),
    "minProperties": 1,
}
ERROR = opened(
    "declarationTime",
    declarationTime=TIME,
    reason=word(words.ERROR_REASONS),
    correctiveEventIDs=listed(URI),
)
CERTIFICATES: Shape = {
    "type": ["string", "array"],
    "format": "uri",
    "items": URI,
}
ILMD: Shape = {"type": "object", "propertyNames": {"format": "uri"}}

_MEASURED_BY = {
    "deviceID": URI,
    "deviceMetadata": URI,
    "rawData": URI,
    "dataProcessingMethod": URI,
    "bizRules": URI,
    "time": TIME,
}
_STATISTICS: dict[str, Shape] = dict.fromkeys(
    ("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"), NUMBER
)
SENSOR_REPORT = opened(
    "type",
    type=word(words.MEASUREMENTS, GS1_ADDRESS),
    exception=word(words.ALERTS, GS1_ADDRESS),
    component=word(words.COMPONENTS),
    microorganism=URI,
    chemicalSubstance=URI,
    coordinateReferenceSystem=URI,
    stringValue=TEXT,
    booleanValue={"type": "boolean"},
    hexBinaryValue=HEX,
    uriValue=URI,
    uom=TEXT,
    **_MEASURED_BY,
    **_STATISTICS,
)
SENSOR = opened(
    "sensorReport",
    sensorMetadata=opened(startTime=TIME, endTime=TIME, **_MEASURED_BY),
    sensorReport=listed(SENSOR_REPORT, minItems=1),
)

# What every event may say: what it is, when, and whether it was an error.
_ALWAYS = {
    "@context": CONTEXT,
    "type": TEXT,
    "eventTime": TIME,
    "recordTime": TIME,
    "eventTimeZoneOffset": OFFSET,
    "eventID": URI,
    "certificationInfo": CERTIFICATES,
    "errorDeclaration": ERROR,
}
# Where and why.
_USUALLY = {
    "bizStep": BIZ_STEP,
    "disposition": DISPOSITION,
    "readPoint": PLACE,
    "bizLocation": PLACE,
    "bizTransactionList": listed(TRANSACTION),
    "sourceList": listed(SOURCE),
    "destinationList": listed(DESTINATION),
    "sensorElementList": listed(SENSOR),
}
_ACTION: Shape = {"enum": list(words.ACTIONS)}
_OBJECTS = listed(URI, uniqueItems=True)
_QUANTITIES = listed(QUANTITY)
_DELETED: Shape = {"properties": {"action": {"const": "DELETE"}}}
_TIMES = "eventTime eventTimeZoneOffset"


def _event(required: str, *rules: Shape, **fields: Shape) -> Shape:
    shape = opened(f"type {_TIMES} {required}".strip(), **_ALWAYS, **{**_USUALLY, **fields})
    return {**shape, "allOf": list(rules)}


EVENTS: dict[str, Shape] = {
    "ObjectEvent": _event(
        "action",
        one_of_lists(
            {"required": ["epcList"]},
            filled("quantityList"),
            {"allOf": [filled("sensorElementList"), {"required": ["readPoint"]}]},
            says="epcList, quantityList",
        ),
        {
            "if": {"properties": {"action": {"const": "ADD"}}},
            "else": {"properties": {"ilmd": False}},
        },
        action=_ACTION,
        epcList=_OBJECTS,
        quantityList=_QUANTITIES,
        persistentDisposition=KEPT_DISPOSITIONS,
        ilmd=ILMD,
    ),
    "AggregationEvent": _event(
        "action",
        one_of_lists(
            filled("childEPCs"),
            filled("childQuantityList"),
            _DELETED,
            says="childEPCs, childQuantityList",
        ),
        action=_ACTION,
        parentID=URI,
        childEPCs=listed(URI),
        childQuantityList=_QUANTITIES,
    ),
    "TransactionEvent": _event(
        "action bizTransactionList",
        one_of_lists(
            {"required": ["epcList"]},
            filled("quantityList"),
            _DELETED,
            says="epcList, quantityList",
        ),
        action=_ACTION,
        parentID=URI,
        epcList=listed(URI),
        quantityList=_QUANTITIES,
        bizTransactionList=listed(TRANSACTION, minItems=1),
    ),
    "TransformationEvent": _event(
        "",
        {
            "if": {"required": ["transformationID"]},
            "then": one_of_lists(
                filled("inputEPCList"),
                filled("inputQuantityList"),
                filled("outputEPCList"),
                filled("outputQuantityList"),
                says="inputQuantityList, outputQuantityList",
            ),
            "else": {
                "allOf": [
                    one_of_lists(
                        filled("inputEPCList"),
                        filled("inputQuantityList"),
                        says="inputEPCList, inputQuantityList",
                    ),
                    one_of_lists(
                        filled("outputEPCList"),
                        filled("outputQuantityList"),
                        says="outputEPCList, outputQuantityList",
                    ),
                ]
            },
        },
        inputEPCList=_OBJECTS,
        inputQuantityList=_QUANTITIES,
        outputEPCList=_OBJECTS,
        outputQuantityList=_QUANTITIES,
        transformationID=URI,
        persistentDisposition=KEPT_DISPOSITIONS,
        ilmd=ILMD,
    ),
    "AssociationEvent": _event(
        "action parentID",
        one_of_lists(
            filled("childEPCs"),
            filled("childQuantityList"),
            _DELETED,
            says="childEPCs, childQuantityList",
        ),
        action=_ACTION,
        parentID=URI,
        childEPCs=listed(URI),
        childQuantityList=_QUANTITIES,
    ),
}
# An event of somebody's own type: its type is an address, its times are as everywhere.
OTHER_EVENT: Shape = {
    "type": "object",
    "properties": {**_ALWAYS, "type": URI},
    "required": ["type", *_TIMES.split()],
}


def _by_type(shapes: dict[str, Shape], otherwise: Shape) -> Shape:
    """The shape named by the field `type`."""
    rest: Shape = otherwise
    for name, shape in reversed(shapes.items()):
        rest = {"if": {"properties": {"type": {"const": name}}}, "then": shape, "else": rest}
    return {"type": "object", "properties": {"type": TEXT}, "required": ["type"], **rest}


VOCABULARY: Shape = {
    "type": "object",
    "properties": {
        "type": URI,
        "vocabularyElementList": listed(
            {
                "type": "object",
                "properties": {
                    "id": URI,
                    "attributes": listed(
                        {
                            "type": "object",
                            "properties": {
                                "id": URI,
                                "attribute": {"type": ["string", "number", "object"]},
                            },
                            "required": ["id"],
                        }
                    ),
                    "children": listed(URI),
                },
                "required": ["id"],
            }
        ),
    },
    "required": ["type"],
}
HEADER = opened(
    epcisMasterData={
        "type": "object",
        "properties": {"vocabularyList": listed(VOCABULARY)},
    }
)
_EVENT_LIST = listed({"$ref": "#/$defs/event"})
_OF_DOCUMENT = {
    "@context": CONTEXT,
    "id": URI,
    "type": TEXT,
    "schemaVersion": VERSION,
    "creationDate": TIME,
}
DOCUMENT = opened(
    "@context type schemaVersion creationDate epcisBody",
    **_OF_DOCUMENT,
    instanceIdentifier=TEXT,
    sender=TEXT,
    receiver=TEXT,
    epcisHeader=HEADER,
    epcisBody={
        "type": "object",
        "properties": {"eventList": _EVENT_LIST},
        "required": ["eventList"],
    },
)
QUERY_DOCUMENT = opened(
    "@context type epcisBody",
    **_OF_DOCUMENT,
    epcisBody=opened(
        "queryResults",
        queryResults=opened(
            "queryName resultsBody",
            queryName=TEXT,
            subscriptionID=TEXT,
            resultsBody=opened(
                "eventList", eventList=_EVENT_LIST, vocabularyList=listed(VOCABULARY)
            ),
        ),
    ),
)
_ALONE: Shape = {"allOf": [{"$ref": "#/$defs/event"}, {"required": ["@context"]}]}
SCHEMA: Shape = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {"event": _by_type(EVENTS, OTHER_EVENT)},
    **_by_type({"EPCISDocument": DOCUMENT, "EPCISQueryDocument": QUERY_DOCUMENT}, _ALONE),
}
"""A document, an answer to a query, or one event that brings its own context."""
