"""One basket for several people: who gets what, where it goes, and on which day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from storefront.basket.rules.combos import ComboLine
from storefront.basket.rules.lines import LineFacts
from storefront.basket.rules.parts import BasketView, SellerPart
from storefront.checkout.errors import MoreThanInBasket
from storefront.checkout.rules import SellerQuote
from storefront.combos.rules import Slices
from storefront.inventory.rules import Pick
from storefront.placing.rules import NewRecipient
from storefront.shipping.rules import Place


@dataclass(frozen=True)
class Addressee:
    """Somebody who gets parcels. Position 0 gets what the others do not.

    `units` by variant; below zero: by combo.
    """

    recipient: NewRecipient
    units: Mapping[int, int] = field(default_factory=dict)

    @property
    def position(self) -> int:
        return self.recipient.position

    @property
    def end(self) -> Place:
        return Place(self.recipient.province_code, self.recipient.commune_code)

    @property
    def place_name(self) -> str:
        return f"{self.recipient.commune_name}, {self.recipient.province_name}"


def split(basket: BasketView, others: Sequence[Addressee]) -> list[BasketView]:
    """What stays for the place the purchase goes to, then the part of each other.

    Raises MoreThanInBasket for more units than there are, or goods that cannot be shared out:
    those of other baskets, and what is promised ahead.
    """
    wanted = Counter[int]()
    for one in others:
        wanted.update(one.units)
    there = {line.variant_id: line.quantity for line in basket.lines if can_be_shared(line)}
    there |= {-combo.combo_id: combo.quantity for combo in basket.combos}
    if any(units > there.get(key, 0) for key, units in wanted.items()):
        raise MoreThanInBasket
    left = {key: units - wanted[key] for key, units in there.items()}
    rest = [_of_seller(part, left, takes_ahead=True) for part in basket.sellers]
    return [
        _without_nothing(rest),
        *(
            _without_nothing(
                [_of_seller(part, one.units, takes_ahead=False) for part in basket.sellers]
            )
            for one in others
        ),
    ]


def can_be_shared(line: LineFacts) -> bool:
    """Whether the units of a line may go to several people."""
    return line.promise is None and not line.slices


def on_their_day(parcel: SellerQuote, wanted: date | None) -> SellerQuote:
    """The parcel promised for the day it is wanted on, or refused for it."""
    if wanted is None or parcel.offer is None:
        return parcel
    if not parcel.offer.arrives_from <= wanted <= parcel.offer.arrives_to:
        return replace(parcel, is_wanted_otherwise=True)
    return replace(parcel, offer=replace(parcel.offer, arrives_from=wanted, arrives_to=wanted))


def days_possible(parcels: Sequence[SellerQuote]) -> tuple[date, date] | None:
    """The days on which all of these parcels can arrive; None when there is none."""
    offers = [one.offer for one in parcels if one.offer]
    if not offers:
        return None
    first = max(one.arrives_from for one in offers)
    last = min(one.arrives_to for one in offers)
    return (first, last) if first <= last else None


def share_picks(
    picked: Mapping[int, Sequence[Pick]], parcels: Sequence[SellerQuote]
) -> list[dict[int, list[Pick]]]:
    """What each parcel gets of the units picked for all of them, by variant: the first first."""
    left = {variant_id: list(picks) for variant_id, picks in picked.items()}
    return [
        {
            line.variant_id: _take(left[line.variant_id], line.quantity)
            for line in parcel.part.lines
            if line.variant_id in left and line.promise is None
        }
        for parcel in parcels
    ]


def slice_picks(picks: Sequence[Pick], slices: Slices) -> list[tuple[Pick, int]]:
    """The units picked for a part of a combo, by what each of them costs."""
    left = list(picks)
    return [(pick, price) for units, price in slices for pick in _take(left, units)]


def _take(picks: list[Pick], units: int) -> list[Pick]:
    taken: list[Pick] = []
    while units:
        first = picks.pop(0)
        part = min(first.quantity, units)
        taken.append(replace(first, quantity=part))
        units -= part
        if first.quantity > part:
            picks.insert(0, replace(first, quantity=first.quantity - part))
    return taken


def _without_nothing(parts: Sequence[SellerPart]) -> BasketView:
    """A basket of these parts; sellers of whom nothing is left are out."""
    return BasketView(tuple(part for part in parts if part.lines))


def _of_seller(part: SellerPart, units: Mapping[int, int], *, takes_ahead: bool) -> SellerPart:
    """So many units of each line, or combos; what is promised ahead is not shared out."""
    if part.combo:
        return _so_many(part, part.combo, units.get(-part.combo.combo_id, 0))
    counts = [
        units.get(line.variant_id, 0) if can_be_shared(line) else takes_ahead * line.quantity
        for line in part.lines
    ]
    lines = (
        replace(line, quantity=count)
        for line, count in zip(part.lines, counts, strict=True)
        if count
    )
    return replace(part, lines=tuple(lines))


def _so_many(part: SellerPart, combo: ComboLine, count: int) -> SellerPart:
    """The same part of so many combos."""

    def scaled(line: LineFacts) -> LineFacts:
        return replace(
            line,
            quantity=line.quantity * count // combo.quantity,
            slices=tuple((units * count // combo.quantity, price) for units, price in line.slices),
            packing_fee=line.packing_fee * count // combo.quantity,
        )

    if not count:
        return replace(part, lines=())
    return replace(
        part,
        combo=replace(combo, quantity=count),
        lines=tuple(map(scaled, part.lines)),
        travels=tuple(map(scaled, part.travels)),
        packing_fee=part.packing_fee * count // combo.quantity,
    )
