"""Master data: what a lot, a place and a growing area are, beside the events that name them.

Lots carry what FSMA 204 asks for: the traceability lot code, who assigned it (its source) and a
description of the place; and the stars and certificates as they stood when it was packed.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from catalog.certification.models import Certificate
from catalog.certification.queries import standing_of
from catalog.kernel.clock import local_date
from catalog.producers.models import Producer
from traceability.areas.models import Area
from traceability.batches.models import Batch
from traceability.epcis import rules
from traceability.epcis.addresses import CLASS, LOCATION, Site, own
from traceability.epcis.queries import list_certificates
from traceability.events.models import Event

Json = dict[str, Any]
CBV = "cbvmda:{}".format


def every_lot(_batch: Batch) -> bool:
    return True


def vocabularies(
    site: Site, events: Iterable[Event], shown: Callable[[Batch], bool] = every_lot
) -> list[Json]:
    """The vocabulary list for these events: lots, as far as they are `shown`, then places."""
    found = list(events)
    batches = {flow.batch_id: flow.batch for event in found for flow in event.flows}
    producers = {
        one.id: one
        for one in (
            *(event.producer for event in found if event.producer),
            *(batch.producer for batch in batches.values()),
        )
    }
    areas = {line.area_id: line.area for event in found for line in event.areas}
    certificates = list_certificates(producers)
    lots = [
        _lot(site, batches[key], certificates) for key in sorted(batches) if shown(batches[key])
    ]
    places = [_producer(site, producers[key]) for key in sorted(producers)]
    places += [_area(site, areas[key]) for key in sorted(areas)]
    return [
        {"type": kind, "vocabularyElementList": elements}
        for kind, elements in ((CLASS, lots), (LOCATION, places))
        if elements
    ]


def _lot(site: Site, batch: Batch, certificates: dict[int, list[Certificate]]) -> Json:
    product = batch.product
    address = site.lot(batch)
    gtin = product.gtin if product else None
    attributes = [
        (own("traceabilityLotCode"), (gtin and batch.producer_text) or batch.code),
        (own("traceabilityLotCodeSource"), site.producer(batch.producer.slug)),
        (own("code"), batch.code),
        (own("lotKind"), batch.kind),
        (CBV("descriptionShort"), product.name if product else batch.material),
        (own("material"), batch.material),
        (own("product"), site.product(product.slug) if product else None),
        (own("quantity"), rules.number(batch.quantity)),
        (own("uom"), rules.uom(batch.unit)),
        (own("unitName"), batch.unit_name),
        (own("pieceAmount"), rules.number(batch.piece_amount) if batch.piece_amount else None),
        (own("pieceUom"), rules.uom(batch.piece_unit) if batch.piece_unit else None),
        (own("custodyModel"), batch.custody_model),
        (own("releasedOn"), _day(local_date(batch.released_at) if batch.released_at else None)),
        (own("madeOn"), _day(batch.made_on)),
        (own("packedOn"), _day(batch.packed_on)),
        (CBV("bestBeforeDate"), _day(batch.best_before)),
        (own("recallState"), None if batch.recall_state == "normal" else batch.recall_state),
        (own("stars"), _stars(batch)),
    ]
    attributes += [
        (own("certificate"), _certificate(one))
        for one in certificates.get(batch.producer_id, [])
        if one.product_id in (None, batch.product_id)
    ]
    return _element(address, attributes)


def _stars(batch: Batch) -> Json | None:
    """The stars on the day of packing; a recognition that was only claimed is not named."""
    if batch.product_id is None or batch.packed_on is None:
        return None
    standing = standing_of(batch.product_id, batch.packed_on)
    fact = standing.fact
    if fact is None or not fact.evidence_grade.shows_stars:
        return None
    said = {
        own("count"): standing.stars,
        own("on"): _day(batch.packed_on),
        own("decision"): fact.decision_number,
        own("issuer"): fact.issuer_name,
        own("validFrom"): _day(fact.valid_from),
        own("validTo"): _day(fact.valid_to),
    }
    return {name: value for name, value in said.items() if value is not None}


def _certificate(one: Certificate) -> Json:
    said = {
        own("scheme"): one.scheme,
        own("number"): one.number,
        own("issuer"): one.issuer,
        own("issuedOn"): _day(one.issued_on),
        own("expiresOn"): _day(one.expires_on),
        own("scope"): one.scope,
        own("evidence"): one.evidence,
    }
    return {name: value for name, value in said.items() if value is not None}


def _producer(site: Site, producer: Producer) -> Json:
    commune = producer.commune
    province = commune.province if commune else producer.province
    attributes = [
        (CBV("name"), producer.name),
        (CBV("city"), commune.full_name if commune else producer.place_text),
        (CBV("state"), province.full_name if province else None),
        (CBV("countryCode"), "VN"),
        (own("registrationNumber"), producer.registration_number),
    ]
    return _element(site.producer(producer.slug), attributes)


def _area(site: Site, area: Area) -> Json:
    attributes: list[tuple[str, Any]] = [
        (CBV("name"), area.name),
        (CBV("city"), area.commune.full_name if area.commune else area.place_text),
        (CBV("countryCode"), "VN"),
        (own("scheme"), area.scheme),
        (own("areaCode"), area.code),
        (own("crop"), area.crop),
        (own("issuer"), area.issuer),
    ]
    for status in area.statuses:
        if status.wrong_at is not None:
            continue
        said = {own("state"): status.status, own("since"): _day(status.since)}
        attributes.append((own("status"), said))
    return _element(site.area(area.slug), attributes)


def _element(address: str, attributes: Iterable[tuple[str, Any]]) -> Json:
    given = [{"id": name, "attribute": value} for name, value in attributes if value is not None]
    return {"id": address, "attributes": given}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
