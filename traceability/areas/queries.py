"""Reads of growing areas. Nothing here gives a polygon, a telephone or a house number."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import joinedload

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.text import fold
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from traceability.areas import rules
from traceability.areas.cells import Cell, Point, may_be_shown, read_cell
from traceability.areas.models import Area, AreaEntry, AreaPoint, AreaProposal, AreaStatus
from traceability.areas.rules import (
    AreaState,
    ProposalState,
    Scheme,
    StatusEntry,
    Validity,
    validity_during,
)


@dataclass(frozen=True)
class Decision(StatusEntry):
    """A row of an area's history with who says so."""

    source: str | None = None
    evidence: str = "self"
    entered_by: str = ""
    picture: str | None = None  # digest of a photo of the paper; officers only
    wrong_by: str | None = None
    wrong_why: str | None = None


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
    former_place: str | None
    issuer: str | None
    producer_slug: str | None
    producer: str | None
    is_demo: bool
    history: tuple[Decision, ...] = ()

    @property
    def has_code(self) -> bool:
        return self.scheme != Scheme.NONE

    def validity_during(self, first: date, last: date) -> Validity:
        if not self.has_code:
            return Validity.NO_CODE
        return validity_during(self.history, first, last)

    def validity_on(self, day: date) -> Validity:
        return self.validity_during(day, day)

    def is_known_late(self, first: date, last: date) -> bool:
        """Whether the register said something else of these days when they ended."""
        then = validity_during(rules.known_on(self.history, last), first, last)
        return self.has_code and then is not validity_during(self.history, first, last)


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


def find_point(area_id: int) -> Point | None:
    """Where exactly the area lies. For officers: nothing public may ask."""
    row = session.get(AreaPoint, area_id)
    return Point(row.latitude, row.longitude) if row else None


def find_shown_cell(area_id: int) -> Cell | None:
    """The cell of the area's point, if enough households share it to be shown to anybody."""
    name = session.scalar(select(Area.cell).where(Area.id == area_id))
    if name is None or not may_be_shown(count_growers(name)):
        return None
    return read_cell(name)


def count_growers(cell: str) -> int:
    """How many households surely share a cell.

    An area that names no number counts as one, and of a producer's areas only the largest,
    for the same households may work all of them. Packing houses grow nothing.
    """
    rows = session.execute(
        select(Area.id, Area.producer_id, Area.growers).where(
            Area.cell == cell, Area.scheme != Scheme.PACKING_HOUSE
        )
    )
    most: dict[tuple[str, int], int] = {}
    for row in rows:
        whose = ("producer", row.producer_id) if row.producer_id else ("area", row.id)
        most[whose] = max(most.get(whose, 0), row.growers or 1)
    return sum(most.values())


@dataclass(frozen=True)
class Said:
    """What was said of an area from a day on."""

    since: date
    crop: str
    hectares: Decimal | None


def list_said(area_ids: Collection[int] | None = None) -> dict[int, list[Said]]:
    """The entries about these areas, or about all, in the order in which they hold."""
    query = select(AreaEntry.area_id, AreaEntry.since, AreaEntry.crop, AreaEntry.hectares)
    if area_ids is not None:
        query = query.where(AreaEntry.area_id.in_(area_ids))
    found: dict[int, list[Said]] = defaultdict(list)
    for row in session.execute(query.order_by(AreaEntry.since, AreaEntry.id)):
        found[row.area_id].append(Said(row.since, row.crop, row.hectares))
    return found


def said_on(entries: Sequence[Said], day: date) -> Said | None:
    """The entry that holds on a day, or None before the first."""
    return next((one for one in reversed(entries) if one.since <= day), None)


def find_holder(scheme: str, code: str) -> Row[*tuple[Any, ...]] | None:
    """Whose this code is (`producer_id`), capitals aside; None while the register has it not."""
    same = (Area.scheme == scheme, func.lower(Area.code) == code.lower())
    return session.execute(select(Area.id, Area.producer_id).where(*same).limit(1)).first()


def find_foreign_code(area_ids: Collection[int], producer_id: int) -> str | None:
    """The code of one of these areas that the register gives to another producer, or None.

    An area of no producer here, such as a code for a whole commune, is anybody's.
    """
    foreign = select(Area.code).where(Area.id.in_(area_ids), Area.producer_id != producer_id)
    return session.scalar(foreign.order_by(Area.code).limit(1))


def get_proposal(proposal_id: int, *, lock: bool = False) -> AreaProposal:
    """The proposal, or NotFound. `lock` holds the row until the commit."""
    query = select(AreaProposal).where(AreaProposal.id == proposal_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    if (row := session.scalar(query)) is None:
        raise NotFound
    return row


def is_proposed(scheme: str, code: str, producer_id: int) -> bool:
    """Whether this producer's proposal of the code still waits."""
    found = select(AreaProposal.id).where(
        AreaProposal.scheme == scheme,
        func.lower(AreaProposal.code) == code.lower(),
        AreaProposal.producer_id == producer_id,
        AreaProposal.state == ProposalState.WAITING,
    )
    return session.scalar(found.limit(1)) is not None


def list_proposals() -> list[AreaProposal]:
    """The proposals that wait, the oldest first."""
    waiting = AreaProposal.state == ProposalState.WAITING
    query = select(AreaProposal).where(waiting).order_by(AreaProposal.id)
    return list(session.scalars(query.options(joinedload(AreaProposal.producer)).limit(200)))


def list_own_proposals(actor: Actor) -> list[AreaProposal]:
    """What the actor's producer has proposed, the newest first."""
    mine = AreaProposal.producer_id.in_(actor.producer_ids)
    return list(session.scalars(select(AreaProposal).where(mine).order_by(AreaProposal.id.desc())))


def list_own_areas(actor: Actor) -> list[AreaFacts]:
    """The areas of the actor's producer, by code."""
    mine = Area.producer_id.in_(actor.producer_ids)
    return _facts(_rows().where(mine).order_by(Area.code, Area.id))


def list_areas_of(producer_id: int) -> list[AreaFacts]:
    """The areas of a producer as the public may know them, by code."""
    return _facts(_rows().where(Area.producer_id == producer_id).order_by(Area.code, Area.id))


def list_areas(page: int, per_page: int = 50, text: str = "") -> tuple[list[AreaFacts], int]:
    """One page of all areas by code, and how many there are.

    With `text`, those whose code, name or producer contains it.
    """
    rows = _rows()
    if text:
        lower = text.lower()
        rows = rows.where(
            or_(
                func.lower(Area.code).contains(lower, autoescape=True),
                Area.name.icontains(text, autoescape=True),
                Producer.folded.contains(fold(text), autoescape=True),
            )
        )
    total = session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    return _facts(
        rows.order_by(Area.code, Area.id).limit(per_page).offset((page - 1) * per_page)
    ), total


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
            Area.former_place,
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
                clock.local_date(row.recorded_at),
                clock.local_date(row.wrong_at) if row.wrong_at else None,
                row.source,
                row.evidence,
                row.entered_by,
                row.picture,
                row.wrong_by,
                row.wrong_why,
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
        former_place=row.former_place,
        issuer=row.issuer,
        producer_slug=row.producer_slug,
        producer=row.producer_name,
        is_demo=row.is_demo,
        history=tuple(history),
    )
