"""Points and the cells the public is shown instead of them. No database, no web.

An exact point is a farmer's field; a cell of 0.05 degrees, about 5.5 km, is a neighbourhood. Where
fewer than FEWEST_GROWERS share it, even that is too much (Law 91/2025/QH15 on personal data).
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cached_property
from math import cos, radians, sqrt

STEP = Decimal("0.05")
"""The width and height of a cell, in degrees."""

FEWEST_GROWERS = 5
"""How many households must share a cell before it is shown."""

KM_PER_DEGREE = 111.32
_PLACES = Decimal("0.00001")  # one metre
_NUMBER = r"(-?[0-9]{1,3}(?:[.,][0-9]{1,15})?)"
_PAIR = re.compile(
    rf"\(?\s*{_NUMBER}\s*°?\s*(?:[;,]\s|\s|[;,](?=-?[0-9]+[.]))\s*{_NUMBER}\s*°?\s*\)?"
)

_LAND = (
    ("8.30", "23.45", "102.10", "109.60"),  # the mainland and the islands near it
    ("15.50", "17.30", "111.00", "113.00"),  # Hoàng Sa
    ("6.50", "12.00", "111.30", "117.60"),  # Trường Sa
)
"""South, north, west and east ends of the boxes in which Vietnam lies."""

BOXES = tuple(tuple(Decimal(end) for end in box) for box in _LAND)


@dataclass(frozen=True)
class Point:
    """A place in decimal degrees (WGS 84), to the metre."""

    latitude: Decimal
    longitude: Decimal

    @property
    def is_in_vietnam(self) -> bool:
        return any(
            south <= self.latitude <= north and west <= self.longitude <= east
            for south, north, west, east in BOXES
        )

    @property
    def is_turned_round(self) -> bool:
        """Whether it would lie in Vietnam with latitude and longitude changed about."""
        return Point(self.longitude, self.latitude).is_in_vietnam

    @property
    def cell(self) -> "Cell":
        return Cell(_rounded(self.latitude), _rounded(self.longitude))


@dataclass(frozen=True)
class Cell:
    """The middle of a cell of 0.05 degrees."""

    latitude: Decimal
    longitude: Decimal

    @property
    def name(self) -> str:
        """As it is kept: "10.05,105.75"."""
        return f"{self.latitude},{self.longitude}"

    @cached_property
    def radius_km(self) -> float:
        """The circle that surely holds every point of the cell: half its diagonal."""
        half = float(STEP) / 2 * KM_PER_DEGREE
        across = half * cos(radians(float(self.latitude)))
        return sqrt(half * half + across * across)


def read_point(text: str) -> Point | None:
    """The point in "10.0312, 105.7821" or "10,0312 105,7821", or None for anything else."""
    found = _PAIR.fullmatch(text.strip())
    if found is None:
        return None
    latitude, longitude = (Decimal(part.replace(",", ".")) for part in found.groups())
    return Point(latitude.quantize(_PLACES), longitude.quantize(_PLACES))


def read_cell(name: str) -> Cell:
    """The cell with this name. Raises ValueError for a name no cell has."""
    latitude, longitude = name.split(",")
    return Cell(Decimal(latitude), Decimal(longitude))


def may_be_shown(growers: int) -> bool:
    """Whether so many households share a cell that it points at none of them."""
    return growers >= FEWEST_GROWERS


def _rounded(degrees: Decimal) -> Decimal:
    return (degrees / STEP).quantize(Decimal(1), ROUND_HALF_EVEN) * STEP
