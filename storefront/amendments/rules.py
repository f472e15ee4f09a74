"""Who may amend an order until when, and what it comes to. Pure."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from catalog.kernel.money import share_out
from catalog.products.rules import GoodsClass
from catalog.restrictions.rules import Duty
from storefront.orders.rules import CALLED_OFF, OrderStatus, Party
from storefront.pricing.rules.quoting import Item, PricedLine, Reason, Taken
from storefront.pricing.rules.shares import Off, take_along
from storefront.pricing.rules.steps import Step

LONGEST_REASON = 300


class Kind(StrEnum):
    """What an amendment does."""

    CUT = "cut"
    ADD = "add"


@dataclass(frozen=True)
class Permit:
    """Who may do it while the order is in which status, and what follows when nothing is left."""

    statuses: frozenset[OrderStatus]
    when_empty: OrderStatus
    needs_reason: bool = True


_IN_THE_HOUSE = frozenset({OrderStatus.PLACED, OrderStatus.PACKED})

CUTS = {
    Party.BUYER: Permit(frozenset({OrderStatus.PLACED}), OrderStatus.CANCELLED, needs_reason=False),
    Party.SELLER: Permit(_IN_THE_HOUSE, OrderStatus.REFUSED),
    Party.OPERATOR: Permit(_IN_THE_HOUSE, OrderStatus.CANCELLED),
}
"""Who may take units out of an order; what is not here cannot happen."""


ADDS = {Party.BUYER: frozenset({OrderStatus.PLACED})}
"""Who may add units to an order that is paid on delivery, until when."""

MOST_ADDED = 99
"""Units of one size at a time, as in a basket."""


class Field(StrEnum):
    """What may be corrected of where a purchase goes; the commune decides over fee and days."""

    NAME = "buyer_name"
    PHONE = "phone"
    STREET = "street"
    NOTE = "note"


CORRECTIONS: dict[Party, frozenset[OrderStatus]] = {
    Party.BUYER: frozenset({OrderStatus.UNPAID, OrderStatus.PLACED}),
    Party.SELLER: _IN_THE_HOUSE,
    Party.OPERATOR: _IN_THE_HOUSE | {OrderStatus.UNPAID},
}
"""In which statuses every running order of a purchase must be for this side to correct it."""


def may_correct(statuses: Iterable[str], by: Party) -> bool:
    """Whether this side may correct a purchase whose orders stand so; nobody a dead one."""
    running = [one for one in map(OrderStatus, statuses) if one not in CALLED_OFF]
    return bool(running) and set(running) <= CORRECTIONS.get(by, frozenset())


class Line(Protocol):
    """What is asked of an order's line."""

    id: int
    quantity: int
    unit_price: int
    discount: int
    platform_discount: int


class Delivery(Protocol):
    """What is asked of an order: its delivery, and what of it the platform pays."""

    shipping_fee: int
    shipping_discount: int
    platform_discount: int


@dataclass(frozen=True)
class Cut:
    """Units taken out of one line, and what the order costs less for them."""

    line_id: int
    left: int
    taken: int
    amount: int
    discount: int
    platform_discount: int


@dataclass(frozen=True)
class Change:
    """By how much the amounts of an order change."""

    items_total: int
    discount: int
    shipping_fee: int
    shipping_discount: int
    platform_discount: int

    @property
    def total(self) -> int:
        return self.items_total - self.discount + self.shipping_fee - self.shipping_discount


def may_cut(status: str, by: Party) -> bool:
    """Whether this side may take units out of an order in this status."""
    permit = CUTS.get(by)
    return permit is not None and OrderStatus(status) in permit.statuses


def cuts_of(lines: Sequence[Line], wanted: Mapping[int, int]) -> list[Cut] | None:
    """What is taken out of each line; None for no units, too many, or lines of others."""
    by_id = {line.id: line for line in lines}
    asked = {line_id: units for line_id, units in wanted.items() if units}
    possible = all(
        line_id in by_id and 0 < units <= by_id[line_id].quantity
        for line_id, units in asked.items()
    )
    if not asked or not possible:
        return None
    return [_cut(by_id[one], units) for one, units in sorted(asked.items())]


def _cut(line: Line, units: int) -> Cut:
    """The discount falls with the units by largest remainder, and the platform's part of it."""
    gone = take_along(Off(line.discount, line.platform_discount), line.quantity, units)
    return Cut(
        line.id,
        line.quantity - units,
        units,
        units * line.unit_price,
        gone.amount,
        gone.by_platform,
    )


