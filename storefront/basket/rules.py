"""Limits of a basket, and what stands in the way of buying a line. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from catalog.products.rules import GoodsClass
from catalog.restrictions.rules import FREE, Conditions, Duty
from storefront.closures.rules import Off
from storefront.combos.rules import Share, Slices, cost_of, slices_of
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


@dataclass(frozen=True)
class SellerPart:
    """What a basket holds of one seller for one parcel: from stock, of one quota, or of a combo.

    `travels`: what others put into the parcel, where this seller packs a combo.
    `packing_fee`: what this seller pays of it to whoever packs.
    """

    seller_id: int | None
    name: str
    place: str
    lines: tuple[LineFacts, ...]
    promise: Promise | None = None
    combo: ComboLine | None = None
    travels: tuple[LineFacts, ...] = ()
    packing_fee: int = 0

    @property
    def is_packed_by_other(self) -> bool:
        """Whether its goods travel in somebody else's parcel."""
        return self.combo is not None and self.combo.packer_id != self.seller_id

    @property
    def is_blocked(self) -> bool:
        """Whether anything in it cannot be bought as it stands."""
        is_combo_off = self.combo is not None and self.combo.problem is not None
        return is_combo_off or any(line.problem for line in self.lines)

    @property
    def inside(self) -> tuple[LineFacts, ...]:
        """All that is in the parcel."""
        return (*self.lines, *self.travels)

    @property
    def items_total(self) -> int:
        """What the goods cost before promotions."""
        return sum(line.gross for line in self.lines if not line.problem)

    @property
    def discount(self) -> int:
        return sum(line.discount for line in self.lines if not line.problem)

    @property
    def classes(self) -> frozenset[GoodsClass]:
        return frozenset(line.goods_class for line in self.inside)

    @property
    def min_age(self) -> int | None:
        """How old the buyer must be for the strictest line; None: any age."""
        return max((line.asked.min_age or 0 for line in self.inside), default=0) or None

    @property
    def weight_g(self) -> int:
        return sum(line.weight_g * line.quantity for line in self.inside)


@dataclass(frozen=True)
class BasketView:
    """A basket by seller."""

    sellers: tuple[SellerPart, ...] = ()

    @property
    def lines(self) -> list[LineFacts]:
        return [line for seller in self.sellers for line in seller.lines]

    @property
    def parcels(self) -> list[SellerPart]:
        """The parts that are sent; the others travel in one of these."""
        return [part for part in self.sellers if not part.is_packed_by_other]

    @property
    def combos(self) -> list[ComboLine]:
        return [part.combo for part in self.parcels if part.combo]

    @property
    def count(self) -> int:
        """How many things were put in; a combo is one."""
        return sum(
            part.combo.quantity if part.combo else sum(line.quantity for line in part.lines)
            for part in self.parcels
        )

    @property
    def items_total(self) -> int:
        return sum(seller.items_total for seller in self.sellers)

    @property
    def discount(self) -> int:
        return sum(seller.discount for seller in self.sellers)

    @property
    def total(self) -> int:
        return self.items_total - self.discount

    @property
    def can_be_bought(self) -> bool:
        return bool(self.lines) and not any(part.is_blocked for part in self.sellers)

    @property
    def min_age(self) -> int | None:
        """How old the buyer must be; None: any age."""
        return max((seller.min_age or 0 for seller in self.sellers), default=0) or None

    @property
    def sentences(self) -> list[Duty]:
        """The mandatory words of all lines, each once."""
        found = {duty.text: duty for line in self.lines for duty in line.asked.sentences}
        return list(found.values())

    @property
    def is_demo(self) -> bool:
        return any(line.is_demo for line in self.lines)


NOT_AT_ALL = frozenset({Problem.NOT_SOLD, Problem.SELLER_NOT_VERIFIED, Problem.NOT_ALLOWED})
"""What another quantity does not help against."""


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


def combo_parts(combo: ComboLine, lines: Sequence[LineFacts]) -> list[SellerPart]:
    """Combos of one kind by seller: who packs comes first, and sends what the others bring."""
    if not combo.is_sold:
        lines = [replace(line, is_for_sale=False) for line in lines]
    others = {line.seller_id: line for line in lines if line.seller_id != combo.packer_id}
    return [_combo_part(combo, one, lines) for one in (combo.packer_id, *others)]


def _combo_part(combo: ComboLine, seller_id: int | None, lines: Sequence[LineFacts]) -> SellerPart:
    own = tuple(line for line in lines if line.seller_id == seller_id)
    is_packer = seller_id == combo.packer_id
    return SellerPart(
        seller_id,
        own[0].seller_name if own else combo.packer_name,
        own[0].seller_place if own else "",
        own,
        combo=combo,
        travels=tuple(line for line in lines if is_packer and line not in own),
        packing_fee=sum(line.packing_fee for line in own),
    )


def priced(lines: Sequence[LineFacts], prices: Sequence[PricedLine]) -> list[LineFacts]:
    """The lines with their prices; what cannot be bought gets none."""
    left = iter(prices)
    return [replace(line, priced=next(left)) if line.is_priced_alone else line for line in lines]


def by_seller(lines: list[LineFacts]) -> BasketView:
    """Group lines by seller, sellers in the order of their first line.

    What is promised ahead goes by itself: it leaves on other days than what is in stock.
    """
    first = {line.seller_id: place for place, line in reversed(list(enumerate(lines)))}
    quota_of = {id(line): line.promise.quota_id if line.promise else 0 for line in lines}

    def parcel(line: LineFacts) -> tuple[int, int]:
        return first[line.seller_id], quota_of[id(line)]

    parts = []
    for _, group in groupby(sorted(lines, key=parcel), key=parcel):
        held = tuple(group)
        one = held[0]
        parts.append(
            SellerPart(one.seller_id, one.seller_name, one.seller_place, held, one.promise)
        )
    return BasketView(tuple(parts))


def read_quantity(typed: str) -> int | None:
    """A whole number a buyer may have typed, or None: "3", " 12 "; not "1e9", "-1", "٣"."""
    text = typed.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None


def hash_of(token: str) -> str:
    """What is stored of a basket's token: who reads the table cannot open baskets."""
    return hashlib.sha256(token.encode()).hexdigest()
