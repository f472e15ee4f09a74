"""10,000 different labels with serial numbers on A4: drawn, then read back.

Aim: drawn in at most 4.5 s of CPU. In one process, without the database. Yardsticks of the same
run: zxing-cpp's C++ encoder making the same symbols (symbols alone), and the sheets drawn with
symbols from `qrcode` with a fixed mask. Reading back (pdfium renders, zxing-cpp reads) is a figure
of its own.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import zxingcpp

from benchmarks.figures import Figure, Progress
from traceability.labels import codes
from traceability.labels.drawing import Piece, draw
from traceability.labels.face import Words
from traceability.labels.reading import read_back
from traceability.labels.rules import SHEETS, fit
from traceability.labels.symbols import Bulk, Symbol, ordinary

COUNT = 10_000
FEW = 1_000
PREFIX = "https://cho-xa.example.vn/01/09520000000011/10/CR2611-03K7M-X/21/"
SHEET, DPI = SHEETS["a4-65"], 300
WORDS = Words(
    "CR2611-03K7M-X",
    "Cà phê rang xay Đak Đoa",
    "Hợp tác xã minh họa Ia Băng",
    ("ĐG 15/11/2026", "HSD 15/11/2027"),
    stars=4,
    footer="Lô CR2611-03K7M-X",
)


def run(say: Progress) -> list[Figure]:
    """Symbols, sheets, reading back; each with what it is held against."""
    serials = [codes.new_serial() for _ in range(COUNT)]
    say(f"labels: {COUNT:,} symbols")
    mine, bulk = _symbols(serials)
    say("labels: the same by others")
    by_zxing = _rate(lambda: _by_zxing(serials), COUNT)
    by_qrcode = _rate(lambda: [ordinary(PREFIX, one, bulk) for one in serials[:FEW]], FEW)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sheets.pdf"
        say(f"labels: {COUNT:,} on sheets")
        drawn = _rate(lambda: _sheets(file, serials, Bulk(PREFIX, codes.SIGNS).symbol), COUNT)
        plain = _rate(
            lambda: _sheets(
                Path(folder) / "few.pdf", serials[:FEW], lambda one: ordinary(PREFIX, one, bulk)
            ),
            FEW,
        )
        say("labels: reading back")
        size = fit(bulk.modules, SHEET, DPI)
        expected = [PREFIX + one for one in serials]
        read = _rate(lambda: read_back(file, expected, SHEET, size, lambda _done: None), COUNT)
    ratios = {"zxing-cpp (C++)": mine / by_zxing, "qrcode, fixed mask": mine / by_qrcode}
    return [
        Figure("labels", "symbols of one batch", mine, "codes/CPU-s", ratios),
        Figure(
            "labels", "sheets drawn", drawn, "labels/CPU-s", {"qrcode on sheets": drawn / plain}
        ),
        Figure("labels", f"{COUNT:,} labels drawn", COUNT / drawn, "CPU-s"),
        Figure("labels", "sheets read back", read, "labels/CPU-s"),
    ]


def _symbols(serials: Sequence[str]) -> tuple[float, Bulk]:
    """Our symbols a second, tables included."""
    kept: list[Bulk] = []

    def work() -> None:
        bulk = Bulk(PREFIX, codes.SIGNS)
        for one in serials:
            bulk.symbol(one)
        kept.append(bulk)

    return _rate(work, len(serials)), kept[0]


def _by_zxing(serials: Sequence[str]) -> None:
    for one in serials:
        made = zxingcpp.create_barcode(PREFIX + one, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        zxingcpp.write_barcode_to_image(made, scale=1)


def _sheets(file: Path, serials: Sequence[str], make: Callable[[str], Symbol]) -> None:
    size = fit(make(serials[0]).modules, SHEET, DPI)
    pieces = (Piece(make(one), one) for one in serials)
    draw(file, WORDS, SHEET, size, pieces, lambda _done: None, own_lines=1)


def _rate(work: Callable[[], object], count: int) -> float:
    began = time.process_time()
    work()
    return count / (time.process_time() - began)
