"""What may be asked, who may answer what, and which clock runs. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from catalog.kernel import codes
from catalog.kernel.money import share_out
from storefront.deadlines.rules import What
from storefront.orders.rules import Party

LONGEST_TEXT = 2000
LONGEST_WORDS = 500
LONGEST_ACCOUNT = 120
RANDOM_LENGTH = 6


class ClaimKind(StrEnum):
    """What is wrong."""

    DAMAGED = "damaged"
    SPOILED = "spoiled"
    WRONG = "wrong"
    MISSING = "missing"
    NOT_AS_DESCRIBED = "not_as_described"
    CHANGED_MIND = "changed_mind"


class Wish(StrEnum):
    """What the buyer would like best."""

    REFUND = "refund"
    REPLACEMENT = "replacement"


class Outcome(StrEnum):
    """What a seller or the operator answers."""

    REFUND = "refund"
    RETURN = "return"  # goods first, then the money
    REPLACE = "replace"
    REFUSE = "refuse"


class Fate(StrEnum):
    """What becomes of goods that came back."""

    RESTOCK = "restock"
    WASTE = "waste"


class ClaimStatus(StrEnum):
    """How far a claim is."""

    ASKED = "asked"
    ESCALATED = "escalated"  # the operator decides
    AWAITING_RETURN = "awaiting_return"
    SENT_BACK = "sent_back"
    REFUNDING = "refunding"
    REPLACING = "replacing"
    REFUSED = "refused"  # by the seller; the buyer may go to the operator
    REFUNDED = "refunded"
    REPLACED = "replaced"
    REJECTED = "rejected"  # by the operator
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # the goods were never sent back


_S = ClaimStatus
CLOSED = frozenset({_S.REFUNDED, _S.REPLACED, _S.REJECTED, _S.WITHDRAWN, _S.LAPSED})
DROPPED = frozenset({_S.REJECTED, _S.WITHDRAWN, _S.LAPSED})
"""Their units may be asked for again while the time runs."""

BREAKS_PROMISE = frozenset({_S.REJECTED, _S.WITHDRAWN, _S.REPLACING, _S.AWAITING_RETURN})
"""Nothing of this while money was promised and not sent: it would be owed for no claim at all."""

PACKERS_FAULT = frozenset({ClaimKind.DAMAGED, ClaimKind.WRONG, ClaimKind.MISSING})
"""Of a combo: what whoever packed it put in, and how."""

OWN_FAULT = frozenset({ClaimKind.SPOILED, ClaimKind.NOT_AS_DESCRIBED})
"""Of a combo: what is wrong with a household's goods, however they were packed."""

NEEDS_OWN_ROW = frozenset({ClaimKind.CHANGED_MIND})
"""Goods without fault go back only where the law or the seller names this very case."""

CLOCKS = {
    _S.ASKED: What.CLAIM_ANSWER,
    _S.REFUSED: What.CLAIM_APPEAL,
    _S.AWAITING_RETURN: What.CLAIM_SEND_BACK,
    _S.SENT_BACK: What.CLAIM_DONE,
    _S.REFUNDING: What.CLAIM_DONE,
    _S.REPLACING: What.CLAIM_DONE,
    _S.ESCALATED: What.COMPLAINT_RESOLVE,
}
"""Which deadline runs while a claim is so far."""

WAITS_FOR = {
    _S.ASKED: Party.SELLER,
    _S.SENT_BACK: Party.SELLER,
    _S.REFUNDING: Party.SELLER,
    _S.REPLACING: Party.SELLER,
    _S.AWAITING_RETURN: Party.BUYER,
    _S.ESCALATED: Party.OPERATOR,
}

ENDS_IN = {
    Outcome.REFUND: _S.REFUNDING,
    Outcome.RETURN: _S.AWAITING_RETURN,
    Outcome.REPLACE: _S.REPLACING,
}


class When(StrEnum):
    """A guard by the clock of the status that is left."""

    ANY = "any"
    IN_TIME = "in_time"
    LATE = "late"


@dataclass(frozen=True)
class Transition:
    """From where to where, by whom and when."""

    start: ClaimStatus
    end: ClaimStatus
    by: frozenset[Party]
    when: When = When.ANY
    needs_words: bool = False


_BUYER = frozenset({Party.BUYER})
_SELLER = frozenset({Party.SELLER})
_OPERATOR = frozenset({Party.OPERATOR})
_SYSTEM = frozenset({Party.SYSTEM})
_ANSWERS = (_S.REFUNDING, _S.AWAITING_RETURN, _S.REPLACING)

