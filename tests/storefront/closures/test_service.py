"""A closed shop and paused goods take no orders, whichever way they come."""

from datetime import date, timedelta

import pytest
import time_machine

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.amendments import offering
from storefront.basket import queries as baskets
from storefront.basket.rules.lines import Problem
from storefront.checkout.errors import CannotBePlaced
from storefront.closures import queries, service
from storefront.closures.errors import ImpossibleClosure, NotClosed, NotYourGoods, OffSale
from storefront.closures.models import Closure
from storefront.quotas import queries as quotas
from storefront.shipping.rules import (
    LONGEST_WAIT,
    OwnDelivery,
    Pickup,
    Terms,
    Zone,
    first_day_out,
    offer_of,
    offer_of_own,
)
from storefront.visits import queries as visits
from storefront.windows import queries as windows
from tests.factories.ahead import book, fill_ahead, make_tour, make_window
from tests.factories.storefront import (
    BUYER,
    Goods,
    fill_basket,
    make_goods,
    make_order,
    make_places,
    make_rate,
    place_basket,
    quote_of,
)
from tests.storefront.amendments.test_service import order_of

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def goods(db: object) -> Goods:
    make_places()
    make_rate()
    return make_goods(10)


def day(after: int) -> date:
    return clock.today() + timedelta(days=after)


def worker(seller_id: int) -> Actor:
    return Actor(id=7, name="Chị Hoa", producer_ids=frozenset({seller_id}))


def close(seller_id: int, first: int = 0, last: int | None = 3, words: str | None = None) -> None:
    with transaction():
        to_day = None if last is None else day(last)
        service.close(worker(seller_id), day(first), to_day, words, clock.now())


def test_a_closed_shop_takes_nothing_into_a_basket(goods: Goods) -> None:
    close(goods.seller_id, words="Nhà có giỗ")
    with pytest.raises(OffSale, match=f"nghỉ đến hết ngày {day(3):%d/%m/%Y}"):
        fill_basket((goods.variant_id, 1))


def test_what_lay_in_the_basket_before_is_not_placed(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 1))
    close(goods.seller_id)
    with pytest.raises(CannotBePlaced):
        place_basket(token)
    view = baskets.get_view(baskets.find_basket_id(token), day(0))
    assert view.lines[0].problem == Problem.SHOP_CLOSED


def test_it_opens_by_itself_when_the_day_has_passed(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 1))
    close(goods.seller_id, last=1)
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert place_basket(token)


def test_a_closure_to_come_stops_nothing_yet(goods: Goods) -> None:
    close(goods.seller_id, first=1, last=5)
    assert queries.off_sale([goods.variant_id], day(0)) == {}
    assert queries.off_sale([goods.variant_id], day(1)) != {}
    assert queries.off_sale([goods.variant_id], day(6)) == {}
    assert place_basket(fill_basket((goods.variant_id, 1)))


def test_one_tap_opens_it_again(goods: Goods) -> None:
    close(goods.seller_id, last=None)
    assert queries.find_closed(goods.seller_id, day(300))
    with transaction():
        service.reopen(worker(goods.seller_id), clock.now())
    assert place_basket(fill_basket((goods.variant_id, 1)))
    with pytest.raises(NotClosed), transaction():
        service.reopen(worker(goods.seller_id), clock.now())


def test_another_closure_takes_the_place_of_the_one_before(goods: Goods) -> None:
    close(goods.seller_id, last=2)
    close(goods.seller_id, first=0, last=8)
    living = queries.closed_from([goods.seller_id], day(0))[goods.seller_id]
    assert [(one.from_day, one.to_day) for one in living] == [(day(0), day(8))]
    assert len(session.query(Closure).all()) == 2


def test_days_that_cannot_be_are_refused(goods: Goods) -> None:
    with pytest.raises(ImpossibleClosure, match="đã qua"):
        close(goods.seller_id, first=-5, last=-1)
    assert session.query(Closure).all() == []


def test_a_household_closes_only_its_own_shop(goods: Goods) -> None:
    other = make_goods(5)
    close(goods.seller_id)
    assert queries.off_sale([goods.variant_id, other.variant_id], day(0)).keys() == {
        goods.variant_id
    }


