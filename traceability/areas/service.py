"""Writes of growing areas: a code is registered once, then only its history grows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.text import slugify
from traceability.areas import queries, rules
from traceability.areas.errors import (
    CodeTaken,
    EndsBeforeItBegins,
    InTheFuture,
    MayNotFollow,
    NotInOrder,
)
from traceability.areas.models import Area, AreaStatus
from traceability.areas.rules import AreaState, Scheme
from traceability.areas.signals import area_changed


@dataclass(frozen=True)
class NewArea:
    """What is known of an area when its code is entered."""

    scheme: Scheme
    code: str
    name: str
    crop: str
    hectares: Decimal | None = None
    commune_code: str | None = None
    place_text: str | None = None
    issuer: str | None = None
    producer_id: int | None = None
    is_demo: bool = False


@dataclass(frozen=True)
class NewStatus:
    """A decision about a code, and what stands behind it."""

    state: AreaState
    since: date
    until: date | None = None
    source: str | None = None
    evidence: str = "self"


def register_area(actor: Actor, given: NewArea, first: NewStatus, now: datetime) -> Area:
    """Enter a code with the decision that granted it. Codes are unique within their scheme."""
    taken = select(Area.id).where(Area.scheme == given.scheme, Area.code == given.code)
    if session.scalar(taken) is not None:
        raise CodeTaken
    area = Area(**vars(given), slug=_free_slug(given.code))
    session.add(area)
    session.flush()
    _append(actor, area, [], first, now)
    audit.record(actor, "areas.register", area, f"Ghi mã {area.code} ({area.name}) vào sổ.")
    return area


def append_status(actor: Actor, area_id: int, given: NewStatus, now: datetime) -> AreaStatus:
    """Add the next decision to a code's history; nothing of it is ever changed."""
    area = queries.get_area(area_id, lock=True)
    history = [
        rules.StatusEntry(AreaState(row.status), row.since, row.until) for row in area.statuses
    ]
    row = _append(actor, area, history, given, now)
    audit.record(
        actor,
        "areas.append_status",
        area,
        f"Ghi tình trạng “{given.state}” của mã {area.code} từ {given.since:%d/%m/%Y}.",
    )
    return row


def _append(
    actor: Actor,
    area: Area,
    history: list[rules.StatusEntry],
    given: NewStatus,
    now: datetime,
) -> AreaStatus:
    last = history[-1] if history else None
    if given.since > clock.local_date(now):
        raise InTheFuture
    if given.until is not None and given.until < given.since:
        raise EndsBeforeItBegins
    if given.state not in rules.NEXT[last.state if last else None]:
        raise MayNotFollow
    if last and given.since < last.since:
        raise NotInOrder
    row = AreaStatus(
        area_id=area.id,
        status=given.state,
        since=given.since,
        until=given.until,
        source=given.source,
        evidence=given.evidence,
        entered_by=actor.name,
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    area_changed.send(None, area_id=area.id)
    return row


def _free_slug(code: str) -> str:
    """The code folded; a number follows when another scheme has the same code."""
    wanted = slugify(code) or "ma"
    taken = set(session.scalars(select(Area.slug).where(Area.slug.like(f"{wanted}%"))))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
