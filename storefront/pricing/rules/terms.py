"""What a promotion takes off, for which goods, for whom, and who pays it. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from catalog.kernel.money import share_out

WHOLE = 10_000
"""100 % in basis points."""
LARGEST_AMOUNT = 100_000_000
LARGEST_LIMIT = 1_000_000
LONGEST_NAME = 100
LONGEST_AGREEMENT = 200
MOST_VOUCHERS = 5
CODE = re.compile(r"[A-Z0-9]{4,20}")


class Kind(StrEnum):
    """What a promotion takes off."""

    PERCENT = "percent"
    AMOUNT = "amount"
    DELIVERY = "delivery"


class Scope(StrEnum):
    """For which goods a promotion counts."""

    ALL = "all"
    SELLERS = "sellers"
    PRODUCTS = "products"


class Refusal(StrEnum):
    """Why a voucher takes nothing off."""

    UNKNOWN = "unknown"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    STOPPED = "stopped"
    USED_UP = "used_up"
    USED_BY_YOU = "used_by_you"
    SOMEONE_ELSES = "someone_elses"
    NEEDS_PHONE = "needs_phone"
    NOT_FIRST = "not_first"
    NOT_THESE = "not_these"
    TOO_LITTLE = "too_little"
    NOT_TOGETHER = "not_together"
    NO_FEE = "no_fee"


@dataclass(frozen=True)
class Terms:
    """What a promotion takes off, from what, for whom, and who pays it."""

    id: int
    name: str
    kind: Kind
    starts_on: date
    ends_on: date | None = None
    percent_bp: int = 0
    amount: int = 0  # of DELIVERY: the most it takes off, 0: all of it
    minimum: int = 0
    cap: int | None = None
    scope: Scope = Scope.ALL
    sellers: frozenset[int] = frozenset()
    products: frozenset[int] = frozenset()
    is_automatic: bool = True
    is_first_order_only: bool = False
    platform_bp: int = WHOLE
    max_uses: int | None = None
    uses_per_phone: int | None = None
    used: int = 0
    stopped_at: datetime | None = None

    @property
    def is_price_cut(self) -> bool:
        """Percent off for everybody, without a condition: the product page shows it as a price."""
        return (
            self.is_automatic
            and self.kind == Kind.PERCENT
            and not self.minimum
            and self.cap is None
            and not self.is_first_order_only
            and self.max_uses is None
            and self.uses_per_phone is None
        )


@dataclass(frozen=True)
class Voucher:
    """A code as it was typed, with what is known of it; `terms` None: nobody gave out such."""

    code: str
    id: int = 0
    terms: Terms | None = None
    phone: str | None = None  # whose it is, where it is one person's
    is_used_up: bool = False


@dataclass(frozen=True)
class Customer:
    """What counts of who buys; without a phone nothing of this is known yet."""

    phone: str | None = None
    has_bought: bool = False
    uses: Mapping[int, int] = field(default_factory=dict)  # by promotion


NOBODY = Customer()


def matches(terms: Terms, seller_id: int, product_id: int) -> bool:
    """Whether a promotion counts for this product of this seller."""
    if terms.scope == Scope.PRODUCTS:
        return product_id in terms.products
    return terms.scope == Scope.ALL or seller_id in terms.sellers


def half_up(numerator: int, denominator: int) -> int:
    """A fraction of whole numbers to the nearest đồng, a half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """`share_out`, and zeros where there is nothing to share by."""
    return share_out(amount, weights) if any(weights) else [0] * len(weights)


def find_lapse(terms: Terms, on: date) -> Refusal | None:
    """Why a promotion does not run on that day; its first and last day count."""
    if on < terms.starts_on:
        return Refusal.NOT_YET
    if terms.ends_on is not None and terms.ends_on < on:
        return Refusal.EXPIRED
    return Refusal.STOPPED if terms.stopped_at else None


def why_not(voucher: Voucher, on: date, customer: Customer) -> Refusal | None:
    """Why a voucher does not count for this customer today, whatever is bought."""
    if voucher.terms is None:
        return Refusal.UNKNOWN
    if voucher.phone and customer.phone is None:
        return Refusal.NEEDS_PHONE
    if voucher.phone and voucher.phone != customer.phone:
        return Refusal.SOMEONE_ELSES
    if lapse := find_lapse(voucher.terms, on):
        return lapse
    return Refusal.USED_UP if voucher.is_used_up else why_not_for(voucher.terms, customer)


def why_not_for(terms: Terms, customer: Customer) -> Refusal | None:
    """Why a promotion takes nothing off for this customer, whatever is bought."""
    if terms.max_uses is not None and terms.used >= terms.max_uses:
        return Refusal.USED_UP
    if customer.phone is None and (terms.is_first_order_only or terms.uses_per_phone):
        return Refusal.NEEDS_PHONE
    if terms.is_first_order_only and customer.has_bought:
        return Refusal.NOT_FIRST
    most = terms.uses_per_phone
    return Refusal.USED_BY_YOU if most and customer.uses.get(terms.id, 0) >= most else None


def read_codes(typed: str) -> list[str]:
    """The codes a person typed, in capitals, each once: separated by spaces, commas or lines."""
    words = re.split(r"[\s,;]+", typed[:200].upper())
    return list(dict.fromkeys(word for word in words if word))[:MOST_VOUCHERS]
