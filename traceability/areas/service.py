"""Writes of growing areas: a code is registered once, then only its history grows."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit, clock, codes
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.text import slugify
from traceability.areas import errors, queries, rules
from traceability.areas.cells import Point
from traceability.areas.models import Area, AreaEntry, AreaPoint, AreaStatus
from traceability.areas.rules import AreaState, Scheme
from traceability.areas.signals import area_changed

MOST_HECTARES = Decimal(100_000)


@dataclass(frozen=True, kw_only=True)
class Description:
    """What is known of an area beside its code; the same parts as models.Described."""

    name: str
    crop: str
    hectares: Decimal | None = None
    parcels: str | None = None
    growers: int | None = None
    commune_code: str | None = None
    place_text: str | None = None
    former_place: str | None = None
    issuer: str | None = None

    @property
    def described(self) -> dict[str, Any]:
        return {part.name: getattr(self, part.name) for part in fields(Description)}


@dataclass(frozen=True, kw_only=True)
class NewArea(Description):
    """An area when it is entered. `code` is None for the scheme "none", and only then."""

    scheme: Scheme
    code: str | None = None
    point: Point | None = None
    producer_id: int | None = None
    is_demo: bool = False


@dataclass(frozen=True)
class NewStatus:
    """A decision about a code, and what stands behind it; `picture` is the digest of a photo."""

    state: AreaState
    since: date
    until: date | None = None
    source: str | None = None
    evidence: str = "self"
    picture: str | None = None


def register_area(
    actor: Actor, given: NewArea, first: NewStatus | None, now: datetime, since: date | None = None
) -> Area:
    """Enter an area, with the decision that granted its code if it has one.

    `since` is the day from which the description holds: that of the decision, else today.
    Codes are unique within their scheme. Raises errors.AreaRefused.
    """
    code = _checked_code(given)
    check_description(given)
    check_point(given.point)
    if queries.find_holder(given.scheme, code) is not None:
        raise errors.CodeTaken
    area = Area(
        **given.described,
        scheme=given.scheme,
        code=code,
        cell=given.point.cell.name if given.point else None,
        producer_id=given.producer_id,
        is_demo=given.is_demo,
        slug=_free_slug(code),
    )
    try:
        with session.begin_nested():  # the flush turns a code taken meanwhile into an error
            session.add(area)
    except IntegrityError as error:
        raise errors.CodeTaken from error
    if first is not None:
        _append(actor, area, [], first, now)
    elif given.scheme is not Scheme.NONE:
        raise errors.MayNotFollow
    day = since or (first.since if first else clock.local_date(now))
    _describe(actor, area, given, day, first.source if first else None, now)
    _keep_point(area, given.point)
    audit.record(actor, "areas.register", area, f"Ghi mã {area.code} ({area.name}) vào sổ.")
    area_changed.send(None, area_id=area.id)
    return area


def edit_area(
    actor: Actor,
    area_id: int,
    given: Description,
    point: Point | None,
    since: date,
    source: str | None,
    now: datetime,
) -> Area:
    """Say anew what is known of an area, from `since` on. What was said before stays as it was."""
    area = queries.get_area(area_id, lock=True)
    check_description(given)
    check_point(point)
    if since > clock.local_date(now):
        raise errors.InTheFuture
    if area.entries and since < area.entries[-1].since:
        raise errors.NotInOrder
    before = {part: getattr(area, part) for part in given.described}
    changed = [part for part, value in given.described.items() if value != before[part]]
    if not changed and (point is None or point == queries.find_point(area.id)):
        raise errors.NothingNew
    for part, value in given.described.items():
        setattr(area, part, value)
    _describe(actor, area, given, since, source, now)
    _keep_point(area, point)
    audit.record(
        actor,
        "areas.edit",
        area,
        f"Ghi lại thông tin vùng {area.code} từ {since:%d/%m/%Y}.",
        parts=sorted(changed),
    )
    area_changed.send(None, area_id=area.id)
    return area


def append_status(actor: Actor, area_id: int, given: NewStatus, now: datetime) -> AreaStatus:
    """Add the next decision to a code's history; nothing of it is ever changed."""
    area = queries.get_area(area_id, lock=True)
    if area.scheme == Scheme.NONE:
        raise errors.HasNoCode
    history = [
        rules.StatusEntry(AreaState(row.status), row.since, row.until)
        for row in area.statuses
        if row.wrong_at is None
    ]
    row = _append(actor, area, history, given, now)
    audit.record(
        actor,
        "areas.append_status",
        area,
        f"Ghi tình trạng “{given.state}” của mã {area.code} từ {given.since:%d/%m/%Y}.",
    )
    area_changed.send(None, area_id=area.id)
    return row


