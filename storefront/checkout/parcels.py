"""What each seller's parcel costs and when it arrives, whatever way it is had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from storefront.basket.rules.parts import BasketView, SellerPart
from storefront.checkout import rules
from storefront.checkout.rules import SellerQuote
from storefront.closures.queries import closed_from
from storefront.closures.rules import Closed
from storefront.inventory.queries import available_for
from storefront.quotas.rules import Promise
from storefront.shipping.errors import NoRate, OwnDeliveryEnded, PointClosed
from storefront.shipping.queries import offers_for, own_deliveries_for, pickups_for
from storefront.shipping.rules import (
    Load,
    Offer,
    OwnDelivery,
    Pickup,
    Place,
    offer_of,
    offer_of_own,
    pick_own,
)

BY_SELLER = "tu-giao"
Chosen = Mapping[int, str]
"""Seller id → how the buyer gets the goods: the id of a pick-up point, or BY_SELLER."""


def quote_parcels(
    basket: BasketView, end: Place, place_name: str, on: date, chosen: Chosen
) -> list[SellerQuote]:
    """The parcels of a basket, sent to this place today, or had where `chosen` says so."""
    sellers = {part.seller_id for part in basket.sellers if part.seller_id}
    ways = _Ways(
        end,
        place_name,
        pickups_for(sellers),
        own_deliveries_for(sellers, end),
        closed_from(sellers, on),
    )
    loads = {
        part.seller_id: Load(part.weight_g, part.classes)
        for part in basket.sellers
        if part.seller_id and not part.promise and not part.combo
    }
    offers = offers_for(loads, end, place_name, on)
    asked: set[int | None] = set()
    found: list[SellerQuote] = []
    for part in basket.sellers:
        wish = chosen.get(part.seller_id or 0)
        if part.is_packed_by_other:  # who packs comes right before
            found.append(_along(part, found))
            continue
        if part.promise:
            quoted = _ahead(part, part.promise, ways, wish)
        elif part.combo:
            quoted = _of_combo(part, ways, wish, on)
        else:
            quoted = _of_seller(part, offers.get(part.seller_id or 0), ways, wish, on)
        # A seller's second parcel is had the way that was chosen for the first.
        found.append(replace(quoted, is_asked=part.seller_id not in asked))
        asked.add(part.seller_id)
    return found


@dataclass(frozen=True)
class _Ways:
    """Where the basket goes, and where else its goods may be had."""

    end: Place
    place_name: str
    pickups: list[Pickup]
    own: list[OwnDelivery]
    closed: Mapping[int, list[Closed]]


def _ahead(part: SellerPart, promise: Promise, ways: _Ways, wish: str | None) -> SellerQuote:
    """What a parcel costs that leaves between two days to come: at the rates of the first."""
    if promise.is_visit:  # nothing travels but the guests
        return SellerQuote(part, Offer(0, promise.first_day, promise.last_day))
    quotes = []
    # Goods to be fetched lie ready when they are ready, however long the point usually needs.
    ready = replace(ways, pickups=[replace(one, days=0) for one in ways.pickups])
    for day in (promise.first_day, promise.last_day):
        load = {part.seller_id or 0: Load(part.weight_g, part.classes)}
        sent = offers_for(load, ways.end, ways.place_name, day).get(part.seller_id or 0)
        quotes.append(_of_seller(part, sent, ready, wish, day))
    first, last = quotes
    if not (first.offer and last.offer):
        return last if first.offer else first
    return replace(first, offer=rules.between(first.offer, last.offer))


def _of_combo(part: SellerPart, ways: _Ways, wish: str | None, on: date) -> SellerQuote:
    """The one parcel of a combo, from where it is packed: with all that is in it."""
    load = {part.seller_id or 0: Load(part.weight_g, part.classes)}
    sent = offers_for(load, ways.end, ways.place_name, on)
    return _of_seller(part, sent.get(part.seller_id or 0), ways, wish, on)


def _along(part: SellerPart, before: Sequence[SellerQuote]) -> SellerQuote:
    """Goods that travel in the parcel of who packs them: on its days, for no fee of their own."""
    packed = next(
        one
        for one in reversed(before)
        if one.part.combo == part.combo and not one.part.is_packed_by_other
    )
    return replace(
        packed, part=part, offer=packed.offer and replace(packed.offer, fee=0), is_asked=False
    )


def _of_seller(
    part: SellerPart, sent: Offer | NoRate | None, ways: _Ways, chosen: str | None, on: date
) -> SellerQuote:
    pickups = tuple(one for one in ways.pickups if one.producer_id == part.seller_id)
    own = pick_own(ways.own, part.seller_id or 0, ways.end)
    pickup = next((one for one in pickups if str(one.id) == chosen), None)
    is_own, closed = chosen == BY_SELLER, ways.closed.get(part.seller_id or 0, ())
    offer: Offer | NoRate | None = sent
    refusal: str | None = None
    if is_own:
        offer, refusal = (
            offer_of_own(own, on, closed) if own else None,
            str(OwnDeliveryEnded().message),
        )
    elif chosen is not None:
        offer, refusal = (
            offer_of(pickup, on, closed) if pickup else None,
            str(PointClosed().message),
        )
    if not isinstance(offer, Offer):
        return SellerQuote(
            part,
            None,
            str(offer.message) if offer else refusal,
            pickups=pickups,
            out_of_reach=_out_of_reach(part, offer),
            own=own,
            is_own=is_own,
        )
    return SellerQuote(
        part, offer, None, _too_late(part, offer), pickups, pickup, own=own, is_own=is_own
    )


def _out_of_reach(part: SellerPart, refused: NoRate | None) -> tuple[int, ...]:
    classes = refused.classes if refused else frozenset()
    return tuple(line.variant_id for line in part.inside if line.goods_class in classes)


def _too_late(part: SellerPart, offer: Offer) -> tuple[int, ...]:
    """What may be sold today may be too old on the day it arrives."""
    if part.promise:
        return ()
    ripe = available_for((line.variant_id for line in part.inside), offer.arrives_to)
    return tuple(
        line.variant_id
        for line in part.inside
        if not line.problem and ripe[line.variant_id].free < line.quantity
    )
