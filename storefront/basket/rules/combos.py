"""Combos in a basket: their parts at their share of the price, and how many can be had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from storefront.basket.rules.lines import MOST_OF_ONE, LineFacts, Problem
from storefront.closures.rules import Off
from storefront.combos.rules import Share, slices_of


@dataclass(frozen=True)
class ComboLine:
    """Combos of one kind in a basket; `most`: how many can be had now."""

    combo_id: int
    name: str
    slug: str
    picture: str | None
    packer_id: int
    packer_name: str
    quantity: int
    price: int
    price_shown: int
    is_sold: bool
    most: int
    households: int
    off: Off | None = None
    """Why goods in it cannot be ordered today."""

    @property
    def total(self) -> int:
        return self.price * self.quantity

    @property
    def has_new_price(self) -> bool:
        return self.price != self.price_shown

    @property
    def problem(self) -> Problem | None:
        if not self.is_sold:
            return Problem.NOT_SOLD
        if self.off:
            return Problem.SHOP_CLOSED if self.off.is_shop else Problem.BACK_LATER
        if not self.most:
            return Problem.SOLD_OUT
        return Problem.TOO_FEW if self.most < self.quantity else None


def in_combo(
    goods: LineFacts, units: int, share: Share, combos: int, taken: Mapping[int, int]
) -> LineFacts:
    """So many units of these goods in each of so many combos, at their share of the price.

    `taken`: units by size that the basket holds already.
    """
    left = max(0, goods.availability.free - taken.get(goods.variant_id, 0))
    return replace(
        goods,
        quantity=units * combos,
        slices=slices_of(share.amount, units, combos),
        packing_fee=share.fee * combos,
        availability=replace(goods.availability, free=left),
    )


def most_combos(lines: Sequence[LineFacts], combos: int) -> int:
    """How many combos can be had of what is left; the lines hold the units of so many."""
    whole = (line.availability.free * combos // line.quantity for line in lines)
    return min(MOST_OF_ONE, min(whole, default=0))
