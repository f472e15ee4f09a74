"""A parcel as carriers are told of it, what they answer, when to ask again. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storefront.shipping.carrying import TrackState

SILENT = timedelta(hours=12)
"""After so long without news a carrier is asked where a parcel is."""
LONGEST_MINUTES = 120


class BookingState(StrEnum):
    """Where a booking stands. STARTED and CANCELLING wait for the carrier's word."""

    STARTED = "started"
    BOOKED = "booked"
    REFUSED = "refused"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"


OPEN = (BookingState.STARTED, BookingState.BOOKED, BookingState.CANCELLING)
WAITING = (BookingState.STARTED, BookingState.CANCELLING)


class Inspection(StrEnum):
    """What the buyer may do before paying (được kiểm hàng)."""

    NONE = "none"
    LOOK = "look"
    TRY = "try"


@dataclass(frozen=True)
class Address:
    """Where a parcel is fetched or brought."""

    name: str
    phone: str
    street: str
    commune_code: str | None
    province_code: str | None
    place: str


@dataclass(frozen=True)
class Consignment:
    """A parcel as a carrier is told of it. `key`: the same key is the same booking."""

    key: str
    parcel_code: str
    sender: Address
    receiver: Address
    weight_g: int
    goods_class: str
    cash: int
    inspection: Inspection
    min_age: int | None = None


@dataclass(frozen=True)
class Quotation:
    """What a carrier asks the seller for."""

    fee: int
    days: int


@dataclass(frozen=True)
class Booked:
    """A carrier's word that it comes for the parcel."""

    number: str
    fee: int


@dataclass(frozen=True)
class Scan:
    """News of a parcel. `event_id` is unique for the carrier."""

    event_id: str
    number: str
    state: TrackState
    at: datetime
    place: str | None


def ask_after(tries: int, now: datetime) -> datetime:
    """When to ask a carrier again that did not answer: soon, then ever later."""
    minutes = min(1 << min(tries, 10), LONGEST_MINUTES)
    return now + timedelta(minutes=minutes)
