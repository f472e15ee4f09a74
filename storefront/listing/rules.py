"""What a listing needs, how a pack is called, and what is assumed until somebody weighs it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from catalog.products.rules import HEAVIEST_G, LARGEST_NET, NetUnit

MOST_PHOTOS = 6
MOST_DRAFTS = 20
"""Unfinished ones of one producer."""
OFFERED_FIRST = 4
"""Goods of the register that are shown before the others are folded away."""
KEPT = timedelta(days=60)
"""After this long without a change a draft is nobody's any more."""
FILES_WAIT = timedelta(days=1)
"""So long a file may lie before the act it was sent with has named it."""
KEY = re.compile("[0-9a-f]{32}")
PHOTOS_PER_NETWORK = "120 per hour"

LOOSE = {"kg": (Decimal(1000), NetUnit.GRAM), "lít": (Decimal(1000), NetUnit.MILLILITRE)}
"""Sold by measure: the pack is its own net content."""
PACKS = (
    *("gói", "chai", "hũ", "hộp", "túi", "lọ", "bao", "thùng"),
    *LOOSE,
    *("cái", "con", "quả", "bó", "cây", "bánh"),
)
_UNITS: dict[str, tuple[Decimal, NetUnit]] = {
    **dict.fromkeys(("g", "gr", "gam", "gram"), (Decimal(1), NetUnit.GRAM)),
    **dict.fromkeys(("kg", "ký", "kí", "kilo", "cân"), (Decimal(1000), NetUnit.GRAM)),
    "lạng": (Decimal(100), NetUnit.GRAM),
    **dict.fromkeys(("ml", "mililít"), (Decimal(1), NetUnit.MILLILITRE)),
    **dict.fromkeys(("l", "lít"), (Decimal(1000), NetUnit.MILLILITRE)),
    **dict.fromkeys(
        ("cái", "con", "quả", "trái", "viên", "miếng", "bánh", "gói", "túi"),
        (Decimal(1), NetUnit.PIECE),
    ),
}
_NET = re.compile(r"([0-9][0-9.,]*)\s*([^\W\d_]+)")


class Step(StrEnum):
    """What a draft still lacks, in the order of the screens."""

    PHOTO = "photo"
    GOODS = "goods"
    CONFIRM = "confirm"


@dataclass(frozen=True)
class Net:
    """What one pack holds."""

    amount: Decimal
    unit: NetUnit


UNTOLD = Net(Decimal(1), NetUnit.PIECE)
"""A pack of which only is known that it is one."""


def next_step(*, photos: int, facts: Collection[object]) -> Step:
    """Where a draft goes on. `facts` are name, price, pack and quantity."""
    if not photos:
        return Step.PHOTO
    return Step.GOODS if any(fact is None for fact in facts) else Step.CONFIRM


def split_net(typed: str) -> tuple[str, str] | None:
    """Number and unit of "500 g", "1,5kg", "12 cái"; None for anything else."""
    match = _NET.fullmatch(typed.strip().lower())
    return (match[1], match[2]) if match and match[2] in _UNITS else None


def net_of(amount: Decimal, unit: str) -> Net | None:
    """The net content in the unit it is kept in; None where that is no pack."""
    size, kept = _UNITS[unit]
    whole = amount * size
    is_possible = 0 < whole <= LARGEST_NET and whole == whole.quantize(Decimal("0.001"))
    return Net(whole, kept) if is_possible else None


def net_of_pack(pack: str, net: Net | None) -> Net:
    """The net content that is sold: of goods by measure the measure, else one piece of unknown."""
    if pack in LOOSE:
        amount, unit = LOOSE[pack]
        return Net(amount, unit)
    return net or UNTOLD


def assumed_weight_g(net: Net) -> int:
    """What a pack weighs in its packing until somebody weighs it: rather too much than too little,
    or the seller pays for the difference.
    """
    if net.unit is NetUnit.GRAM:
        grams = net.amount * Decimal("1.1") + 20
    elif net.unit is NetUnit.MILLILITRE:
        grams = net.amount * Decimal("1.4") + 50
    else:
        grams = max(net.amount * 50, Decimal(500))
    return min(int(grams.to_integral_value(ROUND_CEILING)), HEAVIEST_G)


def is_named(name: str) -> bool:
    """Whether a name has words in it, and not only signs."""
    return sum(char.isalpha() for char in name) >= 2
