"""What a parcel costs and when it arrives, from dated rates. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from catalog.products.rules import GoodsClass, strictest
from storefront.closures.rules import Closed, first_open

LARGEST_FEE = 10_000_000
LARGEST_WEIGHT_G = 1_000_000
LONGEST_DAYS = 60
PICKUP_DAYS = 2
LONGEST_INSTRUCTIONS = 300
LONGEST_WAIT = 30
"""Days after which goods that no day lets out are not promised at all."""


class Zone(StrEnum):
    """How far a parcel goes."""

    SAME_COMMUNE = "same_commune"
    SAME_PROVINCE = "same_province"
    SAME_REGION = "same_region"
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
    goods_class: GoodsClass = GoodsClass.DRY
    most_weight_g: int | None = None


@dataclass(frozen=True)
class Load:
    """What is packed into one parcel."""

    weight_g: int
    classes: frozenset[GoodsClass] = frozenset({GoodsClass.DRY})

    @property
    def carried_as(self) -> GoodsClass:
        return strictest(self.classes)


class LimitKind(StrEnum):
    """What keeps goods of a class from being sent."""

    NOT_BEYOND = "not_beyond"
    NOT_ON_WEEKDAY = "not_on_weekday"
    NOT_ON_HOLIDAY = "not_on_holiday"


@dataclass(frozen=True)
class Limit:
    """A dated cut-off: no farther than `zone`, or not sent on `weekday` (Monday is 0)."""

    goods_class: GoodsClass
    kind: LimitKind
    zone: Zone | None
    weekday: int | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Terms:
    """All that decides what a parcel costs and when it comes, as it stands on one day."""

    rates: Collection[Rate]
    limits: Collection[Limit] = ()
    holidays: Collection[date] = frozenset()
    closed: Collection[Closed] = ()
    """Days on which the seller hands nothing over."""


@dataclass(frozen=True)
class Offer:
    """What one parcel costs, the days between which it arrives, the first day it may leave."""

    fee: int
    arrives_from: date
    arrives_to: date
    leaves_on: date | None = None


@dataclass(frozen=True)
class OwnDelivery:
    """Where a seller delivers in person: a whole province, or one commune of it."""

    id: int
    producer_id: int
    province_code: str
    commune_code: str | None
    fee: int
    days_from: int
    days_to: int


def offer_of_own(own: OwnDelivery, on: date, closed: Collection[Closed] = ()) -> Offer | None:
    """The seller's own fee and days, from the first day it is open."""
    out = first_open(closed, on)
    if out is None:
        return None
    return Offer(
        own.fee, out + timedelta(days=own.days_from), out + timedelta(days=own.days_to), out
    )


def pick_own(rows: Iterable[OwnDelivery], producer_id: int, end: "Place") -> OwnDelivery | None:
    """The seller's row for this place: the commune's before the province's, the newest first."""
    fitting = [
        row
        for row in rows
        if row.producer_id == producer_id
        and row.province_code == end.province_code
        and row.commune_code in (None, end.commune_code)
    ]
    return max(fitting, key=lambda row: (row.commune_code is not None, row.id), default=None)


@dataclass(frozen=True)
class Pickup:
    """A place where a buyer fetches the goods, `days` after ordering."""

    id: int
    producer_id: int
    name: str
    address: str
    instructions: str
    days: int


def offer_of(pickup: Pickup, on: date, closed: Collection[Closed] = ()) -> Offer | None:
    """Fetching costs nothing; the goods lie ready for PICKUP_DAYS from a day of the open shop."""
    ready = first_open(closed, on + timedelta(days=pickup.days))
    return Offer(0, ready, ready + timedelta(days=PICKUP_DAYS)) if ready else None


