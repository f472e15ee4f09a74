"""Wholesale steps: from so many units on, one costs less. Pure; whole đồng."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_STEPS = 5
LEAST_UNITS = 2
MOST_UNITS = 99
"""As many as a basket takes of one size (basket.rules.MOST_OF_ONE)."""


@dataclass(frozen=True)
class Step:
    """From so many units on, one costs `price`."""

    from_units: int
    price: int


class StepFault(StrEnum):
    """Why a table of steps cannot be."""

    TOO_FEW = "too_few"
    OVERLAP = "overlap"
    NOT_LOWER = "not_lower"
    TOO_DEAR = "too_dear"
    NO_PRICE = "no_price"


def step_price(list_price: int, steps: Iterable[Step], units: int) -> int:
    """What one costs of so many; never more than the normal price."""
    reached = [one.price for one in steps if one.from_units <= units]
    return min([list_price, *reached])


def find_step_fault(steps: Sequence[Step], list_price: int) -> tuple[int, StepFault] | None:
    """The first row (from 0) that cannot be, and why; None when the table stands.

    Rows rise in units and fall in price, below the normal price.
    """
    for place, one in enumerate(steps):
        if one.from_units < LEAST_UNITS:
            return place, StepFault.TOO_FEW
        if one.price <= 0:
            return place, StepFault.NO_PRICE
        if one.price >= list_price:
            return place, StepFault.TOO_DEAR
        if place and one.from_units <= steps[place - 1].from_units:
            return place, StepFault.OVERLAP
        if place and one.price >= steps[place - 1].price:
            return place, StepFault.NOT_LOWER
    return None
