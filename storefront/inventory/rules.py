"""What may be sold, from which batch first, and why a counter moves. Pure."""

import re
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
    RETURN = "return"


class HoldState(StrEnum):
    """How the wait for the money of reserved units ended."""

    HELD = "held"
    KEPT = "kept"  # paid
    LET_GO = "let_go"  # called off
    LAPSED = "lapsed"  # time ran out and somebody else took them


class AdjustReason(StrEnum):
    """Why what was counted is not what was written."""

    COUNTED = "counted"
    DAMAGED = "damaged"
    PAST_DATE = "past_date"
    SOLD_ELSEWHERE = "sold_elsewhere"
    SAMPLE = "sample"
    OTHER = "other"
    MISTAPPED = "mistapped"  # a tap that is taken back
    TAKEN_BACK = "taken_back"  # an order of another floor that was entered by mistake


UNDONE = (AdjustReason.MISTAPPED, AdjustReason.TAKEN_BACK)
"""Reasons nobody chooses: something before is undone."""


class Tap(StrEnum):
    """What one press of a thumb does to the stock of a variant."""

    MORE = "them"
    LESS = "bot"
    NONE = "het"


LESS_BECAUSE = (
    AdjustReason.SOLD_ELSEWHERE,
    AdjustReason.DAMAGED,
    AdjustReason.SAMPLE,
    AdjustReason.PAST_DATE,
    AdjustReason.COUNTED,
)
"""Why a thumb takes units away, the most usual first."""
UNDO_WITHIN = timedelta(hours=1)


class HeldBack(StrEnum):
    """Why units that are there are not for sale."""

    RECALLED = "recalled"
    NOT_RELEASED = "not_released"
    TOO_OLD = "too_old"


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


def held_back(
    released_at: datetime | None,
    recall_state: str,
    best_before: date | None,
    arrives_on: date,
    days_left: int | None,
) -> HeldBack | None:
    """Why a buyer may not get a batch on `arrives_on`, or None.

    Released, not recalled or quarantined, and on the day it arrives at least the promised
    days of its life are left; a batch without a best-before date does not age.
    """
    if recall_state != NORMAL:
        return HeldBack.RECALLED
    if released_at is None:
        return HeldBack.NOT_RELEASED
    if best_before and best_before < arrives_on + timedelta(days=days_left or 0):
        return HeldBack.TOO_OLD
    return None


def is_sellable(stock: BatchStock, arrives_on: date, days_left: int | None) -> bool:
    """Whether a buyer may get this batch on `arrives_on`."""
    return not held_back(
        stock.released_at, stock.recall_state, stock.best_before, arrives_on, days_left
    )


def read_pair(text: str) -> tuple[int, int] | None:
    """Variant and batch as the form of incoming goods names them: "12-34"."""
    match = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", text)
    return (int(match[1]), int(match[2])) if match else None


def read_seen(text: str | None) -> int:
    """The number in stock the seller was shown; -1, which is never in stock, for nonsense."""
    return int(text) if text and re.fullmatch("[0-9]{1,9}", text) else -1


def read_key(text: str | None) -> str | None:
    """The key of a press as the page made it, or None for what is none."""
    return text if text and re.fullmatch("[0-9a-f]{24}", text) else None


def read_reason(text: str | None) -> AdjustReason:
    """Why a thumb takes units away; sold elsewhere, unless it says something else."""
    found = (one for one in LESS_BECAUSE if one.value == text)
    return next(found, AdjustReason.SOLD_ELSEWHERE)


def first_expiring_first(stocks: Iterable[BatchStock]) -> list[BatchStock]:
    """The order in which batches are sold: FEFO; those that do not age come last."""
    return sorted(stocks, key=lambda stock: (stock.best_before or date.max, stock.item_id))


def availability(stocks: Iterable[BatchStock]) -> Availability:
    """What sellable stock adds up to."""
    batches = tuple(stock for stock in first_expiring_first(stocks) if stock.free > 0)
    return Availability(sum(stock.free for stock in batches), batches)


def moves_of(tap: Tap, sellable: Sequence[BatchStock]) -> dict[int, int]:
    """Stock item → units a tap adds or takes, of the batches that may be sold; {}: nothing to do.

    More goes to the newest batch with units, or the newest; less comes from the first to expire
    that has free units; what customers were promised stays.
    """
    free = [one for one in first_expiring_first(sellable) if one.free > 0]
    if tap == Tap.NONE:
        return {one.item_id: -one.free for one in free}
    if tap == Tap.LESS:
        return {one.item_id: -1 for one in free[:1]}
    newest = max(sellable, key=lambda one: (one.on_hand > 0, one.batch_id), default=None)
    return {newest.item_id: 1} if newest and newest.on_hand < MOST_UNITS else {}


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
