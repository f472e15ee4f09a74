"""Draws words, stars, codes and the mark for pictures that are shared: Pillow, our own fonts."""

import math
import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from traceability.links.qr import modules

PAPER, INK, INK_SOFT, LEAF, WHITE = "#fbf8f1", "#1d2822", "#5a665e", "#1b6b45", "#ffffff"
TURMERIC, TURMERIC_INK, TURMERIC_WASH = "#d99a13", "#6f4a00", "#fdf1d2"
FINER = 4
FONTS = Path(__file__).parent.parent.parent / "static" / "vendor" / "be-vietnam-pro"
# The letters that stand in the font's Vietnamese file, and those of its Latin one.
VIETNAMESE = frozenset("ĂăĐđĨĩŨũƠơƯư₫") | {chr(code) for code in range(0x1EA0, 0x1EFA)}
LATIN = frozenset(
    [*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x100)), *"–—‘’‚“”„•…′″‹›€™−"]
)


def can_draw() -> bool:
    """Whether the fonts are here; bin/setup fetches them."""
    return (FONTS / "be-vietnam-pro-vietnamese-700-normal.woff2").is_file()


class Pen:
    """Writes Vietnamese, whose letters are spread over two font files."""

    def __init__(self, image: Image.Image) -> None:
        self.draw = ImageDraw.Draw(image)

    def write(self, x: float, y: float, text: str, size: int, weight: int, colour: str) -> None:
        for run, subset in _runs(text):
            font = _font(subset, size, weight)
            self.draw.text((x, y + size), run, font=font, fill=colour, anchor="ls")
            x += font.getlength(run)

    def write_to(
        self, right: float, y: float, text: str, size: int, weight: int, colour: str
    ) -> None:
        """The same, ending there."""
        runs = [_font(subset, size, weight).getlength(run) for run, subset in _runs(text)]
        self.write(right - sum(runs), y, text, size, weight, colour)


@lru_cache(maxsize=64)
def _font(subset: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
    return ImageFont.truetype(FONTS / name, size)


def _runs(text: str) -> list[tuple[str, str]]:
    """The text in pieces of which each is in one font file."""
    runs: list[tuple[str, str]] = []
    for char in text:
        subset = "vietnamese" if char in VIETNAMESE else "latin"
        if runs and runs[-1][1] == subset:
            runs[-1] = (runs[-1][0] + char, subset)
        else:
            runs.append((char, subset))
    return runs


def drawable(text: str) -> str:
    """The text without what the fonts lack, as emoji and other scripts: else gaps stand there.

    Letters that only look otherwise, as 𝗠𝗮̣̂𝘁 𝗼𝗻𝗴 in other people's posts, are read as such.
    """
    plain = (_known(one) for one in unicodedata.normalize("NFKC", text))
    return " ".join("".join(plain).split())


def _known(char: str) -> str:
    """The character, the letter without its mark, or nothing."""
    bare = unicodedata.normalize("NFD", char)[0]
    return next((one for one in (char, bare) if one in VIETNAMESE or one in LATIN), "")


def text_length(text: str, size: int) -> float:
    return sum(_font(subset, size, 700).getlength(run) for run, subset in _runs(text))


def wrapped(text: str, size: int, width: int, most: int) -> list[str]:
    """The words in lines of this width; what does not fit in `most` lines ends in …"""
    lines: list[str] = []
    for word in text.split():
        if lines and text_length(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, size, width)
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(f"{lines[most - 1]} ", size, width)]
    return lines


def on_one_line(text: str, size: int, width: int, least: int) -> tuple[str, int]:
    """The text and the size at which it fits, down to `least`; there its end is cut."""
    while size > least and text_length(text, size) > width:
        size -= 1
    return text if text_length(text, size) <= width else _shortened(text, size, width), size


def _pieces(word: str, size: int, width: int) -> list[str]:
    """A word of more than a line, in pieces of a line."""
    pieces = [""]
    for char in word:
        if pieces[-1] and text_length(pieces[-1] + char, size) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _shortened(text: str, size: int, width: int) -> str:
    while text and text_length(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text}…"


def draw_code(image: Image.Image, text: str, right: int, bottom: int, most: int) -> int:
    """A QR code with its quiet zone, its lower right corner there; returns its side.

    Each module is a whole number of pixels: phones read nothing between.
    """
    matrix = modules(text)
    pixels = max(3, most // len(matrix))
    small = Image.new("1", (len(matrix), len(matrix)), 1)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                small.putpixel((x, y), 0)
    side = len(matrix) * pixels
    image.paste(small.resize((side, side), Image.Resampling.NEAREST), (right - side, bottom - side))
    return side


def draw_badge(image: Image.Image, pen: Pen, x: int, y: int, stars: int) -> None:
    """The stars, and how many in figures."""
    text, star = f"{stars} sao OCOP", 30
    width = round(stars * (star + 4) + text_length(text, 24) + 46)
    pill = Image.new("L", (width * FINER, 54 * FINER))
    ImageDraw.Draw(pill).rounded_rectangle(
        (0, 0, width * FINER - 1, 54 * FINER - 1), 27 * FINER, fill=255
    )
    image.paste(TURMERIC_WASH, (x, y), pill.reduce(FINER))
    for number in range(stars):
        _star(image, x + 18 + number * (star + 4), y + 12, star)
    pen.write(x + 28 + stars * (star + 4), y + 11, text, 24, 600, TURMERIC_INK)


def _star(image: Image.Image, x: int, y: int, size: int) -> None:
    middle = size * FINER / 2
    points = [
        (
            middle + middle * (1.0 if n % 2 == 0 else 0.42) * math.sin(math.pi * n / 5),
            middle - middle * (1.0 if n % 2 == 0 else 0.42) * math.cos(math.pi * n / 5),
        )
        for n in range(10)
    ]
    mask = Image.new("L", (size * FINER, size * FINER))
    ImageDraw.Draw(mask).polygon(points, fill=255)
    image.paste(TURMERIC, (x, y), mask.reduce(FINER))


def draw_mark(
    image: Image.Image, x: int, y: int, size: int, colour: str = LEAF, vein: str = PAPER
) -> None:
    """The leaf of the sign, from its drawing in static/images/mark.svg."""
    scale = size * FINER / 32
    outline = [*_bend((16, 3), (24, 8), (27, 14), (25, 21))]
    outline += _bend((25, 21), (23, 26), (19, 29), (16, 29))
    outline += [(32 - px, py) for px, py in reversed(outline)]
    leaf = Image.new("L", (size * FINER, size * FINER))
    ImageDraw.Draw(leaf).polygon([(px * scale, py * scale) for px, py in outline], fill=255)
    veins = Image.new("L", leaf.size)
    pen = ImageDraw.Draw(veins)
    for ends in (((16, 9), (16, 27)), ((16, 17), (11, 13)), ((16, 21), (21, 17))):
        pen.line([(px * scale, py * scale) for px, py in ends], fill=255, width=round(2 * scale))
    image.paste(colour, (x, y), leaf.reduce(FINER))
    image.paste(vein, (x, y), veins.reduce(FINER))


Point = tuple[float, float]


def _bend(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """Points of a cubic curve, as SVG draws it."""
    return [
        (
            (1 - t) ** 3 * start[0] + 3 * (1 - t) ** 2 * t * first[0]
            + 3 * (1 - t) * t * t * second[0] + t**3 * end[0],
            (1 - t) ** 3 * start[1] + 3 * (1 - t) ** 2 * t * first[1]
            + 3 * (1 - t) * t * t * second[1] + t**3 * end[1],
        )
        for t in (n / 16 for n in range(17))
    ]  # fmt: skip
