"""What the words of our own namespace mean, for whoever reads a document given out here."""

from typing import Any

TERMS = {
    "kind": "What happened, in this platform's words: harvest, receive, process, pack, ship …",
    "startedOn": "First day of the event; its last day is that of eventTime",
    "title": "The event in the producer's words",
    "step": "The step of processing, by which yields are judged",
    "place": "Where it happened, in the producer's words",
    "note": "What the producer adds",
    "evidence": "Who stands behind it: document, countersigned, laboratory; absent: self-declared",
    "confirmedOn": "The day on which somebody else confirmed it",
    "confirmedBy": "Who confirmed it; no part of the event",
    "partner": "Who goods came from or went to; no part of the event",
    "partnerAddress": "The same, where it is a producer here; no part of the event",
    "sourceEventID": "The eventID under which the event came; no part of the event",
    "ignoreFields": "Fields of the events that are no part of them, nor of their hash",
    "explanation": "What was wrong with an event that is declared an error",
    "seen": "Lots that were looked at beside: lot as epcClass, quantity, uom",
    "testResults": "Values of a test report: analyte, value, unit, limit, laboratory …",
    "areas": "Growing areas a harvest came from, with lot, scheme, areaCode, quantity, uom",
    "areaCode": "Code of a growing area as its issuer gave it, unique within its scheme",
    "scheme": "Who gives such codes: export, domestic, packing_house, aquaculture, livestock",
    "status": "A decision about a growing area: state and the day since when it holds",
    "traceabilityLotCode": "The lot code (FSMA 204) under which the lot can be traced",
    "traceabilityLotCodeSource": "The place where the lot code was assigned (FSMA 204)",
    "code": "The public code printed on the goods",
    "lotKind": "harvest, intermediate or packed",
    "material": "What a lot without a product consists of",
    "product": "The page of the product",
    "quantity": "How much the lot held when it was made, in uom; pieces where there is none",
    "unitName": "The unit as the producer names it",
    "pieceAmount": "What one piece holds, in pieceUom",
    "custodyModel": "How goods were kept apart on the way (ISO 22095)",
    "madeOn": "The day the lot was made",
    "packedOn": "The day the lot was packed",
    "releasedOn": "The day from which the lot may be sold",
    "recallState": "Where goods are stopped: quarantined, recalled, closed (recall carried out)",
    "stars": "Stars of the OCOP recognition on the day of packing, with its decision",
    "certificate": "A certificate of the producer or the product",
    "registrationNumber": "The producer's business registration",
}


def vocabulary(origin: str) -> dict[str, Any]:
    """The terms as JSON-LD."""
    return {
        "@context": {"rdfs": "http://www.w3.org/2000/01/rdf-schema#"},
        "@graph": [
            {"@id": f"{origin}/epcis/voc#{name}", "rdfs:label": name, "rdfs:comment": meaning}
            for name, meaning in TERMS.items()
        ],
    }
