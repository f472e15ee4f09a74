"""What an area's code is worth on a day. The history decides, not the state of today."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar


class Scheme(StrEnum):
    """Who gives out the code, and for what. Each scheme is a namespace of its own."""

    EXPORT = "export"
    DOMESTIC = "domestic"
    PACKING_HOUSE = "packing_house"
    AQUACULTURE = "aquaculture"
    LIVESTOCK = "livestock"
    OTHER = "other"
    NONE = "none"  # a place without a code; it gets a number of this register


class AreaState(StrEnum):
    """What an authority decided about a code."""

    GRANTED = "granted"
    WARNED = "warned"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    RESTORED = "restored"


class Validity(StrEnum):
    """What those decisions mean for goods harvested on a day; worse ones stand later."""

    VALID = "valid"
    WARNED = "warned"
    NO_CODE = "no_code"
    UNKNOWN = "unknown"
    NOT_YET = "not_yet"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class Evidence(StrEnum):
    """What stands behind an entry, weakest first."""

    SELF = "self"
    DOCUMENT = "document"
    COUNTERSIGNED = "countersigned"


class ProposalState(StrEnum):
    """What became of a producer's proposal."""

    WAITING = "waiting"
    GRANTED = "granted"
    DECLINED = "declined"


NEXT: dict[AreaState | None, frozenset[AreaState]] = {
    None: frozenset({AreaState.GRANTED}),
    AreaState.GRANTED: frozenset(set(AreaState) - {AreaState.RESTORED}),
    AreaState.WARNED: frozenset(set(AreaState) - {AreaState.WARNED}),
    AreaState.SUSPENDED: frozenset({AreaState.RESTORED, AreaState.REVOKED, AreaState.GRANTED}),
    AreaState.REVOKED: frozenset({AreaState.GRANTED, AreaState.RESTORED}),
    AreaState.RESTORED: frozenset(set(AreaState) - {AreaState.RESTORED}),
}
"""Which decision may follow which. A revocation can be lifted; a grant can be renewed."""

PATTERNS = {
    Scheme.EXPORT: re.compile(r"VN-[A-Z]{2}OR-\d{4}"),
    Scheme.PACKING_HOUSE: re.compile(r"VN-[A-Z]{2}PH-\d{3,4}"),
}


LATE_DAYS = 3
"""An entry written down more days than this after it took effect is marked as late."""


@dataclass(frozen=True)
class StatusEntry:
    """One row of a code's history; `until` is the last day of a grant that names one."""

    state: AreaState
    since: date
    until: date | None = None
    recorded_on: date | None = None
    wrong_on: date | None = None  # the day it was declared a mistake; it counts no more

    @property
    def days_late(self) -> int:
        """How many days after it took effect it was written down; 0 within LATE_DAYS."""
        return days_late(self.since, self.recorded_on or self.since)


Entry = TypeVar("Entry", bound=StatusEntry)


def days_late(since: date, recorded_on: date) -> int:
    """The days between, or 0 where they are too few to be worth a mark."""
    lag = (recorded_on - since).days
    return lag if lag > LATE_DAYS else 0


def known_on(history: Sequence[StatusEntry], day: date) -> list[StatusEntry]:
    """What a history said at the end of `day`: later entries unwritten, later mistakes unseen."""
    return [
        replace(entry, wrong_on=None) if entry.wrong_on and entry.wrong_on > day else entry
        for entry in history
        if (entry.recorded_on or entry.since) <= day
    ]


def counting(history: Sequence[Entry]) -> list[Entry]:
    """The entries that were not declared mistakes."""
    return [entry for entry in history if entry.wrong_on is None]


def looks_unusual(scheme: str, code: str) -> bool:
    """Whether an export or packing-house code is not of the shape met so far.

    A warning for the one who enters it, never a refusal: no law we could read fixes the shape.
    """
    pattern = PATTERNS.get(Scheme(scheme))
    return bool(pattern and not pattern.fullmatch(code))


def validity_on(history: Sequence[StatusEntry], day: date) -> Validity:
    """What the code was worth on `day`, from its history in order."""
    history = counting(history)
    if not history:
        return Validity.UNKNOWN
    past = [entry for entry in history if entry.since <= day]
    if not past:
        return Validity.NOT_YET
    state = past[-1].state
    if state in (AreaState.REVOKED, AreaState.SUSPENDED):
        return Validity(state.value)
    if (end := _end_of_grant(past)) is not None and end < day:
        return Validity.LAPSED
    return Validity.WARNED if state is AreaState.WARNED else Validity.VALID


def validity_during(history: Sequence[StatusEntry], first: date, last: date) -> Validity:
    """The worst the code was worth on the first day, the last, and each change between."""
    changes = {entry.since for entry in counting(history) if first <= entry.since <= last}
    found = {validity_on(history, day) for day in changes | {first, last}}
    return max(found, key=list(Validity).index)


def ends_on(history: Sequence[StatusEntry], today: date) -> date | None:
    """The last day of a code that counts today or lapsed; None where no day was named."""
    past = [entry for entry in counting(history) if entry.since <= today]
    if not past or past[-1].state in (AreaState.REVOKED, AreaState.SUSPENDED):
        return None
    return _end_of_grant(past)


def _end_of_grant(past: Sequence[StatusEntry]) -> date | None:
    """The last day of the newest grant; a restoration that names no day keeps the grant's."""
    for entry in reversed(past):
        if entry.state is AreaState.GRANTED or entry.until is not None:
            return entry.until
    return None
