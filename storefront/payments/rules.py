"""How a purchase may be paid, and the states of a seller's share of a payment. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Method(StrEnum):
    """How a purchase is paid."""

    COD = "cod"
    VIETQR = "vietqr"
    STRIPE = "stripe"
    MOMO = "momo"
    ZALOPAY = "zalopay"
    VNPAY = "vnpay"


ONLINE = frozenset({Method.STRIPE, Method.MOMO, Method.ZALOPAY, Method.VNPAY})
"""Paid on the page of a partner, which holds the money and gives it back."""

PREPAID = ONLINE | {Method.VIETQR}
"""The money is there before anybody packs."""

WAITS = {
    Method.VIETQR: timedelta(minutes=20),
    # Stripe closes a page 30 minutes after it was made at the earliest; five more to make it.
    Method.STRIPE: timedelta(minutes=35),
    Method.MOMO: timedelta(minutes=20),
    Method.ZALOPAY: timedelta(minutes=20),
    Method.VNPAY: timedelta(minutes=20),
}
"""How long stock waits for the money of a method (reference/commerce.md 3.1 and 4.3)."""


class ShareState(StrEnum):
    """Due until the cash or the transfer is there; void when not bought.

    What was paid beforehand and is then called off is to be given back, by a person.
    """

    DUE = "due"
    RECEIVED = "received"
    VOID = "void"
    REFUND_DUE = "refund_due"
    REFUNDED = "refunded"


HELD_BY_SELLER = "seller"
HELD_BY_PLATFORM = "platform"
"""Who has the money when the buyer paid the seller by hand; else a partner's code."""


class Payer(StrEnum):
    """Who sends a refund."""

    PLATFORM = "platform"
    SELLER = "seller"  # the cash of the order was the seller's


class RefundReason(StrEnum):
    """Why money goes back."""

    CALLED_OFF = "called_off"  # paid, then cancelled or refused
    CUT = "cut"  # paid, then part of the order was cancelled
    TOO_LATE = "too_late"  # the goods were gone when the money came
    TOO_MUCH = "too_much"
    NOT_OURS = "not_ours"  # nothing was bought for it
    RETURNED = "returned"  # delivered, and part of it or all goes back


OF_AN_ORDER = frozenset({RefundReason.CALLED_OFF, RefundReason.CUT, RefundReason.RETURNED})
"""Refunds whose reference is an order's number; the others are of money nobody could place."""

SETTLED_FROM = {
    ShareState.RECEIVED: ShareState.DUE,
    ShareState.VOID: ShareState.DUE,
    ShareState.DUE: ShareState.VOID,  # the money came late and the goods are still there
    ShareState.REFUND_DUE: ShareState.RECEIVED,
    ShareState.REFUNDED: ShareState.REFUND_DUE,
}
"""Which state a share must be in to reach another."""

PURPOSE = "OCOP {number}"


@dataclass(frozen=True)
class Slip:
    """What a buyer needs for a bank transfer; `payload` is the text of the QR code."""

    bank: str
    account: str
    holder: str
    amount: int
    purpose: str
    payload: str
    until: datetime
    is_demo: bool = False


def is_prepaid(method: str) -> bool:
    """Whether the money comes before the goods."""
    return method in PREPAID


def is_online(method: str) -> bool:
    """Whether the buyer pays on a partner's page."""
    return method in ONLINE


def is_in_force(since: date, until: date | None, on: date) -> bool:
    """Both days count: the first and the last."""
    return since <= on and (until is None or on <= until)


def who_paid(method: str, payer: str, partner: str | None) -> str:
    """Whose money was sent back: the seller's cash, what `partner` held and sent, or ours.

    What a person sends by bank is not the partner's: that still has it, and pays it out to us.
    """
    if payer == Payer.SELLER:
        return HELD_BY_SELLER
    if is_online(method):
        return partner or HELD_BY_PLATFORM
    return method if is_prepaid(method) else HELD_BY_PLATFORM


def key_of(refund_id: int) -> str:
    """The name of a refund in the journal: the same from the promise to the bank."""
    return f"refund:{refund_id}"


def minutes_left(until: datetime, now: datetime) -> int:
    """Whole minutes until then, rounded up; 0 when it is over."""
    return max(0, -(-int((until - now).total_seconds()) // 60))


def states_for(status: str, method: str) -> frozenset[str]:
    """The states the share of an order in this status may be in: for the books."""
    if status in ("cancelled", "refused", "undelivered"):
        paid_back = {"refund_due", "refunded"} if is_prepaid(method) else set()
        return frozenset({"void", *paid_back})
    if is_prepaid(method):
        return frozenset({"due" if status == "unpaid" else "received"})
    return frozenset({"received" if status == "delivered" else "due"})


def due_of(shares: Iterable[tuple[int, str]]) -> int:
    """What is still to be paid, of (amount, state) of each share."""
    return sum(amount for amount, state in shares if state == ShareState.DUE)
