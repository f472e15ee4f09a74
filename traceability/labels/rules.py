"""How large a code is printed and where it stands on a sheet: values in, values out.

Millimetres throughout. A printer sets whole dots or none, so a module is a whole number of
them; what comes out larger or smaller than wished is reported as it will be (traceability.md 6.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil, floor

from traceability.batches.rules import Unit

INCH = 25.4
LEAST_MODULE = 0.396
"""Of a retail label (GS1 General Specifications, QR with Digital Link)."""
QUIET = 4
"""Light modules on each side of a code (ISO/IEC 18004)."""
DOTS = (203, 300, 600)
"""Dots per inch of the printers that labels are printed on."""
LARGEST_SIDE = 20.0
"""A larger code reads no better and costs room for words."""
OF_RADIUS = 0.8
"""Of a jar's radius: a wider code bends out of sight (traceability.md 6.2)."""
LINE = 2.4
"""Of the line under a code."""
LEAST_RADIUS, MOST_RADIUS = 10, 500
MOST_AT_ONCE = 10_000


class Unfit(StrEnum):
    """Why a code cannot be printed so that phones read it."""

    LABEL = "label"  # the label is too small at this printer
    JAR = "jar"  # the jar is too narrow


class DoesNotFit(ValueError):
    """No module size will do; `needed` is the height of label or the radius that would."""

    def __init__(self, reason: Unfit, needed: float) -> None:
        self.reason, self.needed = reason, needed
        super().__init__(f"{reason}: needs {needed:.1f} mm")


@dataclass(frozen=True)
class Sheet:
    """Labels on a sheet of paper, or one label of a roll. `inset` stays free inside a label."""

    name: str
    width: float
    height: float
    columns: int
    rows: int
    label_width: float
    label_height: float
    gap: float = 0.0
    inset_x: float = 0.5
    inset_y: float = 0.5

    @property
    def per_page(self) -> int:
        return self.columns * self.rows

    @property
    def is_roll(self) -> bool:
        return self.per_page == 1

    @property
    def left(self) -> float:
        used = self.columns * self.label_width + (self.columns - 1) * self.gap
        return (self.width - used) / 2

    @property
    def top(self) -> float:
        return (self.height - self.rows * self.label_height) / 2

    def places(self) -> Iterator[tuple[float, float]]:
        """Left and upper edge of each label from the upper left corner, row by row."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield (
                    self.left + column * (self.label_width + self.gap),
                    self.top + row * self.label_height,
                )

    def pages_of(self, count: int) -> int:
        return ceil(count / self.per_page)


SHEETS = {
    sheet.name: sheet
    for sheet in (
        Sheet("a4-65", 210, 297, 5, 13, 38.1, 21.2, gap=2.5),
        Sheet("a4-24", 210, 297, 3, 8, 64.0, 33.9, gap=2.5, inset_x=1, inset_y=1),
        Sheet("a4-21", 210, 297, 3, 7, 63.5, 38.1, gap=2.5, inset_x=1, inset_y=1),
        # Printers for 58 mm paper print 48 mm of it.
        Sheet("roll-58", 58, 40, 1, 1, 58, 40, inset_x=5, inset_y=1.5),
    )
}


@dataclass(frozen=True)
class Size:
    """How a code of `modules` a side comes out of a printer of `dpi`."""

    modules: int
    dpi: int
    dots: int

    @property
    def dot(self) -> float:
        return INCH / self.dpi

    @property
    def module(self) -> float:
        return self.dots * self.dot

    @property
    def side(self) -> float:
        """Without the quiet zone."""
        return self.modules * self.module

    @property
    def block(self) -> float:
        """With the quiet zone."""
        return (self.modules + 2 * QUIET) * self.module

    def on_dots(self, length: float) -> float:
        """The length rounded to whole dots, so that a code begins where a dot begins."""
        return round(length / self.dot) * self.dot


def fit(modules: int, sheet: Sheet, dpi: int, radius: float | None = None) -> Size:
    """The largest size that stands on this label, or raise DoesNotFit with what would be enough.

    `radius` is that of the jar the label is glued around; None for flat packs.
    """
    dot = INCH / dpi
    least = Size(modules, dpi, ceil(LEAST_MODULE / dot - 1e-9))
    free = sheet.label_height - 2 * sheet.inset_y - LINE
    if least.block > free + 1e-9:
        raise DoesNotFit(Unfit.LABEL, least.block + LINE + 2 * sheet.inset_y)
    bounds = [free / (modules + 2 * QUIET), max(LARGEST_SIDE, least.side) / modules]
    if radius is not None:
        if least.side > OF_RADIUS * radius + 1e-9:
            raise DoesNotFit(Unfit.JAR, least.side / OF_RADIUS)
        bounds.append(OF_RADIUS * radius / modules)
    return Size(modules, dpi, floor(min(bounds) / dot + 1e-9))


def rendering_dpi(dpi: int) -> int:
    """What a sheet is rendered at to be read back: as printed, the finest printer by half."""
    return dpi if dpi <= 300 else dpi // 2


def grouped(serial: str) -> str:
    """A serial number as people read it: 7K2M-4QXW-1234."""
    return "-".join(serial[start : start + 4] for start in range(0, len(serial), 4))


class JobState(StrEnum):
    """Where a print job is."""

    WAITING = "waiting"
    DRAWING = "drawing"
    READY = "ready"
    FAILED = "failed"


class PieceState(StrEnum):
    """What is known of one piece when somebody checks it. Nothing here says "authentic"."""

    UNKNOWN = "unknown"  # the number was never given out
    EARLY = "early"  # printed, but the packer has not released it
    FIRST = "first"
    BEFORE = "before"  # somebody checked it earlier


PIN_TRIES = 5
"""Wrong PINs a day for one serial number."""
DRAWN_AT_ONCE = 400
"""So many labels are drawn and read back while the seller waits: about half a second."""
SHORTEST_REASON = 8


def excess(printed: int, count: int, packed: Decimal, unit: str) -> int:
    """How many labels there would be beyond the units packed; 0 where goods are not counted."""
    return max(0, printed + count - int(packed)) if unit == Unit.PIECE else 0


def still_to_label(printed: int, packed: Decimal, unit: str) -> int | None:
    """How many units have no label yet, as many as are printed at once; None where none are left
    or goods are not counted."""
    left = int(packed) - printed if unit == Unit.PIECE else 0
    return min(left, MOST_AT_ONCE) if left > 0 else None


def usual_dpi(sheet: Sheet) -> int:
    """What such a sheet is mostly printed with: rolls by heat, pages by laser."""
    return DOTS[0] if sheet.is_roll else DOTS[-1]
