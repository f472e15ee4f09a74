"""Writes of rates, and of where sellers let goods be fetched: added and closed, never edited."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from catalog.kernel import audit, dated
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from catalog.products.rules import GoodsClass
from storefront.shipping import queries, rules
from storefront.shipping.errors import (
    ImpossibleRate,
    NoSuchPoint,
    RateTwice,
)
from storefront.shipping.models import PickupPoint, ShippingRate
from storefront.shipping.rules import Zone


@dataclass(frozen=True)
class NewRate:
    """What an operator enters."""

    zone: Zone
    producer_id: int | None
    base_weight_g: int
    base_fee: int
    step_weight_g: int
    step_fee: int
    days_from: int
    days_to: int
    valid_from: date
    source: str
    goods_class: GoodsClass = GoodsClass.DRY
    most_weight_g: int | None = None


def add_rate(actor: Actor, new: NewRate) -> ShippingRate:
    """Add a row; from its first day on it comes before older rows of its zone and class.

    Raises ImpossibleRate, or RateTwice where an open row begins on the same day.
    """
    fees, weights = (new.base_fee, new.step_fee), [new.base_weight_g, new.step_weight_g]
    days_fit = 0 <= new.days_from <= new.days_to <= rules.LONGEST_DAYS
    fees_fit = all(0 <= fee <= rules.LARGEST_FEE for fee in fees)
    weights_fit = all(0 < weight <= rules.LARGEST_WEIGHT_G for weight in weights)
    most = new.most_weight_g
    most_fits = most is None or new.base_weight_g <= most <= rules.LARGEST_WEIGHT_G
    if not (days_fit and fees_fit and weights_fit and most_fits):
        raise ImpossibleRate
    if _has_open_twin(new):
        raise RateTwice
    rate = ShippingRate(
        producer_id=new.producer_id,
        zone=new.zone.value,
        base_weight_g=new.base_weight_g,
        base_fee=new.base_fee,
        step_weight_g=new.step_weight_g,
        step_fee=new.step_fee,
        days_from=new.days_from,
        days_to=new.days_to,
        valid_from=new.valid_from,
        source=new.source,
        goods_class=new.goods_class.value,
        most_weight_g=most,
    )
    session.add(rate)
    session.flush()  # for the id the audit entry names
    audit.record(
        actor,
        "shipping.add_rate",
        rate,
        f"Thêm cước giao hàng {format_dong(new.base_fee)}, từ ngày {new.valid_from:%d/%m/%Y}.",
        zone=new.zone.value,
        goods_class=new.goods_class.value,
        producer_id=new.producer_id,
    )
    return rate


def _has_open_twin(new: NewRate) -> bool:
    twin = select(ShippingRate.id).where(
        ShippingRate.zone == new.zone.value,
        ShippingRate.goods_class == new.goods_class.value,
        ShippingRate.producer_id.is_(None)
        if new.producer_id is None
        else ShippingRate.producer_id == new.producer_id,
        ShippingRate.valid_from == new.valid_from,
        ShippingRate.valid_to.is_(None),
    )
    return session.scalar(twin.limit(1)) is not None


def close_rate(actor: Actor, rate_id: int, last_day: date) -> ShippingRate:
    """Let a row end: `last_day` is the last on which it counts."""
    rate = queries.get_rate(rate_id)
    rate.valid_to = dated.last_day(last_day, begins=rate.valid_from, ended=rate.valid_to)
    audit.record(
        actor, "shipping.close_rate", rate, f"Đóng một dòng cước sau ngày {last_day:%d/%m/%Y}."
    )
    return rate


def add_pickup(actor: Actor, name: str, address: str, instructions: str, days: int) -> PickupPoint:
    """A place where buyers may fetch goods of the producer the actor works for."""
    if not 0 <= days <= rules.LONGEST_DAYS:
        raise ImpossibleRate
    point = PickupPoint(
        producer_id=min(actor.producer_ids),
        name=name,
        address=address,
        instructions=instructions,
        days=days,
    )
    session.add(point)
    session.flush()  # for the id the audit entry names
    audit.record(actor, "shipping.own", point, f"Mở điểm lấy hàng {name}.")
    return point


def close_pickup(actor: Actor, point_id: int, now: datetime) -> None:
    """Offer a point no more; NoSuchPoint for those of others. Orders keep what was promised."""
    point = session.scalar(
        select(PickupPoint).where(
            PickupPoint.id == point_id,
            PickupPoint.producer_id.in_(actor.producer_ids),
            PickupPoint.closed_at.is_(None),
        )
    )
    if point is None:
        raise NoSuchPoint
    point.closed_at = now
    audit.record(actor, "shipping.own", point, f"Đóng điểm lấy hàng {point.name}.")
