"""What the catalogue knows of a batch's product: read as rows, without loading objects."""

from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, or_, select

from catalog.certification.models import Certificate
from catalog.certification.queries import standing_of
from catalog.certification.rules import Status
from catalog.kernel.db import session
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from catalog.producers.queries import is_listed
from catalog.products.models import Product, ProductPicture, Variant
from catalog.products.queries import find_id_behind
from traceability.passport.facts import (
    CertificateFacts,
    Picture,
    ProducerFacts,
    ProductFacts,
    Stars,
)
from traceability.passport.rules import StarStatus

STATUSES = {Status.REVOKED: StarStatus.REVOKED, Status.EXPIRED: StarStatus.EXPIRED}


def find_product(
    *, product_id: int | None = None, gtin: str | None = None
) -> tuple[ProductFacts | None, ProducerFacts | None]:
    """The product with this id or GTIN and its producer, as far as there are any."""
    number = find_id_behind(gtin) if gtin else product_id
    if number is None:
        return None, None
    row = session.execute(_product_query().where(Product.id == number)).first()
    if row is None:
        return None, None
    return _product(row), get_producer(row.producer_id) if row.producer_id and gtin else None


def get_producer(producer_id: int) -> ProducerFacts:
    row = session.execute(
        select(
            Producer.slug,
            Producer.name,
            Producer.place_text,
            Producer.address,
            Producer.phone,
            Producer.registration_number,
            Commune.kind.label("commune_kind"),
            Commune.name.label("commune_name"),
            Province.name.label("province_name"),
        )
        .outerjoin(Commune, Commune.code == Producer.commune_code)
        .outerjoin(
            Province,
            Province.code == func.coalesce(Commune.province_code, Producer.province_code),
        )
        .where(Producer.id == producer_id)
    ).one()
    commune = f"{row.commune_kind} {row.commune_name}" if row.commune_name else None
    place = ", ".join(part for part in (commune, row.province_name) if part)
    return ProducerFacts(
        row.slug,
        row.name,
        place or row.place_text,
        row.address,
        row.phone,
        row.registration_number,
    )


def list_certificates(
    producer_id: int, product_id: int | None, on: date
) -> tuple[CertificateFacts, ...]:
    """Those of the product, and those of the producer that name no product."""
    for_product = or_(Certificate.product_id.is_(None), Certificate.product_id == product_id)
    rows = session.execute(
        select(*Certificate.__table__.c)
        .where(Certificate.producer_id == producer_id, for_product)
        .order_by(Certificate.id)
    )
    return tuple(
        CertificateFacts(
            row.scheme,
            row.number,
            row.issuer,
            row.issued_on,
            row.expires_on,
            row.scope,
            row.evidence,
            row.entered_by,
            row.confirmed_by,
            is_expired=row.expires_on is not None and row.expires_on < on,
        )
        for row in rows
    )


def stars_on(product_id: int | None, on: date) -> Stars:
    """What the product's recognition was worth on that day."""
    if product_id is None:
        return Stars(on, StarStatus.NONE)
    standing = standing_of(product_id, on)
    status = STATUSES.get(standing.status, StarStatus.NONE)
    if standing.status.shows_stars:
        status = StarStatus.VALID
    fact = standing.fact
    # A proposal or the seller's own word is never named beside the stars.
    if fact is None or not fact.evidence_grade.shows_stars:
        return Stars(on, StarStatus.NONE)
    return Stars(
        on,
        status,
        count=standing.stars,
        recognised=fact.stars,
        is_end_unknown=standing.status is Status.UNKNOWN,
        decision_number=fact.decision_number,
        decision_date=fact.decision_date,
        issuer=fact.issuer_name,
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        revoked_on=fact.revoked_on,
        revocation_decision=fact.revocation_decision,
        source=fact.evidence_source,
    )


def _product_query() -> Select[*tuple[Any, ...]]:
    """A product with its first picture and its lowest price on sale."""
    picture = (
        select(ProductPicture.id)
        .where(ProductPicture.product_id == Product.id)
        .order_by(ProductPicture.position, ProductPicture.id)
        .limit(1)
        .correlate(Product)
        .scalar_subquery()
    )
    cheapest = (
        select(Variant.id)
        .where(Variant.product_id == Product.id, Variant.is_on_sale.is_(True))
        .order_by(Variant.price, Variant.id)
        .limit(1)
        .correlate(Product)
        .scalar_subquery()
    )
    return (
        select(
            *Product.__table__.c,
            ProductPicture.digest,
            ProductPicture.width,
            ProductPicture.height,
            ProductPicture.colour,
            ProductPicture.alt,
            Variant.price,
            Variant.name.label("price_of"),
            is_listed().label("is_listed"),
        )
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .outerjoin(ProductPicture, ProductPicture.id == picture)
        .outerjoin(Variant, Variant.id == cheapest)
    )


def _product(row: Row[*tuple[Any, ...]]) -> ProductFacts:
    picture = Picture(row.digest, row.width, row.height, row.colour, row.alt)
    return ProductFacts(
        id=row.id,
        slug=row.slug,
        name=row.name,
        gtin=row.gtin,
        story=row.story,
        ingredients=row.ingredients,
        allergens=row.allergens,
        storage=row.storage,
        warnings=row.warnings,
        standard=row.standard,
        trade_mark=row.trade_mark,
        picture=picture if row.digest else None,
        price=row.price,
        price_of=row.price_of,
        is_published=row.is_published and row.is_listed,
    )
