"""What must hold between stock, orders and payments. Pure: facts in, discrepancies out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

CALLED_OFF = frozenset({"cancelled", "refused"})


@dataclass(frozen=True)
class OrderFacts:
    """An order as the books see it."""

    number: str
    status: str
    total: int
    items_total: int
    lines: int


@dataclass(frozen=True)
class StockFacts:
    """A stock item: its counters, and what its movements and its orders say they should be."""

    item_id: int
    on_hand: int
    allocated: int
    moved_on_hand: int
    moved_allocated: int
    promised: int


def state_for(status: str) -> str:
    """The state the payment share of an order must be in."""
    if status in CALLED_OFF:
        return "void"
    return "received" if status == "delivered" else "due"


def check_orders(orders: Iterable[OrderFacts], shares: Mapping[str, tuple[int, str]]) -> list[str]:
    """Orders whose lines or whose share of the payment do not agree with them."""
    found = []
    left = dict(shares)
    for order in orders:
        amount, state = left.pop(order.number, (None, None))
        if order.items_total != order.lines:
            found.append(f"order {order.number}: lines {order.lines}, items {order.items_total}")
        if amount != order.total:
            found.append(f"order {order.number}: total {order.total}, payment share {amount}")
        elif state != state_for(order.status):
            found.append(f"order {order.number}: {order.status}, payment share {state}")
    return found + [f"payment share {number} belongs to no order" for number in sorted(left)]


def check_stock(items: Iterable[StockFacts]) -> list[str]:
    """Stock items whose counters are not the sum of their movements, or of open orders."""
    found = []
    for item in items:
        name = f"stock item {item.item_id}"
        if item.on_hand != item.moved_on_hand:
            found.append(f"{name}: on hand {item.on_hand}, movements {item.moved_on_hand}")
        if item.allocated != item.moved_allocated:
            found.append(f"{name}: allocated {item.allocated}, movements {item.moved_allocated}")
        if item.allocated != item.promised:
            found.append(f"{name}: allocated {item.allocated}, open orders {item.promised}")
    return found


class Surplus(StrEnum):
    """What there is more of than a batch can have."""

    LABELS = "labels"  # printed, more than units packed
    STOCKED = "stocked"  # put on sale, more than units packed
    SOLD = "sold"  # more than units released


@dataclass(frozen=True)
class BatchCounts:
    """Units of one packed batch, by who counted them."""

    packed: int
    is_released: bool
    labels: int = 0
    stocked: int = 0
    sold: int = 0

    @property
    def released(self) -> int:
        return self.packed if self.is_released else 0


def surpluses(counts: BatchCounts) -> dict[Surplus, int]:
    """By how many units each number is too large; the others are left out."""
    over = {
        Surplus.LABELS: counts.labels - counts.packed,
        Surplus.STOCKED: counts.stocked - counts.packed,
        Surplus.SOLD: counts.sold - counts.released,
    }
    return {what: units for what, units in over.items() if units > 0}
