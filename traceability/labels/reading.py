"""Reads finished sheets back as a phone would: rendered by pdfium, read by zxing-cpp.

Neither had a hand in drawing them. Each code must be found on its own label and say what it
should; one that does not is looked at alone before the whole file is refused.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

from traceability.labels.drawing import corner
from traceability.labels.rules import INCH, Sheet, Size, rendering_dpi

Tell = Callable[[int], None]
Box = tuple[int, int, int, int]
# pdfium is not made for threads; several sellers may print at once.
_turn = threading.Lock()
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


class Unreadable(Exception):
    """A code does not say what it should; `number` counts labels from 1."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"label {number} cannot be read back")


def read_back(file: Path, expected: Sequence[str], sheet: Sheet, size: Size, tell: Tell) -> None:
    """Check every code of the file, in order, or raise Unreadable with the first that fails."""
    dpi = rendering_dpi(size.dpi)
    places = boxes(sheet, size, dpi)
    with _opened(file) as document:
        if len(document) != sheet.pages_of(len(expected)):
            raise Unreadable(1)
        for number in range(len(document)):
            first = number * sheet.per_page
            wanted = expected[first : first + sheet.per_page]
            wrong = find_wrong(_rendered(document, number, dpi), wanted, places)
            if wrong is not None:
                raise Unreadable(first + wrong + 1)
            tell(first + len(wanted))


@contextmanager
def _opened(file: Path | bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _turn:
        document = pypdfium2.PdfDocument(file)
    try:
        yield document
    finally:
        with _turn:
            document.close()


def _rendered(document: pypdfium2.PdfDocument, number: int, dpi: int) -> Image.Image:
    """A page in grey. Closed here, not when the collector finds it in some other thread."""
    with _turn:
        page = document[number]
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        image: Image.Image = bitmap.to_pil().copy()
        bitmap.close()
        page.close()
    return image


def texts_of(drawn: bytes, dpi: int) -> list[str]:
    """What the codes on the first page of a finished document say, from left to right."""
    with _opened(drawn) as document:
        image = _rendered(document, 0, dpi)
    found = zxingcpp.read_barcodes(image, formats=QR)
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.x)]


def boxes(sheet: Sheet, size: Size, dpi: int) -> list[Box]:
    """Where the codes of a page stand in its picture, quiet zone included, in pixels."""
    scale, block = dpi / INCH, size.block
    corners = (corner(sheet, size, place) for place in sheet.places())
    return [
        (
            round(left * scale),
            round(top * scale),
            round((left + block) * scale),
            round((top + block) * scale),
        )
        for left, top in corners
    ]


def find_wrong(image: Image.Image, wanted: Sequence[str], places: Sequence[Box]) -> int | None:
    """The first label of the page whose code is missing or says something else."""
    found: dict[Box, str] = {}
    for code in zxingcpp.read_barcodes(image, formats=QR):
        place = _place_of(code.position, places)
        if place is not None:
            found[place] = code.text
    for number, (text, place) in enumerate(zip(wanted, places, strict=False)):
        if found.get(place) != text and _read_alone(image, place) != text:
            return number
    return None


def _place_of(position: zxingcpp.Position, places: Sequence[Box]) -> Box | None:
    corners = (position.top_left, position.bottom_right)
    x, y = (sum(getattr(point, axis) for point in corners) / 2 for axis in "xy")
    return next(
        (box for box in places if box[0] <= x < box[2] and box[1] <= y < box[3]),
        None,
    )


def _read_alone(image: Image.Image, place: Box) -> str | None:
    codes = zxingcpp.read_barcodes(image.crop(place), formats=QR)
    return codes[0].text if len(codes) == 1 else None
