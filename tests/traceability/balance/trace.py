"""Invented seasons with laundering planted in some: the same ones every time.

A laundering area sells goods from elsewhere under its code: on top of its own harvest. How much
honest land yields is drawn around 72 % of the cap, for a cap is the upper end of what is usual.
"""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

CAP = Decimal(6500)  # kg per hectare


@dataclass(frozen=True)
class Season:
    """One area in one season, and what is true of it."""

    hectares: Decimal
    claimed: Decimal
    is_laundering: bool
    excess: float  # of what the land usually yields at most


def seasons(count: int = 400, seed: int = 11, *, split_over: int = 1) -> list[Season]:
    """Every eighth area launders; `split_over` spreads each fraud over so many codes."""
    draw = Random(seed)
    found: list[Season] = []
    for number in range(count):
        hectares = Decimal(str(round(draw.lognormvariate(0.3, 0.9) + 0.05, 2)))
        usual = min(max(draw.gauss(0.72, 0.12), 0.05), 1.3)
        launders = number % 8 == 0
        excess = draw.uniform(0.1, 3) / split_over if launders else 0.0
        claimed = hectares * CAP * Decimal(str(round(usual + excess, 4)))
        found.append(Season(hectares, claimed.quantize(Decimal("0.001")), launders, excess))
    return found
