"""When an account may be paid to, and the words a bank takes. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from catalog.kernel import codes
from catalog.kernel.text import fold

RANDOM_LENGTH = 6
CHANGE_WAITS = timedelta(hours=24)
"""How long a changed account waits: time for its owner to notice (reference/reliability.md)."""
LONGEST_HOLDER = 70
LONGEST_REFERENCE = 60
LONGEST_REASON = 200
LARGEST_PAY_IN = 1_000_000_000
ACCOUNT = re.compile(r"[0-9A-Z]{4,19}")


class PayoutState(StrEnum):
    """Made and told to nobody's surprise; then the bank says one of two things, once."""

    MADE = "made"
    PAID = "paid"
    FAILED = "failed"


class Held(StrEnum):
    """Why a seller is not paid with the others."""

    NO_ACCOUNT = "no_account"
    NOT_VERIFIED = "not_verified"
    JUST_CHANGED = "just_changed"
    NOTHING_OWED = "nothing_owed"


@dataclass(frozen=True)
class AccountFacts:
    """A seller's newest account, as far as paying to it goes."""

    is_verified: bool
    usable_from: datetime


def usable_from(now: datetime, *, is_first: bool) -> datetime:
    """From when on a newly given account may be paid to, once it is verified."""
    return now if is_first else now + CHANGE_WAITS


def why_held(account: AccountFacts | None, amount: int, now: datetime) -> Held | None:
    """Why this seller gets no transfer now; None when it does. An older account is never used."""
    if amount <= 0:
        return Held.NOTHING_OWED
    if account is None:
        return Held.NO_ACCOUNT
    if not account.is_verified:
        return Held.NOT_VERIFIED
    return Held.JUST_CHANGED if now < account.usable_from else None


def read_account(typed: str) -> str | None:
    """An account number as it is stored: figures and capitals; None when it cannot be one."""
    number = re.sub(r"[\s.-]", "", typed).upper()
    return number if ACCOUNT.fullmatch(number) else None


def bank_words(text: str) -> str:
    """What a bank's form takes: capitals without accents, figures and single spaces."""
    return re.sub(r"[^A-Z0-9]+", " ", fold(text).upper()).strip()


def make_number(year: int, random_body: str) -> str:
    """CT26K7Q2M9X: the year, six random characters, a check character."""
    return codes.with_check(f"CT{year % 100:02}{random_body}")
