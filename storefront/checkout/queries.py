"""The quote of a basket: what each seller's parcel costs and when it arrives."""

from collections.abc import Mapping
from datetime import date

from storefront.basket.rules import BasketView, SellerPart
from storefront.checkout.rules import Quote, SellerQuote
from storefront.inventory.queries import available_for
from storefront.shipping.errors import NoRate, PointClosed
from storefront.shipping.queries import offers_for, pickups_for
from storefront.shipping.rules import Offer, Pickup, Place, offer_of

Chosen = Mapping[int, int]
"""Seller id → id of the point where the buyer fetches the goods."""


def quote(
    basket: BasketView, end: Place, place_name: str, on: date, chosen: Chosen | None = None
) -> Quote:
    """What the basket costs sent to this place today, or fetched where `chosen` says so."""
    weights = {part.seller_id: part.weight_g for part in basket.sellers if part.seller_id}
    offers = offers_for(weights, end, place_name, on)
    pickups = pickups_for(weights)
    return Quote(
        tuple(
            _of_seller(
                part,
                offers.get(part.seller_id or 0),
                tuple(one for one in pickups if one.producer_id == part.seller_id),
                (chosen or {}).get(part.seller_id or 0),
                on,
            )
            for part in basket.sellers
        )
    )


def _of_seller(
    part: SellerPart,
    sent: Offer | NoRate | None,
    pickups: tuple[Pickup, ...],
    chosen: int | None,
    on: date,
) -> SellerQuote:
    pickup = next((one for one in pickups if one.id == chosen), None)
    if chosen is not None and pickup is None:
        return SellerQuote(part, None, str(PointClosed().message), pickups=pickups)
    offer = offer_of(pickup, on) if pickup else sent
    if not isinstance(offer, Offer):
        return SellerQuote(part, None, str(offer.message) if offer else None, pickups=pickups)
    # What may be sold today may be too old on the day it arrives.
    ripe = available_for((line.variant_id for line in part.lines), offer.arrives_to)
    late = tuple(
        line.variant_id
        for line in part.lines
        if not line.problem and ripe[line.variant_id].free < line.quantity
    )
    return SellerQuote(part, offer, None, late, pickups, pickup)
