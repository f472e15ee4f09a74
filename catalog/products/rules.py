"""Whether a product may be shown and sold, and what its price means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

LONGEST_NAME = 200
LONGEST_SUMMARY, LONGEST_LINE = 300, 1_000
DEAREST = 500_000_000
LARGEST_NET = Decimal(1_000_000)
HEAVIEST_G = 200_000
LONGEST_LIFE = 3_660
PURE_ALCOHOL = 1000
"""In tenths of a percent by volume."""


LONGEST_REASON = 200
SUDDEN_RISE, SUDDEN_FALL = 30, 50
"""In percent of the price before: from there on it is asked again, for a figure too many or few."""
LOOK_BACK = timedelta(days=30)
"""A reduction is told against the lowest price of this long before it, and for as long."""


class NetUnit(StrEnum):
    """What a net amount counts."""

    GRAM = "g"
    MILLILITRE = "ml"
    PIECE = "piece"
    VISIT = "visit"


class PriceReason(StrEnum):
    """Why a seller changes a price."""

    COSTS = "costs"
    SEASON_BEGINS = "season_begins"
    SEASON_ENDS = "season_ends"
    SELL_OFF = "sell_off"
    MISTAKE = "mistake"
    OTHER = "other"


def reason_text(reason: PriceReason, note: str | None) -> str:
    """How a reason is kept: "costs: phân bón lên giá"; of another one only what was said."""
    if reason == PriceReason.OTHER:
        return note or ""
    return f"{reason.value}: {note}" if note else reason.value


def read_reason(text: str) -> tuple[PriceReason, str]:
    """The reason that was kept and the words beside it; what was only said is OTHER."""
    head, _, note = text.partition(": ")
    known = [one for one in PriceReason if one.value == head and one != PriceReason.OTHER]
    return (known[0], note) if known else (PriceReason.OTHER, text)


def percent_changed(old: int, new: int) -> int:
    """By how many hundredths a price rises; negative where it falls. Towards nothing."""
    return int((new - old) * 100 / old)


def is_sudden(old: int, new: int) -> bool:
    """Whether a change is so large that it may be a slip of the finger."""
    return new * 100 >= old * (100 + SUDDEN_RISE) or new * 100 <= old * (100 - SUDDEN_FALL)


class GoodsClass(StrEnum):
    """How goods must travel, the least delicate first."""

    DRY = "dry"
    CHILLED = "chilled"
    FRESH = "fresh"


def strictest(classes: Iterable[GoodsClass]) -> GoodsClass:
    """The most delicate of several: what is packed together travels as it must."""
    order = list(GoodsClass)
    return max(classes, key=order.index, default=GoodsClass.DRY)


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


def lowest_before(prices: Sequence[tuple[datetime, int]], now: datetime) -> int | None:
    """The lowest price of the 30 days before the present one, if that is a true reduction.

    `prices` are (since, đồng), oldest first. None where the present price is older than 30 days,
    or was matched or beaten in the 30 days before it began: raising a price in order to lower it
    again makes no reduction.
    """
    known = [(since, price) for since, price in prices if since <= now]
    if not known:
        return None
    present = known[-1][1]
    begin = len(known) - 1
    while begin and known[begin - 1][1] == present:
        begin -= 1
    began = known[begin][0]
    if began < now - LOOK_BACK:
        return None
    ends = [since for since, _ in known[1 : begin + 1]]
    charged = [
        price
        for (_, price), end in zip(known[:begin], ends, strict=True)
        if end > began - LOOK_BACK
    ]
    lowest = min(charged, default=0)
    return lowest if lowest > present else None


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


def is_net_untold(net_amount: Decimal, unit: str) -> bool:
    """Whether of a pack is known only that it is one."""
    return net_amount == 1 and unit == NetUnit.PIECE


def is_promise_kept(days_left: int, promised: int | None) -> bool:
    """Whether goods with this much of their life left may still be sent."""
    return days_left >= (promised or 1)


def is_promise_possible(shelf_life: int | None, promised: int | None) -> bool:
    """Whether goods can have as many days left at delivery as are promised."""
    return promised is None or shelf_life is None or 0 < promised < shelf_life
