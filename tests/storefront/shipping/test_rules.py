"""What a parcel costs and when it arrives."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from storefront.shipping import rules
from storefront.shipping.rules import Place, Rate, Zone

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
    ],
)
def test_zones(start: tuple[str, str], end: tuple[str, str], zone: Zone) -> None:
    assert rules.zone_between(Place(*start), Place(*end)) is zone


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
    offer = rules.offer(RATE, 500, DAY)
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
