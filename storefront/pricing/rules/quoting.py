"""The one function that prices basket, checkout and placement. Pure; whole đồng.

A line costs its wholesale step, never more than its normal price. Off that goes, each worked out
on what the one before left:

1. the best price cut: percent off for everybody, as the product page shows it;
2. what applies by itself under a condition (a minimum, a cap, a first order);
3. vouchers, in the order in which they were typed.

A line takes at most one of each kind, and so does the delivery of a parcel.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from storefront.pricing.rules.cuts import cut_price
from storefront.pricing.rules.steps import Step, step_price
from storefront.pricing.rules.terms import (
    NOBODY,
    WHOLE,
    Customer,
    Kind,
    Refusal,
    Terms,
    Voucher,
    find_lapse,
    half_up,
    matches,
    spread,
    why_not,
    why_not_for,
)


@dataclass(frozen=True)
class Item:
    """Units of one variant in one parcel.

    `fixed`: what they cost together as a part of a combo. Nothing is taken off that, and they
    count for no wholesale step; the delivery of a combo is as any other.
    """

    parcel: int
    variant_id: int
    product_id: int
    seller_id: int
    quantity: int
    list_price: int
    steps: tuple[Step, ...] = ()
    fixed: int | None = None


@dataclass(frozen=True)
class Delivery:
    """A parcel to be paid for; `parcel` is the number that its items carry."""

    parcel: int
    seller_id: int
    fee: int


@dataclass(frozen=True)
class Reason:
    """What a promotion takes off a line or a delivery, and how much of it the platform pays."""

    promotion_id: int
    name: str
    amount: int
    by_platform: int
    code: str | None = None


@dataclass(frozen=True)
class PricedLine:
    """A line with its price, and why it is not more."""

    item: Item
    unit_price: int
    reasons: tuple[Reason, ...] = ()

    @property
    def gross(self) -> int:
        return self.unit_price * self.item.quantity

    @property
    def discount(self) -> int:
        return sum(one.amount for one in self.reasons)

    @property
    def by_platform(self) -> int:
        return sum(one.by_platform for one in self.reasons)

    @property
    def total(self) -> int:
        return self.gross - self.discount


@dataclass(frozen=True)
class PricedDelivery:
    """The delivery of a parcel, and what is taken off."""

    delivery: Delivery
    reasons: tuple[Reason, ...] = ()

    @property
    def discount(self) -> int:
        return sum(one.amount for one in self.reasons)

    @property
    def by_platform(self) -> int:
        return sum(one.by_platform for one in self.reasons)


@dataclass(frozen=True)
class Refused:
    """A voucher that takes nothing off, and why."""

    voucher: Voucher
    why: Refusal


@dataclass(frozen=True)
class Taken:
    """A promotion that took something off; a voucher's id where a code did it."""

    terms: Terms
    voucher_id: int | None = None


@dataclass(frozen=True)
class Priced:
    """Lines and deliveries in the order in which they were asked for."""

    lines: tuple[PricedLine, ...]
    deliveries: tuple[PricedDelivery, ...]
    taken: tuple[Taken, ...] = ()
    refused: tuple[Refused, ...] = ()


def quote(
    items: Sequence[Item],
    vouchers: Sequence[Voucher],
    on: date,
    promotions: Iterable[Terms] = (),
    deliveries: Sequence[Delivery] = (),
    customer: Customer = NOBODY,
) -> Priced:
    """What these lines and deliveries cost this customer on that day, and why."""
    running = [one for one in promotions if one.is_automatic and not find_lapse(one, on)]
    sheet = _Sheet(items, deliveries)
    sheet.cut([one for one in running if one.is_price_cut])
    layer = _Layer()
    for terms in running:
        if not terms.is_price_cut and not why_not_for(terms, customer):
            sheet.apply(terms, layer)
    layer, refused = _Layer(), []
    for voucher in vouchers:
        why = why_not(voucher, on, customer)
        if why is None and voucher.terms is not None:
            why = sheet.apply(voucher.terms, layer, voucher)
        if why is not None:
            refused.append(Refused(voucher, why))
    return sheet.result(tuple(refused))


class _Layer:
    """What promotions of one kind have taken already: no line takes two of them."""

    def __init__(self) -> None:
        self.lines: set[int] = set()
        self.parcels: set[int] = set()


