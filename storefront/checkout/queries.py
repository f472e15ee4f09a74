"""The quote of a basket: what each seller's parcel costs and when it arrives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from storefront.basket.rules import BasketView, LineFacts, SellerPart, priced
from storefront.checkout.rules import Quote, SellerQuote
from storefront.inventory.queries import available_for
from storefront.orders.queries import has_bought
from storefront.pricing.queries import find_vouchers, get_customer, list_running
from storefront.pricing.rules import quoting as pricing
from storefront.pricing.rules.quoting import Delivery, Item
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


@dataclass(frozen=True)
class Deal:
    """What a buyer brings to the price: codes as they were typed, and the phone they order with."""

    codes: Sequence[str] = ()
    phone: str | None = None


NO_DEAL = Deal()


def quote(
    basket: BasketView,
    end: Place,
    place_name: str,
    on: date,
    chosen: Chosen | None = None,
    deal: Deal = NO_DEAL,
) -> Quote:
    """What the basket costs sent to this place today, or had where `chosen` says so."""
    loads = {
        part.seller_id: Load(part.weight_g, part.classes)
        for part in basket.sellers
        if part.seller_id
    }
    offers = offers_for(loads, end, place_name, on)
    pickups = pickups_for(loads)
    own = own_deliveries_for(loads, end)
    parcels = [
        _of_seller(
            part,
            offers.get(part.seller_id or 0),
            tuple(one for one in pickups if one.producer_id == part.seller_id),
            pick_own(own, part.seller_id or 0, end),
            (chosen or {}).get(part.seller_id or 0),
            on,
        )
        for part in basket.sellers
    ]
    return _priced(parcels, on, deal)


def _priced(parcels: Sequence[SellerQuote], on: date, deal: Deal) -> Quote:
    """The parcels with what promotions and vouchers take off goods and deliveries."""
    answer = pricing.quote(
        [
            _item(line, number)
            for number, parcel in enumerate(parcels)
            for line in parcel.part.lines
            if not line.problem
        ],
        find_vouchers(deal.codes),
        on,
        list_running(on),
        [
            Delivery(number, parcel.part.seller_id or 0, parcel.fee)
            for number, parcel in enumerate(parcels)
        ],
        get_customer(deal.phone, has_bought=bool(deal.phone) and has_bought(deal.phone or "")),
    )
    return Quote(
        tuple(
            replace(
                parcel,
                part=_with_prices(parcel.part, number, answer),
                fee_reasons=answer.deliveries[number].reasons,
            )
            for number, parcel in enumerate(parcels)
        ),
        answer.taken,
        answer.refused,
    )


def _item(line: LineFacts, parcel: int) -> Item:
    return replace(line.item, parcel=parcel)


def _with_prices(part: SellerPart, parcel: int, answer: pricing.Priced) -> SellerPart:
    prices = [one for one in answer.lines if one.item.parcel == parcel]
    return replace(part, lines=tuple(priced(part.lines, prices)))


def _of_seller(
    part: SellerPart,
    sent: Offer | NoRate | None,
    pickups: tuple[Pickup, ...],
    own: OwnDelivery | None,
    chosen: str | None,
    on: date,
) -> SellerQuote:
    pickup = next((one for one in pickups if str(one.id) == chosen), None)
    is_own = chosen == BY_SELLER
    offer: Offer | NoRate | None = sent
    refusal: str | None = None
    if is_own:
        offer, refusal = offer_of_own(own, on) if own else None, str(OwnDeliveryEnded().message)
    elif chosen is not None:
        offer, refusal = offer_of(pickup, on) if pickup else None, str(PointClosed().message)
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
    return tuple(line.variant_id for line in part.lines if line.goods_class in classes)


def _too_late(part: SellerPart, offer: Offer) -> tuple[int, ...]:
    """What may be sold today may be too old on the day it arrives."""
    ripe = available_for((line.variant_id for line in part.lines), offer.arrives_to)
    return tuple(
        line.variant_id
        for line in part.lines
        if not line.problem and ripe[line.variant_id].free < line.quantity
    )
