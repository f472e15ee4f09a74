"""Documents as others send them, and taking them in."""

import json
from typing import Any

from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import Base, session, transaction
from catalog.producers.models import Producer
from tests.factories.catalog import TODAY
from traceability.epcis import queries, reading, service
from traceability.epcis.addresses import Site
from traceability.epcis.master_data import vocabularies
from traceability.epcis.writing import Writer, everybody
from traceability.epcis_form import documents

SITE = Site("https://ocop.example")
GTIN = "08938505974194"
NOW = clock.noon_of(TODAY)
Json = dict[str, Any]


def exported(ids: list[int] | None = None) -> Json:
    records = queries.load(queries.list_all_ids() if ids is None else ids)
    document = Writer(SITE, records, private=everybody).document(
        NOW, vocabularies(SITE, records.events)
    )
    whole: Json = json.loads(json.dumps(document))
    return whole


def take(document: Json, actor: Actor = SYSTEM, chosen: Producer | None = None) -> tuple[int, int]:
    read = reading.read(documents.read(json.dumps(document).encode()))
    with transaction():
        taken = service.capture(actor, read, SITE, NOW, chosen)
        return taken.received, taken.recorded


def empty() -> None:
    """Forget every batch and event, as on another machine; products and areas are known there."""
    kept = ("trace_areas", "trace_area_statuses", "trace_ledger", "trace_yield", "trace_recall")
    with transaction():
        for table in reversed(Base.metadata.sorted_tables):
            if table.name.startswith("trace_") and not table.name.startswith(kept):
                session.execute(table.delete())
    session.expire_all()


def count(model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def harvest(lot: str, quantity: float = 100, **values: Any) -> Json:
    return {
        "type": "ObjectEvent",
        "eventTime": "2026-11-01T08:00:00+07:00",
        "eventTimeZoneOffset": "+07:00",
        "action": "ADD",
        "bizStep": "commissioning",
        "quantityList": [{"epcClass": lot, "quantity": quantity, "uom": "KGM"}],
        **values,
    }


def pack(inputs: list[Json], outputs: list[Json], **values: Any) -> Json:
    return {
        "type": "TransformationEvent",
        "eventTime": "2026-11-02T08:00:00+07:00",
        "eventTimeZoneOffset": "+07:00",
        "bizStep": "packing",
        "inputQuantityList": inputs,
        "outputQuantityList": outputs,
        **values,
    }


def a_document(*events: Json) -> Json:
    return {
        "@context": SITE.context,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-21T08:00:00+07:00",
        "epcisBody": {"eventList": list(events)},
    }


def lot(text: str, quantity: float = 100, uom: str | None = "KGM") -> Json:
    line = {"epcClass": f"https://id.gs1.org/01/{GTIN}/10/{text}", "quantity": quantity}
    return {**line, "uom": uom} if uom else line


RAW, PACK = lot("RAW1")["epcClass"], lot("PACK1", 200, None)
