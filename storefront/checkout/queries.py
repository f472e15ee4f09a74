"""The quote of a basket: what each seller's parcel costs and when it arrives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from storefront.basket.rules.lines import LineFacts, priced
from storefront.basket.rules.parts import BasketView, SellerPart
from storefront.checkout.gifts import Addressee, on_their_day, split
from storefront.checkout.parcels import Chosen, quote_parcels
from storefront.checkout.rules import Quote, SellerQuote
from storefront.orders.queries import has_bought
from storefront.pricing.queries import find_vouchers, get_customer, list_running
from storefront.pricing.rules import quoting as pricing
from storefront.pricing.rules.quoting import Delivery, Item
from storefront.shipping.rules import Place


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
    addressees: Sequence[Addressee] = (),
) -> Quote:
    """What the basket costs sent to this place today, or had where `chosen` says so.

    What others than the buyer get goes to their places, by a carrier. Raises MoreThanInBasket.
    """
    # What is missing is told of the whole line first, before it is shared out.
    others = [one for one in addressees if one.position and basket.can_be_bought]
    wanted = {one.position: one.recipient.wanted_on for one in addressees}
    rest, *shares = split(basket, others)
    parcels = quote_parcels(rest, end, place_name, on, chosen or {})
    for one, share in zip(others, shares, strict=True):
        sent = quote_parcels(share, one.end, one.place_name, on, {})
        parcels += [replace(each, recipient=one.position, pickups=(), own=None) for each in sent]
    return _priced([on_their_day(one, wanted.get(one.recipient)) for one in parcels], on, deal)


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
