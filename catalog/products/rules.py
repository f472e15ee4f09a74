"""Whether a product may be shown and sold, and what its price means."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

LONGEST_NAME = 200
DEAREST = 500_000_000
LARGEST_NET = Decimal(1_000_000)
HEAVIEST_G = 200_000


class NetUnit(StrEnum):
    """What a net amount counts."""

    GRAM = "g"
    MILLILITRE = "ml"
    PIECE = "piece"
    VISIT = "visit"


class Missing(StrEnum):
    """What keeps a product from the shelf."""

    NAME = "name"
    PRODUCER = "producer"
    PRODUCT_SET = "product_set"
    SUMMARY = "summary"
    PICTURE = "picture"
    VARIANT = "variant"


@dataclass(frozen=True)
class UnitPrice:
    """The price of one `per`: "kg", "l", "piece" or "visit", in whole đồng."""

    amount: int
    per: str


_PER: dict[NetUnit, tuple[str, int]] = {
    NetUnit.GRAM: ("kg", 1000),
    NetUnit.MILLILITRE: ("l", 1000),
    NetUnit.PIECE: ("piece", 1),
    NetUnit.VISIT: ("visit", 1),
}


def unit_price(price: int, net_amount: Decimal, unit: NetUnit) -> UnitPrice:
    """What a kilogram, a litre, a piece or a visit costs, rounded to whole đồng."""
    per, size = _PER[unit]
    amount = (Decimal(price) * size / net_amount).quantize(Decimal(1), ROUND_HALF_UP)
    return UnitPrice(int(amount), per)


def missing_for_sale(
    *,
    has_name: bool,
    has_producer: bool,
    has_set: bool,
    has_summary: bool,
    pictures: int,
    variants_on_sale: int,
) -> list[Missing]:
    """What must be added before the product may be sold; nothing when it may."""
    wanted = {
        Missing.NAME: has_name,
        Missing.PRODUCER: has_producer,
        Missing.PRODUCT_SET: has_set,
        Missing.SUMMARY: has_summary,
        Missing.PICTURE: pictures > 0,
        Missing.VARIANT: variants_on_sale > 0,
    }
    return [what for what, is_there in wanted.items() if not is_there]


def is_promise_kept(days_left: int, promised: int | None) -> bool:
    """Whether goods with this much of their life left may still be sent."""
    return days_left >= (promised or 1)


def is_promise_possible(shelf_life: int | None, promised: int | None) -> bool:
    """Whether goods can have as many days left at delivery as are promised."""
    return promised is None or shelf_life is None or 0 < promised < shelf_life
