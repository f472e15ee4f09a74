"""The words of a label: name, producer, stars, dates beside the code; the batch code under it.

In points, around the lower left module of the label's symbol. What all labels of a job share is
kept as one form in the file; a serial number and its PIN are drawn label by label.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from traceability.labels.rules import LINE, QUIET, Sheet, Size, grouped

FONTS = Path(__file__).parent.parent.parent / "static" / "vendor" / "be-vietnam-pro"
PLAIN, BOLD = "BeVietnamPro_400Regular", "BeVietnamPro_600SemiBold"
FORM = "label"
INK, GOLD = (0.11, 0.16, 0.13), (0.72, 0.5, 0.04)
LARGE, SMALL, LEAST = 7.0, 5.5, 4.5
"""Points. Figures and capitals of 5.5 points are 1.4 mm high."""
_LEADING = 1.22
_STAR = 2.6


class FontsMissing(RuntimeError):
    """The set-up has not fetched the fonts; `bin/vendor` does."""


@dataclass(frozen=True)
class Words:
    """What stands on every label of a job. `stars` only while they are valid."""

    code: str
    name: str
    producer: str
    lines: tuple[str, ...] = ()
    stars: int = 0
    footer: str = ""


@lru_cache(maxsize=1)
def fonts() -> None:
    """Make the fonts known to reportlab, or raise FontsMissing."""
    for name in (PLAIN, BOLD):
        file = FONTS / f"{name}.ttf"
        if not file.exists():
            raise FontsMissing(f"{file.name} is missing: run bin/vendor")
        pdfmetrics.registerFont(TTFont(name, file))


class Face:
    """The words around the symbols of one sheet and size."""

    def __init__(self, sheet: Sheet, size: Size, own_lines: int = 0) -> None:
        self._own_room = own_lines * SMALL * _LEADING
        self._is_roll = sheet.is_roll
        self._block, self._quiet = size.block * mm, QUIET * size.module * mm
        self._left = self._block - self._quiet
        self._width = (sheet.label_width - 2 * sheet.inset_x) * mm - self._block
        edge = size.side * mm + self._quiet
        self._top = edge - LARGE
        self._foot = edge - (sheet.label_height - 2 * sheet.inset_y) * mm
        # On a roll the foot of each label holds what stands at the foot of a sheet.
        self._bottom = self._foot + (LEAST * _LEADING + 1 if sheet.is_roll else 2)

    def keep_on(self, canvas: Canvas, words: Words) -> None:
        """Define the form that every label of this canvas begins with."""
        canvas.beginForm(FORM, -200, -200, 200, 200)
        canvas.setFillColorRGB(*INK)
        size = _size_for(words.code, BOLD, LARGE, self._block * 0.92)
        canvas.setFont(BOLD, size)
        middle = self._block / 2 - self._quiet
        canvas.drawCentredString(middle, -self._quiet - (LINE * mm + size * 0.7) / 2, words.code)
        self._beside(canvas, words)
        if words.footer and self._is_roll:
            whole = self._width + self._block
            canvas.setFont(PLAIN, _size_for(words.footer, PLAIN, LEAST, whole))
            canvas.drawString(-self._quiet, self._foot, words.footer)
        canvas.endForm()

    def own(self, canvas: Canvas, origin: tuple[float, float], serial: str, pin: str) -> None:
        """Draw what stands on one label only, lowest at the right of its code."""
        lines = [f"PIN {pin}", grouped(serial)] if pin else [grouped(serial)]
        for number, text in enumerate(lines):
            canvas.setFont(BOLD, _size_for(text, BOLD, SMALL, self._width))
            y = self._bottom + number * SMALL * _LEADING
            canvas.drawString(origin[0] + self._left, origin[1] + y, text)

    def _beside(self, canvas: Canvas, words: Words) -> None:
        y = self._top
        for text in _wrapped(words.name, self._width)[: 3 if self._top - self._bottom > 60 else 2]:
            y = self._line(canvas, text, BOLD, LARGE, y)
        if words.stars:
            y = self._stars(canvas, words.stars, y)
        # What does not fit is left out, never drawn over another line.
        for text in (*words.lines, words.producer):
            if y >= self._bottom + self._own_room:
                y = self._line(canvas, text, PLAIN, SMALL, y)

    def _line(self, canvas: Canvas, text: str, font: str, size: float, y: float) -> float:
        fitted = _size_for(text, font, size, self._width)
        canvas.setFont(font, fitted)
        canvas.drawString(self._left, y, _cut(text, font, fitted, self._width))
        return y - size * _LEADING

    def _stars(self, canvas: Canvas, stars: int, y: float) -> float:
        canvas.setFillColorRGB(*GOLD)
        for number in range(stars):
            _star(canvas, self._left + _STAR * (1 + 2.1 * number), y + 1.4)
        canvas.setFillColorRGB(*INK)
        canvas.setFont(BOLD, LEAST)
        canvas.drawString(self._left + _STAR * (1 + 2.1 * stars), y, "OCOP")
        return y - SMALL * _LEADING


def _star(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    for number in range(10):
        reach = _STAR if number % 2 == 0 else _STAR * 0.45
        angle = pi / 2 + pi * number / 5
        (path.lineTo if number else path.moveTo)(x + reach * cos(angle), y + reach * sin(angle))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _size_for(text: str, font: str, size: float, width: float) -> float:
    """The size at which the text is no wider than this, down to what can still be read."""
    wide = float(pdfmetrics.stringWidth(text, font, size))
    return max(LEAST, min(size, size * width / wide)) if wide else size


def _cut(text: str, font: str, size: float, width: float) -> str:
    if pdfmetrics.stringWidth(text, font, size) <= width + 0.1:
        return text
    while text and pdfmetrics.stringWidth(f"{text}…", font, size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _wrapped(text: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pdfmetrics.stringWidth(longer, BOLD, LARGE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
