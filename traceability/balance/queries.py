"""Reads of the balance: what was claimed from each area, season by season.

Only what was recorded on this platform is known; whoever sells elsewhere is not seen here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, select
from sqlalchemy.orm import aliased

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from traceability.areas import queries as areas
from traceability.areas.models import Area
from traceability.balance import rules
from traceability.balance.models import Remark, Tolerance, YieldCap
from traceability.balance.rules import Claims, RemarkKind, Standing
from traceability.batches.models import Batch
from traceability.batches.rules import BatchKind
from traceability.events.models import Event, EventArea, EventFlow
from traceability.events.queries import corrected, list_descendant_ids
from traceability.events.rules import FROM_AREAS, GRAM, Direction

LOOKED_BACK = timedelta(days=730)
"""Seasons that ended longer ago are history: still to be read, not listed."""


@dataclass(frozen=True)
class SeasonBalance:
    """One season of one area. `allowed` is None where nobody knows the size of the area."""

    area_id: int
    code: str
    slug: str
    name: str
    producer: str | None
    cap: YieldCap
    claims: Claims
    hectares: Decimal | None
    percent: int  # the tolerance
    allowed: Decimal | None
    standing: Standing
    answers: int

    @property
    def share(self) -> int | None:
        """The claim in per cent of what is allowed."""
        return rules.percent_of(self.claims.kg, self.allowed) if self.allowed else None


def get_cap(cap_id: int, *, lock: bool = False) -> YieldCap:
    """The value, withdrawn or not, or NotFound. `lock` holds the row until the commit."""
    query = select(YieldCap).where(YieldCap.id == cap_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    if (cap := session.scalar(query)) is None:
        raise NotFound
    return cap


def list_caps() -> list[YieldCap]:
    """Every value that was ever entered, by crop, the newest season first."""
    query = select(YieldCap).order_by(YieldCap.crop_key, YieldCap.first_day.desc(), YieldCap.id)
    return list(session.scalars(query))


def list_tolerances() -> list[Tolerance]:
    """In the order they were entered."""
    return list(session.scalars(select(Tolerance).order_by(Tolerance.id)))


def list_crops_without_cap(today: date) -> list[tuple[str, int]]:
    """Crops something was ever claimed of for which no value says how much is usual.

    With the number of their areas, the most first.
    """
    known = {cap.crop_key for cap in _caps_in_force(today)}
    rows = session.execute(
        select(Area.id, Area.crop)
        .where(Area.id.in_(select(EventArea.area_id).distinct()))
        .order_by(Area.id)
    )
    missing: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if (key := rules.crop_key(row.crop)) not in known:
            missing[key].append(row.crop)
    found = [(names[0], len(names)) for names in missing.values()]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def list_balances(today: date) -> list[SeasonBalance]:
    """Every season of the last years with claims, what is most above its usual first."""
    found = _balances(_caps_in_force(today), today)
    return sorted(found, key=_rank, reverse=True)


def list_own_balances(actor: Actor, today: date) -> list[SeasonBalance]:
    """Those of the actor's producer, in the same order."""
    mine = select(Area.id).where(Area.producer_id.in_(actor.producer_ids))
    found = _balances(_caps_in_force(today), today, session.scalars(mine).all())
    return sorted(found, key=_rank, reverse=True)


def count_to_answer(actor: Actor, today: date) -> int:
    """How many seasons of the actor's producer are above the usual and not answered yet."""
    return sum(
        one.standing is Standing.ABOVE and not one.answers
        for one in list_own_balances(actor, today)
    )


def list_seasons_of_area(area_id: int, today: date) -> list[SeasonBalance]:
    """Those of one area, the newest first."""
    found = _balances(_caps_in_force(today), today, [area_id])
    return sorted(found, key=lambda one: one.cap.first_day, reverse=True)


def get_balance(area_id: int, cap_id: int, today: date) -> SeasonBalance:
    """One season of one area, or NotFound where nothing was claimed."""
    found = _balances([get_cap(cap_id)], today, [area_id])
    if not found:
        raise NotFound
    return found[0]


def list_evidence(area_id: int, cap: YieldCap) -> Sequence[Row[*tuple[Any, ...]]]:
    """The lines a claim is made of, oldest first: event, day, amount, batch, who wrote it when."""
    return session.execute(
        select(
            Event.id,
            Event.kind,
            Event.started_on,
            Event.ended_on,
            Event.recorded_at,
            Event.entered_by,
            Event.evidence,
            EventArea.quantity,
            EventArea.unit,
            Batch.id.label("batch_id"),
            Batch.code,
            Producer.name.label("producer"),
        )
        .join(Event, Event.id == EventArea.event_id)
        .join(Batch, Batch.id == EventArea.batch_id)
        .outerjoin(Producer, Producer.id == Event.producer_id)
        .where(EventArea.area_id == area_id, _counts(), _within(cap))
        .order_by(Event.ended_on, Event.id, EventArea.id)
    ).all()


def list_packed_of(batch_ids: Collection[int]) -> Sequence[Row[*tuple[Any, ...]]]:
    """The packed batches made of these, the newest first."""
    return session.execute(
        select(Batch.code, Batch.packed_on, Batch.quantity)
        .where(Batch.id.in_(list_descendant_ids(batch_ids)), Batch.kind == BatchKind.PACKED)
        .order_by(Batch.packed_on.desc(), Batch.id.desc())
        .limit(200)
    ).all()


