"""What must hold between stock, orders, payments and the journal. Pure: facts in, faults out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from storefront.payments.rules import states_for

OPEN = frozenset({"unpaid", "placed", "packed", "handed_over"})
CALLED_OFF = frozenset({"cancelled", "refused", "undelivered"})


@dataclass(frozen=True)
class OrderFacts:
    """An order as the books see it."""

    number: str
    status: str
    total: int
    items_total: int
    lines: int
    discount: int = 0
    lines_off: int = 0


@dataclass(frozen=True)
class StockFacts:
    """A stock item: its counters, and what its movements and its orders say they should be."""

    item_id: int
    on_hand: int
    allocated: int
    moved_on_hand: int
    moved_allocated: int
    promised: int


Shares = Mapping[str, tuple[int, str, str]]
"""Amount, state and method of each order's share of a payment, by the order's number."""


def check_orders(orders: Iterable[OrderFacts], shares: Shares) -> list[str]:
    """Orders whose lines or whose share of the payment do not agree with them."""
    found = []
    left = dict(shares)
    for order in orders:
        amount, state, method = left.pop(order.number, (None, "", ""))
        if order.items_total != order.lines:
            found.append(f"order {order.number}: lines {order.lines}, items {order.items_total}")
        if order.discount != order.lines_off:
            found.append(f"order {order.number}: lines off {order.lines_off}, {order.discount}")
        if amount != order.total:
            found.append(f"order {order.number}: total {order.total}, payment share {amount}")
        elif state not in states_for(order.status, method):
            found.append(f"order {order.number}: {order.status}, payment share {state}")
    return found + [f"payment share {number} belongs to no order" for number in sorted(left)]


def check_journal(
    orders: Iterable[OrderFacts],
    shares: Shares,
    standing: Mapping[str, Mapping[str, int]],
    going_back: Mapping[str, int],
) -> list[str]:
    """Orders whose accounts do not say how far they came. Debits are above zero.

    An open order is owed to its buyer, any other to nobody; a buyer owes what is due, and
    nothing once it was received, less exactly what was promised back and is not sent yet
    (`going_back`): for units taken out before the delivery, or after it. All the money of an order
    called off may wait to go back.
    """
    found = []
    for order in orders:
        accounts = standing.get(order.number, {})
        owed, buyer = accounts.get("orders", 0), accounts.get("buyers", 0)
        expected = -order.total if order.status in OPEN else 0
        if owed != expected:
            found.append(f"order {order.number}: {order.status}, journal {owed}, not {expected}")
        _, state, _ = shares.get(order.number, (0, "", ""))
        due = (order.total if state == "due" else 0) - going_back.get(order.number, 0)
        if buyer != due and not (order.status in CALLED_OFF and buyer < 0):
            found.append(f"order {order.number}: share {state}, buyer owes {buyer} in the journal")
    return found


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


@dataclass(frozen=True)
class QuotaFacts:
    """A quota's counter and what its claims say it should be."""

    quota_id: int
    taken: int
    claimed: int


Claims = Mapping[tuple[int, str], int]
"""Units by quota and order."""


def check_quotas(quotas: Iterable[QuotaFacts], claims: Claims, ordered: Claims) -> list[str]:
    """Quotas whose counter is not the sum of their claims, and orders whose claim is not theirs.

    A claim that lapsed while its order waited for money is gone; one with no order is a fault.
    """
    found = [
        f"quota {one.quota_id}: taken {one.taken}, claims {one.claimed}"
        for one in quotas
        if one.taken != one.claimed
    ]
    for (quota_id, number), units in sorted(claims.items()):
        promised = ordered.get((quota_id, number), 0)
        if units != promised:
            found.append(f"quota {quota_id}: claim of {number} {units}, its order {promised}")
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
