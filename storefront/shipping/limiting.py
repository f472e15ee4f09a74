"""Writes of cut-offs and delivery regions: dated rows of the operators."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from catalog.kernel import audit, dated
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.places.queries import list_provinces
from catalog.products.rules import GoodsClass
from storefront.shipping import queries
from storefront.shipping.errors import (
    ImpossibleLimit,
    NotServed,
    RegionKnown,
)
from storefront.shipping.models import ProvinceRegion, ShippingLimit
from storefront.shipping.rules import LimitKind, Zone

PACKAGED = Path(__file__).parent / "data" / "regions.csv"
SINCE = date(2025, 7, 1)
"""The provinces of today began on this day; the packaged regions count from it."""


@dataclass(frozen=True)
class NewLimit:
    """What an operator enters."""

    goods_class: GoodsClass
    kind: LimitKind
    zone: Zone | None
    weekday: int | None
    valid_from: date
    source: str


def add_limit(actor: Actor, new: NewLimit, now: datetime) -> ShippingLimit:
    """Add a cut-off; orders placed before keep what was promised. Raises ImpossibleLimit."""
    is_farthest = new.kind == LimitKind.NOT_BEYOND
    is_weekly = new.kind == LimitKind.NOT_ON_WEEKDAY
    if (is_farthest and new.zone is None) or (is_weekly and new.weekday not in range(7)):
        raise ImpossibleLimit
    limit = ShippingLimit(
        goods_class=new.goods_class.value,
        kind=new.kind.value,
        zone=new.zone.value if is_farthest and new.zone else None,
        weekday=new.weekday if is_weekly else None,
        valid_from=new.valid_from,
        source=new.source,
        entered_by=actor.name,
        recorded_at=now,
    )
    session.add(limit)
    session.flush()  # for the id the audit entry names
    sentence = f"Thêm giới hạn gửi hàng {new.goods_class}: {new.kind}."
    audit.record(actor, "shipping.add_limit", limit, sentence)
    return limit


def close_limit(actor: Actor, limit_id: int, last_day: date) -> None:
    """Let a cut-off end: `last_day` is the last on which it counts."""
    limit = queries.get_limit(limit_id)
    limit.valid_to = dated.last_day(last_day, begins=limit.valid_from, ended=limit.valid_to)
    sentence = f"Đóng một giới hạn gửi hàng sau ngày {last_day:%d/%m/%Y}."
    audit.record(actor, "shipping.close_limit", limit, sentence)


def set_region(
    actor: Actor, province_code: str, region: str, valid_from: date, source: str, now: datetime
) -> None:
    """Put a province into a region from a day on. Raises NotServed or RegionKnown."""
    province = next((one for one in list_provinces() if one.code == province_code), None)
    if province is None:
        raise NotServed
    known = select(ProvinceRegion.id).where(
        ProvinceRegion.province_code == province_code, ProvinceRegion.valid_from == valid_from
    )
    if session.scalar(known):
        raise RegionKnown
    row = ProvinceRegion(
        province_code=province_code,
        region=region,
        valid_from=valid_from,
        source=source,
        entered_by=actor.name,
        recorded_at=now,
    )
    session.add(row)
    session.flush()  # for the id the audit entry names
    audit.record(actor, "shipping.set_region", row, f"{province.name} thuộc vùng {region}.")


def take_packaged_regions(actor: Actor, now: datetime) -> int:
    """Add the regions that come with the product where a province has none; how many."""
    known = queries.regions_on(date.max)
    here = {one.code for one in list_provinces()}
    with PACKAGED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["province_code"] in here - known.keys()]
    for row in rows:
        set_region(actor, row["province_code"], row["region"], SINCE, row["source"], now)
    return len(rows)
