"""What a purchase will cost and when it arrives, before the last tap. Pure."""

import hashlib
from dataclasses import dataclass

from storefront.basket.rules import SellerPart
from storefront.shipping.rules import Offer, OwnDelivery, Pickup

LONGEST_NOTE = 500


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

    @property
    def has_choice(self) -> bool:
        return bool(self.pickups or self.own)

    @property
    def is_sent(self) -> bool:
        """Given to a carrier: neither fetched nor brought by the seller."""
        return self.pickup is None and not self.is_own


@dataclass(frozen=True)
class Quote:
    """All parcels of a basket to one place."""

    sellers: tuple[SellerQuote, ...]

    @property
    def can_be_placed(self) -> bool:
        return bool(self.sellers) and all(
            seller.offer
            and not seller.too_late
            and not any(line.problem for line in seller.part.lines)
            for seller in self.sellers
        )

    @property
    def items_total(self) -> int:
        return sum(seller.part.items_total for seller in self.sellers)

    @property
    def fees(self) -> int:
        return sum(seller.offer.fee for seller in self.sellers if seller.offer)

    @property
    def total(self) -> int:
        return self.items_total + self.fees

    @property
    def seal(self) -> str:
        """A digest of all the buyer was shown: another one means that something changed."""
        shown = [
            (
                seller.part.seller_id,
                [(line.variant_id, line.quantity, line.price) for line in seller.part.lines],
                seller.offer and (seller.offer.fee, seller.offer.arrives_from.isoformat()),
                seller.offer and seller.offer.arrives_to.isoformat(),
                seller.pickup,
                seller.is_own and seller.own,
            )
            for seller in self.sellers
        ]
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


def placement_key(basket_token_hash: str, form_key: str) -> str:
    """The unique key of placing this form of this basket: another's form key is worth nothing."""
    return hashlib.sha256(f"{basket_token_hash}:{form_key}".encode()).hexdigest()