TRANSITIONS = (
    *(Transition(_S.ASKED, end, _SELLER, When.IN_TIME) for end in _ANSWERS),
    Transition(_S.ASKED, _S.REFUSED, _SELLER, When.IN_TIME, needs_words=True),
    Transition(_S.AWAITING_RETURN, _S.SENT_BACK, _BUYER),
    Transition(_S.AWAITING_RETURN, _S.LAPSED, _SYSTEM, When.LATE),
    *(
        Transition(start, _S.REFUNDING, _SELLER | _OPERATOR)
        for start in (_S.AWAITING_RETURN, _S.SENT_BACK)
    ),
    Transition(_S.SENT_BACK, _S.REFUSED, _SELLER, needs_words=True),
    Transition(_S.REFUNDING, _S.REFUNDED, _SELLER | _OPERATOR),
    Transition(_S.REPLACING, _S.REPLACED, _SYSTEM),
    # To the operator: by silence, by a replacement that failed, or by the buyer.
    *(
        Transition(start, _S.ESCALATED, _SYSTEM | _BUYER, When.LATE)
        for start in (_S.ASKED, _S.SENT_BACK, _S.REFUNDING)
    ),
    Transition(_S.REPLACING, _S.ESCALATED, _SYSTEM | _BUYER),
    Transition(_S.AWAITING_RETURN, _S.ESCALATED, _BUYER, needs_words=True),
    Transition(_S.REFUSED, _S.ESCALATED, _BUYER, When.IN_TIME, needs_words=True),
    *(Transition(_S.ESCALATED, end, _OPERATOR, needs_words=True) for end in _ANSWERS),
    Transition(_S.ESCALATED, _S.REJECTED, _OPERATOR, needs_words=True),
    *(
        Transition(start, _S.WITHDRAWN, _BUYER)
        for start in (_S.ASKED, _S.AWAITING_RETURN, _S.REFUSED, _S.ESCALATED)
    ),
)
"""Every change there is; what is not here cannot happen."""


def is_late(due_at: datetime | None, now: datetime) -> bool:
    """Whether the time of whoever must act is over; without a clock nobody is late."""
    return due_at is not None and due_at <= now


def is_for_operator(status: str, due_at: datetime | None, now: datetime) -> bool:
    """Whether the operator decides now: it was taken there, or a seller let the time run out."""
    slow = (_S.ASKED, _S.SENT_BACK, _S.REFUNDING, _S.REPLACING)
    return status == _S.ESCALATED or (status in slow and is_late(due_at, now))


def find_transition(
    start: str,
    end: ClaimStatus,
    by: Party,
    due_at: datetime | None,
    now: datetime,
    *,
    owes_money: bool = False,
) -> Transition | None:
    """The change from `start` to `end`, if this side may make it now.

    `owes_money`: a refund was promised and is not sent yet.
    """
    late = is_late(due_at, now)
    if owes_money and end in BREAKS_PROMISE:
        return None
    for one in TRANSITIONS:
        if (one.start, one.end) == (start, end) and by in one.by:
            fits = one.when == When.ANY or (one.when == When.LATE) == late
            return one if fits else None
    return None


def end_of(outcome: Outcome, by: Party) -> ClaimStatus:
    """Where an answer leads: the operator's refusal is the last word here."""
    if outcome == Outcome.REFUSE:
        return _S.REJECTED if by == Party.OPERATOR else _S.REFUSED
    return ENDS_IN[outcome]


@dataclass(frozen=True)
class Bought:
    """An order line as far as asking for it goes."""

    line_id: int
    quantity: int
    paid: int  # for all of its units, less what was taken off
    asked: int = 0  # units in other claims that stand

    @property
    def left(self) -> int:
        return self.quantity - self.asked

    def paid_for(self, units: int) -> int:
        """What so many of its units came to, to the nearest đồng."""
        return (2 * self.paid * units + self.quantity) // (2 * self.quantity)


def suggested(
    bought: Iterable[Bought], wanted: Mapping[int, int], fee: int, left: int, *, is_fault: bool
) -> int:
    """What a refund of these units comes to: with the delivery fee when all of a faulty order
    goes back, never more than what is left of the seller's share."""
    lines = list(bought)
    goods = sum(line.paid_for(wanted.get(line.line_id, 0)) for line in lines)
    whole = all(wanted.get(line.line_id, 0) == line.quantity for line in lines)
    return min(goods + (fee if whole and is_fault else 0), left)


@dataclass(frozen=True)
class CameBack:
    """What of an order of a combo went back to its buyer by claims; `goods` is what it came to.

    `by_packer` of that for what the packer did; `has_own_fault`: some of it for the goods.
    """

    goods: int
    returned: int
    by_packer: int
    has_own_fault: bool

    @property
    def is_whole(self) -> bool:
        return self.returned >= self.goods


def came_back(goods: int, promised: Mapping[ClaimKind, int]) -> CameBack:
    """From the money that was promised to the buyer, by what was wrong."""
    return CameBack(
        goods=goods,
        returned=sum(promised.values()),
        by_packer=sum(amount for kind, amount in promised.items() if kind in PACKERS_FAULT),
        has_own_fault=any(kind in OWN_FAULT for kind in promised),
    )


def packing_due_back(fee: int, mine: CameBack, every: Iterable[CameBack]) -> int:
    """What of its packing fee a household gets back in all, by claims so far; whole đồng.

    For what the packer did, in proportion to the money that went back, by largest remainder. Where
    all of the combo came back nothing was sold: all of it, but for whose own goods were at fault.
    """
    if not mine.has_own_fault and all(one.is_whole for one in every):
        return fee
    back = min(mine.by_packer, mine.goods)
    return share_out(fee, [back, mine.goods - back])[0] if back else 0


def make_number(year: int, random_body: str) -> str:
    """YC26K7Q2M9X: the year, six random characters, a check character."""
    return codes.with_check(f"YC{year % 100:02}{random_body}")
