"""Reads of delivery rates."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import or_, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from catalog.products.rules import GoodsClass
from storefront.closures.queries import closed_from
from storefront.holidays.queries import days_off_from
from storefront.shipping import rules
from storefront.shipping.errors import NoRate, TooHeavy
from storefront.shipping.models import (
    OwnDelivery,
    PickupPoint,
    ProvinceRegion,
    ShippingLimit,
    ShippingRate,
)
from storefront.shipping.rules import (
    Limit,
    LimitKind,
    Load,
    Offer,
    Pickup,
    Place,
    Rate,
    Terms,
    Zone,
)


def rates_for(producer_ids: Iterable[int], on: date) -> list[Rate]:
    """Rates in force on that day that may apply to parcels of these producers."""
    query = select(ShippingRate).where(
        or_(ShippingRate.producer_id.is_(None), ShippingRate.producer_id.in_(set(producer_ids))),
        ShippingRate.valid_from <= on,
        or_(ShippingRate.valid_to.is_(None), ShippingRate.valid_to >= on),
    )
    return [to_rate(row) for row in session.scalars(query)]


def offers_for(
    loads: dict[int, Load], end: Place, place_name: str, on: date
) -> dict[int, Offer | NoRate]:
    """The delivery of each producer's parcel (producer id → load), or why there is none."""
    shared = Terms(rates_for(loads, on), limits_on(on), days_off_from(on))
    regions, closed = regions_on(on), closed_from(loads, on)
    producers = session.execute(
        select(Producer.id, Producer.name, Producer.province_code, Producer.commune_code).where(
            Producer.id.in_(list(loads))
        )
    )
    found: dict[int, Offer | NoRate] = {}
    for row in producers:
        load = loads[row.id]
        terms = replace(shared, closed=closed.get(row.id, ()))
        zone = rules.zone_between(Place(row.province_code, row.commune_code), end, regions)
        if missing := rules.out_of_reach(load, row.id, zone, terms, on):
            found[row.id] = NoRate(row.name, place_name, missing)
        else:
            found[row.id] = rules.offer(load, row.id, zone, terms, on) or TooHeavy(
                row.name, place_name, load.weight_g
            )
    return found


def limits_on(on: date) -> list[Limit]:
    """Cut-offs that may hold a parcel back that is ordered on that day."""
    last = on + timedelta(days=rules.LONGEST_WAIT)
    query = select(ShippingLimit).where(
        ShippingLimit.valid_from <= last,
        or_(ShippingLimit.valid_to.is_(None), ShippingLimit.valid_to >= on),
    )
    return [to_limit(row) for row in session.scalars(query)]


def regions_on(on: date) -> dict[str, str]:
    """Province code → its delivery region on that day; empty where none are entered."""
    query = (
        select(ProvinceRegion.province_code, ProvinceRegion.region)
        .where(ProvinceRegion.valid_from <= on)
        .order_by(ProvinceRegion.valid_from, ProvinceRegion.id)
    )
    return {row.province_code: row.region for row in session.execute(query)}


def to_limit(row: ShippingLimit) -> Limit:
    """A row as the value the rules know."""
    return Limit(
        goods_class=GoodsClass(row.goods_class),
        kind=LimitKind(row.kind),
        zone=Zone(row.zone) if row.zone else None,
        weekday=row.weekday,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def list_limits() -> list[ShippingLimit]:
    """Every cut-off, the newest first."""
    query = select(ShippingLimit).order_by(ShippingLimit.valid_from.desc(), ShippingLimit.id.desc())
    return list(session.scalars(query))


def get_limit(limit_id: int) -> ShippingLimit:
    """The cut-off, or NotFound."""
    limit = session.get(ShippingLimit, limit_id)
    if limit is None:
        raise NotFound
    return limit


def list_regions() -> list[tuple[ProvinceRegion, str]]:
    """Every row with the province's name: by region, the newest first."""
    query = (
        select(ProvinceRegion, Province.name)
        .join(Province, Province.code == ProvinceRegion.province_code)
        .order_by(ProvinceRegion.region, Province.folded, ProvinceRegion.valid_from.desc())
    )
    return [(row, name) for row, name in session.execute(query)]


def grid(on: date) -> dict[GoodsClass, dict[Zone, Rate | None]]:
    """The platform's rate of each class and zone today; None is a gap: nobody is served there."""
    rates = rates_for((), on)
    return {
        one: {zone: rules.pick_rate(rates, None, zone, on, one) for zone in Zone}
        for one in GoodsClass
    }


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
        goods_class=GoodsClass(row.goods_class),
        most_weight_g=row.most_weight_g,
    )


def list_rates() -> list[tuple[ShippingRate, str | None]]:
    """Every rate with the seller's name, the platform's first, newest first in each zone."""
    query = (
        select(ShippingRate, Producer.name)
        .outerjoin(Producer, ShippingRate.producer_id == Producer.id)
        .order_by(
            ShippingRate.producer_id.is_not(None),
            Producer.folded,
            ShippingRate.goods_class,
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


def own_deliveries_for(producer_ids: Iterable[int], end: Place) -> list[rules.OwnDelivery]:
    """Where these producers deliver in person in the province of that place."""
    query = select(OwnDelivery).where(
        OwnDelivery.producer_id.in_(set(producer_ids)),
        OwnDelivery.province_code == end.province_code,
        OwnDelivery.closed_at.is_(None),
    )
    return [
        rules.OwnDelivery(
            row.id,
            row.producer_id,
            row.province_code,
            row.commune_code,
            row.fee,
            row.days_from,
            row.days_to,
        )
        for row in session.scalars(query)
    ]


def list_own_deliveries(producer_ids: Iterable[int]) -> list[tuple[OwnDelivery, str, str | None]]:
    """The open rows of these producers with the names of province and commune."""
    query = (
        select(OwnDelivery, Province.name, Commune.name)
        .join(Province, Province.code == OwnDelivery.province_code)
        .outerjoin(Commune, Commune.code == OwnDelivery.commune_code)
        .where(OwnDelivery.producer_id.in_(set(producer_ids)), OwnDelivery.closed_at.is_(None))
        .order_by(Province.folded, OwnDelivery.commune_code, OwnDelivery.id)
    )
    return [(row, province, commune) for row, province, commune in session.execute(query)]
