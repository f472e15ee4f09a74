"""What a recognition is worth on a given day. Months and days come from the rubric's data."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class EvidenceGrade(StrEnum):
    """What stands behind a recognition. Only the first two show stars."""

    DECISION = "decision"  # A: the number of a decision
    PRESS = "press"  # B1: an official page or the licensed press says so
    PROPOSAL = "proposal"  # B2: proposed, not decided
    CLAIM = "claim"  # C: the seller's own word, or a source nobody answers for

    @property
    def shows_stars(self) -> bool:
        return self in (EvidenceGrade.DECISION, EvidenceGrade.PRESS)


class Status(StrEnum):
    """Where a recognition stands on a day."""

    VALID = "valid"
    IN_WINDOW = "in_window"  # the re-evaluation may be filed now
    LATE = "late"  # the window has closed, the certificate still runs
    GRACE = "grace"  # past its end, running on by the transition rule
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN = "unknown"  # it may have ended: its date is not known
    NOT_RECOGNISED = "not_recognised"

    @property
    def shows_stars(self) -> bool:
        return self in SHOWING


SHOWING = frozenset({Status.VALID, Status.IN_WINDOW, Status.LATE, Status.GRACE})


class Reason(StrEnum):
    """The sentence to say beside the stars, or instead of them: see labels.py."""

    VALID_TO = "valid_to"
    VALID_SINCE_YEAR = "valid_since_year"
    IN_WINDOW = "in_window"
    LATE = "late"
    GRACE = "grace"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NO_END = "no_end"
    NO_STARS = "no_stars"
    NO_EVIDENCE = "no_evidence"
    NOT_YET = "not_yet"
    NONE = "none"


class RevocationGround(StrEnum):
    """The six grounds of QĐ 26/2026/QĐ-TTg Điều 8 khoản 1, by the letter of their point."""

    UNTRUE_DOSSIER = "a"
    CRITERIA_LOST = "b"
    LAW_BROKEN = "c"
    MARK_MISUSED = "d"
    NO_LONGER_MADE = "đ"
    OTHER = "e"


@dataclass(frozen=True)
class Deadlines:
    """The decision in force: its months, and the days around an end; None where unknown."""

    validity_months: int | None = None
    window_opens: int | None = None
    window_closes: int | None = None
    grace: int | None = None


@dataclass(frozen=True)
class Fact:
    """One recognition as its source gives it."""

    id: int
    product_id: int
    stars: int | None
    decision_number: str | None
    decision_date: date | None
    year: int | None
    issuer_name: str | None
    issuer_level: str | None
    valid_from: date | None
    valid_to: date | None
    validity_months: int | None
    has_transition_grace: bool
    evidence_grade: EvidenceGrade
    evidence_source: str | None
    revoked_on: date | None
    revocation_decision: str | None
    revocation_ground: str | None


@dataclass(frozen=True)
class Standing:
    """What may be shown of a product on a day: the stars, why, and the recognition behind it."""

    status: Status
    stars: int
    reason: Reason
    fact: Fact | None = None

    @property
    def shows_stars(self) -> bool:
        return self.stars > 0


@dataclass(frozen=True)
class StarDays:
    """So many stars may be shown from the first to the last day, both included."""

    stars: int
    first: date
    last: date


UNRECOGNISED = Standing(Status.NOT_RECOGNISED, 0, Reason.NONE)


def last_valid_day(valid_from: date, months: int) -> date:
    """The day `months` calendar months on, itself still valid (Bộ luật Dân sự 2015 Điều 148).

    A day that its month lacks becomes the last one: 29/2/2024 + 36 months = 28/2/2027.
    """
    place = valid_from.month - 1 + months
    year, month = valid_from.year + place // 12, place % 12 + 1
    return date(year, month, min(valid_from.day, monthrange(year, month)[1]))


def standing(facts: Iterable[Fact], on: date, deadlines: Deadlines) -> Standing:
    """The best of a product's recognitions on that day, the same whatever their order.

    Showing beats not showing, then more stars, then the later end, then the later decision.
    """
    each = [(standing_of(fact, on, deadlines), fact) for fact in facts]
    return max(each, key=_rank)[0] if each else UNRECOGNISED


def standing_of(fact: Fact, on: date, deadlines: Deadlines) -> Standing:
    """What one recognition is worth on that day."""
    status, reason = _by_date(fact, on, deadlines)
    if not fact.evidence_grade.shows_stars:
        return Standing(Status.NOT_RECOGNISED, 0, Reason.NO_EVIDENCE, fact)
    if status.shows_stars and fact.stars is None:
        return Standing(Status.UNKNOWN, 0, Reason.NO_STARS, fact)
    stars = fact.stars if status.shows_stars and fact.stars else 0
    return Standing(status, stars, reason, fact)


def shown_days(fact: Fact, deadlines: Deadlines) -> StarDays | None:
    """From when to when `standing_of` shows stars for it, or None if it never does.

    For the search index, which cannot ask about every product for every day.
    """
    if not fact.evidence_grade.shows_stars or not fact.stars:
        return None
    first, last = fact.valid_from or date.min, fact.valid_to
    if last is None:
        months = fact.validity_months or deadlines.validity_months
        if fact.year is None or months is None:
            return None
        first = date(fact.year, 1, 1)
        last = last_valid_day(first, months) - timedelta(days=1)
    elif fact.has_transition_grace:
        last += timedelta(days=deadlines.grace or 0)
    if fact.revoked_on:
        last = min(last, fact.revoked_on - timedelta(days=1))
    return StarDays(fact.stars, first, last) if first <= last else None


def _by_date(fact: Fact, on: date, deadlines: Deadlines) -> tuple[Status, Reason]:
    if fact.revoked_on and fact.revoked_on <= on:
        return Status.REVOKED, Reason.REVOKED
    if fact.valid_to is None:
        return _by_year(fact, on, fact.validity_months or deadlines.validity_months)
    if fact.valid_from and on < fact.valid_from:
        return Status.NOT_RECOGNISED, Reason.NOT_YET
    if on > fact.valid_to:
        return _after_the_end(fact, fact.valid_to, on, deadlines)
    return _before_the_end((fact.valid_to - on).days, deadlines)


def _by_year(fact: Fact, on: date, months: int | None) -> tuple[Status, Reason]:
    """Only a year: it cannot end before the first day of the year in which it might."""
    if fact.year is None:
        return Status.UNKNOWN, Reason.NO_END
    if on.year < fact.year:
        return Status.NOT_RECOGNISED, Reason.NOT_YET
    if months is not None and on < last_valid_day(date(fact.year, 1, 1), months):
        return Status.VALID, Reason.VALID_SINCE_YEAR
    return Status.UNKNOWN, Reason.NO_END


def _before_the_end(days_left: int, deadlines: Deadlines) -> tuple[Status, Reason]:
    opens, closes = deadlines.window_opens, deadlines.window_closes
    if opens is None or closes is None or days_left > opens:
        return Status.VALID, Reason.VALID_TO
    if days_left >= closes:
        return Status.IN_WINDOW, Reason.IN_WINDOW
    return Status.LATE, Reason.LATE


def _after_the_end(fact: Fact, end: date, on: date, deadlines: Deadlines) -> tuple[Status, Reason]:
    if fact.has_transition_grace and (on - end).days <= (deadlines.grace or 0):
        return Status.GRACE, Reason.GRACE
    return Status.EXPIRED, Reason.EXPIRED


def _rank(pair: tuple[Standing, Fact]) -> tuple[bool, int, date, date, int]:
    one, fact = pair
    known = fact.decision_date or (date(fact.year, 1, 1) if fact.year else date.min)
    ends = (fact.valid_to or known) if one.shows_stars else date.min
    return one.shows_stars, one.stars, ends, known, fact.id
