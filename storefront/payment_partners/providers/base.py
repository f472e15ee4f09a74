"""What every partner is asked, and what it may say. Amounts are whole đồng everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from storefront.payments.rules import Method


@dataclass(frozen=True)
class Bill:
    """What a buyer is to pay, the same at every repetition: a partner takes `key` once."""

    reference: str
    key: str
    number: str
    amount: int
    language: str
    made_at: datetime
    expires_at: datetime
    partner_id: str | None = None
    buyer_address: str = "127.0.0.1"


@dataclass(frozen=True)
class PayPage:
    """Where the buyer pays, and what the partner calls it."""

    url: str
    partner_id: str


@dataclass(frozen=True)
class Charged:
    """Money the partner has. `payment_id` is the partner's name for it, unique there."""

    event_id: str
    reference: str
    payment_id: str
    amount: int
    happened_at: datetime


@dataclass(frozen=True)
class ChargedForeign:
    """Money the partner has that is not đồng; `amount` in the smallest unit of `currency`."""

    event_id: str
    reference: str
    payment_id: str
    amount: int
    currency: str
    happened_at: datetime


@dataclass(frozen=True)
class Gone:
    """A page on which nobody can pay any more. `is_expired`: by the clock, else declined."""

    event_id: str
    reference: str
    is_expired: bool
    words: str = ""


@dataclass(frozen=True)
class DisputeNews:
    """A card holder complained to the bank about a payment, or the bank decided."""

    event_id: str
    dispute_id: str
    payment_id: str
    amount: int | None  # None: told in another currency
    reason: str
    state: str  # rules.DisputeState
    said_at: datetime
    due_at: datetime | None = None


@dataclass(frozen=True)
class RefundNews:
    """What became of money on its way back. `key`: ours, where the partner gives it back."""

    event_id: str
    key: str
    partner_id: str
    state: str  # rules.RefundState
    words: str = ""


@dataclass(frozen=True)
class Other:
    """A message that moves nothing: stored, and answered like any other."""

    event_id: str


Told = Charged | ChargedForeign | Gone | DisputeNews | RefundNews | Other


class Stand(StrEnum):
    """Where a page stands when the partner is asked."""

    CHARGED = "charged"
    OPEN = "open"
    EXPIRED = "expired"
    DECLINED = "declined"
    MISSING = "missing"  # the partner has never heard of it


@dataclass(frozen=True)
class Standing:
    """A partner's answer about one bill."""

    stand: Stand
    charged: Charged | ChargedForeign | None = None
    page: PayPage | None = None


@dataclass(frozen=True)
class Return:
    """Money that is to go back of a charge; `key` is taken once."""

    key: str
    reference: str
    payment_id: str
    charged: int
    charged_for: datetime
    amount: int
    words: str
    made_at: datetime
    partner_id: str | None = None


@dataclass(frozen=True)
class Returned:
    """What the partner says of it; `state`: sent, refused, or unknown while it is at it."""

    state: str  # rules.RefundState
    partner_id: str
    words: str = ""


@dataclass(frozen=True)
class Incoming:
    """A message as it came: body, heads by their names in lower case, the query of the address."""

    raw: bytes
    heads: Mapping[str, str] = field(default_factory=dict)
    query: str = ""


class Taken(StrEnum):
    """What a message did, as far as its sender is told."""

    DONE = "done"
    WAITS = "waits"  # money that does not fit; a person looks
    UNKNOWN = "unknown"  # of nothing we asked for
    SEEN = "seen"
    FORGED = "forged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Reply:
    """What the partner is answered: it reads its own words and no other."""

    status: int
    body: Mapping[str, object] | None = None


class Gateway(Protocol):
    """One partner. Calls leave the house: never inside a transaction."""

    method: Method
    shortest_seconds: int
    """How long a page must stay open at least."""

    def start(self, bill: Bill) -> PayPage:
        """Open a page for this bill; again with the same key gives the same page.

        Raises Refused, or Unreachable when nobody knows whether it was opened.
        """
        ...

    def read(self, incoming: Incoming, now: datetime) -> Told:
        """The message, once its signature over what came is right.

        Raises Forged, Stale or Unreadable; nothing is looked up before that.
        """
        ...

    def reply(self, taken: Taken) -> Reply:
        """The answer this partner expects."""
        ...

    def ask(self, bill: Bill, now: datetime) -> Standing:
        """Where this bill stands; raises Unreachable."""
        ...

    def refund(self, back: Return) -> Returned:
        """Send money back; again with the same key sends nothing more. Raises Unreachable."""
        ...

    def ask_refund(self, back: Return, now: datetime) -> Returned:
        """What became of money that was sent back; raises Unreachable."""
        ...
