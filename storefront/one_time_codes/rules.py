"""How a one-time code is made, how long it counts, and how many may be asked for."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FIGURES = 6
LIFETIME = timedelta(minutes=5)
MOST_TRIES = 5
RESEND_AFTER = timedelta(seconds=60)
PER_PHONE_A_DAY = 5
PER_NETWORK_AN_HOUR = 20
"""A whole village may share one address, so this is wide."""
PER_NETWORK_A_DAY = 60
ALL_A_DAY = 3_000
"""What all texts of a day may cost: asked for by machines, no more go out."""
KEPT = timedelta(hours=25)
"""Longer than a day, for the limits of a day."""

_SIX = re.compile(f"[0-9]{{{FIGURES}}}")


class Purpose(StrEnum):
    """What a code allows: a code for one thing does nothing else."""

    CONFIRM_ORDER = "confirm_order"
    SEE_ORDERS = "see_orders"
    OPEN_SHOP = "open_shop"
    SIGN_UP = "sign_up"
    PERSONAL_DATA = "personal_data"
    LET_HELP = "let_help"
    CHANGE_PHONE = "change_phone"
    COME_BACK = "come_back"
    JOIN_SHOP = "join_shop"


@dataclass(frozen=True)
class Ask:
    """Somebody wants a code. `subject` binds it to one thing: an order, a shop, "" for none."""

    phone: str
    purpose: Purpose
    subject: str
    network: str
    language: str


@dataclass(frozen=True)
class Asked:
    """How many codes were asked for before."""

    by_phone_today: int
    by_network_this_hour: int
    by_network_today: int
    by_all_today: int
    last_at: datetime | None


def seconds_to_wait(last_at: datetime | None, now: datetime) -> int:
    """Until the same number may be sent another code."""
    if last_at is None:
        return 0
    left = RESEND_AFTER - (now - last_at)
    return max(0, -(-int(left.total_seconds() * 1000) // 1000))


def make_code() -> str:
    return f"{secrets.randbelow(10**FIGURES):0{FIGURES}}"


def read_code(typed: str) -> str | None:
    """Six ASCII figures however they are grouped ("123 456"), or None for anything else."""
    bare = typed.strip(" ").replace(" ", "").replace("-", "")
    return bare if _SIX.fullmatch(bare) else None


def is_same(one: str, other: str) -> bool:
    """Compared in a time that tells nothing."""
    return hmac.compare_digest(one, other)
