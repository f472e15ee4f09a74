"""One line of a basket, its limits, and why it cannot be bought as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from catalog.products.rules import GoodsClass
from catalog.restrictions.rules import FREE, Conditions
from storefront.closures.rules import Off
from storefront.combos.rules import Slices, cost_of
from storefront.inventory.rules import Availability
from storefront.pricing.rules.quoting import Item, PricedLine, Reason
from storefront.pricing.rules.steps import Step
from storefront.quotas.rules import Promise, Shut

MOST_OF_ONE = 99
MOST_LINES = 40
DAYS_KEPT = 30


class Problem(StrEnum):
    """Why a line cannot be bought as it stands."""

    NOT_SOLD = "not_sold"
    SELLER_NOT_VERIFIED = "seller_not_verified"
    NOT_ALLOWED = "not_allowed"
    SOLD_OUT = "sold_out"
    TOO_FEW = "too_few"
    SHUT = "shut"  # of a quota that is not sold now
    SHOP_CLOSED = "shop_closed"
    BACK_LATER = "back_later"


NOT_AT_ALL = frozenset({Problem.NOT_SOLD, Problem.SELLER_NOT_VERIFIED, Problem.NOT_ALLOWED})
"""What another quantity does not help against."""


@dataclass(frozen=True)
class LineFacts:
    """A line of a basket with what the shop says about it now.

    `price` is what the product page says one costs, `list_price` that without price cuts;
    `priced` what these units cost in this basket.
    """

    variant_id: int
    product_id: int
    product_name: str
    product_slug: str
    variant_name: str
    quantity: int
    price: int
    price_shown: int
    weight_g: int
    is_for_sale: bool
    seller_id: int | None
    seller_name: str
    seller_place: str
    is_seller_verified: bool
    is_demo: bool
    picture: str | None
    availability: Availability
    goods_class: GoodsClass = GoodsClass.DRY
    list_price: int = 0
    steps: tuple[Step, ...] = ()
    priced: PricedLine | None = None
    promise: Promise | None = None
    shut: Shut | None = None
    asked: Conditions = FREE
    """What the law asks of it."""
    off: Off | None = None
    """Why it cannot be ordered today."""
    slices: Slices = ()
    """Of a combo: what each unit costs of its price. No promotion takes anything off it."""
    packing_fee: int = 0
    """Of a combo: what its seller pays of it to whoever packs."""

    @property
    def is_priced_alone(self) -> bool:
        """Whether its price comes about here, and not as a share of a combo's."""
        return not self.problem and not self.slices

    @property
    def item(self) -> Item:
        """What is asked to be priced, in the parcel of its seller."""
        return Item(
            parcel=self.seller_id or 0,
            variant_id=self.variant_id,
            product_id=self.product_id,
            seller_id=self.seller_id or 0,
            quantity=self.quantity,
            list_price=self.list_price or self.price,
            steps=self.steps,
            fixed=self.gross if self.slices else None,
        )

    @property
    def unit_price(self) -> int:
        """What one costs of so many, before promotions."""
        return self.priced.unit_price if self.priced else self.price

    @property
    def gross(self) -> int:
        return cost_of(self.slices) if self.slices else self.unit_price * self.quantity

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What promotions take off."""
        return self.priced.reasons if self.priced else ()

    @property
    def discount(self) -> int:
        return sum(one.amount for one in self.reasons)

    @property
    def total(self) -> int:
        return self.gross - self.discount

    @property
    def next_step(self) -> Step | None:
        """The nearest wholesale price that more units would reach."""
        return next((one for one in self.steps if one.from_units > self.quantity), None)

    @property
    def has_new_price(self) -> bool:
        return self.price != self.price_shown

    @property
    def problem(self) -> Problem | None:
        if not self.is_for_sale or self.seller_id is None:
            return Problem.NOT_SOLD
        if not self.is_seller_verified:
            return Problem.SELLER_NOT_VERIFIED
        if self.asked.obstacle:
            return Problem.NOT_ALLOWED
        if self.off and self.off.is_shop:
            return Problem.SHOP_CLOSED
        if self.off and not self.promise:
            return Problem.BACK_LATER
        if self.shut:
            return Problem.SHUT
        if self.availability.is_sold_out:
            return Problem.SOLD_OUT
        return Problem.TOO_FEW if self.availability.free < self.quantity else None

    @property
    def most(self) -> int:
        """The largest quantity a buyer may ask for now."""
        return max(1, min(MOST_OF_ONE, self.availability.free))

    @property
    def best_before(self) -> date | None:
        return self.availability.best_before


def priced(lines: Sequence[LineFacts], prices: Sequence[PricedLine]) -> list[LineFacts]:
    """The lines with their prices; what cannot be bought gets none."""
    left = iter(prices)
    return [replace(line, priced=next(left)) if line.is_priced_alone else line for line in lines]


def read_quantity(typed: str) -> int | None:
    """A whole number a buyer may have typed, or None: "3", " 12 "; not "1e9", "-1", "٣"."""
    text = typed.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
