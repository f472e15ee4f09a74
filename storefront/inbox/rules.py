"""Which purchase a transfer is for, and what is wrong when that is not clear. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from catalog.kernel import codes
from storefront.payments.rules import ONLINE

LARGEST_BODY = 256 * 1024
TOLERANCE_SECONDS = 300
"""How far the time in a signed head may be from ours: SePay's own advice, and Stripe's default."""
SAME_WITHIN = timedelta(days=1)
"""A bank counts its references anew after a while; a person enters a day, not a moment."""
SHORTEST_REFERENCE = 6
"""Shorter ones are counters that start anew every day."""
_NUMBER = re.compile(r"(?=(DH[0-9]{2}[0-9A-Z]{7}))")


class Result(StrEnum):
    """What a message did."""

    PAID = "paid"
    WAITS = "waits"  # for a person
    REFUND = "refund"  # right, but too late: the goods are gone
    SAME = "same"  # the same transfer, which somebody else had told of
    NO_MONEY = "no_money"  # money that left, a test, a payment that was declined


class ReceiptState(StrEnum):
    """Where money that came in is."""

    OPEN = "open"
    APPLIED = "applied"
    REFUND = "refund"
    DISMISSED = "dismissed"


class Problem(StrEnum):
    """Why a person has to look."""

    NO_CODE = "no_code"
    UNKNOWN_CODE = "unknown_code"
    OTHER_ACCOUNT = "other_account"
    ON_DELIVERY = "on_delivery"
    PAID_ALREADY = "paid_already"
    CALLED_OFF = "called_off"
    UNDERPAID = "underpaid"
    OVERPAID = "overpaid"
    RIGHT = "right"  # with others of the same purchase, or after a person looked


@dataclass(frozen=True)
class Arrival:
    """Money that a partner says has arrived. `event_id` is unique for the partner."""

    provider: str
    event_id: str
    account: str
    amount: int
    text: str
    happened_at: datetime
    also_accounts: tuple[str, ...] = ()
    bank_reference: str = ""
    """What the bank calls the transfer; empty where the partner does not say."""


@dataclass(frozen=True)
class Quiet:
    """A message that tells of no money for us."""

    provider: str
    event_id: str


@dataclass(frozen=True)
class Foreign:
    """Money that is not đồng. `amount` in the smallest unit of `currency`; `number`: what for."""

    provider: str
    event_id: str
    payment_id: str
    number: str | None
    amount: int
    currency: str
    happened_at: datetime


Message = Arrival | Quiet | Foreign


@dataclass(frozen=True)
class Purchase:
    """A purchase as the matching sees it. `expected` đồng: what would bring it on now."""

    number: str
    is_prepaid: bool
    account: str | None
    expected: int
    is_paid: bool


def find_numbers(text: str) -> list[str]:
    """The purchase numbers in the text of a transfer, each once.

    Banks strip punctuation, change case, and put their own words before and after; people who
    type read 0 as O. The check character keeps chance finds out.
    """
    plain = re.sub(r"[^0-9A-Za-z]", "", text[:1000])
    found = _NUMBER.findall(codes.canonical(plain))
    return list(dict.fromkeys(one for one in found if codes.has_valid_check(one)))


def find_problem(
    amount: int, accounts: Sequence[str], purchase: Purchase | None, *, has_code: bool
) -> Problem | None:
    """What stands between this money and its purchase; None: exact code, amount and account."""
    if purchase is None:
        return Problem.UNKNOWN_CODE if has_code else Problem.NO_CODE
    if not purchase.is_prepaid:
        return Problem.ON_DELIVERY
    if purchase.account not in accounts:
        return Problem.OTHER_ACCOUNT
    if not purchase.expected:
        return Problem.PAID_ALREADY if purchase.is_paid else Problem.CALLED_OFF
    if amount == purchase.expected:
        return None
    return Problem.UNDERPAID if amount < purchase.expected else Problem.OVERPAID


def came_otherwise(came_to: str, expected_at: str | None) -> bool:
    """Whether money is with a partner where a bank account was meant, or the other way round.

    It would stand in the books with the wrong holder. Which bank account it was does not matter.
    """
    return came_to != expected_at and bool({came_to, expected_at} & set(ONLINE))
