"""Sheets of labels as PDF: codes as vector rectangles on whole printer dots."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from traceability.labels.face import FORM, PLAIN, SMALL, Face, Words, fonts
from traceability.labels.rules import QUIET, Sheet, Size
from traceability.labels.symbols import Symbol

Tell = Callable[[int], None]


@dataclass(frozen=True)
class Piece:
    """One label: its symbol, and what stands on this one only."""

    symbol: Symbol
    serial: str = ""
    pin: str = ""


def draw(
    file: Path,
    words: Words,
    sheet: Sheet,
    size: Size,
    pieces: Iterable[Piece],
    tell: Tell,
    own_lines: int = 0,
) -> None:
    """Write the sheets; `tell` hears after each page how many labels are drawn.

    `own_lines` is how many lines a piece has of its own (serial number, PIN). Raises FontsMissing.
    """
    fonts()
    canvas = Canvas(str(file), paper(sheet, size), pageCompression=1)
    canvas.setTitle(words.code)
    face, strokes = Face(sheet, size, own_lines), Strokes(size)
    face.keep_on(canvas, words)
    left = iter(pieces)
    done = 0
    while page := list(islice(left, sheet.per_page)):
        for piece, place in zip(page, sheet.places(), strict=False):
            _label(canvas, face, strokes, piece, *_origin(sheet, size, place))
        if words.footer and not sheet.is_roll:
            canvas.setFont(PLAIN, SMALL)
            canvas.drawCentredString(sheet.width * mm / 2, (sheet.top / 2 - 1) * mm, words.footer)
        canvas.showPage()
        done += len(page)
        tell(done)
    canvas.save()


def paper(sheet: Sheet, size: Size) -> tuple[float, float]:
    """Width and height of the page in points: whole dots, so that both its ends are on the grid."""
    # A hair less, or whoever renders it rounds up to one dot more and stretches the page.
    return size.on_dots(sheet.width) * mm - 0.001, size.on_dots(sheet.height) * mm - 0.001


def corner(sheet: Sheet, size: Size, place: tuple[float, float]) -> tuple[float, float]:
    """Upper left corner of a label's code, quiet zone included, in mm from that of the page."""
    left, top = place
    return size.on_dots(left + sheet.inset_x), size.on_dots(top + sheet.inset_y)


def _origin(sheet: Sheet, size: Size, place: tuple[float, float]) -> tuple[float, float]:
    """The lower left module of a label's symbol, in points from the lower left of the page."""
    left, top = corner(sheet, size, place)
    below = size.on_dots(sheet.height) - top - (QUIET + size.modules) * size.module
    return (left + QUIET * size.module) * mm, below * mm


def _label(
    canvas: Canvas, face: Face, strokes: "Strokes", piece: Piece, x: float, y: float
) -> None:
    canvas.addLiteral(f"q 1 0 0 1 {x:.4f} {y:.4f} cm")
    canvas.doForm(FORM)
    module = strokes.size.module * mm
    drawn = strokes.of(piece.symbol)
    canvas.addLiteral(f"0 g {module:.6f} 0 0 {module:.6f} 0 0 cm {drawn}f Q")
    if piece.serial:
        face.own(canvas, (x, y), piece.serial, piece.pin)


class Strokes:
    """Symbols of one size as PDF operators, put together from what each byte of a row draws."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._cells = [
            [
                "".join(_rectangles(8 * column, size.modules - 1 - row, value))
                for value in range(256)
            ]
            for row in range(size.modules)
            for column in range(-(-size.modules // 8))
        ]

    def of(self, symbol: Symbol) -> str:
        """Rectangles in module units, upward from the lower left corner, ready to be filled."""
        cells = zip(self._cells, symbol.rows, strict=True)
        return "".join([cell[value] for cell, value in cells])


def _rectangles(left: int, bottom: int, value: int) -> list[str]:
    return [f"{left + x} {bottom} {length} 1 re " for x, length in _runs(value)]


@lru_cache(maxsize=256)
def _runs(value: int) -> list[tuple[int, int]]:
    """Where dark runs begin in these eight modules, and how long they are."""
    runs: list[tuple[int, int]] = []
    for x in range(8):
        if value >> (7 - x) & 1:
            if runs and sum(runs[-1]) == x:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            else:
                runs.append((x, 1))
    return runs