def zone_between(start: Place, end: Place, regions: Mapping[str, str] | None = None) -> Zone:
    """How far it is; a start that is not known counts as the other end of the country.

    `regions`: province code → region. A province in none has no neighbours.
    """
    if start.province_code is None or start.province_code != end.province_code:
        known = regions or {}
        region = known.get(start.province_code or "")
        is_near = region is not None and region == known.get(end.province_code or "")
        return Zone.SAME_REGION if is_near else Zone.COUNTRY
    if start.commune_code is None or start.commune_code != end.commune_code:
        return Zone.SAME_PROVINCE
    return Zone.SAME_COMMUNE


def is_in_force(row: Rate | Limit, on: date) -> bool:
    """Both days count: the first and the last."""
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


def pick_rate(
    rates: Iterable[Rate],
    producer_id: int | None,
    zone: Zone,
    on: date,
    goods_class: GoodsClass = GoodsClass.DRY,
) -> Rate | None:
    """The rate of this zone and class: the seller's own before the platform's, then the newest.

    No row for the zone gives None: neither another zone nor another class is taken instead.
    """
    fitting = [
        rate
        for rate in rates
        if rate.zone == zone
        and rate.goods_class == goods_class
        and rate.producer_id in (producer_id, None)
        and is_in_force(rate, on)
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


def out_of_reach(
    load: Load, producer_id: int, zone: Zone, terms: Terms, on: date
) -> set[GoodsClass]:
    """The classes of a load that cannot be sent so far: no rate, cut off, or no day to send."""
    return {
        one
        for one in load.classes
        if pick_rate(terms.rates, producer_id, zone, on, one) is None
        or first_day_out({one}, zone, terms, on) is None
    }


def offer(load: Load, producer_id: int, zone: Zone, terms: Terms, on: date) -> Offer | None:
    """What a load costs, carried as its most delicate class, and when it arrives.

    None where a class is out of reach, or the parcel is heavier than the rate allows.
    """
    rate = pick_rate(terms.rates, producer_id, zone, on, load.carried_as)
    leaves = first_day_out(load.classes, zone, terms, on)
    if rate is None or leaves is None or out_of_reach(load, producer_id, zone, terms, on):
        return None
    if rate.most_weight_g is not None and load.weight_g > rate.most_weight_g:
        return None
    return Offer(
        fee_of(rate, load.weight_g),
        _days_later(leaves, rate.days_from, terms.holidays),
        _days_later(leaves, rate.days_to, terms.holidays),
        leaves,
    )


def first_day_out(
    classes: Collection[GoodsClass], zone: Zone, terms: Terms, on: date
) -> date | None:
    """The first day from `on` on which all these classes may be sent so far; None: not soon."""
    for day in _days_open(on, terms.closed):
        held = [
            limit
            for limit in terms.limits
            if limit.goods_class in classes and is_in_force(limit, day)
        ]
        if not any(_keeps_back(limit, zone, day, terms.holidays) for limit in held):
            return day
    return None


def _days_open(on: date, closed: Collection[Closed]) -> Iterator[date]:
    """The days from `on` on which the seller hands parcels over, as many as are looked at."""
    day = first_open(closed, on)
    for _ in range(LONGEST_WAIT + 1):
        if day is None:
            return
        yield day
        day = first_open(closed, day + timedelta(days=1))


def _keeps_back(limit: Limit, zone: Zone, day: date, holidays: Collection[date]) -> bool:
    if limit.kind == LimitKind.NOT_BEYOND:
        near = list(Zone)
        return limit.zone is not None and near.index(zone) > near.index(limit.zone)
    if limit.kind == LimitKind.NOT_ON_WEEKDAY:
        return day.weekday() == limit.weekday
    return day in holidays


def _days_later(start: date, days: int, holidays: Collection[date]) -> date:
    """So many days later, where nobody delivers on a public holiday."""
    day = _next_open(start, holidays)
    for _ in range(days):
        day = _next_open(day + timedelta(days=1), holidays)
    return day


def _next_open(day: date, holidays: Collection[date]) -> date:
    while day in holidays:
        day += timedelta(days=1)
    return day
