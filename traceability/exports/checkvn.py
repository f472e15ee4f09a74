"""The workbook that CheckVN, the ministry's portal, is said to take in (reference: ocop.md 4.2).

Its columns are known from one implementer only, so this is offered as a help, not relied on.
KHU is a growing area, LO a batch, NHATKY a step of a batch. Single trees are not recorded here,
so CAY has its headings alone; districts went with the reform of 2025, so HUYEN stays empty.
"""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import and_, func, or_, select

from catalog.kernel.db import session
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from catalog.products.models import Product
from traceability.areas.models import Area, AreaPoint
from traceability.batches.models import Batch
from traceability.events.labels import KINDS
from traceability.events.models import Event, EventArea, EventFlow
from traceability.events.queries import corrected
from traceability.events.rules import Direction, EventKind
from traceability.exports.labels import DIRECTIONS, UNITS
from traceability.exports.queries import Content

COLUMNS = {
    "DM_CHUTHE": "MA_CHUTHE TEN_CHUTHE NGUOI_DAIDO SDT EMAIL TINH HUYEN DIA_CHI MA_DKKD NGAY_CAP",
    "DM_KHU": "MA_CHUTHE MA_KHU TEN_KHU GPS_LAT GPS_LNG DIEN_TICH",
    "DM_LO": "MA_CHUTHE MA_KHU MA_LO TEN_LO GPS SO_LUONG NGAY_BAT_DAU",
    "DM_CAY": "MA_LO MA_CAY LOAI_CAY GPS NGAY_TRONG TINH_TRANG",
    "DM_NHATKY": "MA_LO NGAY LOAI_HD SO_LUONG DON_VI NGUOI_TH GHI_CHU",
}
# Who has no tax code is named by the number of the business, else by the name in our addresses.
MAKER = func.coalesce(Producer.tax_code, Producer.registration_number, Producer.slug)


def sheets(producer_ids: Collection[int]) -> list[Content]:
    """The five sheets in CheckVN's order."""
    rows = {
        "DM_CHUTHE": _makers(producer_ids),
        "DM_KHU": _areas(producer_ids),
        "DM_LO": _batches(producer_ids),
        "DM_CAY": iter(()),
        "DM_NHATKY": _diary(producer_ids),
    }
    return [
        Content(name, name, tuple(columns.split()), tuple(rows[name]))
        for name, columns in COLUMNS.items()
    ]


def is_numbered(producer_ids: Collection[int]) -> bool:
    """Whether every producer has a tax code or registration number to be named by."""
    without = (Producer.tax_code.is_(None), Producer.registration_number.is_(None))
    query = select(Producer.id).where(Producer.id.in_(producer_ids), *without)
    return session.execute(query.limit(1)).first() is None


def _makers(ids: Collection[int]) -> Iterator[tuple[Any, ...]]:
    query = (
        select(Producer, MAKER, Province.full_name, Commune)
        .outerjoin(Province, Province.code == Producer.province_code)
        .outerjoin(Commune, Commune.code == Producer.commune_code)
        .where(Producer.id.in_(ids))
        .order_by(Producer.id)
    )
    for maker, code, province, commune in session.execute(query):
        place = commune.full_name if commune else maker.place_text
        is_said = bool(commune and maker.address and commune.name in maker.address)
        address = ", ".join(part for part in (maker.address, "" if is_said else place) if part)
        yield (
            code, maker.name, maker.representative, maker.phone, maker.email, province, None,
            address or None, maker.registration_number, maker.registration_date,
        )  # fmt: skip


def _areas(ids: Collection[int]) -> Iterator[tuple[Any, ...]]:
    """Their own areas, and those of others that they harvest from: of these, no point."""
    harvested = (
        select(EventArea.area_id)
        .join(Event, Event.id == EventArea.event_id)
        .where(Event.producer_id.in_(ids))
    )
    is_own = Area.producer_id.in_(ids)
    query = (
        select(MAKER, Area.code, Area.name, AreaPoint.latitude, AreaPoint.longitude, Area.hectares)
        .outerjoin(Producer, Producer.id == Area.producer_id)
        .outerjoin(AreaPoint, and_(AreaPoint.area_id == Area.id, is_own))
        .where(or_(is_own, Area.id.in_(harvested)))
        .order_by(Area.code, Area.id)
    )
    yield from map(tuple, session.execute(query))


def _batches(ids: Collection[int]) -> Iterator[tuple[Any, ...]]:
    query = (
        select(
            MAKER, Batch.id, Batch.code, Batch.material, Product.name, Batch.quantity, Batch.made_on
        )
        .join(Producer, Producer.id == Batch.producer_id)
        .outerjoin(Product, Product.id == Batch.product_id)
        .where(Batch.producer_id.in_(ids))
        .order_by(Batch.id)
    )
    grown = _areas_of(ids)
    for maker, number, code, material, product, quantity, day in session.execute(query):
        yield maker, grown.get(number), code, product or material, None, quantity, day


def _areas_of(ids: Collection[int]) -> dict[int, str]:
    """The codes of the areas a batch was harvested from; several behind a semicolon."""
    query = (
        select(EventArea.batch_id, Area.code)
        .join(Area, Area.id == EventArea.area_id)
        .join(Batch, Batch.id == EventArea.batch_id)
        .where(Batch.producer_id.in_(ids), EventArea.event_id.not_in(corrected()))
        .distinct()
        .order_by(EventArea.batch_id, Area.code)
    )
    found: dict[int, str] = {}
    for batch_id, code in session.execute(query):
        found[batch_id] = f"{found[batch_id]};{code}" if batch_id in found else code
    return found


def _diary(ids: Collection[int]) -> Iterator[tuple[Any, ...]]:
    """A line per batch of each step that still counts."""
    query = (
        select(Batch.code, EventFlow, Event)
        .join(Event, Event.id == EventFlow.event_id)
        .join(Batch, Batch.id == EventFlow.batch_id)
        .where(Event.producer_id.in_(ids), Event.id.not_in(corrected()))
        .order_by(Event.ended_on, Event.id, EventFlow.id)
    )
    for code, flow, event in session.execute(query):
        said = (DIRECTIONS[Direction(flow.direction)], event.title, event.place, event.note)
        note = "; ".join(str(part) for part in said if part)
        kind, unit = str(KINDS[EventKind(event.kind)]), str(UNITS.get(flow.unit, flow.unit))
        yield code, event.ended_on, kind, flow.quantity, unit, event.entered_by, note