def declare_wrong(actor: Actor, area_id: int, why: str, now: datetime) -> AreaStatus:
    """Say that the last decision was entered by mistake. It stays readable and counts no more.

    Only the last one, so that what is left is still a history; earlier ones one after the other.
    """
    area = queries.get_area(area_id, lock=True)
    left = [row for row in area.statuses if row.wrong_at is None]
    if not left:
        raise errors.NothingToTakeBack
    row = left[-1]
    row.wrong_at, row.wrong_by, row.wrong_why = now, actor.name, why
    session.flush()
    sentence = f"Khai tình trạng “{row.status}” của mã {area.code} là ghi nhầm: {why}"
    audit.record(actor, "areas.declare_wrong", area, sentence)
    area_changed.send(None, area_id=area.id)
    return row


def check_description(given: Description) -> None:
    """Refuse an area that is no size a field can have."""
    if given.hectares is not None and not 0 < given.hectares <= MOST_HECTARES:
        raise errors.TooSmallOrLarge


def check_point(point: Point | None) -> None:
    """Refuse a point outside Vietnam, and say so where it is only turned round."""
    if point is not None and not point.is_in_vietnam:
        raise errors.TurnedRound if point.is_turned_round else errors.NotInVietnam


def _checked_code(given: NewArea) -> str:
    if given.scheme is not Scheme.NONE:
        if not given.code:
            raise errors.CodeMissing
        return given.code
    if given.code:
        raise errors.CodeNotNeeded
    # A number of this register, which nobody takes for a code of an authority.
    return codes.with_check(f"KM-{codes.random_body(6)}-")


def _append(
    actor: Actor,
    area: Area,
    history: list[rules.StatusEntry],
    given: NewStatus,
    now: datetime,
) -> AreaStatus:
    last = history[-1] if history else None
    if given.since > clock.local_date(now):
        raise errors.InTheFuture
    if given.until is not None and given.until < given.since:
        raise errors.EndsBeforeItBegins
    if area.scheme == Scheme.NONE:
        raise errors.HasNoCode
    if given.state not in rules.NEXT[last.state if last else None]:
        raise errors.MayNotFollow
    if last and given.since < last.since:
        raise errors.NotInOrder
    row = AreaStatus(
        area_id=area.id,
        status=given.state,
        **{part: value for part, value in asdict(given).items() if part != "state"},
        entered_by=actor.name,
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _describe(
    actor: Actor, area: Area, given: Description, since: date, source: str | None, now: datetime
) -> None:
    session.add(
        AreaEntry(
            area_id=area.id,
            **given.described,
            since=since,
            source=source,
            entered_by=actor.name,
            recorded_at=now,
        )
    )
    session.flush()


def _keep_point(area: Area, point: Point | None) -> None:
    """Keep the newest point only: where a field lies is nothing to keep a history of."""
    if point is not None:
        area.cell = point.cell.name
        session.merge(AreaPoint(area_id=area.id, **asdict(point)))
        session.flush()


def _free_slug(code: str) -> str:
    """The code folded; a number follows when another scheme has the same code."""
    wanted = slugify(code) or "ma"
    taken = set(session.scalars(select(Area.slug).where(Area.slug.like(f"{wanted}%"))))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
