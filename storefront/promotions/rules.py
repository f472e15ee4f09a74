"""What may be entered as a promotion. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storefront.pricing.rules.terms import CODE, Kind, Scope, Terms

MOST_CODES = 500
RANDOM_LENGTH = 8
MOST_USES = 1_000_000


class Standing(StrEnum):
    """How a promotion stands on a day."""

    COMING = "coming"
    RUNNING = "running"
    OVER = "over"
    STOPPED = "stopped"


@dataclass(frozen=True)
class NewCode:
    """A code, and whose it is where it is one person's (the phone as it was typed)."""

    code: str
    phone: str | None = None


@dataclass(frozen=True)
class NewPromotion:
    """What somebody enters; amounts in whole đồng, percents in basis points."""

    name: str
    kind: Kind
    percent_bp: int
    amount: int
    minimum: int
    cap: int | None
    scope: Scope
    sellers: Sequence[int]
    products: Sequence[int]
    is_automatic: bool
    is_first_order_only: bool
    platform_bp: int
    agreement: str | None
    max_uses: int | None
    uses_per_phone: int | None
    starts_on: date
    ends_on: date | None
    codes: Sequence[NewCode] = ()
    random_codes: int = 0
    code_uses: int | None = None


def standing_of(terms: Terms, on: date) -> Standing:
    """Whether it counts on that day; its first and last day do."""
    if terms.stopped_at:
        return Standing.STOPPED
    if on < terms.starts_on:
        return Standing.COMING
    return Standing.OVER if terms.ends_on and terms.ends_on < on else Standing.RUNNING


def read_code_lines(typed: str) -> list[NewCode]:
    """One code a line, in capitals; words after it are whose phone it is for."""
    lines = [line.split(None, 1) for line in typed.splitlines() if line.strip()]
    return [NewCode(one[0].upper(), one[1].strip() if one[1:] else None) for one in lines]


def is_code(code: str) -> bool:
    """Four to twenty capitals and figures."""
    return CODE.fullmatch(code) is not None


def read_slug(typed: str) -> str:
    """The product a line names: its address, or the last part of it."""
    return re.sub(r"[?#].*", "", typed.strip()).rstrip("/").rpartition("/")[2]