def test_harvests_and_visits_of_a_closed_shop_cannot_be_ordered(db: object) -> None:
    make_places()
    make_rate()
    ahead, tour = make_window(10), make_tour(10)
    tokens = fill_ahead(ahead, 1), book(tour, 1)
    for seller_id in (ahead.seller_id, tour.seller_id):
        close(seller_id)
    for token in tokens:
        with pytest.raises(CannotBePlaced):
            place_basket(token)
    now = clock.now()
    assert windows.list_open(now) == []
    assert visits.list_open(now) == []
    assert quotas.open_for([ahead.variant_id, tour.adult_id], now) == {}
    with pytest.raises(OffSale):
        fill_ahead(ahead, 1)


def test_open_orders_stay_and_nothing_is_added_to_them(goods: Goods) -> None:
    number = make_order((goods.variant_id, 1))
    order = order_of(f"{number}-1")
    close(goods.seller_id)
    assert order.status == "placed"
    assert offering.list_offered(order, day(0)) == []


def test_goods_that_come_back_tomorrow_are_off_sale_today_only(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 1))
    with transaction():
        service.pause(worker(goods.seller_id), goods.variant_id, day(1), clock.now())
    with pytest.raises(OffSale, match="Có lại ngày mai"):
        fill_basket((goods.variant_id, 1))
    view = baskets.get_view(baskets.find_basket_id(token), day(0))
    assert view.lines[0].problem == Problem.BACK_LATER
    with pytest.raises(CannotBePlaced):
        place_basket(token)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert place_basket(token)


def test_paused_goods_are_sold_again_by_one_tap(goods: Goods) -> None:
    seller = worker(goods.seller_id)
    for _ in range(2):  # the second tap finds it done
        with transaction():
            service.pause(seller, goods.variant_id, day(1), clock.now())
    with transaction():
        service.resume(seller, goods.variant_id, clock.now())
    assert queries.off_sale([goods.variant_id], day(0)) == {}


def test_a_pause_of_stock_does_not_stop_the_harvest_to_come(db: object) -> None:
    make_places()
    make_rate()
    ahead = make_window(10)
    with transaction():
        service.pause(worker(ahead.seller_id), ahead.variant_id, day(1), clock.now())
    assert place_basket(fill_ahead(ahead, 1))


def test_goods_of_others_are_not_paused(goods: Goods) -> None:
    stranger = Actor(id=8, producer_ids=frozenset({goods.seller_id + 1}))
    with pytest.raises(NotYourGoods), transaction():
        service.pause(stranger, goods.variant_id, day(1), clock.now())


def test_a_suspended_seller_is_seen_by_the_quote_that_is_placed(goods: Goods) -> None:
    token = fill_basket((goods.variant_id, 1))
    with transaction():
        session.get_one(Producer, goods.seller_id).verified_on = None
    with pytest.raises(CannotBePlaced):
        place_basket(token)


def test_parcels_of_a_harvest_leave_after_the_days_off(db: object) -> None:
    make_places()
    make_rate()
    ahead = make_window(10)
    before = quote_of(fill_ahead(ahead, 1), BUYER).sellers[0].offer
    close(ahead.seller_id, first=15, last=24)
    after = quote_of(fill_ahead(ahead, 1), BUYER).sellers[0].offer
    assert before and after
    assert (before.leaves_on, after.leaves_on) == (day(20), day(25))
    assert after.arrives_from - before.arrives_from == timedelta(days=5)
    assert after.arrives_to == before.arrives_to


def test_no_day_is_promised_where_nobody_says_when_the_shop_opens() -> None:
    closed = [queries.Closed(day(0), None)]
    own = OwnDelivery(1, 1, "92", None, 20_000, 1, 2)
    pickup = Pickup(1, 1, "Nhà", "Làng Ngol", "Gọi trước", 1)
    assert offer_of_own(own, day(0), closed) is None
    assert offer_of(pickup, day(0), closed) is None
    assert first_day_out([], Zone.COUNTRY, Terms((), closed=closed), day(0)) is None


def test_days_off_do_not_use_up_the_days_that_are_looked_at() -> None:
    long = [queries.Closed(day(0), day(LONGEST_WAIT + 9))]
    out = first_day_out([], Zone.COUNTRY, Terms((), closed=long), day(0))
    assert out == day(LONGEST_WAIT + 10)