class _Sheet:
    """The lines and deliveries of one quote while promotions are taken off them."""

    def __init__(self, items: Sequence[Item], deliveries: Sequence[Delivery]) -> None:
        units = Counter[int]()
        for one in items:
            if one.fixed is None:
                units[one.variant_id] += one.quantity
        self.items, self.deliveries = items, deliveries
        self.prices = [
            step_price(one.list_price, one.steps, units[one.variant_id]) for one in items
        ]
        self.left = [
            price * one.quantity if one.fixed is None else one.fixed
            for price, one in zip(self.prices, items, strict=True)
        ]
        self.fees = [one.fee for one in deliveries]
        self.reasons: list[list[Reason]] = [[] for _ in items]
        self.fee_reasons: list[list[Reason]] = [[] for _ in deliveries]
        self.taken: dict[tuple[int, int | None], Taken] = {}

    def cut(self, cuts: Sequence[Terms]) -> None:
        """Take the best price cut off each line, unit by unit."""
        best: dict[Terms, dict[int, int]] = {}
        for place, item in enumerate(self.items):
            fitting = [one for one in cuts if matches(one, item.seller_id, item.product_id)]
            if not fitting or item.fixed is not None:
                continue
            terms = max(fitting, key=lambda one: (one.percent_bp, -one.id))
            off = self.prices[place] - cut_price(self.prices[place], [terms.percent_bp])
            best.setdefault(terms, {})[place] = off * item.quantity
        for terms, parts in best.items():
            self._take(terms, None, parts)

    def apply(self, terms: Terms, layer: _Layer, voucher: Voucher | None = None) -> Refusal | None:
        """Take a promotion off what is left; or why it takes nothing."""
        fitting = [
            place
            for place, one in enumerate(self.items)
            if matches(terms, one.seller_id, one.product_id)
            and (one.fixed is None or terms.kind == Kind.DELIVERY)
        ]
        if not fitting:
            return Refusal.NOT_THESE
        if sum(self.left[place] for place in fitting) < terms.minimum:
            return Refusal.TOO_LITTLE
        if terms.kind == Kind.DELIVERY:
            return self._carry(terms, layer, voucher, {self.items[one].parcel for one in fitting})
        places = [one for one in fitting if one not in layer.lines and self.left[one]]
        if not places:
            return Refusal.NOT_TOGETHER
        base = sum(self.left[place] for place in places)
        off = _off(terms, base)
        parts = spread(off, [self.left[place] for place in places])
        self._take(terms, voucher, dict(zip(places, parts, strict=True)))
        layer.lines.update(places)
        return None

    def result(self, refused: tuple[Refused, ...]) -> Priced:
        return Priced(
            tuple(
                PricedLine(item, price, tuple(reasons))
                for item, price, reasons in zip(self.items, self.prices, self.reasons, strict=True)
            ),
            tuple(
                PricedDelivery(one, tuple(reasons))
                for one, reasons in zip(self.deliveries, self.fee_reasons, strict=True)
            ),
            tuple(self.taken.values()),
            refused,
        )

    def _carry(
        self, terms: Terms, layer: _Layer, voucher: Voucher | None, parcels: Collection[int]
    ) -> Refusal | None:
        fitting = [
            place
            for place, one in enumerate(self.deliveries)
            if one.parcel in parcels and self.fees[place]
        ]
        places = [place for place in fitting if place not in layer.parcels]
        if not places:
            return Refusal.NOT_TOGETHER if fitting else Refusal.NO_FEE
        fees = [self.fees[place] for place in places]
        off = min(sum(fees), terms.amount or sum(fees), *_limit(terms.cap))
        for place, amount in zip(places, spread(off, fees), strict=True):
            if amount:
                by_platform = half_up(amount * terms.platform_bp, WHOLE)
                self.fees[place] -= amount
                self.fee_reasons[place].append(_reason(terms, voucher, amount, by_platform))
        layer.parcels.update(places)
        self._note(terms, voucher)
        return None

    def _take(self, terms: Terms, voucher: Voucher | None, parts: Mapping[int, int]) -> None:
        """Take these đồng off these lines; the platform's part is rounded once per parcel."""
        parcels: dict[int, list[int]] = {}
        for place in parts:
            parcels.setdefault(self.items[place].parcel, []).append(place)
        for places in parcels.values():
            amounts = [parts[place] for place in places]
            borne = half_up(sum(amounts) * terms.platform_bp, WHOLE)
            for place, amount, by_platform in zip(
                places, amounts, spread(borne, amounts), strict=True
            ):
                if amount:
                    self.left[place] -= amount
                    self.reasons[place].append(_reason(terms, voucher, amount, by_platform))
        if any(parts.values()):
            self._note(terms, voucher)

    def _note(self, terms: Terms, voucher: Voucher | None) -> None:
        found = Taken(terms, voucher.id if voucher else None)
        self.taken[terms.id, found.voucher_id] = found


def _off(terms: Terms, base: int) -> int:
    off = half_up(base * terms.percent_bp, WHOLE) if terms.kind == Kind.PERCENT else terms.amount
    return min(off, base, *_limit(terms.cap))


def _limit(cap: int | None) -> list[int]:
    return [] if cap is None else [cap]


def _reason(terms: Terms, voucher: Voucher | None, amount: int, by_platform: int) -> Reason:
    return Reason(terms.id, terms.name, amount, by_platform, voucher.code if voucher else None)
