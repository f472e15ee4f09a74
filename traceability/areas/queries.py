"""Reads of growing areas. Nothing here gives a polygon, a telephone or a house number."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, or_, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from traceability.areas.models import Area, AreaStatus
from traceability.areas.rules import AreaState, StatusEntry, Validity, validity_during


@dataclass(frozen=True)
class Decision(StatusEntry):
    """A row of an area's history with who says so."""

    source: str | None = None
    evidence: str = "self"
    entered_by: str = ""


@dataclass(frozen=True)
class AreaFacts:
    """What the public may know of an area, with its whole history in order."""

    id: int
    slug: str
    scheme: str
    code: str
    name: str
    crop: str
    hectares: Any
    place: str | None
    issuer: str | None
    producer_slug: str | None
    producer: str | None
    is_demo: bool
    history: tuple[Decision, ...] = ()

    def validity_during(self, first: date, last: date) -> Validity:
        return validity_during(self.history, first, last)

    def validity_on(self, day: date) -> Validity:
        return validity_during(self.history, day, day)


def get_area(area_id: int, *, lock: bool = False) -> Area:
    """The area, or NotFound. `lock` holds the row until the commit."""
    query = select(Area).where(Area.id == area_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    if (area := session.scalar(query)) is None:
        raise NotFound
    return area


def get_area_facts(name: str) -> AreaFacts:
    """The area with this slug or, as printed on paper, this code; or NotFound."""
    found = _facts(_rows().where(or_(Area.slug == name, func.lower(Area.code) == name.lower())))
    if not found:
        raise NotFound
    return min(found, key=lambda area: area.slug != name)


def list_area_facts(area_ids: Collection[int]) -> dict[int, AreaFacts]:
    if not area_ids:
        return {}
    return {area.id: area for area in _facts(_rows().where(Area.id.in_(area_ids)))}


def list_areas(page: int, per_page: int = 50) -> tuple[list[AreaFacts], int]:
    """One page of all areas by code, and how many there are."""
    total = session.scalar(select(func.count()).select_from(Area)) or 0
    rows = _rows().order_by(Area.code, Area.id).limit(per_page).offset((page - 1) * per_page)
    return _facts(rows), total


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Area.id,
            Area.slug,
            Area.scheme,
            Area.code,
            Area.name,
            Area.crop,
            Area.hectares,
            Area.place_text,
            Area.issuer,
            Area.is_demo,
            Commune.kind.label("commune_kind"),
            Commune.name.label("commune_name"),
            Province.name.label("province_name"),
            Producer.slug.label("producer_slug"),
            Producer.name.label("producer_name"),
        )
        .outerjoin(Commune, Commune.code == Area.commune_code)
        .outerjoin(Province, Province.code == Commune.province_code)
        .outerjoin(Producer, Producer.id == Area.producer_id)
    )


def _facts(query: Select[*tuple[Any, ...]]) -> list[AreaFacts]:
    rows = session.execute(query).all()
    histories = _histories([row.id for row in rows]) if rows else {}
    return [_area(row, histories.get(row.id, [])) for row in rows]


def _histories(area_ids: Sequence[int]) -> dict[int, list[Decision]]:
    found: dict[int, list[Decision]] = defaultdict(list)
    for row in session.execute(
        select(*AreaStatus.__table__.c)
        .where(AreaStatus.area_id.in_(area_ids))
        .order_by(AreaStatus.since, AreaStatus.id)
    ):
        found[row.area_id].append(
            Decision(
                AreaState(row.status),
                row.since,
                row.until,
                row.source,
                row.evidence,
                row.entered_by,
            )
        )
    return found


def _area(row: Row[*tuple[Any, ...]], history: list[Decision]) -> AreaFacts:
    commune = f"{row.commune_kind} {row.commune_name}, {row.province_name}"
    return AreaFacts(
        id=row.id,
        slug=row.slug,
        scheme=row.scheme,
        code=row.code,
        name=row.name,
        crop=row.crop,
        hectares=row.hectares,
        place=commune if row.commune_name else row.place_text,
        issuer=row.issuer,
        producer_slug=row.producer_slug,
        producer=row.producer_name,
        is_demo=row.is_demo,
        history=tuple(history),
    )
