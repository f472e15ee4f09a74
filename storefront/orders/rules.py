"""Statuses and who may change them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

LONGEST_REASON = 300


class OrderStatus(StrEnum):
    """How far one seller's order has come."""

    UNPAID = "unpaid"  # waits for the buyer's transfer; the seller does not see it yet
    PLACED = "placed"
    PACKED = "packed"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    UNDELIVERED = "undelivered"  # left the house and came back


class OrderKind(StrEnum):
    """What an order is of: a parcel is sent, guests come."""

    GOODS = "goods"
    VISIT = "visit"


class Party(StrEnum):
    """On whose side somebody acts."""

    BUYER = "buyer"
    SELLER = "seller"
    OPERATOR = "operator"
    SYSTEM = "system"


class Stock(StrEnum):
    """What a change does with the units."""

    KEEP = "keep"
    RELEASE = "release"
    SECURE = "secure"  # what was held for the money stays
    LET_GO = "let_go"  # what is still held for the money returns
    SHIP = "ship"
    TAKE_BACK = "take_back"  # what left the house is there again


class Money(StrEnum):
    """What a change does with the seller's share of the payment."""

    KEEP = "keep"
    VOID = "void"
    RECEIVE = "receive"
    RENEW = "renew"  # owed again, and received


class RefusalReason(StrEnum):
    """Why a seller does not take an order."""

    SOLD_OUT = "sold_out"
    DAMAGED = "damaged"
    TOO_FAR = "too_far"
    NO_ANSWER = "no_answer"
    OTHER = "other"


class ReturnReason(StrEnum):
    """Why a parcel came back."""

    BUYER_REFUSED = "buyer_refused"
    NOT_REACHED = "not_reached"
    WRONG_ADDRESS = "wrong_address"
    LOST_WAY = "lost_way"


class CancelReason(StrEnum):
    """Why the operator calls an order off."""

    BUYER_ASKED = "buyer_asked"
    SELLER_SILENT = "seller_silent"
    NOT_A_BUYER = "not_a_buyer"
    STOPPED = "stopped"
    ELSE = "else"


@dataclass(frozen=True)
class Transition:
    """From where to where, by whom, and what follows."""

    start: OrderStatus
    end: OrderStatus
    by: frozenset[Party]
    stock: Stock = Stock.KEEP
    money: Money = Money.KEEP
    reason_from: frozenset[Party] = frozenset()
    """Who has to say why; the buyer reads it."""


_SELLER = frozenset({Party.SELLER})
_OPERATOR = frozenset({Party.OPERATOR})
_SYSTEM = frozenset({Party.SYSTEM})
_S = OrderStatus

TRANSITIONS = {
    (transition.start, transition.end): transition
    for transition in (
        Transition(_S.UNPAID, _S.PLACED, _SYSTEM, stock=Stock.SECURE, money=Money.RECEIVE),
        Transition(
            _S.UNPAID,
            _S.CANCELLED,
            _OPERATOR | _SYSTEM | {Party.BUYER},
            stock=Stock.LET_GO,
            money=Money.VOID,
            reason_from=_OPERATOR | _SYSTEM,
        ),
        Transition(_S.PLACED, _S.PACKED, _SELLER),
        Transition(_S.PACKED, _S.HANDED_OVER, _SELLER, stock=Stock.SHIP),
        Transition(_S.HANDED_OVER, _S.DELIVERED, _SELLER, money=Money.RECEIVE),
        Transition(
            _S.HANDED_OVER,
            _S.UNDELIVERED,
            _SELLER,
            stock=Stock.TAKE_BACK,
            money=Money.VOID,
            reason_from=_SELLER,
        ),
        *(
            Transition(
                start,
                _S.CANCELLED,
                by,
                stock=Stock.RELEASE,
                money=Money.VOID,
                reason_from=_OPERATOR,
            )
            for start, by in (
                (_S.PLACED, _OPERATOR | {Party.BUYER}),
                (_S.PACKED, _OPERATOR),  # packed and never handed over
            )
        ),
        *(
            Transition(
                start,
                _S.REFUSED,
                _SELLER,
                stock=Stock.RELEASE,
                money=Money.VOID,
                reason_from=_SELLER,
            )
            for start in (_S.PLACED, _S.PACKED)  # a packed batch may be recalled
        ),
    )
}
"""Every change there is; what is not here cannot happen."""

