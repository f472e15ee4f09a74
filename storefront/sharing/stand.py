"""The sign of a stall: one page with the code of the seller's page, read back before it goes out.

No stars: a sign hangs for years, and stars lapse. They are on the page behind the code.
"""

import io
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from storefront.media.pen import drawable
from storefront.sharing.errors import UnreadableSign
from traceability.labels.face import BOLD, PLAIN, fonts
from traceability.labels.reading import texts_of
from traceability.labels.symbols import Symbol, single

PAPERS = {"a5": (148, 210), "a4": (210, 297)}
"""Width and height in mm, by the name in the address."""
QUIET = 4
LEAF, INK, SOFT, WHITE = (0.055, 0.29, 0.184), (0.114, 0.157, 0.133), (0.353, 0.4, 0.369), (1, 1, 1)
A5_WIDTH = 148
READING_DPI = 150


@dataclass(frozen=True)
class Sign:
    """What stands on it."""

    name: str
    place: str
    address: str
    shop: str


def draw(sign: Sign, paper: str) -> bytes:
    """The sign as a PDF. Raises FontsMissing, or UnreadableSign where the code does not read."""
    fonts()
    width, height = PAPERS[paper]
    file = io.BytesIO()
    canvas = Canvas(file, (width * mm, height * mm), pageCompression=1)
    canvas.setTitle(sign.name)
    # Drawn for A5; a larger paper is the same, larger.
    canvas.scale(width / A5_WIDTH, width / A5_WIDTH)
    _words(canvas, sign, height * A5_WIDTH / width)
    _code(canvas, single(sign.address), 90, 30)
    canvas.showPage()
    canvas.save()
    drawn = file.getvalue()
    if texts_of(drawn, READING_DPI) != [sign.address]:
        raise UnreadableSign
    return drawn


def _words(canvas: Canvas, sign: Sign, height: float) -> None:
    middle, top = A5_WIDTH * mm / 2, height * mm
    canvas.setFillColorRGB(*LEAF)
    canvas.rect(0, top - 62 * mm, A5_WIDTH * mm, 62 * mm, stroke=0, fill=1)
    canvas.setFillColorRGB(*WHITE)
    name = drawable(sign.name)
    size = _largest(name, 30, 2)
    lines = _two_lines(name, size)
    y = top - (24 if len(lines) > 1 else 32) * mm
    for line in lines:
        canvas.setFont(BOLD, size)
        canvas.drawCentredString(middle, y, line)
        y -= size * 1.2
    canvas.setFont(PLAIN, 14)
    canvas.drawCentredString(middle, top - 54 * mm, sign.place)
    canvas.setFillColorRGB(*INK)
    canvas.setFont(BOLD, 21)
    canvas.drawCentredString(middle, top - 78 * mm, "Quét để xem gian hàng")
    canvas.setFillColorRGB(*SOFT)
    canvas.setFont(PLAIN, min(11, 11 * 120 * mm / pdfmetrics.stringWidth(sign.address, PLAIN, 11)))
    canvas.drawCentredString(middle, 22 * mm, sign.address)
    canvas.setFont(PLAIN, 11)
    canvas.drawCentredString(middle, 14 * mm, f"{sign.shop} · sao OCOP của từng món xem trên trang")


def _code(canvas: Canvas, symbol: Symbol, side: float, bottom: float) -> None:
    """The code with its quiet zone, `side` mm wide, in the middle above `bottom`."""
    module = side * mm / (symbol.modules + 2 * QUIET)
    left = (A5_WIDTH * mm - side * mm) / 2 + QUIET * module
    above = bottom * mm + QUIET * module
    canvas.setFillColorRGB(0, 0, 0)
    path = canvas.beginPath()
    for y in range(symbol.modules):
        row = symbol.rows[y * symbol.row_bytes : (y + 1) * symbol.row_bytes]
        for x in range(symbol.modules):
            if row[x // 8] >> (7 - x % 8) & 1:
                down = above + (symbol.modules - 1 - y) * module
                path.rect(left + x * module, down, module, module)
    canvas.drawPath(path, stroke=0, fill=1)


def _largest(text: str, size: int, lines: int) -> int:
    """The size at which the text needs no more lines, down to what can be read from afar."""
    while size > 16 and len(_wrapped(text, size)) > lines:
        size -= 1
    return size


def _two_lines(text: str, size: int) -> list[str]:
    first, *more = _wrapped(text, size) or [""]
    if len(more) < 2:
        return [first, *more]
    second = f"{more[0]} "
    while not _fits(f"{second}…", size):
        second = second[:-1]
    return [first, f"{second}…"]


def _wrapped(text: str, size: int) -> list[str]:
    """The words in lines; a word of more than a line goes on in the next."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _fits(longer, size):
            lines[-1] = longer
            continue
        lines.append("")
        for char in word:
            if not _fits(lines[-1] + char, size):
                lines.append("")
            lines[-1] += char
    return lines


def _fits(text: str, size: int) -> bool:
    return bool(pdfmetrics.stringWidth(text, BOLD, size) <= 128 * mm)
