"""Who gets a parcel, and where it goes: the buyer, or who was named instead. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True)
class Destination:
    """Who gets a parcel and where it goes."""

    name: str
    phone: str
    street: str
    commune_code: str
    commune_name: str
    province_code: str
    province_name: str
    former_place: str | None
    is_buyer: bool = True
    message: str | None = None
    hides_price: bool = False
    wanted_on: date | None = None

    @property
    def place(self) -> str:
        return f"{self.commune_name}, {self.province_name}"

    @property
    def is_gift(self) -> bool:
        return bool(self.message or self.hides_price)


class Whereto(Protocol):
    """What a purchase and a recipient both say."""

    phone: str
    street: str
    commune_code: str
    commune_name: str
    province_code: str
    province_name: str
    former_place: str | None


class Purchase(Whereto, Protocol):
    """What is asked of a purchase."""

    buyer_name: str


class Named(Whereto, Protocol):
    """What is asked of somebody who was named as recipient."""

    name: str
    message: str | None
    hides_price: bool
    wanted_on: date | None


def destination_of(purchase: Purchase, named: Named | None) -> Destination:
    """Who gets a parcel, and where: the buyer, or who was named instead."""
    place = named or purchase
    return Destination(
        name=named.name if named else purchase.buyer_name,
        phone=place.phone,
        street=place.street,
        commune_code=place.commune_code,
        commune_name=place.commune_name,
        province_code=place.province_code,
        province_name=place.province_name,
        former_place=place.former_place,
        is_buyer=named is None
        or (named.name, named.phone) == (purchase.buyer_name, purchase.phone),
        message=named.message if named else None,
        hides_price=named is not None and named.hides_price,
        wanted_on=named.wanted_on if named else None,
    )
