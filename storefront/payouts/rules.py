"""When an account may be paid to, and the words a bank takes. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from catalog.kernel import codes
from catalog.kernel.text import fold
from storefront.journal.rules import EntryKind

RANDOM_LENGTH = 6
LONGEST_HOLDER = 70
LONGEST_REFERENCE = 60
LONGEST_REASON = 200
LONGEST_IN_A_TEXT = 40
LARGEST_PAY_IN = 1_000_000_000
LINK = "stop a changed account"
"""What the token of a link is made for (catalog/kernel/sealing.py)."""
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
    DISPUTED = "disputed"


@dataclass(frozen=True)
class AccountFacts:
    """A seller's newest account, as far as paying to it goes."""

    is_verified: bool
    usable_from: datetime


@dataclass(frozen=True)
class OpenLine:
    """A journal line of what is owed to a seller, not settled yet; to its good above zero."""

    line_id: int
    amount: int
    day: date


def to_settle(lines: Sequence[OpenLine], until: date) -> list[OpenLine]:
    """What a payout up to and with that day settles.

    Where what came later lowers what is owed, that too: nobody is paid more than is owed now.
    """
    due = [one for one in lines if one.day <= until]
    is_lower = sum(one.amount for one in lines) < sum(one.amount for one in due)
    return list(lines) if is_lower else due


def usable_from(now: datetime, number_waits: datetime | None, change_waits: timedelta) -> datetime:
    """From when on an account that replaces another may be paid to, once it is verified.

    `number_waits`: until when an owner waits for another telephone number; `change_waits`: time
    for an owner to notice.
    """
    return max(now + change_waits, number_waits or now)


def why_held(
    account: AccountFacts | None, amount: int, now: datetime, *, is_frozen: bool = False
) -> Held | None:
    """Why this seller gets no transfer now; None when it does. An older account is never used."""
    if amount <= 0:
        return Held.NOTHING_OWED
    if is_frozen:
        return Held.DISPUTED
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


@dataclass(frozen=True)
class Split:
    """Where the money of an order went, to the seller's good above zero; whole đồng.

    goods + delivery + subsidy + returned + packing + fee + tax = what is the seller's. Goods and
    delivery are what the buyer paid, discounts taken off; `subsidy` is what the platform paid of
    those; `packing` is between who packs a combo and whose goods are in it.
    Of all that `cash` was in its own hand already (less what it gave back by hand); the platform
    pays the rest.
    """

    goods: int = 0
    delivery: int = 0
    subsidy: int = 0
    returned: int = 0
    fee: int = 0
    tax: int = 0
    cash: int = 0
    packing: int = 0

    @property
    def paid(self) -> int:
        """What the buyer paid."""
        return self.goods + self.delivery

    @property
    def yours(self) -> int:
        return self.paid + self.subsidy + self.returned + self.packing + self.fee + self.tax

    @property
    def by_platform(self) -> int:
        """What the platform pays of it; below zero the seller owes it."""
        return self.yours - self.cash

    def __add__(self, other: "Split") -> "Split":
        mine, others = astuple(self), astuple(other)
        return Split(*(one + two for one, two in zip(mine, others, strict=True)))


def split(amounts: Mapping[EntryKind, int], delivery: int) -> Split:
    """The parts of one order from its entries: kind → đồng to the seller's good."""

    def of(*kinds: EntryKind) -> int:
        return sum(amounts.get(kind, 0) for kind in kinds)

    return Split(
        goods=of(EntryKind.EARNED) - delivery,
        delivery=delivery,
        subsidy=of(EntryKind.SUBSIDY, EntryKind.SUBSIDY_RETURNED),
        returned=of(EntryKind.RETURNED),
        fee=of(EntryKind.FEE, EntryKind.FEE_RETURNED),
        tax=of(EntryKind.TAX, EntryKind.TAX_RETURNED),
        cash=-of(EntryKind.RECEIVED, EntryKind.REFUNDED),
        packing=of(EntryKind.PACKING, EntryKind.PACKING_RETURNED),
    )