def list_remarks(area_id: int, cap_id: int) -> list[Remark]:
    """What was said about a season, oldest first."""
    about = (Remark.area_id == area_id, Remark.cap_id == cap_id)
    return list(session.scalars(select(Remark).where(*about).order_by(Remark.id)))


def _caps_in_force(today: date) -> list[YieldCap]:
    query = select(YieldCap).where(
        YieldCap.withdrawn_at.is_(None),
        YieldCap.first_day <= today,
        YieldCap.last_day >= today - LOOKED_BACK,
    )
    return list(session.scalars(query.order_by(YieldCap.id)))


def _balances(
    caps: Iterable[YieldCap], today: date, only: Collection[int] | None = None
) -> list[SeasonBalance]:
    steps = [(one.since, one.percent) for one in list_tolerances()]
    rows, said, remarks = _areas(only), areas.list_said(only), _remarks(only)
    growers = _by_crop(said)
    found: list[SeasonBalance] = []
    for cap in caps:
        last = min(cap.last_day, today)
        held = {number: areas.said_on(said[number], last) for number in growers[cap.crop_key]}
        wanted = {
            number: one
            for number, one in held.items()
            if one and rules.crop_key(one.crop) == cap.crop_key
        }
        percent = rules.percent_on(steps, last)
        for number, claim in _claims(cap, wanted).items():
            remark = remarks.get((number, cap.id), [])
            size = wanted[number].hectares
            found.append(_balance(rows[number], cap, claim, size, percent, remark))
    return found


def _balance(
    row: Row[*tuple[Any, ...]],
    cap: YieldCap,
    claims: Claims,
    hectares: Decimal | None,
    percent: int,
    said: list[Row[*tuple[Any, ...]]],
) -> SeasonBalance:
    allowed = rules.allowed_kg(hectares, cap.kg_per_hectare, percent) if hectares else None
    agreed = [one.claimed for one in said if one.kind == RemarkKind.ACCEPTED]
    return SeasonBalance(
        area_id=row.id,
        code=row.code,
        slug=row.slug,
        name=row.name,
        producer=row.producer,
        cap=cap,
        claims=claims,
        hectares=hectares,
        percent=percent,
        allowed=allowed,
        standing=rules.standing(claims.kg, allowed, max(agreed, default=None)),
        answers=sum(one.kind == RemarkKind.ANSWER for one in said),
    )


def _areas(only: Collection[int] | None) -> dict[int, Row[*tuple[Any, ...]]]:
    query = select(
        Area.id, Area.code, Area.slug, Area.name, Producer.name.label("producer")
    ).outerjoin(Producer, Producer.id == Area.producer_id)
    if only is not None:
        query = query.where(Area.id.in_(only))
    return {row.id: row for row in session.execute(query)}


def _by_crop(said: dict[int, list[areas.Said]]) -> dict[str, list[int]]:
    """The areas on which each crop was ever grown."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, entries in said.items():
        for key in {rules.crop_key(one.crop) for one in entries}:
            found[key].append(number)
    return found


def _claims(cap: YieldCap, wanted: Collection[int]) -> dict[int, Claims]:
    """What was claimed in the season from each of these areas, those without claims left out."""
    if not wanted:
        return {}
    weighed = case((EventArea.unit == "kg", EventArea.quantity), else_=0)
    query = (
        select(
            EventArea.area_id,
            func.sum(weighed).label("kg"),
            func.count().label("lines"),
            func.sum(case((EventArea.unit == "kg", 0), else_=1)).label("uncounted"),
        )
        .join(Event, Event.id == EventArea.event_id)
        .where(_counts(), _within(cap))
        .group_by(EventArea.area_id)
    )
    if len(wanted) <= 500:  # of more, all are read and the others dropped
        query = query.where(EventArea.area_id.in_(wanted))
    return {
        row.area_id: Claims(Decimal(row.kg).quantize(GRAM), row.lines, row.uncounted)
        for row in session.execute(query)
        if row.area_id in wanted
    }


def _counts() -> ColumnElement[bool]:
    """Whether an event claims something new: not one that was declared wrong, and not the
    receipt of goods whose harvest is recorded here already."""
    flow = aliased(EventFlow)
    takes = exists().where(flow.event_id == Event.id, flow.direction == Direction.IN)
    return and_(Event.kind.in_(FROM_AREAS), Event.id.not_in(corrected()), ~takes)


def _within(cap: YieldCap) -> ColumnElement[bool]:
    return Event.ended_on.between(cap.first_day, cap.last_day)


def _remarks(
    only: Collection[int] | None,
) -> dict[tuple[int, int], list[Row[*tuple[Any, ...]]]]:
    query = select(Remark.area_id, Remark.cap_id, Remark.kind, Remark.claimed)
    if only is not None:
        query = query.where(Remark.area_id.in_(only))
    found: dict[tuple[int, int], list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in session.execute(query.order_by(Remark.id)):
        found[row.area_id, row.cap_id].append(row)
    return found


def _rank(one: SeasonBalance) -> tuple[bool, bool, Decimal, int]:
    """Above first, by how much; then those nobody can judge; then the rest."""
    share = one.claims.kg / one.allowed if one.allowed else Decimal(0)
    above, unsized = one.standing is Standing.ABOVE, one.standing is Standing.NO_SIZE
    return above, unsized, share, -one.area_id
