"""Rates are added and closed by operators, and never guessed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.dated import AlreadyEnded, EndsBeforeItBegins
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from storefront.shipping import queries, service
from storefront.shipping.errors import (
    ImpossibleRate,
    NoRate,
)
from storefront.shipping.rules import Load, Offer, Place, Zone
from storefront.shipping.service import NewRate
from tests.factories.storefront import make_rate, make_seller

pytestmark = pytest.mark.usefixtures("db")
NEW = NewRate(Zone.COUNTRY, None, 1000, 30_000, 500, 5_000, 2, 4, date(2026, 1, 1), "Bảng giá")
NINH_KIEU = Place("92", "31117")


def offers(producer_id: int) -> Offer | NoRate:
    return queries.offers_for({producer_id: Load(1200)}, NINH_KIEU, "Ninh Kiều", clock.today())[
        producer_id
    ]


def test_an_added_rate_counts_and_is_written_down(officer: Actor) -> None:
    seller = make_seller()
    with transaction():
        service.add_rate(officer, NEW)
    offer = offers(seller.id)
    assert isinstance(offer, Offer)
    assert offer.fee == 35_000
    assert session.scalars(select(AuditEntry)).one().action == "shipping.add_rate"


def test_a_sellers_own_rate_comes_first(officer: Actor) -> None:
    seller, other = make_seller(), make_seller("HTX minh họa Đak Đoa")
    with transaction():
        service.add_rate(officer, NEW)
        service.add_rate(officer, replace(NEW, producer_id=seller.id, base_fee=0, step_fee=0))
    own, platform = offers(seller.id), offers(other.id)
    assert isinstance(own, Offer)
    assert isinstance(platform, Offer)
    assert (own.fee, platform.fee) == (0, 35_000)


def test_no_rate_is_a_refusal_never_zero() -> None:
    refusal = offers(make_seller().id)
    assert isinstance(refusal, NoRate)
    assert str(refusal.message) == "HTX minh họa Ia Băng chưa có giá giao đến Ninh Kiều."


@pytest.mark.parametrize(
    "change",
    [
        {"base_fee": -1},
        {"step_fee": 10_000_001},
        {"base_weight_g": 0},
        {"step_weight_g": -5},
        {"days_from": 5},
        {"days_from": -1},
        {"days_to": 61},
        {"most_weight_g": 999},
        {"most_weight_g": 1_000_001},
    ],
)
def test_impossible_rates_are_refused(officer: Actor, change: dict[str, int]) -> None:
    with pytest.raises(ImpossibleRate), transaction():
        service.add_rate(officer, replace(NEW, **change))


def test_a_closed_rate_counts_through_its_last_day(officer: Actor) -> None:
    rate_id = make_rate().id
    with transaction():
        service.close_rate(officer, rate_id, clock.today())
    assert len(queries.rates_for([], clock.today())) == 1
    assert queries.rates_for([], clock.today() + timedelta(days=1)) == []


def test_closing_twice_or_before_the_beginning_is_refused(officer: Actor) -> None:
    rate_id = make_rate().id
    with pytest.raises(EndsBeforeItBegins), transaction():
        service.close_rate(officer, rate_id, date(2025, 12, 31))
    with transaction():
        service.close_rate(officer, rate_id, clock.today())
    with pytest.raises(AlreadyEnded), transaction():
        service.close_rate(officer, rate_id, clock.today())
    with pytest.raises(NotFound), transaction():
        service.close_rate(officer, 999_999, clock.today())


def test_the_list_names_the_seller(officer: Actor) -> None:
    seller = make_seller()
    make_rate()
    make_rate(producer_id=seller.id)
    assert [name for _rate, name in queries.list_rates()] == [None, seller.name]
    assert queries.list_sellers() == [(seller.id, seller.name)]
