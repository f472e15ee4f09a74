"""Writes of own delivery: where a seller brings the goods in person, for which fee."""

from datetime import datetime

from sqlalchemy import select

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from catalog.places.queries import find_commune, list_provinces
from storefront.shipping import rules
from storefront.shipping.errors import (
    ImpossibleRate,
    NoSuchDelivery,
    NotServed,
    OwnDeliveryTwice,
)
from storefront.shipping.models import OwnDelivery


def add_own_delivery(
    actor: Actor,
    province_code: str,
    commune_code: str | None,
    fee: int,
    days: tuple[int, int],
) -> OwnDelivery:
    """Serve a province, or one commune of it. Raises ImpossibleRate, NotServed, OwnDeliveryTwice.

    A commune's row comes before its province's, so two fees for one place cannot meet.
    """
    first, last = days
    if not (0 <= fee <= rules.LARGEST_FEE and 0 <= first <= last <= rules.LONGEST_DAYS):
        raise ImpossibleRate
    province = next((one for one in list_provinces() if one.code == province_code), None)
    commune = find_commune(commune_code) if commune_code else None
    if province is None or (commune_code and commune is None):
        raise NotServed
    if commune and commune.province_code != province_code:
        raise NotServed
    producer_id = min(actor.producer_ids)
    if _is_served(producer_id, province_code, commune_code):
        raise OwnDeliveryTwice
    row = OwnDelivery(
        producer_id=producer_id,
        province_code=province_code,
        commune_code=commune_code,
        fee=fee,
        days_from=first,
        days_to=last,
    )
    session.add(row)
    session.flush()  # for the id the audit entry names
    where = f"{commune.full_name}, {province.name}" if commune else province.name
    audit.record(actor, "shipping.own", row, f"Tự giao đến {where}, phí {format_dong(fee)}.")
    return row


def close_own_delivery(actor: Actor, delivery_id: int, now: datetime) -> None:
    """Serve a place no more; NoSuchDelivery for those of others. Orders keep their promise."""
    row = session.scalar(
        select(OwnDelivery).where(
            OwnDelivery.id == delivery_id,
            OwnDelivery.producer_id.in_(actor.producer_ids),
            OwnDelivery.closed_at.is_(None),
        )
    )
    if row is None:
        raise NoSuchDelivery
    row.closed_at = now
    audit.record(actor, "shipping.own", row, "Thôi tự giao đến một nơi.")


def _is_served(producer_id: int, province_code: str, commune_code: str | None) -> bool:
    same = select(OwnDelivery.id).where(
        OwnDelivery.producer_id == producer_id,
        OwnDelivery.province_code == province_code,
        OwnDelivery.commune_code.is_(None)
        if commune_code is None
        else OwnDelivery.commune_code == commune_code,
        OwnDelivery.closed_at.is_(None),
    )
    return session.scalar(same.limit(1)) is not None
