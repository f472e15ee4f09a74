"""An invented order: how far it is, and where its money would go. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from storefront.payouts.rules import Split

UNITS = 2
DELIVERY = 30_000
CODE = "KTAPBANTHU000000"
"""Looks like the code of a parcel and is none: its check character is wrong."""


class Step(StrEnum):
    """The pages of a rehearsal, in their order."""

    PLACED = "don-moi"
    PACKED = "da-goi"
    SENT = "da-giao"
    PAID = "tien"


@dataclass(frozen=True)
class Goods:
    """What the invented buyer wants: a size the seller sells, or an invented one."""

    product: str
    size: str
    price: int
    picture: str | None = None
    is_own: bool = True

    @property
    def total(self) -> int:
        return self.price * UNITS


def step_of(text: str | None) -> Step:
    """The page asked for; anything else begins anew."""
    return Step(text) if text in list(Step) else Step.PLACED


def split_of(goods: Goods, fee: int, tax: int) -> Split:
    """Where the money goes: the buyer paid in cash, `fee` and `tax` are owed of it."""
    paid = goods.total + DELIVERY
    return Split(goods=goods.total, delivery=DELIVERY, fee=-fee, tax=-tax, cash=paid)
