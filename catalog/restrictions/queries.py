"""Reads of restrictions."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from catalog.product_sets.models import ProductSet, Rubric
from catalog.products.models import Product
from catalog.restrictions import rules
from catalog.restrictions.models import SellerLicence, SetDuty
from catalog.restrictions.rules import Conditions, Duty, DutyKind, Licence, LicenceKind


def conditions_for(product_ids: Iterable[int], on: date) -> dict[int, Conditions]:
    """Product id → what the law asks of it; products of which nothing is asked are left out.

    One query for ordinary goods, a second where a licence may be needed.
    """
    query = (
        select(Product.id, Product.producer_id, Product.alcohol_tenths, SetDuty)
        .join(ProductSet, ProductSet.id == Product.product_set_id)
        .join(Rubric, Rubric.id == ProductSet.rubric_id)
        .join(
            SetDuty,
            (SetDuty.rubric_number == Rubric.number) & (SetDuty.set_number == ProductSet.number),
        )
        .where(Product.id.in_(set(product_ids)))
        .order_by(SetDuty.id)
    )
    found: dict[int, list[Duty]] = {}
    strengths: dict[int, int | None] = {}
    sellers: dict[int, int | None] = {}
    for row in session.execute(query):
        found.setdefault(row.id, []).append(to_duty(row.SetDuty))
        strengths[row.id], sellers[row.id] = row.alcohol_tenths, row.producer_id
    licences = _licences(
        {
            sellers[product] or 0
            for product, duties in found.items()
            if any(duty.kind == DutyKind.LICENCE for duty in duties)
        }
    )
    asked = {
        product: rules.conditions(
            duties, strengths[product], licences.get(sellers[product] or 0, ()), on
        )
        for product, duties in found.items()
    }
    return {product: one for product, one in asked.items() if not one.is_free}


def of_product(product_id: int, on: date) -> Conditions:
    """What the law asks of one product."""
    return conditions_for([product_id], on).get(product_id, rules.FREE)


def of_set(product_set_id: int, producer_id: int, on: date) -> Conditions:
    """What the law will ask of goods of this set that the producer is about to enter."""
    query = (
        select(SetDuty)
        .join(Rubric, Rubric.number == SetDuty.rubric_number)
        .join(
            ProductSet,
            (ProductSet.rubric_id == Rubric.id) & (ProductSet.number == SetDuty.set_number),
        )
        .where(ProductSet.id == product_set_id)
    )
    duties = [to_duty(row) for row in session.scalars(query.order_by(SetDuty.id))]
    if not duties:
        return rules.FREE
    licences = _licences([producer_id]).get(producer_id, [])
    return rules.conditions(duties, None, licences, on)


def _licences(producer_ids: Collection[int]) -> dict[int, list[Licence]]:
    if not producer_ids:
        return {}
    query = select(SellerLicence).where(
        SellerLicence.producer_id.in_(producer_ids), SellerLicence.withdrawn_at.is_(None)
    )
    held: dict[int, list[Licence]] = {}
    for row in session.scalars(query):
        held.setdefault(row.producer_id, []).append(
            Licence(LicenceKind(row.kind), row.number, row.valid_from, row.valid_to)
        )
    return held


def to_duty(row: SetDuty) -> Duty:
    """A row as the value the rules know."""
    return Duty(
        DutyKind(row.kind),
        row.number,
        row.text,
        row.text_en,
        row.document,
        row.valid_from,
        row.valid_to,
    )


def list_restricted(
    producer_ids: Collection[int], on: date
) -> list[tuple[int, str, int | None, Conditions]]:
    """Id, name, strength and conditions of these producers' goods that are not free."""
    query = select(Product.id, Product.name, Product.alcohol_tenths).where(
        Product.producer_id.in_(producer_ids)
    )
    rows = session.execute(query.order_by(Product.folded, Product.id)).all()
    asked = conditions_for([row.id for row in rows], on)
    return [
        (row.id, row.name, row.alcohol_tenths, asked[row.id]) for row in rows if row.id in asked
    ]


def count_held_back(producer_ids: Collection[int], on: date) -> int:
    """How many goods of these producers the law keeps from being sold."""
    return sum(1 for *_, asked in list_restricted(producer_ids, on) if asked.obstacle)


def list_duties() -> list[SetDuty]:
    """Every duty by set, the newest first."""
    query = select(SetDuty).order_by(
        SetDuty.set_number, SetDuty.kind, SetDuty.valid_from.desc(), SetDuty.id.desc()
    )
    return list(session.scalars(query))


def get_duty(duty_id: int) -> SetDuty:
    """The duty, or NotFound."""
    duty = session.get(SetDuty, duty_id)
    if duty is None:
        raise NotFound
    return duty


def list_licences(producer_ids: Collection[int] | None = None) -> list[tuple[SellerLicence, str]]:
    """Licences that were not withdrawn with the seller's name, the next to end first."""
    query = (
        select(SellerLicence, Producer.name)
        .join(Producer, Producer.id == SellerLicence.producer_id)
        .where(SellerLicence.withdrawn_at.is_(None))
        .order_by(SellerLicence.valid_to, SellerLicence.id)
    )
    if producer_ids is not None:
        query = query.where(SellerLicence.producer_id.in_(producer_ids))
    return [(row, name) for row, name in session.execute(query)]


def get_licence(licence_id: int) -> tuple[SellerLicence, str]:
    """A licence that was not withdrawn with the seller's name, or NotFound."""
    found = next((one for one in list_licences() if one[0].id == licence_id), None)
    if found is None:
        raise NotFound
    return found


def list_sellers() -> list[tuple[int, str]]:
    """Verified producers by name."""
    query = select(Producer.id, Producer.name).where(Producer.verified_on.is_not(None))
    return [(row.id, row.name) for row in session.execute(query.order_by(Producer.folded))]
