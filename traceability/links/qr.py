"""Draws the QR code of a batch with what stands beside and below it: SVG and PNG.

Nothing is ever drawn over the code. Level M reads best at the size of a label: more
correction means smaller modules (traceability.md 6.2).
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from pathlib import Path
from xml.sax.saxutils import escape

import qrcode
from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4
INK, GOLD = "#1d2822", "#b8800a"
PIXELS = 10
FONTS = Path(__file__).parent.parent.parent / "static" / "vendor" / "be-vietnam-pro"
_VIETNAMESE = frozenset("ĂăĐđĨĩŨũƠơƯư₫")
_LINE_SIGNS, _MOST_LINES = 16, 3

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True)
class Label:
    """What is drawn: the text in the code, the line under it, and what stands beside."""

    text: str
    code: str
    name: str = ""
    stars: int = 0

    @property
    def is_decorated(self) -> bool:
        return bool(self.name or self.stars)


def modules(text: str) -> list[list[bool]]:
    """The symbol, quiet zone included."""
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    symbol.add_data(text)
    symbol.make(fit=True)
    matrix: list[list[bool]] = symbol.get_matrix()
    return matrix


def svg(label: Label) -> str:
    """The label as SVG, one unit per module, sizes in the user's hand."""
    matrix = modules(label.text)
    side = len(matrix)
    width, height = side + (20 if label.is_decorated else 0), side + 3
    dark = "".join(
        f"M{x} {y}h{length}v1h-{length}z"
        for y, row in enumerate(matrix)
        for x, length in _runs(row)
    )
    beside = "".join(
        f'<text x="{side}" y="{QUIET + 2 + 2.6 * number:.1f}" font-size="2">{escape(line)}</text>'
        for number, line in enumerate(_wrapped(label.name))
    )
    stars = "".join(
        f'<polygon points="{_points(side + 1.4 + 3 * number, side - QUIET - 2, 1.4)}"/>'
        for number in range(label.stars)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(label.code)}</title>"
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
        f'<path fill="#000" shape-rendering="crispEdges" d="{dark}"/>'
        f'<g fill="{INK}" font-family="sans-serif" font-weight="600">'
        f'<text x="{side / 2}" y="{side + 2}" font-size="2.4" text-anchor="middle">'
        f'{escape(label.code)}</text>{beside}</g><g fill="{GOLD}">{stars}</g></svg>'
    )


def png(label: Label, pixels: int = PIXELS) -> bytes:
    """The same as PNG, `pixels` per module."""
    matrix = modules(label.text)
    side = len(matrix)
    width, height = side + (20 if label.is_decorated else 0), side + 3
    image = Image.new("RGB", (width * pixels, height * pixels), "white")
    draw = ImageDraw.Draw(image)
    for y, row in enumerate(matrix):
        for x, length in _runs(row):
            draw.rectangle(
                (x * pixels, y * pixels, (x + length) * pixels - 1, (y + 1) * pixels - 1), "black"
            )
    size = int(2.4 * pixels)
    start = (side * pixels - _length(label.code, size)) / 2
    _write(draw, (start, (side - 0.4) * pixels), label.code, size)
    for number, line in enumerate(_wrapped(label.name)):
        _write(draw, (side * pixels, (QUIET + 2.6 * number) * pixels), line, 2 * pixels)
    for number in range(label.stars):
        centre = (side + 1.4 + 3 * number) * pixels, (side - QUIET - 2) * pixels
        draw.polygon(_corners(*centre, 1.4 * pixels), fill=GOLD)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark runs begin in a row and how long they are."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((x, 1))
    return found


def _wrapped(name: str) -> list[str]:
    """A name in short lines; what does not fit is cut with an ellipsis."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _LINE_SIGNS:
            lines[-1] += f" {word}"
        else:
            lines.append(word[:_LINE_SIGNS])
    if len(lines) > _MOST_LINES:
        lines = lines[:_MOST_LINES]
        lines[-1] = lines[-1][: _LINE_SIGNS - 1] + "…"
    return lines


def _corners(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """The ten corners of a star."""
    turns = [(pi * number / 5 - pi / 2, radius if number % 2 == 0 else radius * 0.45)
             for number in range(10)]  # fmt: skip
    return [(x + reach * cos(angle), y + reach * sin(angle)) for angle, reach in turns]


def _points(x: float, y: float, radius: float) -> str:
    return " ".join(
        f"{corner_x:.2f},{corner_y:.2f}" for corner_x, corner_y in _corners(x, y, radius)
    )


@lru_cache(maxsize=32)
def _font(subset: str, size: int) -> Font:
    """Our own font, or Pillow's where the set-up has not fetched it."""
    file = FONTS / f"be-vietnam-pro-{subset}-600-normal.woff2"
    return ImageFont.truetype(file, size) if file.exists() else ImageFont.load_default(size)


def _font_for(sign: str, size: int) -> Font:
    # The font comes in files by script, as browsers want it.
    is_vietnamese = sign in _VIETNAMESE or "\u1ea0" <= sign <= "\u1ef9"
    return _font("vietnamese" if is_vietnamese else "latin", size)


def _length(text: str, size: int) -> float:
    return sum(_font_for(sign, size).getlength(sign) for sign in text)


def _write(draw: ImageDraw.ImageDraw, start: tuple[float, float], text: str, size: int) -> None:
    x, y = start
    for sign in text:
        font = _font_for(sign, size)
        draw.text((x, y + size), sign, INK, font=font, anchor="ls")
        x += font.getlength(sign)