VISITS = {
    **{
        between: transition
        for between, transition in TRANSITIONS.items()
        if not {_S.PACKED, _S.HANDED_OVER} & set(between)
    },
    (_S.PLACED, _S.DELIVERED): Transition(_S.PLACED, _S.DELIVERED, _SELLER, money=Money.RECEIVE),
}
"""The changes of a visit: nothing is packed, the guests come."""

REVIVAL = Transition(_S.CANCELLED, _S.PLACED, _SYSTEM, stock=Stock.SECURE, money=Money.RENEW)
"""The one way back: the clock called the order off, its money came, the goods are still there."""

NEEDS_GOOD_BATCHES = frozenset({_S.PLACED, _S.PACKED, _S.HANDED_OVER})
"""Steps nobody takes with goods of a stopped or recalled batch."""

REPICKED = frozenset({_S.PLACED, _S.PACKED})
"""While the parcel is in the house its goods may come from another batch."""

OPEN = frozenset({_S.UNPAID, _S.PLACED, _S.PACKED, _S.HANDED_OVER})
CALLED_OFF = frozenset({_S.CANCELLED, _S.REFUSED, _S.UNDELIVERED})
STEPS = (_S.PLACED, _S.PACKED, _S.HANDED_OVER, _S.DELIVERED)
_SLOWEST_FIRST = (_S.UNPAID, *STEPS)
NOT_PAID_IN_TIME = "unpaid"
"""The reason of an order that the clock called off: its money may still come."""


class _Line(Protocol):
    """What is asked of a line; read-only, so that a row fits."""

    @property
    def stock_item_id(self) -> int | None: ...
    @property
    def quantity(self) -> int: ...


def is_news(start: str | None, end: str) -> bool:
    """Whether a change of an order moved its days and not its status."""
    return start == end


def is_too_late(cancels_until: Iterable[datetime | None], now: datetime) -> bool:
    """Whether the time in which a buyer may call off is over for any of these."""
    return any(until is not None and now >= until for until in cancels_until)


def units_of(lines: Iterable[_Line]) -> list[tuple[int, int]]:
    """(stock item, quantity) of every line that has goods; those of a quota have none yet."""
    return [(one.stock_item_id, one.quantity) for one in lines if one.stock_item_id is not None]


def find_transition(
    start: str, end: OrderStatus, by: Party, kind: str = OrderKind.GOODS
) -> Transition | None:
    """The change from `start` to `end`, if this side may make it."""
    changes = VISITS if kind == OrderKind.VISIT else TRANSITIONS
    transition = changes.get((OrderStatus(start), end))
    return transition if transition and by in transition.by else None


def may_change(start: str, end: OrderStatus, by: Party) -> bool:
    """Whether this side may make the change now."""
    return find_transition(start, end, by) is not None


def ran_out(status: str, by: str, reason: str | None) -> bool:
    """Whether the clock called the order off: its last change was by the system, unpaid."""
    return status == _S.CANCELLED and by == Party.SYSTEM and reason == NOT_PAID_IN_TIME


def next_step(status: str) -> OrderStatus | None:
    """What a seller does next with an order, or None when nothing is left to do."""
    current = OrderStatus(status)
    found = (one for one in TRANSITIONS.values() if one.start == current and one.by == _SELLER)
    return next((one.end for one in found if one.end in STEPS), None)


def group_status(statuses: Iterable[str]) -> OrderStatus:
    """The status of a purchase: that of its slowest order which is not called off."""
    found = [OrderStatus(status) for status in statuses]
    running = [status for status in found if status not in CALLED_OFF]
    if running:
        return min(running, key=_SLOWEST_FIRST.index)
    if len(set(found)) == 1:
        return found[0]
    return _S.REFUSED if _S.REFUSED in found else _S.CANCELLED


class Taken(Protocol):
    """What is asked of a row that says what a promotion took off."""

    promotion_id: int
    name: str
    code: str | None
    amount: int
    platform_amount: int


@dataclass(frozen=True)
class Off:
    """What one promotion took off an order, all lines together; who pays it."""

    name: str
    code: str | None
    amount: int
    platform_amount: int


def add_up(rows: Iterable[Taken]) -> list[Off]:
    """By promotion, in the order in which they come; what went with units called off is out."""
    found: dict[tuple[int, str | None], Off] = {}
    for row in rows:
        before = found.get((row.promotion_id, row.code), Off(row.name, row.code, 0, 0))
        found[row.promotion_id, row.code] = replace(
            before,
            amount=before.amount + row.amount,
            platform_amount=before.platform_amount + row.platform_amount,
        )
    return [one for one in found.values() if one.amount]
