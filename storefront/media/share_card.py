"""The picture others see when an address is shared, drawn once: 1200 × 630 for links, 1080 × 1350
to be sent as a picture (Zalo, Facebook)."""

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PIL import Image, ImageOps

from catalog.kernel.files import PictureStore
from storefront.media.pen import (
    INK,
    INK_SOFT,
    LEAF,
    PAPER,
    TURMERIC_INK,
    Pen,
    draw_badge,
    draw_code,
    draw_mark,
    drawable,
    on_one_line,
    wrapped,
)

RECIPE = "share card 3"
MARGIN = 48


class Shape(StrEnum):
    """Each is a kind of file of the same digest."""

    WIDE = "card.jpg"
    TALL = "card-tall.jpg"


@dataclass(frozen=True)
class Layout:
    """Where things stand: the picture's box, the column of words, the most a code may take."""

    size: tuple[int, int]
    picture: tuple[int, int, int, int]
    words: tuple[int, int, int]
    code: int
    name: int


LAYOUTS = {
    Shape.WIDE: Layout((1200, 630), (0, 0, 560, 630), (608, 44, 544), 168, 58),
    Shape.TALL: Layout((1080, 1350), (0, 0, 1080, 720), (56, 752, 968), 260, 66),
}


@dataclass(frozen=True)
class Card:
    """What stands on the card; stars with the last day they are valid."""

    shop: str
    name: str
    maker: str
    place: str
    picture: str | None
    stars: int
    until: date | None
    notice: str | None
    price: str | None = None
    goods: str | None = None
    """Of a producer: how many of its goods have stars today, in words."""
    link: str = ""
    """The address in the code, and below it in letters."""

    @property
    def digest(self) -> str:
        """The part of its address that changes with what people would miss if it did not."""
        decisive = (self.shop, self.name, self.maker, self.picture, self.stars, self.until)
        more = (self.price, self.goods, self.link)
        content = "\n".join(map(str, (RECIPE, *decisive, *more)))
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def draw(card: Card, store: PictureStore, shape: Shape = Shape.WIDE) -> bytes:
    """The card as a JPEG; its photo is one of `store`."""
    layout = LAYOUTS[shape]
    image = Image.new("RGB", layout.size, PAPER)
    _put_picture(image, card, store, layout)
    pen = Pen(image)
    x, y, width = layout.words
    draw_mark(image, x, y, 40)
    pen.write(x + 52, y, card.shop, 30, 700, LEAF)
    if card.notice:
        pen.write_to(x + width, y + 10, card.notice, 19, 400, INK_SOFT)
    bottom = _code(image, pen, card, layout) if card.link else layout.size[1] - MARGIN
    y = _names(pen, card, (x, y + 74, width), layout.name)
    _worth(image, pen, card, (x, y, width), bottom)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=86, progressive=True, optimize=True)
    return file.getvalue()


def _put_picture(image: Image.Image, card: Card, store: PictureStore, layout: Layout) -> None:
    left, top, right, bottom = layout.picture
    file = store.path(card.picture, "800.jpg") if card.picture else None
    if file is None or not file.is_file():
        image.paste(LEAF, layout.picture)
        draw_mark(image, (left + right - 260) // 2, (top + bottom - 260) // 2, 260, PAPER, LEAF)
        return
    with Image.open(file) as picture:
        image.paste(ImageOps.fit(picture, (right - left, bottom - top)), (left, top))


def _code(image: Image.Image, pen: Pen, card: Card, layout: Layout) -> int:
    """The code in the lower right corner; returns where the words beside it should end."""
    right, foot = layout.size[0] - MARGIN, layout.size[1] - MARGIN
    side = draw_code(image, card.link, right, foot - 8, layout.code)
    shown, size = on_one_line(card.link.partition("://")[2], 17, layout.words[2], 17)
    pen.write_to(right, foot, shown, size, 400, INK_SOFT)
    return foot - 8 - side


def _names(pen: Pen, card: Card, start: tuple[int, int, int], largest: int) -> int:
    """Name, maker and place; returns where they end."""
    x, y, width = start
    name = drawable(card.name)
    size = largest if len(name) <= 26 else largest - 14 if len(name) <= 48 else 38
    for line in wrapped(name, size, width, 3):
        pen.write(x, y, line, size, 700, INK)
        y += round(size * 1.2)
    y += 8
    for text in (card.maker, card.place):
        for line in wrapped(drawable(text), 25, width, 1):
            pen.write(x, y, line, 25, 400, INK_SOFT)
            y += 35
    return y + 8


def _worth(
    image: Image.Image, pen: Pen, card: Card, start: tuple[int, int, int], bottom: int
) -> None:
    """Price and stars, beside the code where they reach so far down."""
    x, y, width = start
    beside = width - 190
    if card.price:
        price, size = on_one_line(drawable(card.price), 38, width, 24)
        pen.write(x, y, price, size, 700, LEAF)
        y += 58
    if card.stars:
        draw_badge(image, pen, x, y, card.stars)
        y += 62
        if card.until:
            pen.write(x, y, f"đến hết {card.until:%d/%m/%Y}", 20, 600, TURMERIC_INK)
    for line in wrapped(card.goods or "", 25, width if y + 40 < bottom else beside, 3):
        pen.write(x, y, line, 25, 600, TURMERIC_INK)
        y += 36
