"""What a parcel costs and when it arrives."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from catalog.products.rules import GoodsClass
from storefront.shipping import rules
from storefront.shipping.rules import (
    Limit,
    LimitKind,
    Load,
    OwnDelivery,
    Place,
    Rate,
    Terms,
    Zone,
)

DAY = date(2026, 11, 22)
RATE = Rate(1, None, Zone.COUNTRY, 1000, 30_000, 500, 5_000, 2, 4, date(2026, 1, 1), None)


@pytest.mark.parametrize(
    ("start", "end", "zone"),
    [
        (("64", "23644"), ("64", "23644"), Zone.SAME_COMMUNE),
        (("64", "23644"), ("64", "23677"), Zone.SAME_PROVINCE),
        (("64", None), ("64", "23644"), Zone.SAME_PROVINCE),
        (("64", "23644"), ("92", "31117"), Zone.COUNTRY),
        ((None, None), ("64", "23644"), Zone.COUNTRY),
        (("92", None), ("96", "32000"), Zone.SAME_REGION),
        (("92", None), ("01", "00004"), Zone.COUNTRY),
        (("64", None), ("66", "24000"), Zone.COUNTRY),
    ],
)
def test_zones(start: tuple[str, str], end: tuple[str, str], zone: Zone) -> None:
    regions = {"92": "Đồng bằng sông Cửu Long", "96": "Đồng bằng sông Cửu Long", "66": "Khác"}
    assert rules.zone_between(Place(*start), Place(*end), regions) is zone


@pytest.mark.parametrize(
    ("weight", "fee"),
    [
        (1, 30_000),
        (1000, 30_000),
        (1001, 35_000),
        (1500, 35_000),
        (1501, 40_000),
        (11_000, 130_000),
    ],
)
def test_fees_rise_by_begun_steps(weight: int, fee: int) -> None:
    assert rules.fee_of(RATE, weight) == fee


def test_an_offer_names_its_days() -> None:
    offer = rules.offer(Load(500), 7, Zone.COUNTRY, Terms([RATE]), DAY)
    assert offer
    assert (offer.fee, offer.arrives_from, offer.arrives_to) == (
        30_000,
        DAY + timedelta(days=2),
        DAY + timedelta(days=4),
    )


OWN = replace(RATE, id=2, producer_id=7)
NEWER = replace(RATE, id=3, valid_from=date(2026, 6, 1))
ENDED = replace(RATE, id=4, valid_from=date(2026, 7, 1), valid_to=DAY - timedelta(days=1))
LAST_DAY = replace(RATE, id=5, valid_from=date(2026, 8, 1), valid_to=DAY)
TO_COME = replace(RATE, id=6, valid_from=DAY + timedelta(days=1))
NEAR = replace(RATE, id=7, zone=Zone.SAME_COMMUNE)
OTHERS = replace(RATE, id=8, producer_id=8)


@pytest.mark.parametrize(
    ("rates", "chosen"),
    [
        ([RATE], 1),
        ([RATE, OWN, NEWER], 2),
        ([RATE, NEWER], 3),
        ([RATE, ENDED], 1),
        ([RATE, ENDED, LAST_DAY], 5),
        ([RATE, TO_COME], 1),
        ([NEAR], None),
        ([OTHERS], None),
        ([], None),
    ],
)
def test_own_rates_come_first_then_the_newest(rates: list[Rate], chosen: int | None) -> None:
    rate = rules.pick_rate(rates, 7, Zone.COUNTRY, DAY)
    assert (rate.id if rate else None) == chosen


FRESH = replace(RATE, id=20, goods_class=GoodsClass.FRESH, base_fee=50_000, days_from=0, days_to=1)
CHILLED = replace(RATE, id=21, goods_class=GoodsClass.CHILLED, base_fee=40_000)
ALL = [RATE, FRESH, CHILLED]
DRY_AND_FRESH = frozenset({GoodsClass.DRY, GoodsClass.FRESH})


@pytest.mark.parametrize(
    ("classes", "fee"),
    [
        ({GoodsClass.DRY}, 30_000),
        ({GoodsClass.CHILLED}, 40_000),
        ({GoodsClass.DRY, GoodsClass.CHILLED}, 40_000),
        ({GoodsClass.CHILLED, GoodsClass.FRESH, GoodsClass.DRY}, 50_000),
    ],
)
def test_a_mixed_parcel_travels_as_its_most_delicate_class(
    classes: set[GoodsClass], fee: int
) -> None:
    offer = rules.offer(Load(500, frozenset(classes)), 7, Zone.COUNTRY, Terms(ALL), DAY)
    assert offer
    assert offer.fee == fee


def test_a_gap_in_the_table_is_out_of_reach_and_costs_nothing_instead() -> None:
    load, terms = Load(500, DRY_AND_FRESH), Terms([RATE])
    assert rules.out_of_reach(load, 7, Zone.COUNTRY, terms, DAY) == {GoodsClass.FRESH}
    assert rules.offer(load, 7, Zone.COUNTRY, terms, DAY) is None
    assert rules.offer(Load(500), 7, Zone.SAME_REGION, terms, DAY) is None


def test_a_parcel_too_heavy_for_the_rate_is_not_taken() -> None:
    terms = Terms([replace(RATE, most_weight_g=2000)])
    assert rules.offer(Load(2000), 7, Zone.COUNTRY, terms, DAY)
    assert rules.offer(Load(2001), 7, Zone.COUNTRY, terms, DAY) is None


def limit(kind: LimitKind, zone: Zone | None = None, weekday: int | None = None) -> Limit:
    return Limit(GoodsClass.FRESH, kind, zone, weekday, date(2026, 1, 1), None)


@pytest.mark.parametrize(
    ("zone", "is_reached"),
    [
        (Zone.SAME_COMMUNE, True),
        (Zone.SAME_PROVINCE, True),
        (Zone.SAME_REGION, False),
        (Zone.COUNTRY, False),
    ],
)
def test_goods_that_spoil_go_no_farther_than_their_zone(zone: Zone, is_reached: bool) -> None:
    terms = Terms(
        [replace(FRESH, zone=zone), replace(RATE, zone=zone)],
        [limit(LimitKind.NOT_BEYOND, Zone.SAME_PROVINCE)],
    )
    missing = rules.out_of_reach(Load(1, DRY_AND_FRESH), 7, zone, terms, DAY)
    assert missing == (set() if is_reached else {GoodsClass.FRESH})


SUNDAY = DAY
SATURDAY = DAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("limits", "holidays", "leaves"),
    [
        ([], [], SATURDAY),
        ([limit(LimitKind.NOT_ON_WEEKDAY, weekday=5)], [], SUNDAY),
        ([limit(LimitKind.NOT_ON_HOLIDAY)], [SATURDAY], SUNDAY),
        ([limit(LimitKind.NOT_ON_HOLIDAY)], [SUNDAY], SATURDAY),
        (
            [limit(LimitKind.NOT_ON_WEEKDAY, weekday=5), limit(LimitKind.NOT_ON_HOLIDAY)],
            [SUNDAY],
            SUNDAY + timedelta(days=1),
        ),
        (
            [replace(limit(LimitKind.NOT_ON_WEEKDAY, weekday=5), valid_to=date(2026, 1, 2))],
            [],
            SATURDAY,
        ),
        ([limit(LimitKind.NOT_ON_WEEKDAY, weekday=one) for one in range(7)], [], None),
    ],
)
def test_goods_that_spoil_wait_for_a_day_to_leave(
    limits: list[Limit], holidays: list[date], leaves: date | None
) -> None:
    terms = Terms(ALL, limits, holidays)
    assert rules.first_day_out({GoodsClass.FRESH}, Zone.COUNTRY, terms, SATURDAY) == leaves
    assert rules.first_day_out({GoodsClass.DRY}, Zone.COUNTRY, terms, SATURDAY) == SATURDAY


@pytest.mark.parametrize(
    ("holidays", "arrives"),
    [
        ([], (24, 26)),
        ([23], (25, 27)),
        ([24], (25, 27)),
        ([26, 27], (24, 28)),
        ([22], (25, 27)),
    ],
)
def test_nobody_delivers_on_a_holiday(holidays: list[int], arrives: tuple[int, int]) -> None:
    off = frozenset(date(2026, 11, day) for day in holidays)
    offer = rules.offer(Load(500), 7, Zone.COUNTRY, Terms([RATE], holidays=off), DAY)
    assert offer
    assert (offer.arrives_from.day, offer.arrives_to.day) == arrives


OWN_PLACES = [
    OwnDelivery(1, 7, "64", None, 20_000, 1, 2),
    OwnDelivery(2, 7, "64", "23644", 5_000, 0, 1),
    OwnDelivery(3, 8, "64", "23677", 1, 0, 1),
]


@pytest.mark.parametrize(
    ("place", "chosen"),
    [
        (Place("64", "23644"), 2),
        (Place("64", "23677"), 1),
        (Place("92", "31117"), None),
        (Place(None, None), None),
    ],
)
def test_a_commune_comes_before_its_province(place: Place, chosen: int | None) -> None:
    own = rules.pick_own(OWN_PLACES, 7, place)
    assert (own.id if own else None) == chosen
