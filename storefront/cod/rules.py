"""Whether a purchase may be paid on delivery: caps, codes, pauses after refused parcels. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LARGEST_AMOUNT = 1_000_000_000
MOST_REFUSALS = 20
LONGEST_DAYS = 730
LONGEST_SOURCE = 200


class RuleKind(StrEnum):
    """What a rule does."""

    CAP = "cap"
    CONFIRM = "confirm"
    PAUSE = "pause"


class Scope(StrEnum):
    """Which purchases a cap or a code is about."""

    ALL = "all"
    PRODUCT_SET = "product_set"
    GOODS_CLASS = "goods_class"


@dataclass(frozen=True)
class Rule:
    """One dated row. Cap: above `amount` no cash. Confirm: from `amount` on a code is asked for.

    `only_first`: until the number has taken a parcel. Pause: `refusals` parcels refused within
    `within_days` stop cash for `pause_days`.
    """

    kind: RuleKind
    scope: Scope
    scope_value: str | None
    amount: int
    only_first: bool
    refusals: int
    within_days: int
    pause_days: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Purchase:
    """What is decided on: the sum with delivery, what the goods are, who buys.

    `marks` are the scopes the goods fall under: "product_set:13", "goods_class:fresh".
    """

    amount: int
    marks: frozenset[str]
    is_first: bool


@dataclass(frozen=True)
class Refusal:
    """A parcel that was refused: whose number was on it, and which account ordered it."""

    phone: str
    account_id: int | None
    at: datetime


def of_buyer(
    refusals: Iterable[Refusal], phone: str | None, account_ids: Collection[int]
) -> list[Refusal]:
    """Those of a person, by the number or by an account: a new number forgets nothing."""
    return [one for one in refusals if one.phone == phone or one.account_id in account_ids]


def still_counting(refusals: Iterable[Refusal], lifted: Iterable[datetime]) -> list[datetime]:
    """When a person refused parcels since a pause was lifted last, of whichever of its numbers."""
    last = max(lifted, default=None)
    return [one.at for one in refusals if last is None or one.at > last]


def is_in_force(rule: Rule, on: date) -> bool:
    """Both days count: the first and the last."""
    return rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to)


def ask_for_goods(rules: Iterable[Rule]) -> bool:
    """Whether any of these rules is about some goods and not about others."""
    return any(rule.scope != Scope.ALL for rule in rules)


def ask_for_refusals(rules: Iterable[Rule]) -> bool:
    """Whether refused parcels matter to any of these rules."""
    return any(rule.kind == RuleKind.PAUSE for rule in rules)


def ask_for_first(rules: Iterable[Rule]) -> bool:
    """Whether it matters to any of these rules that a number has taken a parcel before."""
    return any(rule.kind == RuleKind.CONFIRM and rule.only_first for rule in rules)


def cap_of(rules: Iterable[Rule], marks: Collection[str]) -> int | None:
    """The most that may be paid on delivery of such goods, or None: no limit."""
    caps = [rule.amount for rule in rules if rule.kind == RuleKind.CAP and _is_about(rule, marks)]
    return min(caps, default=None)


def needs_code(rules: Iterable[Rule], purchase: Purchase) -> bool:
    """Whether the number has to be shown to be the buyer's."""
    return any(
        rule.kind == RuleKind.CONFIRM
        and _is_about(rule, purchase.marks)
        and purchase.amount >= rule.amount
        and (purchase.is_first or not rule.only_first)
        for rule in rules
    )


def paused_until(rules: Iterable[Rule], refused_on: Sequence[date], on: date) -> date | None:
    """The first day on which the number may pay on delivery again, or None: it may today.

    `refused_on` are the days of refused parcels since the last pause that was lifted.
    """
    days = sorted(refused_on)
    ends = [
        last + timedelta(days=rule.pause_days)
        for rule in rules
        if rule.kind == RuleKind.PAUSE
        for first, last in zip(days, days[rule.refusals - 1 :], strict=False)
        if last - first < timedelta(days=rule.within_days)
    ]
    return max((end for end in ends if end > on), default=None)


def mark(scope: Scope, value: str) -> str:
    """How goods of this set or class are marked."""
    return f"{scope}:{value}"


def longest_memory(rules: Iterable[Rule]) -> timedelta:
    """How far back refusals may still matter."""
    days = [rule.within_days + rule.pause_days for rule in rules if rule.kind == RuleKind.PAUSE]
    return timedelta(days=max(days, default=0))


def _is_about(rule: Rule, marks: Collection[str]) -> bool:
    return rule.scope == Scope.ALL or mark(rule.scope, rule.scope_value or "") in marks
