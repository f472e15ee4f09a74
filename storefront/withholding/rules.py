"""Which rate of the law applies to a seller's order, and what is withheld. Pure; whole đồng.

Rates are basis points of what the goods cost; they are dated rows with the number of their
document, entered by an operator, never constants.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WHOLE = 10_000
"""100 % in basis points."""


class Held(StrEnum):
    """For which orders a rate counts: all, or only those whose money the platform received.

    Who collects nothing may not be the one who withholds: an accountant decides, per rate.
    """

    ANY = "any"
    PLATFORM = "platform"


class Activity(StrEnum):
    """What the money is for: the law has rates of its own for services."""

    GOODS = "goods"
    SERVICES = "services"


@dataclass(frozen=True)
class Rate:
    """A row of the table. No row for a legal form means that nothing is withheld from it."""

    id: int
    legal_form: str
    held: Held
    vat_bp: int
    pit_bp: int
    valid_from: date
    valid_to: date | None
    activity: Activity = Activity.GOODS


@dataclass(frozen=True)
class Tax:
    """What is withheld on a base, or below zero, given back."""

    base: int
    vat: int
    pit: int


def is_in_force(rate: Rate, on: date) -> bool:
    """Both days count: the first and the last."""
    return rate.valid_from <= on and (rate.valid_to is None or on <= rate.valid_to)


def pick(
    rates: Iterable[Rate],
    legal_form: str,
    on: date,
    *,
    through_platform: bool,
    activity: Activity = Activity.GOODS,
) -> Rate | None:
    """The newest rate in force for this kind of seller; None when nothing is withheld."""
    fitting = [
        rate
        for rate in rates
        if (rate.legal_form, rate.activity) == (legal_form, activity)
        and is_in_force(rate, on)
        and (through_platform or rate.held == Held.ANY)
    ]
    return max(fitting, key=lambda rate: (rate.valid_from, rate.id), default=None)


def withhold(base: int, vat_bp: int, pit_bp: int) -> Tax:
    """Both taxes, each rounded half up to the đồng, as the vectors of split orders have it."""
    return Tax(base, half_up(base * vat_bp, WHOLE), half_up(base * pit_bp, WHOLE))


def document_of_goods(number: str) -> str:
    """What names the tax that the seller of an order bears for its goods."""
    return f"tax:{number}"


def document_of_packing(number: str) -> str:
    """What names the tax of an order's packing fee, which the packer of its combo bears."""
    return f"tax-packing:{number}"


def give_back(whole: Tax, back: Tax, returned: int, total: int) -> Tax:
    """What is given back now that `returned` of an order's `total` went to its buyer.

    Worked out on the sum of all returns, less what `back` says was given back before: a full
    return in any number of parts gives back exactly what was withheld.
    """
    share = min(returned, total)

    def due(amount: int, done: int) -> int:
        return half_up(amount * share, total) - done if total else 0

    return Tax(due(whole.base, back.base), due(whole.vat, back.vat), due(whole.pit, back.pit))


def half_up(numerator: int, denominator: int) -> int:
    """A fraction of whole numbers to the nearest đồng, a half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def month_of(text: str | None, today: date) -> date:
    """The first day of a month given as 2026-11, or of this month for anything else."""
    this = today.replace(day=1)
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return this
    return found if 2000 <= found.year <= 2200 else this  # the months beside it exist


def month_after(first: date) -> date:
    """The first day of the next month."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def month_before(first: date) -> date:
    """The first day of the month before."""
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
