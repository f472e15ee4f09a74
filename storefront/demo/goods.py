"""Producers, products and what they are recognised for."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from catalog.certification.models import Certificate, Recognition
from catalog.certification.rules import last_valid_day
from catalog.kernel import codes
from catalog.kernel.db import session
from catalog.kernel.files import Picture
from catalog.kernel.text import fold, nfc
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductSet, Rubric
from catalog.product_sets.queries import rubric_in_force
from catalog.products.models import PriceEntry, Product, ProductPicture, Variant
from storefront.demo.days import Days
from storefront.demo.drawing.pictures import alt
from storefront.demo.source import (
    DemoCertificate,
    DemoProducer,
    DemoProduct,
    DemoProvince,
    DemoRecognition,
)
from traceability.ledger.service import appending as ledger

BY = "Dữ liệu minh họa"
RUBRIC = "26/2026/QĐ-TTg"
GS1_EXAMPLES = "0952"  # GTIN-13 of GS1's prefix for examples, written with 14 digits
MONTHS = 36
REDUCED_AGO = 6
"""Days since a price that was higher before."""


def add_producer(given: DemoProducer, province: str, days: Days) -> Producer:
    """An invented producer whom an invented officer has verified."""
    producer = Producer(
        slug=given.slug,
        name=nfc(given.name),
        folded=fold(given.name),
        legal_form=given.legal_form,
        province_code=province,
        commune_code=given.commune,
        address=nfc(given.address),
        phone=given.phone,
        email=given.email,
        registration_number=given.registration.number,
        registration_date=days.ago(given.registration.ago),
        representative=nfc(given.representative),
        story=nfc(given.story),
        verified_on=days.ago(min(given.registration.ago, 240)),
        verified_by="Cán bộ minh họa Lan",
        is_demo=True,
    )
    session.add(producer)
    session.flush()
    return producer


def add_product(
    given: DemoProduct, producer: Producer, number: int, pictures: dict[str, Picture], days: Days
) -> Product:
    """A product with its variants and pictures. `number` makes its GTIN, where it has one."""
    product = Product(
        slug=given.slug,
        name=nfc(given.name),
        folded=fold(given.name),
        producer_id=producer.id,
        product_set_id=_set_id(given.set),
        gtin=gtin(number) if given.gtin else None,
        summary=nfc(given.summary),
        story=nfc(given.story),
        ingredients=given.ingredients,
        allergens=given.allergens,
        storage=given.storage,
        usage=given.usage,
        warnings=given.warnings,
        standard=given.standard,
        trade_mark=given.trade_mark,
        alcohol_tenths=int(given.alcohol * 10) if given.alcohol is not None else None,
        shelf_life_days=given.shelf_life,
        days_left_at_delivery=given.left,
        is_demo=True,
        created_at=days.moment(days.ago(120 - number)),
        variants=_variants(given),
        pictures=_pictures(given, pictures),
    )
    session.add(product)
    session.flush()
    session.add_all(_prices(given, product, days))
    return product


def _prices(given: DemoProduct, product: Product, days: Days) -> Iterator[PriceEntry]:
    for one, variant in zip(given.variants, product.variants, strict=True):
        first = PriceEntry(
            variant_id=variant.id,
            price=one.was or one.price,
            since=product.created_at,
            entered_by=BY,
        )
        yield first
        if one.was:
            yield PriceEntry(
                variant_id=variant.id,
                price=one.price,
                since=days.moment(days.ago(REDUCED_AGO)),
                reason="Vào vụ mới (minh họa)",
                entered_by=BY,
            )


def gtin(number: int) -> str:
    """A GTIN of GS1's examples: nobody's goods can ever carry it."""
    body = f"{GS1_EXAMPLES}{4000 + number:09d}"
    return body + codes.gtin_check_digit(body)


def add_recognitions(
    given: DemoProduct, product: Product, province: DemoProvince, days: Days
) -> None:
    recognitions = [recognition(one, product, province.issuer, days) for one in given.recognitions]
    session.add_all(recognitions)
    session.add_all(_certificate(paper, product, days) for paper in given.certificates)
    session.flush()
    ledger.append("recognition", {one.id for one in recognitions}, days.now)


def _set_id(number: int) -> int:
    return session.scalars(
        select(ProductSet.id)
        .join(Rubric, Rubric.id == ProductSet.rubric_id)
        .where(Rubric.number == RUBRIC, ProductSet.number == number)
    ).one()


def _variants(given: DemoProduct) -> list[Variant]:
    return [
        Variant(
            position=position,
            name=nfc(one.name),
            net_amount=one.net[0],
            net_unit=one.net[1],
            price=one.price,
            weight_g=one.weight,
            goods_class=one.goods,
        )
        for position, one in enumerate(given.variants)
    ]


def _pictures(given: DemoProduct, pictures: dict[str, Picture]) -> list[ProductPicture]:
    return [
        ProductPicture(
            position=position,
            digest=pictures[name].digest,
            width=pictures[name].width,
            height=pictures[name].height,
            colour=pictures[name].colour,
            alt=alt(name),
        )
        for position, name in enumerate(given.pictures)
    ]


def recognition(given: DemoRecognition, product: Product, province: str, days: Days) -> Recognition:
    """What an invented decision gave a product."""
    decided = days.ago(given.ago) if given.ago is not None else None
    # Only the year is known: the day asked about is any day of it.
    year = decided.year if decided else days.today.year - (given.year_ago or 0)
    rubric = rubric_in_force(decided or date(year, 1, 1))
    months = (rubric.validity_months if rubric else None) or MONTHS
    revoked = given.revoked
    return Recognition(
        product_id=product.id,
        rubric_id=rubric.id if rubric else None,
        stars=given.stars,
        score=given.score,
        decision_number=decision_number(given),
        decision_date=decided,
        year=year,
        issuer_name=f"{given.issuer or province} (minh họa)",
        issuer_level=given.level,
        valid_from=decided,
        valid_to=last_valid_day(decided, months) if decided else None,
        evidence_grade=given.grade,
        evidence_source=BY,
        revoked_on=days.ago(revoked.ago) if revoked else None,
        revocation_decision=revoked.decision if revoked else None,
        revocation_ground=revoked.ground if revoked else None,
        entered_by=BY,
        entered_at=days.now,
        is_demo=True,
    )


def decision_number(given: DemoRecognition) -> str | None:
    """An invented number that says it is invented."""
    if given.number is None:
        return None
    sign = "BNNMT" if given.level == "central" else "UBND"
    return f"{given.number}/QĐ-{sign} (minh họa)"


def _certificate(given: DemoCertificate, product: Product, days: Days) -> Certificate:
    return Certificate(
        producer_id=product.producer_id,
        product_id=product.id,
        scheme=given.scheme,
        number=given.number,
        issuer=given.issuer,
        issued_on=days.ago(given.ago),
        expires_on=days.ago(given.ago - given.days),
        scope=product.name,
        evidence="document",
        entered_by=BY,
        confirmed_by="Cán bộ minh họa Lan",
        is_demo=True,
    )
