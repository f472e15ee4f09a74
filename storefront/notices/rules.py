"""When a buyer must be told, and how much of a batch is accounted for. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from traceability.batches.rules import RecallState


class Channel(StrEnum):
    """How a buyer was told."""

    PHONE = "phone"
    MAIL = "mail"


@dataclass(frozen=True)
class Said:
    """The newest notice of an order about a batch."""

    state: str
    is_told: bool
    is_withdrawn: bool

    @property
    def is_open(self) -> bool:
        return not (self.is_told or self.is_withdrawn)


def to_say(last: Said | None, state: str, *, is_news: bool) -> bool:
    """Whether an order needs a new notice now that its batch is in `state`.

    Stopped goods: unless the same waits to be told or was told; a recall that is said again
    (`is_news`) is told again. Goods let go: only to those who had been told to hold them.
    """
    if state == RecallState.CLOSED:
        return False
    if state == RecallState.NORMAL:
        return last is not None and last.is_told and last.state != RecallState.NORMAL
    if last is None or last.is_withdrawn or last.state != state:
        return True
    return is_news and last.is_told and state == RecallState.RECALLED


@dataclass(frozen=True)
class Account:
    """Where the goods of a batch are, in the unit of the batch.

    `here` lies in the shop's stock, `sold` went to buyers we can call, `elsewhere` left by orders
    of other floors, which know the buyers, `used` went into other batches, `gone` was shipped,
    sold or destroyed with an event that says so.
    """

    code: str
    name: str
    producer: str
    unit: str
    whole: Decimal
    here: Decimal = Decimal(0)
    sold: Decimal = Decimal(0)
    used: Decimal = Decimal(0)
    gone: Decimal = Decimal(0)
    elsewhere: Decimal = Decimal(0)
    state: str = RecallState.NORMAL
    kind: str = ""

    @property
    def accounted(self) -> Decimal:
        return min(self.whole, self.here + self.sold + self.elsewhere + self.used + self.gone)

    @property
    def missing(self) -> Decimal:
        return self.whole - self.accounted

    @property
    def share(self) -> Decimal:
        """Between 0 and 1."""
        return self.accounted / self.whole


def share_of(accounts: Sequence[Account]) -> Decimal | None:
    """The mean share of all batches, each weighing alike: their units cannot be added up."""
    if not accounts:
        return None
    return sum((one.share for one in accounts), Decimal(0)) / len(accounts)
