"""What each household gets of a combo's price, and what stands in the way of selling it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalog.kernel.money import share_out
from catalog.search.rules.words import Word, forms_of, split

CHEAPEST, DEAREST = 1_000, 500_000_000
MOST_PARTS = 12
MOST_OF_ONE = 50
"""Units of one size in one combo."""
LONGEST_NAME, LONGEST_STORY, LONGEST_PART_STORY = 120, 4_000, 600
KIND = split("hộp quà combo")
"""Words that every combo is found by, whatever its name."""

Slices = tuple[tuple[int, int], ...]
"""(units, what one costs) of the same goods: whole đồng that add up to exactly their share."""


class PartState(StrEnum):
    """What the household said to its goods being in the combo."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    LEFT = "left"  # agreed once, and takes part no more


class Obstacle(StrEnum):
    """Why a combo is not sold, the first that applies."""

    OVER = "over"
    TOO_FEW = "too_few"  # one thing is no combo
    PACKER_HAS_NONE = "packer_has_none"
    NOTHING_LEFT = "nothing_left"  # price or fee leave a household without a đồng
    NOT_AGREED = "not_agreed"
    LESS_THAN_AGREED = "less_than_agreed"
    NOT_PUBLISHED = "not_published"
    NOT_YET = "not_yet"


NOTHING_MISSING = frozenset({None, Obstacle.NOT_PUBLISHED, Obstacle.NOT_YET})
"""What stands in the way of a combo that may be published."""


@dataclass(frozen=True)
class Part:
    """Units of one size in one combo. `list_price` is what one costs alone, without cuts."""

    variant_id: int
    seller_id: int
    quantity: int
    list_price: int
    state: str
    agreed_net: int | None = None


@dataclass(frozen=True)
class Share:
    """What one part brings of one combo: of the buyer's price, and what goes to the packer."""

    amount: int
    fee: int

    @property
    def net(self) -> int:
        return self.amount - self.fee


@dataclass(frozen=True)
class Terms:
    """What a combo is sold on."""

    price: int
    packing_fee: int
    packer_id: int
    is_published: bool
    sells_from: date
    sells_to: date | None


def share_price(price: int, fee: int, packer_id: int, parts: Sequence[Part]) -> list[Share]:
    """The price over the parts by what they cost alone, the packer's fee over those of others.

    Both by largest remainder: the amounts add up to the price, the fees to the fee, or to nothing
    where all goods are the packer's.
    """
    if not parts:
        return []
    amounts = share_out(price, [one.quantity * one.list_price for one in parts])
    paying = [
        0 if one.seller_id == packer_id else amount
        for one, amount in zip(parts, amounts, strict=True)
    ]
    fees = share_out(fee, paying) if sum(paying) else [0] * len(parts)
    return [Share(*pair) for pair in zip(amounts, fees, strict=True)]


def find_obstacle(terms: Terms, parts: Sequence[Part], on: date) -> Obstacle | None:
    """Why the combo cannot be sold on that day: first what is missing, then what is to come."""
    if terms.sells_to and on > terms.sells_to:
        return Obstacle.OVER
    if sum(one.quantity for one in parts) < 2:  # one thing is no combo
        return Obstacle.TOO_FEW
    if all(one.seller_id != terms.packer_id for one in parts):
        return Obstacle.PACKER_HAS_NONE
    if missing := _money_obstacle(terms, parts):
        return missing
    if not terms.is_published:
        return Obstacle.NOT_PUBLISHED
    return Obstacle.NOT_YET if on < terms.sells_from else None


def _money_obstacle(terms: Terms, parts: Sequence[Part]) -> Obstacle | None:
    shares = share_price(terms.price, terms.packing_fee, terms.packer_id, parts)
    pairs = list(zip(parts, shares, strict=True))
    if any(share.net < 1 or share.amount < part.quantity for part, share in pairs):
        return Obstacle.NOTHING_LEFT
    if any(part.state != PartState.AGREED for part in parts):
        return Obstacle.NOT_AGREED
    if any(share.net < (part.agreed_net or 0) for part, share in pairs):
        return Obstacle.LESS_THAN_AGREED
    return None


def slices_of(amount: int, units: int, combos: int = 1) -> Slices:
    """What each unit costs so that `units` of them cost `amount`, of so many combos."""
    low, dearer = divmod(amount, units)
    both = (((units - dearer) * combos, low), (dearer * combos, low + 1))
    return tuple(one for one in both if one[0])


def cost_of(slices: Slices) -> int:
    """What they cost together."""
    return sum(units * price for units, price in slices)


def answers(name: str, asked: Sequence[Word]) -> bool:
    """Whether a combo of this name has every word that was asked for, with accents or without."""
    words = (*split(name), *KIND)
    return all(any(_fits(one, word) for word in words) for one in asked)


def _fits(asked: Word, word: Word) -> bool:
    """A word with accents is meant as it is written; one without may be any, or its beginning."""
    if asked.is_marked:
        return word.exact in forms_of(asked.exact)
    return word.folded.startswith(asked.folded)
