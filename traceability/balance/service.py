"""Writes of the balance: values with their source, tolerances, answers. Nothing is edited."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from traceability.areas.queries import get_area
from traceability.balance import errors, queries, rules
from traceability.balance.models import Remark, Tolerance, YieldCap
from traceability.balance.rules import RemarkKind, Standing


@dataclass(frozen=True)
class NewCap:
    """A value as an officer enters it: 65 tạ per hectare, from a document."""

    crop: str
    season: str
    first_day: date
    last_day: date
    amount: Decimal
    unit: str
    source: str
    is_demo: bool = False


def add_cap(actor: Actor, given: NewCap, now: datetime) -> YieldCap:
    """Enter what a hectare usually yields at most in a season. Raises errors.BalanceRefused."""
    in_kg = _checked(given)
    key = rules.crop_key(given.crop)
    row = YieldCap(
        crop=given.crop,
        crop_key=key,
        season=given.season,
        first_day=given.first_day,
        last_day=given.last_day,
        kg_per_hectare=in_kg,
        as_entered=f"{given.amount.normalize():f} {given.unit}".replace(".", ","),
        source=given.source,
        entered_by=actor.name,
        recorded_at=now,
        is_demo=given.is_demo,
    )
    session.add(row)
    session.flush()
    sentence = f"Ghi mức {row.as_entered}/ha cho {row.crop}, {row.season} (theo {row.source})."
    audit.record(actor, "balance.add_cap", row, sentence)
    return row


def withdraw_cap(actor: Actor, cap_id: int, why: str, now: datetime) -> YieldCap:
    """Let a value count no more. It stays readable with who withdrew it and why."""
    row = queries.get_cap(cap_id, lock=True)
    if row.withdrawn_at is not None:
        raise errors.AlreadyWithdrawn
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = now, actor.name, why
    session.flush()
    sentence = f"Rút mức {row.as_entered}/ha của {row.crop}, {row.season}: {why}"
    audit.record(actor, "balance.withdraw_cap", row, sentence)
    return row


def set_tolerance(actor: Actor, percent: int, since: date, source: str, now: datetime) -> Tolerance:
    """From a day on, not before today, claims may exceed the usual by so many per cent."""
    if not 0 <= percent <= rules.MOST_PERCENT:
        raise errors.PercentOutOfRange
    if since < clock.local_date(now):
        raise errors.InThePast
    if not source:
        raise errors.SourceMissing
    row = Tolerance(
        percent=percent, since=since, source=source, entered_by=actor.name, recorded_at=now
    )
    session.add(row)
    session.flush()
    sentence = f"Mức chênh cho phép {percent} % từ {since:%d/%m/%Y} (theo {source})."
    audit.record(actor, "balance.set_tolerance", row, sentence)
    return row


def answer(actor: Actor, area_id: int, cap_id: int, text: str, now: datetime) -> Remark:
    """Keep what the producer says about a season of its own area; others' are not found."""
    producer_id = get_area(area_id).producer_id
    if producer_id is None or not actor.works_for(producer_id):
        raise NotFound
    return _remark(actor, area_id, cap_id, RemarkKind.ANSWER, text, now)


def accept(actor: Actor, area_id: int, cap_id: int, text: str, now: datetime) -> Remark:
    """Say that what was claimed so far is explained. More claimed later is looked at anew."""
    found = queries.get_balance(area_id, cap_id, clock.local_date(now))
    if found.standing is not Standing.ABOVE:
        raise errors.NothingToAccept
    return _remark(actor, area_id, cap_id, RemarkKind.ACCEPTED, text, now)


def _checked(given: NewCap) -> Decimal:
    """The yield in kilograms per hectare, or the refusal."""
    in_kg = rules.yield_in_kg(given.amount, given.unit)
    if in_kg is None:
        raise errors.NotAWeight
    if not 0 < in_kg <= rules.MOST_PER_HECTARE:
        raise errors.NoSuchYield
    longest = timedelta(days=rules.LONGEST_SEASON)
    if not timedelta(0) <= given.last_day - given.first_day <= longest:
        raise errors.SeasonBackwards
    if not given.source:
        raise errors.SourceMissing
    others = session.execute(
        select(YieldCap.first_day, YieldCap.last_day).where(
            YieldCap.crop_key == rules.crop_key(given.crop), YieldCap.withdrawn_at.is_(None)
        )
    )
    if rules.overlap((given.first_day, given.last_day), [(one[0], one[1]) for one in others]):
        raise errors.SeasonsOverlap
    return in_kg


def _remark(
    actor: Actor, area_id: int, cap_id: int, kind: RemarkKind, text: str, now: datetime
) -> Remark:
    found = queries.get_balance(area_id, cap_id, clock.local_date(now))
    row = Remark(
        area_id=area_id,
        cap_id=cap_id,
        kind=kind,
        text=text,
        claimed=found.claims.kg,
        entered_by=actor.name,
        recorded_at=now,
    )
    session.add(row)
    session.flush()
    said = "Trả lời" if kind is RemarkKind.ANSWER else "Xác nhận đã rõ"
    audit.record(actor, f"balance.{kind}", row, f"{said} về vùng {found.code}, {found.cap.season}.")
    return row
