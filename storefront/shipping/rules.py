"""What a parcel costs and when it arrives, from dated rates. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LARGEST_FEE = 10_000_000
LARGEST_WEIGHT_G = 1_000_000
LONGEST_DAYS = 60
PICKUP_DAYS = 2
LONGEST_INSTRUCTIONS = 300


class Zone(StrEnum):
    """How far a parcel goes."""

    SAME_COMMUNE = "same_commune"
    SAME_PROVINCE = "same_province"
    COUNTRY = "country"


@dataclass(frozen=True)
class Place:
    """Where a parcel starts or ends; unknown parts are None."""

    province_code: str | None
    commune_code: str | None


@dataclass(frozen=True)
class Rate:
    """A row of the price list. `producer_id` None: the platform's, for all sellers."""

    id: int
    producer_id: int | None
    zone: Zone
    base_weight_g: int
    base_fee: int
    step_weight_g: int
    step_fee: int
    days_from: int
    days_to: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Offer:
    """What one parcel costs and the days between which it arrives."""

    fee: int
    arrives_from: date
    arrives_to: date


@dataclass(frozen=True)
class Pickup:
    """A place where a buyer fetches the goods, `days` after ordering."""

    id: int
    producer_id: int
    name: str
    address: str
    instructions: str
    days: int


def offer_of(pickup: Pickup, on: date) -> Offer:
    """Fetching costs nothing; the goods lie ready for PICKUP_DAYS."""
    ready = on + timedelta(days=pickup.days)
    return Offer(0, ready, ready + timedelta(days=PICKUP_DAYS))


def zone_between(start: Place, end: Place) -> Zone:
    """How far it is; a start that is not known counts as the other end of the country."""
    if start.province_code is None or start.province_code != end.province_code:
        return Zone.COUNTRY
    if start.commune_code is None or start.commune_code != end.commune_code:
        return Zone.SAME_PROVINCE
    return Zone.SAME_COMMUNE


def is_in_force(rate: Rate, on: date) -> bool:
    """Both days count: the first and the last."""
    return rate.valid_from <= on and (rate.valid_to is None or on <= rate.valid_to)


def pick_rate(rates: Iterable[Rate], producer_id: int, zone: Zone, on: date) -> Rate | None:
    """The rate of this zone: the seller's own before the platform's, the newest of several.

    No row for the zone gives None: a nearer or a farther zone is never taken instead.
    """
    fitting = [
        rate
        for rate in rates
        if rate.zone == zone and rate.producer_id in (producer_id, None) and is_in_force(rate, on)
    ]
    return max(
        fitting,
        key=lambda rate: (rate.producer_id is not None, rate.valid_from, rate.id),
        default=None,
    )


def fee_of(rate: Rate, weight_g: int) -> int:
    """The base fee, and one step for each begun step of weight above the base weight."""
    above = max(0, weight_g - rate.base_weight_g)
    return rate.base_fee + -(-above // rate.step_weight_g) * rate.step_fee


def offer(rate: Rate, weight_g: int, on: date) -> Offer:
    """What a parcel handed in today costs, and when it arrives."""
    return Offer(
        fee_of(rate, weight_g),
        on + timedelta(days=rate.days_from),
        on + timedelta(days=rate.days_to),
    )


class Carrier(StrEnum):
    """Who takes a parcel from the seller, where it is somebody else."""

    VNPOST = "vnpost"
    VIETTEL_POST = "viettel_post"
    GHN = "ghn"
    GHTK = "ghtk"
    JT = "jt"
    OTHER = "other"


class TrackState(StrEnum):
    """How far a carrier says a parcel is."""

    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    OUT = "out"
    MISSED = "missed"
    RETURNING = "returning"
    DELIVERED = "delivered"
    RETURNED = "returned"


_T = TrackState
_ENDS = {_T.RETURNING, _T.DELIVERED, _T.RETURNED}
NEXT_STATES: dict[TrackState | None, frozenset[TrackState]] = {
    None: frozenset(_T),
    _T.PICKED_UP: frozenset({_T.IN_TRANSIT, _T.OUT, _T.MISSED, *_ENDS}),
    _T.IN_TRANSIT: frozenset({_T.OUT, _T.MISSED, *_ENDS}),
    _T.OUT: frozenset({_T.MISSED, *_ENDS}),
    _T.MISSED: frozenset({_T.OUT, *_ENDS}),
    _T.RETURNING: frozenset({_T.RETURNED}),
    _T.DELIVERED: frozenset(),
    _T.RETURNED: frozenset(),
}
"""Where a parcel may go from each state: never back."""

TRACKING_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]{5,29}")


def read_tracking_number(typed: str) -> str | None:
    """A carrier's number in capitals without spaces, or None when it cannot be one."""
    number = re.sub(r"\s+", "", typed[:60]).upper()
    return number if TRACKING_NUMBER.fullmatch(number) else None
