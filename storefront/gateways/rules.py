"""What a buyer's try to pay online may become, and when a partner is asked about it. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storefront.payment_partners.rules import RefundState


class AttemptState(StrEnum):
    """How far one try to pay came. Only a partner's signed word or answer moves it."""

    PREPARED = "prepared"  # stored with its key; nobody knows whether the partner heard of it
    UNKNOWN = "unknown"  # the partner did not answer in time
    STARTED = "started"  # its page is open for the buyer
    REFUSED = "refused"  # the partner made no page
    GONE = "gone"  # declined, or its time is over
    PAID = "paid"


MOVES_FROM = {
    AttemptState.STARTED: frozenset({AttemptState.PREPARED, AttemptState.UNKNOWN}),
    AttemptState.UNKNOWN: frozenset({AttemptState.PREPARED, AttemptState.UNKNOWN}),
    AttemptState.REFUSED: frozenset({AttemptState.PREPARED, AttemptState.UNKNOWN}),
    AttemptState.GONE: frozenset(
        {AttemptState.PREPARED, AttemptState.UNKNOWN, AttemptState.STARTED}
    ),
    # Money counts whatever was said before it: messages come in any order.
    AttemptState.PAID: frozenset(AttemptState) - {AttemptState.PAID},
}
"""From where each state may be reached; a later state never gives way to an earlier one."""

HALF_WAY = frozenset({AttemptState.PREPARED, AttemptState.UNKNOWN})
LIVE = HALF_WAY | {AttemptState.STARTED}
REFUND_LIVE = frozenset({RefundState.PREPARED, RefundState.UNKNOWN})
REFUND_COUNTS = REFUND_LIVE | {RefundState.SENT}
"""Refunds that use up what was charged: until a partner refuses one it may have gone."""

FIRST_ASKED = timedelta(minutes=1)
LONGEST_BETWEEN = timedelta(hours=1)
ASKED_FOR = timedelta(days=3)
"""After its page has closed a try is asked about for three days; then a person looks."""

MOST_ASKED = 3
"""How many tries of one purchase a buyer's question covers, the newest first."""

_REFERENCE = re.compile(r"DH[0-9]{2}[0-9A-Z]{7}P[1-9][0-9]{0,2}")


@dataclass(frozen=True)
class Limits:
    """What a partner takes in one payment, whole đồng, and where that is written."""

    least: int
    most: int
    source: str
    is_assumed: bool
    """Nobody has read it: it was written from memory or is a guess, until somebody checks."""

    def allows(self, amount: int) -> bool:
        return self.least <= amount <= self.most


def make_reference(number: str, place: int) -> str:
    """What the partner calls this try: DH26K7Q2M9XP2, letters and figures alone."""
    return f"{number}P{place}"


def purchase_of(reference: str) -> str | None:
    """The purchase a reference names; None when it cannot be one of ours."""
    return reference.rpartition("P")[0] if _REFERENCE.fullmatch(reference) else None


def may_move(start: str, end: AttemptState) -> bool:
    return AttemptState(start) in MOVES_FROM[end]


def goes_on(state: str, expires_at: datetime, now: datetime) -> bool:
    """Whether a buyer goes on with this try: its page is open, or it is half way in time."""
    return state == AttemptState.STARTED or (state in HALF_WAY and now < expires_at)


def next_question(asked: int, now: datetime) -> datetime:
    """When a partner is asked again: after 1, 2, 4 … minutes, at last every hour."""
    return now + min(FIRST_ASKED * int(2 ** min(asked, 10)), LONGEST_BETWEEN)


def is_over(expires_at: datetime, now: datetime) -> bool:
    """Whether asking by the clock ends."""
    return now >= expires_at + ASKED_FOR


def is_within(amount: int, charged: int, others: Iterable[int]) -> bool:
    """Whether so much may still go back of what was charged."""
    return 0 < amount <= charged - sum(others)


def covers(left: Iterable[int], amount: int) -> list[int]:
    """What of a refund banks have paid the card holder already, of what is `left` of each."""
    parts = []
    for one in left:
        parts.append(min(one, amount))
        amount -= parts[-1]
    return parts


class Situation(StrEnum):
    """What a buyer is told about the money of a purchase."""

    PAY = "pay"  # the partner's page is open
    RETRY = "retry"  # no page, and nothing was taken
    LATE = "late"  # the time is over; what was paid comes back or counts
    PAID = "paid"
    CHECKED = "checked"  # money came that does not fit; a person looks
    BACK = "back"  # money goes back, or went


@dataclass(frozen=True)
class Money:
    """What is known about the money of a purchase, from our own rows alone."""

    due: int
    waits_for_person: bool
    goes_back: bool
    newest: str | None
    expires_at: datetime


def situation_of(money: Money, now: datetime) -> Situation:
    """The one sentence that counts now. Never taken from where a browser came back from."""
    if money.waits_for_person:
        return Situation.CHECKED
    if money.goes_back:
        return Situation.BACK
    if not money.due:
        return Situation.LATE if money.newest != AttemptState.PAID else Situation.PAID
    if now >= money.expires_at:
        return Situation.LATE
    return Situation.PAY if money.newest == AttemptState.STARTED else Situation.RETRY
