"""What may be sold, from which batch first, and why a counter moves. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

MOST_UNITS = 100_000
"""More of one batch than this is a typing mistake."""

NORMAL = "normal"
"""The only recall state in which a batch may be sold (traceability.recalls)."""


class MovementKind(StrEnum):
    """Why a counter changed."""

    RECEIVE = "receive"
    ADJUST = "adjust"
    ALLOCATE = "allocate"
    RELEASE = "release"
    SHIP = "ship"


class AdjustReason(StrEnum):
    """Why what was counted is not what was written."""

    COUNTED = "counted"
    DAMAGED = "damaged"
    PAST_DATE = "past_date"
    SOLD_ELSEWHERE = "sold_elsewhere"
    SAMPLE = "sample"
    OTHER = "other"


@dataclass(frozen=True)
class BatchStock:
    """Units of one variant from one batch, with what decides whether they may be sold."""

    item_id: int
    variant_id: int
    batch_id: int
    code: str
    best_before: date | None
    released_at: datetime | None
    recall_state: str
    on_hand: int
    allocated: int

    @property
    def free(self) -> int:
        return free(self.on_hand, self.allocated)


@dataclass(frozen=True)
class Availability:
    """What can be sold of one variant, first to expire first."""

    free: int = 0
    batches: tuple[BatchStock, ...] = ()

    @property
    def is_sold_out(self) -> bool:
        return self.free == 0

    @property
    def is_low(self) -> bool:
        return 0 < self.free <= 5

    @property
    def best_before(self) -> date | None:
        """The best-before date of the batch a buyer would get first."""
        return self.batches[0].best_before if self.batches else None


@dataclass(frozen=True)
class Pick:
    """Take so many units from one stock item."""

    stock: BatchStock
    quantity: int


def free(on_hand: int, allocated: int) -> int:
    """Units that nobody has bought yet."""
    return on_hand - allocated


def is_sellable(stock: BatchStock, arrives_on: date, days_left: int | None) -> bool:
    """Whether a buyer may get this batch on `arrives_on`.

    Released, not recalled or quarantined, and on the day it arrives at least the promised
    days of its life are left; a batch without a best-before date does not age.
    """
    if stock.released_at is None or stock.recall_state != NORMAL:
        return False
    if stock.best_before is None:
        return True
    return stock.best_before >= arrives_on + timedelta(days=days_left or 0)


def first_expiring_first(stocks: Iterable[BatchStock]) -> list[BatchStock]:
    """The order in which batches are sold: FEFO; those that do not age come last."""
    return sorted(stocks, key=lambda stock: (stock.best_before or date.max, stock.item_id))


def availability(stocks: Iterable[BatchStock]) -> Availability:
    """What sellable stock adds up to."""
    batches = tuple(stock for stock in first_expiring_first(stocks) if stock.free > 0)
    return Availability(sum(stock.free for stock in batches), batches)


def pick(stocks: Sequence[BatchStock], quantity: int) -> list[Pick] | None:
    """Which units a buyer of `quantity` gets: one line may split over batches. None: too few."""
    picks: list[Pick] = []
    missing = quantity
    for stock in first_expiring_first(stocks):
        taken = min(missing, max(stock.free, 0))
        if taken:
            picks.append(Pick(stock, taken))
            missing -= taken
    return None if missing else picks
