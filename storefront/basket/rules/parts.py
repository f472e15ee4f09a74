"""A basket by seller and parcel."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from catalog.products.rules import GoodsClass
from catalog.restrictions.rules import Duty
from storefront.basket.rules.combos import ComboLine
from storefront.basket.rules.lines import LineFacts
from storefront.quotas.rules import Promise


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


def hash_of(token: str) -> str:
    """What is stored of a basket's token: who reads the table cannot open baskets."""
    return hashlib.sha256(token.encode()).hexdigest()
