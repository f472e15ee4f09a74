"""Reads of delivery rates."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from storefront.shipping import rules
from storefront.shipping.errors import NoRate
from storefront.shipping.models import PickupPoint, ShippingRate
from storefront.shipping.rules import Offer, Pickup, Place, Rate, Zone


def rates_for(producer_ids: Iterable[int], on: date) -> list[Rate]:
    """Rates in force on that day that may apply to parcels of these producers."""
    query = select(ShippingRate).where(
        or_(ShippingRate.producer_id.is_(None), ShippingRate.producer_id.in_(set(producer_ids))),
        ShippingRate.valid_from <= on,
        or_(ShippingRate.valid_to.is_(None), ShippingRate.valid_to >= on),
    )
    return [to_rate(row) for row in session.scalars(query)]


def offers_for(
    weights: dict[int, int], end: Place, place_name: str, on: date
) -> dict[int, Offer | NoRate]:
    """The delivery of each producer's parcel (producer id → grams), or why there is none."""
    rates = rates_for(weights, on)
    producers = session.execute(
        select(Producer.id, Producer.name, Producer.province_code, Producer.commune_code).where(
            Producer.id.in_(list(weights))
        )
    )
    found: dict[int, Offer | NoRate] = {}
    for row in producers:
        zone = rules.zone_between(Place(row.province_code, row.commune_code), end)
        rate = rules.pick_rate(rates, row.id, zone, on)
        found[row.id] = (
            rules.offer(rate, weights[row.id], on) if rate else NoRate(row.name, place_name)
        )
    return found


def to_rate(row: ShippingRate) -> Rate:
    """A row as the value the rules know."""
    return Rate(
        id=row.id,
        producer_id=row.producer_id,
        zone=Zone(row.zone),
        base_weight_g=row.base_weight_g,
        base_fee=row.base_fee,
        step_weight_g=row.step_weight_g,
        step_fee=row.step_fee,
        days_from=row.days_from,
        days_to=row.days_to,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def list_rates() -> list[tuple[ShippingRate, str | None]]:
    """Every rate with the seller's name, the platform's first, newest first in each zone."""
    query = (
        select(ShippingRate, Producer.name)
        .outerjoin(Producer, ShippingRate.producer_id == Producer.id)
        .order_by(
            ShippingRate.producer_id.is_not(None),
            Producer.folded,
            ShippingRate.zone,
            ShippingRate.valid_from.desc(),
            ShippingRate.id.desc(),
        )
    )
    return [(rate, name) for rate, name in session.execute(query)]


def get_rate(rate_id: int) -> ShippingRate:
    """The rate, or NotFound."""
    rate = session.get(ShippingRate, rate_id)
    if rate is None:
        raise NotFound
    return rate


def list_sellers() -> list[tuple[int, str]]:
    """Verified producers, who may have rates of their own, by name."""
    query = select(Producer.id, Producer.name).where(Producer.verified_on.is_not(None))
    return [(row.id, row.name) for row in session.execute(query.order_by(Producer.folded))]


def pickups_for(producer_ids: Iterable[int]) -> list[Pickup]:
    """The open pick-up points of these producers."""
    query = select(PickupPoint).where(
        PickupPoint.producer_id.in_(set(producer_ids)), PickupPoint.closed_at.is_(None)
    )
    return [
        Pickup(row.id, row.producer_id, row.name, row.address, row.instructions, row.days)
        for row in session.scalars(query.order_by(PickupPoint.id))
    ]
