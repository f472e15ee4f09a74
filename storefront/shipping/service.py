"""Writes of delivery rates: rows are added and closed, never edited."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from storefront.shipping import queries, rules
from storefront.shipping.errors import (
    AlreadyClosed,
    ClosesBeforeItBegins,
    ImpossibleRate,
    NoSuchPoint,
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


def add_rate(actor: Actor, new: NewRate) -> ShippingRate:
    """Add a row; from its first day on it comes before older rows of the same zone."""
    fees, weights = (new.base_fee, new.step_fee), (new.base_weight_g, new.step_weight_g)
    days_fit = 0 <= new.days_from <= new.days_to <= rules.LONGEST_DAYS
    fees_fit = all(0 <= fee <= rules.LARGEST_FEE for fee in fees)
    weights_fit = all(0 < weight <= rules.LARGEST_WEIGHT_G for weight in weights)
    if not (days_fit and fees_fit and weights_fit):
        raise ImpossibleRate
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
    )
    session.add(rate)
    session.flush()  # for the id the audit entry names
    audit.record(
        actor,
        "shipping.add_rate",
        rate,
        f"Thêm cước giao hàng {format_dong(new.base_fee)}, từ ngày {new.valid_from:%d/%m/%Y}.",
        zone=new.zone.value,
        producer_id=new.producer_id,
    )
    return rate


def close_rate(actor: Actor, rate_id: int, last_day: date) -> ShippingRate:
    """Let a row end: `last_day` is the last on which it counts."""
    rate = queries.get_rate(rate_id)
    if rate.valid_to is not None:
        raise AlreadyClosed
    if last_day < rate.valid_from:
        raise ClosesBeforeItBegins
    rate.valid_to = last_day
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