def change_of(
    order: Delivery, lines: Iterable[Line], cuts: Iterable[Cut], fee: int | None
) -> Change:
    """What the order costs less: the goods, and where `fee` for the rest is lower, the delivery.

    Delivery never costs more for less, and no more is taken off it than it costs.
    """
    taken = list(cuts)
    new_fee = order.shipping_fee if fee is None else min(fee, order.shipping_fee)
    off = min(order.shipping_discount, new_fee)
    of_delivery = order.platform_discount - sum(line.platform_discount for line in lines)
    lost = order.shipping_discount - off
    platform = share_out(of_delivery, [off, lost])[1] if lost else 0
    return Change(
        items_total=-sum(one.amount for one in taken),
        discount=-sum(one.discount for one in taken),
        shipping_fee=new_fee - order.shipping_fee,
        shipping_discount=-lost,
        platform_discount=-sum(one.platform_discount for one in taken) - platform,
    )


def leaves_nothing(lines: Iterable[Line], wanted: Mapping[int, int]) -> bool:
    """Whether every unit of the order is wanted out."""
    return all(wanted.get(line.id, 0) == line.quantity for line in lines)


def read_units(form: Mapping[str, str], prefix: str = "bot-") -> dict[int, int]:
    """Units by line as the form names them: fields "bot-<line>"; nonsense asks for none."""
    return {
        int(name.removeprefix(prefix)): int(value)
        for name, value in form.items()
        if re.fullmatch(f"{prefix}[0-9]{{1,9}}", name) and re.fullmatch("[0-9]{1,6}", value)
    }


def key_of(number: str, form_key: str) -> str:
    """The unique key of one form for one order: another order's form key is worth nothing."""
    return hashlib.sha256(f"{number}:{form_key}".encode()).hexdigest()


def may_add(status: str, by: Party) -> bool:
    """Whether this side may add units to an order in this status."""
    return OrderStatus(status) in ADDS.get(by, frozenset())


@dataclass(frozen=True)
class Offered:
    """A size the seller of an order sells: what one costs today, and how many are free."""

    variant_id: int
    product_id: int
    seller_id: int
    product_name: str
    product_slug: str
    variant_name: str
    price: int
    list_price: int
    weight_g: int
    goods_class: GoodsClass
    free: int
    steps: tuple[Step, ...] = ()
    held: int = 0
    sentences: tuple[Duty, ...] = ()
    """What the law wants read beside it."""

    @property
    def most(self) -> int:
        """The largest quantity a buyer may ask for now."""
        return max(0, min(MOST_ADDED, self.free))

    def item(self, quantity: int) -> Item:
        """What is asked to be priced: units the order holds already count for wholesale steps."""
        steps = tuple(Step(one.from_units - self.held, one.price) for one in self.steps)
        return Item(
            parcel=self.seller_id,
            variant_id=self.variant_id,
            product_id=self.product_id,
            seller_id=self.seller_id,
            quantity=quantity,
            list_price=self.list_price,
            steps=steps,
        )


@dataclass(frozen=True)
class Carriage:
    """What the heavier parcel costs more to deliver, and how and when it travels."""

    fee: int
    goods_class: GoodsClass
    promised_from: date
    promised_to: date
    leaves_on: date | None


@dataclass(frozen=True)
class AddedLine:
    """Units of one size to be added, with their price."""

    offered: Offered
    priced: PricedLine

    @property
    def quantity(self) -> int:
        return self.priced.item.quantity


@dataclass(frozen=True)
class Addition:
    """What is added to an order, and what the order comes to with it."""

    lines: tuple[AddedLine, ...]
    carriage: Carriage
    fee_reasons: tuple[Reason, ...]
    taken: tuple[Taken, ...]
    total_before: int

    @property
    def change(self) -> Change:
        """By how much the amounts of the order rise."""
        by_platform = sum(one.by_platform for one in self.fee_reasons)
        return Change(
            items_total=sum(one.priced.gross for one in self.lines),
            discount=sum(one.priced.discount for one in self.lines),
            shipping_fee=self.carriage.fee,
            shipping_discount=sum(one.amount for one in self.fee_reasons),
            platform_discount=by_platform + sum(one.priced.by_platform for one in self.lines),
        )

    @property
    def weight_g(self) -> int:
        return sum(one.offered.weight_g * one.quantity for one in self.lines)

    @property
    def total(self) -> int:
        """What the order costs with it."""
        return self.total_before + self.change.total

    @property
    def seal(self) -> str:
        """A digest of all the buyer was shown: another one means that something changed."""
        shown = (
            [
                (one.offered.variant_id, one.quantity, one.priced.unit_price, one.priced.reasons)
                for one in self.lines
            ],
            self.carriage.fee,
            self.carriage.promised_from.isoformat(),
            self.carriage.promised_to.isoformat(),
            self.fee_reasons,
            self.total_before,
        )
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]
