"""What a purchase is made of, as it was said and promised. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storefront.orders.rules import OrderKind
from storefront.pricing.rules.quoting import Reason


@dataclass(frozen=True)
class Buyer:
    """Who buys and where it goes: stored as it was said, never looked up again."""

    buyer_name: str
    phone: str
    account_id: int | None
    street: str
    commune_code: str
    commune_name: str
    province_code: str
    province_name: str
    places_as_of: date
    former_place: str | None
    note: str | None
    language: str
    age_statement: str | None = None


@dataclass(frozen=True)
class NewRecipient:
    """Who gets parcels of a purchase, as it was said; `position` 0 is where the purchase goes."""

    position: int
    name: str
    phone: str
    street: str
    commune_code: str
    commune_name: str
    province_code: str
    province_name: str
    places_as_of: date
    former_place: str | None
    message: str | None
    hides_price: bool
    wanted_on: date | None


@dataclass(frozen=True)
class Seller:
    """Who sells, as the buyer was told."""

    producer_id: int
    name: str
    place: str | None
    phone: str | None


@dataclass(frozen=True)
class NewLine:
    """Units of one batch as they were promised, or of a quota, which have no batch yet."""

    stock_item_id: int | None
    variant_id: int
    batch_id: int | None
    product_name: str
    product_slug: str
    variant_name: str
    batch_code: str | None
    best_before: date | None
    stars: int
    quantity: int
    unit_price: int
    list_price: int | None = None
    lowest_price: int | None = None
    reasons: Sequence[Reason] = ()
    quota_id: int | None = None

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity

    @property
    def discount(self) -> int:
        return sum(one.amount for one in self.reasons)

    @property
    def platform_discount(self) -> int:
        return sum(one.by_platform for one in self.reasons)


@dataclass(frozen=True)
class NewOrder:
    """One seller's part of a purchase."""

    seller: Seller
    lines: Sequence[NewLine]
    shipping_fee: int
    weight_g: int
    promised_from: date
    promised_to: date
    pickup: str | None = None
    kind: str = OrderKind.GOODS
    goods_class: str = "dry"
    leaves_on: date | None = None
    is_own_delivery: bool = False
    min_age: int | None = None
    fee_reasons: Sequence[Reason] = ()
    recipient_id: int | None = None
    combo_sale_id: int | None = None
    packing_fee: int = 0

    @property
    def shipping_discount(self) -> int:
        return sum(one.amount for one in self.fee_reasons)

    @property
    def platform_discount(self) -> int:
        of_fee = sum(one.by_platform for one in self.fee_reasons)
        return of_fee + sum(line.platform_discount for line in self.lines)
