"""When a visit can be offered and booked, in which language, and what a ticket is. Pure."""

import re
from datetime import datetime, time, timedelta
from enum import StrEnum

from catalog.kernel import codes
from storefront.quotas.rules import PromiseReason

TICKET = re.compile(r"V[0-9A-Z]{11}")
TICKET_RANDOM = 10
LONGEST_MINUTES = 10_080  # a week
MOST_SEATS = 500
FURTHEST = timedelta(days=370)
LONGEST_PLACE = 200
LONGEST_INSTRUCTIONS = 300
LONGEST_WORDS = 200
LATEST_HOURS = 720

_R = PromiseReason
CALL_OFFS = (_R.WEATHER, _R.TOO_FEW, _R.GUIDE_AWAY, _R.OTHER)
"""Why a visit does not take place."""


class GuideLanguage(StrEnum):
    """What the guide speaks."""

    VI = "vi"
    EN = "en"
    ZH = "zh"
    KO = "ko"
    JA = "ja"
    KM = "km"
    FR = "fr"


class TimeFault(StrEnum):
    """What is wrong with the moment of a visit."""

    PAST = "past"
    TOO_FAR = "too_far"
    CLOSES = "closes"


def find_time_fault(starts_at: datetime, closes_at: datetime, now: datetime) -> TimeFault | None:
    """Why a visit cannot begin then, with bookings until `closes_at`; None when it can."""
    if starts_at <= now:
        return TimeFault.PAST
    if starts_at > now + FURTHEST:
        return TimeFault.TOO_FAR
    return TimeFault.CLOSES if not now < closes_at <= starts_at else None


def make_ticket(random_body: str) -> str:
    """V and ten random characters, with a check character: nobody guesses one."""
    return codes.with_check(f"V{random_body}")


def read_ticket(typed: str) -> str | None:
    """A ticket's code as a person typed it, or None when it cannot be one."""
    code = codes.canonical(typed[:80])
    if "/" in typed:  # a scanned address
        code = codes.canonical(typed.rstrip("/").rpartition("/")[2][:40])
    return code if TICKET.fullmatch(code) and codes.has_valid_check(code) else None


def read_time(typed: str) -> time | None:
    """A time of day as people type it: "8:00", "08h30", "14 giờ"; None when it is none."""
    match = re.fullmatch(r"(\d{1,2})\s*(?:[:hg.]|giờ)?\s*(\d{2})?", typed.strip().lower())
    if not match or (hour := int(match[1])) > 23 or (minute := int(match[2] or 0)) > 59:
        return None
    return time(hour, minute)
