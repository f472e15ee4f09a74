"""What a size of a product is to other channels, and which of them may not have it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from catalog.kernel import codes
from catalog.products.rules import NetUnit

LONGEST_ID = 50
MOST_MORE_PICTURES = 10


class Channel(StrEnum):
    """Whose layout a file has."""

    GOOGLE = "google"
    META = "facebook"
    PLAIN = "bang"


class Availability(StrEnum):
    """Whether one can be bought at this moment."""

    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"


class Left(StrEnum):
    """Why a channel does not get a size."""

    HELD_BACK = "held_back"
    AGE = "age"
    VISIT = "visit"
    NO_PICTURE = "no_picture"
    NO_TEXT = "no_text"


@dataclass(frozen=True)
class Goods:
    """A size on sale with all that any channel asks about it; texts are as the seller wrote them.

    `price` is what one costs today; `before` the honest price it is reduced from, if it is.
    """

    variant_id: int
    product_id: int
    slug: str
    name: str
    size: str
    text: str | None
    maker: str
    product_set: str | None
    group: str | None
    price: int
    before: int | None
    availability: Availability
    from_day: date | None
    net_amount: Decimal
    net_unit: str
    weight_g: int
    sizes: int
    gtin: str | None
    pictures: tuple[str, ...]
    min_age: int | None
    is_held_back: bool
    is_demo: bool
    notices: tuple[str, ...] = ()
    ingredients: str | None = None
    allergens: str | None = None
    storage: str | None = None
    usage: str | None = None

    @property
    def title(self) -> str:
        return f"{self.name}, {self.size}"

    @property
    def kind(self) -> str | None:
        """ "Thực phẩm > Cà phê": from the wide to the narrow."""
        return " > ".join(part for part in (self.group, self.product_set) if part) or None


@dataclass(frozen=True)
class Bundle:
    """A gift combo: goods of several households at one price, which the packer sends."""

    combo_id: int
    slug: str
    name: str
    story: str | None
    contents: tuple[str, ...]
    packer: str
    price: int
    availability: Availability
    picture: str | None
    min_age: int | None

    @property
    def text(self) -> str:
        """What is told of it, and what is in it."""
        return "\n".join(part for part in (self.story, ", ".join(self.contents)) if part)


def is_bundle_shown(bundle: Bundle, channel: Channel) -> bool:
    """Whether a channel that sends buyers here may show a combo: not to people of any age, and not
    by the photo of one thing in it. To other floors it is not offered: the goods are of others.
    """
    sends_here = channel in (Channel.GOOGLE, Channel.META)
    return sends_here and bool(bundle.picture) and not bundle.min_age


def left_out(goods: Goods, channel: Channel) -> Left | None:
    """Why this channel must not or cannot show these goods; None when it may.

    Google and Facebook show nothing for grown-ups only, and nothing without picture and text.
    """
    if goods.is_held_back:
        return Left.HELD_BACK
    if channel == Channel.PLAIN:
        return None
    if goods.min_age:
        return Left.AGE
    if goods.net_unit == NetUnit.VISIT:
        return Left.VISIT
    if not goods.pictures:
        return Left.NO_PICTURE
    return None if goods.text else Left.NO_TEXT


def public_gtin(gtin: str | None, sizes: int, *, is_demo: bool) -> str | None:
    """The code on the pack without idle zeros, where it is real and says which pack is meant.

    A product has one code here: with several sizes nobody knows which of them carries it.
    """
    if not gtin or sizes != 1 or is_demo or not codes.is_gtin14(gtin):
        return None
    if codes.is_restricted_gtin(gtin):
        return None
    return gtin.removeprefix("0") if not gtin.startswith("000000") else gtin[-8:]


def measure(amount: Decimal, unit: str) -> tuple[str, str] | None:
    """The net content and what its price is told by: ("500 g", "1 kg"); None for visits."""
    told = {
        NetUnit.GRAM: ("g", "1 kg"),
        NetUnit.MILLILITRE: ("ml", "1 l"),
        NetUnit.PIECE: ("ct", "1 ct"),
    }
    if unit not in told:
        return None
    of, base = told[NetUnit(unit)]
    return f"{plain_amount(amount)} {of}", base


def plain_amount(amount: Decimal) -> str:
    """500.000 as 500, never with an exponent."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def cut(text: str, longest: int) -> str:
    """At most so many characters, ending at a word where it can."""
    if len(text) <= longest:
        return text
    whole = text[:longest].rpartition(" ")[0].rstrip(",;: ")
    return f"{whole or text[: longest - 1]}…"


def count_left(goods: Sequence[Goods], channel: Channel) -> int:
    """How many of these sizes a channel does get."""
    return sum(1 for one in goods if left_out(one, channel) is None)
