"""What a purchase will cost and when it arrives, before the last tap. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from storefront.basket.rules.parts import SellerPart
from storefront.pricing.rules.quoting import Reason, Taken
from storefront.pricing.rules.quoting import Refused as RefusedVoucher
from storefront.pricing.rules.terms import Refusal
from storefront.shipping.rules import Offer, OwnDelivery, Pickup

LONGEST_NOTE = 500
LONGEST_MESSAGE = 300
MOST_OTHERS = 9
"""Recipients beside the place the purchase goes to."""
LONGEST_CODES = 120
WRONG_CODES_PER_NETWORK = "30 per hour"
"""Codes refused in a way that says something; a village may share one address."""

TELLING = frozenset(
    {Refusal.UNKNOWN, Refusal.SOMEONE_ELSES, Refusal.NOT_FIRST, Refusal.USED_BY_YOU}
)
"""Answers that somebody who guesses codes, or asks about other people's phones, is after."""


@dataclass(frozen=True)
class Off:
    """What one promotion takes off, all lines together."""

    name: str
    code: str | None
    amount: int


@dataclass(frozen=True)
class SellerQuote:
    """One seller's parcel: its delivery, or why there is none; lines that would be too old,
    lines that cannot be sent so far; where else the goods may be had.
    """

    part: SellerPart
    offer: Offer | None
    refusal: str | None = None
    too_late: tuple[int, ...] = ()
    pickups: tuple[Pickup, ...] = ()
    pickup: Pickup | None = None
    out_of_reach: tuple[int, ...] = ()
    own: OwnDelivery | None = None
    is_own: bool = False
    fee_reasons: tuple[Reason, ...] = ()
    is_asked: bool = True
    recipient: int = 0  # the position of who gets it
    is_wanted_otherwise: bool = False  # on a day on which it cannot arrive

    @property
    def has_choice(self) -> bool:
        return self.is_asked and bool(self.pickups or self.own)

    @property
    def is_sent(self) -> bool:
        """Given to a carrier: neither fetched nor brought by the seller."""
        return self.pickup is None and not self.is_own

    @property
    def is_visit(self) -> bool:
        return self.part.promise is not None and self.part.promise.is_visit

    @property
    def fee(self) -> int:
        return self.offer.fee if self.offer else 0

    @property
    def fee_discount(self) -> int:
        return sum(one.amount for one in self.fee_reasons)

    @property
    def offs(self) -> list[Off]:
        """What is taken off the goods of this parcel, by promotion."""
        return add_up(reason for line in self.part.lines for reason in line.reasons)

    @property
    def fee_offs(self) -> list[Off]:
        return add_up(self.fee_reasons)


@dataclass(frozen=True)
class Quote:
    """All parcels of a basket to one place; vouchers that count, and those that do not."""

    sellers: tuple[SellerQuote, ...]
    taken: tuple[Taken, ...] = ()
    refused: tuple[RefusedVoucher, ...] = field(default=())

    @property
    def can_be_placed(self) -> bool:
        return (
            bool(self.sellers)
            and not self.refused
            and all(
                seller.offer
                and not seller.too_late
                and not seller.is_wanted_otherwise
                and not seller.part.is_blocked
                for seller in self.sellers
            )
        )

    @property
    def parcels(self) -> list[SellerQuote]:
        """What is sent; the goods of the others travel in one of these."""
        return [one for one in self.sellers if not one.part.is_packed_by_other]

    def of(self, recipient: int) -> list[SellerQuote]:
        """The parcels of one recipient."""
        return [seller for seller in self.sellers if seller.recipient == recipient]

    @property
    def is_delivered(self) -> bool:
        """Whether anything travels: to a visit the guests do."""
        return any(not seller.is_visit for seller in self.sellers)

    @property
    def items_total(self) -> int:
        return sum(seller.part.items_total for seller in self.sellers)

    @property
    def discount(self) -> int:
        return sum(seller.part.discount for seller in self.sellers)

    @property
    def fees(self) -> int:
        return sum(seller.fee for seller in self.sellers)

    @property
    def fee_discount(self) -> int:
        return sum(seller.fee_discount for seller in self.sellers)

    @property
    def total(self) -> int:
        return self.items_total - self.discount + self.fees - self.fee_discount

    @property
    def min_age(self) -> int | None:
        """How old the buyer must be; None: any age."""
        return max((seller.part.min_age or 0 for seller in self.sellers), default=0) or None

    @property
    def age_documents(self) -> list[str]:
        """The documents that ask for an age, each once."""
        lines = (line for seller in self.sellers for line in seller.part.lines)
        found = {line.asked.age_document: None for line in lines if line.asked.age_document}
        return list(found)

    @property
    def seal(self) -> str:
        """A digest of all the buyer was shown: another one means that something changed."""
        shown = [
            (
                seller.part.seller_id,
                [
                    (line.variant_id, line.quantity, line.unit_price, line.reasons, line.slices)
                    for line in seller.part.lines
                ],
                seller.offer and (seller.offer.fee, seller.offer.arrives_from.isoformat()),
                seller.offer and seller.offer.arrives_to.isoformat(),
                seller.pickup,
                seller.is_own and seller.own,
                seller.fee_reasons,
                seller.recipient,
                seller.part.promise and seller.part.promise.quota_id,
                seller.part.combo and (seller.part.combo.combo_id, seller.part.packing_fee),
            )
            for seller in self.sellers
        ]
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


def add_up(reasons: Iterable[Reason]) -> list[Off]:
    """What each promotion takes off in all, in the order in which they come."""
    found: dict[tuple[int, str | None], Off] = {}
    for one in reasons:
        before = found.get((one.promotion_id, one.code))
        amount = one.amount + (before.amount if before else 0)
        found[one.promotion_id, one.code] = Off(one.name, one.code, amount)
    return list(found.values())


def between(first: Offer, last: Offer) -> Offer:
    """One offer for goods that leave at the earliest with the one, at the latest with the other."""
    return Offer(first.fee, first.arrives_from, last.arrives_to, first.leaves_on)


def placement_key(basket_token_hash: str, form_key: str) -> str:
    """The unique key of placing this form of this basket: another's form key is worth nothing."""
    return hashlib.sha256(f"{basket_token_hash}:{form_key}".encode()).hexdigest()
