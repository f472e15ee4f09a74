"""The map of a cell as a drawing: a plain grid and one circle, in units of its viewBox."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from math import cos, radians

from catalog.kernel.i18n import _, language
from traceability.areas.cells import KM_PER_DEGREE, Cell

WIDTH, HEIGHT = 360, 270
SPAN = Decimal("0.6")
"""How many degrees of longitude the drawing shows."""
EVERY = Decimal("0.1")
BAR_KM = 10


@dataclass(frozen=True)
class Line:
    """A line of the grid: where it stands and what is written on it."""

    at: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """What components/area_map.html draws."""

    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    radius: float
    radius_km: int
    bar: float
    latitude: Decimal
    longitude: Decimal


def draw(cell: Cell) -> Drawing:
    """The neighbourhood of a cell, its middle in the middle."""
    across = WIDTH / float(SPAN)  # units per degree of longitude
    squeeze = cos(radians(float(cell.latitude)))
    up = across / squeeze
    per_km = up / KM_PER_DEGREE
    high = Decimal(HEIGHT / up)
    return Drawing(
        meridians=tuple(
            Line(_at(WIDTH / 2 + float(line - cell.longitude) * across), _east(line))
            for line in _lines(cell.longitude, SPAN)
        ),
        parallels=tuple(
            Line(_at(HEIGHT / 2 - float(line - cell.latitude) * up), _north(line))
            for line in _lines(cell.latitude, high)
        ),
        radius=_at(cell.radius_km * per_km),
        radius_km=round(cell.radius_km),
        bar=_at(BAR_KM * per_km),
        latitude=cell.latitude,
        longitude=cell.longitude,
    )


def _lines(middle: Decimal, span: Decimal) -> list[Decimal]:
    first = ((middle - span / 2) / EVERY).to_integral_value(ROUND_CEILING)
    count = int(span / EVERY) + 1
    lines = ((first + step) * EVERY for step in range(count))
    return [line for line in lines if abs(line - middle) <= span / 2]


def _at(place: float) -> float:
    return round(place, 1)


def _east(degrees: Decimal) -> str:
    return _("%(degrees)s° Đ", degrees=_number(degrees))


def _north(degrees: Decimal) -> str:
    return _("%(degrees)s° B", degrees=_number(degrees))


def _number(degrees: Decimal) -> str:
    return str(degrees) if language() == "en" else str(degrees).replace(".", ",")
