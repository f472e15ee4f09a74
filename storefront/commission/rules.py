"""Which rule applies to a line, and what it costs. Pure; whole đồng, percents in basis points.

Rules are tried in the operator's order, the first that matches counts. A rule that cannot be
right matches nothing: a fault narrows, it never widens.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalog.kernel.money import share_out

WHOLE = 10_000
"""100 % in basis points."""
LARGEST_FLAT = 10_000_000
LARGEST_LIMIT = 1_000_000_000
LONGEST_NAME = 100


class Scope(StrEnum):
    """To which lines a rule applies; all but ALL say to which by a value."""

    ALL = "all"
    PRODUCER = "producer"
    LEGAL_FORM = "legal_form"
    PRODUCT_SET = "product_set"


@dataclass(frozen=True)
class Rule:
    """A rule as it was entered. `floor` and `cap` count for all of an order's lines it takes."""

    id: int
    name: str
    scope: str
    value: str | None
    percent_bp: int
    flat_per_unit: int
    floor: int
    cap: int | None
    vat_bp: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Item:
    """A line to be charged: `base` is what the goods cost less what the seller gave off."""

    line_id: int
    producer_id: int
    legal_form: str
    product_set_id: int | None
    base: int
    units: int


@dataclass(frozen=True)
class Charge:
    """The fee on one line and the VAT on that fee; without a rule both are zero."""

    line_id: int
    rule: Rule | None
    base: int
    fee: int
    vat: int


def find_fault(rule: Rule) -> str | None:
    """Why a rule cannot be applied, as one word for a label; None when it can."""
    if rule.scope not in list(Scope) or (rule.scope == Scope.ALL) == bool(rule.value):
        return "scope"
    if not 0 <= rule.percent_bp <= WHOLE or not 0 <= rule.vat_bp <= WHOLE:
        return "percent"
    if rule.flat_per_unit < 0 or rule.floor < 0 or (rule.cap is not None and rule.cap < rule.floor):
        return "limits"
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        return "days"
    return None


def is_in_force(rule: Rule, on: date) -> bool:
    """Both days count: the first and the last."""
    return rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to)


def applies(rule: Rule, item: Item, on: date) -> bool:
    """Whether the rule takes this line on that day."""
    if find_fault(rule) or not is_in_force(rule, on):
        return False
    facts = {
        Scope.PRODUCER: str(item.producer_id),
        Scope.LEGAL_FORM: item.legal_form,
        Scope.PRODUCT_SET: str(item.product_set_id),
    }
    scope = Scope(rule.scope)
    return scope == Scope.ALL or facts[scope] == rule.value


def pick(rules: Iterable[Rule], item: Item, on: date) -> Rule | None:
    """The first of these rules, in their order, that takes the line; None when none does."""
    return next((rule for rule in rules if applies(rule, item, on)), None)


@dataclass(frozen=True)
class Held:
    """What an order holds already of one rule's lines, and the fee that is left on them."""

    base: int = 0
    units: int = 0
    fee: int = 0


NOTHING_HELD = Held()


def charge(
    rules: Sequence[Rule],
    items: Sequence[Item],
    on: date,
    held: Mapping[int, Held] | None = None,
) -> list[Charge]:
    """What the lines of one order are charged, in the order of the lines.

    Fee and VAT are rounded half up once for all lines of a rule, then shared out by largest
    remainder, so that what lines say adds up to what the order says. `held`, by rule id, is what
    was charged before: floor and cap count once for the whole order, and no fee is taken back.
    """
    found: dict[int, Charge] = {}
    groups: dict[Rule | None, list[Item]] = {}
    for item in items:
        groups.setdefault(pick(rules, item, on), []).append(item)
    for rule, taken in groups.items():
        before = (held or {}).get(rule.id if rule else 0, NOTHING_HELD)
        found.update({one.line_id: one for one in _charge_all(rule, taken, before)})
    return [found[item.line_id] for item in items]


def fee_of(rule: Rule, base: int, units: int) -> int:
    """Percent and flat fee, not under the floor nor above the cap.

    With its VAT never more than the goods: a seller pays for no sale.
    """
    fee = max(half_up(base * rule.percent_bp, WHOLE) + rule.flat_per_unit * units, rule.floor)
    most = most_of(base, rule.vat_bp)
    return min(fee, most if rule.cap is None else min(rule.cap, most))


def most_of(base: int, vat_bp: int) -> int:
    """The largest fee that is with its VAT no more than `base`."""
    near = base * WHOLE // (WHOLE + vat_bp)
    fitting = (fee for fee in (near + 1, near) if fee + half_up(fee * vat_bp, WHOLE) <= base)
    return next(fitting, max(near - 1, 0))


def half_up(numerator: int, denominator: int) -> int:
    """A fraction of whole numbers to the nearest đồng, a half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """`share_out`, and zeros where there is nothing to share by."""
    return share_out(amount, weights) if any(weights) else [0] * len(weights)


def cut(
    charged: Sequence[tuple[int, int]], units: Sequence[tuple[int, int]], base: int
) -> list[tuple[int, int]]:
    """What of (fee, VAT) of each line falls away with units taken out: (units left, taken).

    `base` is what the goods that are left cost: rounding makes no fee larger than them.
    """
    parts = [
        (spread(fee, list(of))[1], spread(vat, list(of))[1]) if of[1] else (0, 0)
        for (fee, vat), of in zip(charged, units, strict=True)
    ]
    over = sum(map(sum, charged)) - sum(map(sum, parts)) - base
    found = []
    for (fee, vat), (cut_fee, cut_vat) in zip(charged, parts, strict=True):
        more_fee = min(max(over, 0), fee - cut_fee)
        more_vat = min(max(over - more_fee, 0), vat - cut_vat)
        over -= more_fee + more_vat
        found.append((cut_fee + more_fee, cut_vat + more_vat))
    return found


@dataclass(frozen=True)
class Returned:
    """How much of an order's total went back, and what the seller still has of it."""

    amount: int
    total: int
    left: int


def due_back(fee: int, vat: int, returned: Returned) -> tuple[int, int]:
    """What of all fee and VAT of an order is given back now: in proportion, rounded half up.

    Where the fee was all of the goods, rounding leaves no more of it than the seller has left.
    """
    if not returned.total:
        return 0, 0
    share = min(returned.amount, returned.total)
    back = half_up(fee * share, returned.total)
    back_vat = half_up(vat * share, returned.total)
    over = max(fee + vat - back - back_vat - returned.left, 0)
    more = min(over, fee - back)
    return back + more, back_vat + min(over - more, vat - back_vat)


def give_back(left: Sequence[tuple[int, int]], amount: int) -> list[int]:
    """How `amount` is taken off what is left of each line: (charged, given back already).

    By largest remainder of what is left, so no line gives back more than it was charged.
    """
    return spread(amount, [charged - back for charged, back in left])


def _charge_all(rule: Rule | None, items: list[Item], held: Held) -> list[Charge]:
    if rule is None:
        return [Charge(one.line_id, None, one.base, 0, 0) for one in items]
    bases = [one.base for one in items]
    units = sum(one.units for one in items)
    more = fee_of(rule, held.base + sum(bases), held.units + units) - held.fee
    fees = spread(min(max(more, 0), most_of(sum(bases), rule.vat_bp)), bases)
    vats = spread(half_up(sum(fees) * rule.vat_bp, WHOLE), fees)
    return [
        Charge(one.line_id, rule, one.base, fee, vat)
        for one, fee, vat in zip(items, fees, vats, strict=True)
    ]
