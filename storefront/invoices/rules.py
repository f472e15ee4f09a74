"""Who may ask for an invoice until when, and how far a request is. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from storefront.orders.rules import CALLED_OFF, OrderStatus

LONGEST_NAME = 200
LONGEST_ADDRESS = 300
LONGEST_EMAIL = 254
LONGEST_SERIAL = 20
LONGEST_NUMBER = 20
LONGEST_TROUBLE = 200
NOBODY = "Đã xóa theo thời hạn giữ"
BY_HAND = "tay"
"""Entered in the seller's own software by a person."""


GIVEN_UP_AFTER = timedelta(days=1)
"""A provider may be switched off for a while; when it stays away so long a person goes on."""


class State(StrEnum):
    """How far a request is."""

    ASKED = "asked"  # the buyer may still correct it
    HANDED_OVER = "handed_over"  # with the provider, or in the seller's own software
    ISSUED = "issued"


SOLD = frozenset({OrderStatus.HANDED_OVER, OrderStatus.DELIVERED})
"""The goods change hands: from now on an invoice may be made."""


def may_ask(
    status: str, delivered_at: datetime | None, ends: datetime | None, now: datetime
) -> bool:
    """Until the goods are there, and then until the deadline counted from that moment."""
    if OrderStatus(status) in CALLED_OFF:
        return False
    return delivered_at is None or (ends is not None and now < ends)


def may_hand_over(status: str) -> bool:
    return OrderStatus(status) in SOLD


def ask_again_at(tries: int, now: datetime) -> datetime:
    """Later each time, at most an hour."""
    return now + timedelta(minutes=min(2**tries, 60))
