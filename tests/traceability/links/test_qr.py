"""The picture of a code is read back by another library than the one that drew it."""

import io
import re
from datetime import timedelta

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from sqlalchemy import Connection

from tests.factories.catalog import TODAY, make_product, make_recognition
from tests.factories.traceability import make_batch, stop
from tests.visitor import Visitor
from traceability.links import qr
from traceability.links.qr import Label

GTIN = "09520000000011"
TEXT = f"https://ocop.example/01/{GTIN}/10/L12%2F10"
PLAIN = Label(TEXT, "CT2611-03K7M-X")
DECORATED = Label(
    TEXT, "CT2611-03K7M-X", "Gạo thơm <túi 5 kg> Sóc Trăng đặc sản hút chân không, cơm dẻo", 5
)


def read(image: Image.Image) -> str:
    [found] = zxingcpp.read_barcodes(image)
    return str(found.text)


def rasterised(svg: str, scale: int) -> Image.Image:
    """The modules of our SVG as pixels; it is made of horizontal runs only."""
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())  # type: ignore[union-attr]  # it is there
    image = Image.new("L", (width * scale, height * scale), 255)
    draw = ImageDraw.Draw(image)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        left, top, right = int(x) * scale, int(y) * scale, (int(x) + int(length)) * scale
        draw.rectangle((left, top, right - 1, top + scale - 1), 0)
    return image


@pytest.mark.parametrize("label", [PLAIN, DECORATED], ids=["plain", "decorated"])
@pytest.mark.parametrize("pixels", [3, 10])
def test_what_is_drawn_can_be_read(label: Label, pixels: int) -> None:
    assert read(Image.open(io.BytesIO(qr.png(label, pixels)))) == TEXT
    assert read(rasterised(qr.svg(label), pixels)) == TEXT


@pytest.mark.parametrize("label", [PLAIN, DECORATED], ids=["plain", "decorated"])
def test_the_quiet_zone_stays_quiet(label: Label) -> None:
    matrix = qr.modules(TEXT)
    image = Image.open(io.BytesIO(qr.png(label, 4))).convert("L")
    drawn = image.crop((0, 0, len(matrix) * 4, len(matrix) * 4))
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            assert (drawn.getpixel((x * 4 + 2, y * 4 + 2)) < 128) == dark  # type: ignore[operator]  # grey


def test_words_are_escaped_and_cut() -> None:
    svg = qr.svg(DECORATED)
    assert svg.count("<polygon") == 5
    assert "&lt;túi" in svg
    assert "…" in svg
    assert svg.count("<text") == 4
    assert "<polygon" not in qr.svg(PLAIN)


def test_the_picture_of_a_batch(visitor: Visitor, db: Connection) -> None:
    product = make_product(gtin=GTIN)
    make_recognition(product, valid_to=TODAY + timedelta(days=3000), stars=4)
    code = make_batch(product, producer_text="L12/10").code
    picture = visitor.raw(f"/truy-xuat/{code}/qr.png")
    assert read(Image.open(io.BytesIO(picture.data))) == TEXT
    assert picture.headers["Cache-Control"] == "no-cache"
    drawing = visitor.raw(f"/truy-xuat/{code}/qr.svg")
    assert drawing.mimetype == "image/svg+xml"
    assert drawing.text.count("<polygon") == 4
    known = {"If-None-Match": drawing.headers["ETag"]}
    visitor.raw(f"/truy-xuat/{code}/qr.svg", 304, headers=known)


def test_stars_that_have_ended_are_not_drawn(visitor: Visitor, db: Connection) -> None:
    product = make_product(gtin=None)
    make_recognition(product, valid_to=TODAY - timedelta(days=1), stars=4)
    code = make_batch(product).code
    assert "<polygon" not in visitor.raw(f"/truy-xuat/{code}/qr.svg").text
    picture = visitor.raw(f"/truy-xuat/{code}/qr.png")
    assert read(Image.open(io.BytesIO(picture.data))) == f"https://ocop.example/l/{code}"


def test_a_batch_nobody_knows_has_no_picture(visitor: Visitor, db: Connection) -> None:
    visitor.raw("/truy-xuat/CT2611-03K7M-X/qr.png", 404)


def test_a_stopped_batch_shows_no_stars_beside_its_code(visitor: Visitor) -> None:
    product = make_product()
    make_recognition(product)
    running, other = make_batch(product), make_batch(product)
    code, code_of_stopped = running.code, stop(other).code
    empty = f'<g fill="{qr.GOLD}"></g>'
    assert empty not in visitor.raw(f"/truy-xuat/{code}/qr.svg").text
    assert empty in visitor.raw(f"/truy-xuat/{code_of_stopped}/qr.svg").text
