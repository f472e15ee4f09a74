"""The quote of a basket: what each seller's parcel costs and when it arrives."""

from datetime import date

from storefront.basket.rules import BasketView, SellerPart
from storefront.checkout.rules import Quote, SellerQuote
from storefront.inventory.queries import available_for
from storefront.shipping.errors import NoRate
from storefront.shipping.queries import offers_for
from storefront.shipping.rules import Offer, Place


def quote(basket: BasketView, end: Place, place_name: str, on: date) -> Quote:
    """What the basket costs sent to this place today."""
    weights = {part.seller_id: part.weight_g for part in basket.sellers if part.seller_id}
    offers = offers_for(weights, end, place_name, on)
    return Quote(
        tuple(_of_seller(part, offers.get(part.seller_id or 0)) for part in basket.sellers)
    )


def _of_seller(part: SellerPart, offer: Offer | NoRate | None) -> SellerQuote:
    if not isinstance(offer, Offer):
        return SellerQuote(part, None, str(offer.message) if offer else None)
    # What may be sold today may be too old on the day it arrives.
    ripe = available_for((line.variant_id for line in part.lines), offer.arrives_to)
    late = tuple(
        line.variant_id
        for line in part.lines
        if not line.problem and ripe[line.variant_id].free < line.quantity
    )
    return SellerQuote(part, offer, None, late)
