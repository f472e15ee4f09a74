"""A harvest ordered ahead: promised, claimed, moved, called off."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.products.models import Variant
from storefront.basket import service as baskets
from storefront.basket.errors import NotForSale, OtherPromise, TooFewLeft
from storefront.books import queries as books
from storefront.checkout.errors import CannotBePlaced, TooManyForOne
from storefront.messages.models import Message
from storefront.orders import service as orders
from storefront.orders import settling
from storefront.orders.models import OrderLine
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.models import Payment, Refund
from storefront.quotas import service as quotas
from storefront.quotas.errors import BelowTaken, ImpossibleQuota, QuotaTaken
from storefront.quotas.models import QuotaClaim
from storefront.quotas.rules import PromiseReason
from storefront.windows import service
from storefront.windows.errors import (
    ImpossibleDays,
    NoSuchWindow,
    NotYours,
    SameDays,
    WindowOff,
    WindowOverlaps,
)
from tests.factories.ahead import Ahead, fill_ahead, make_window
from tests.factories.storefront import (
    fill_basket,
    make_account_to_receive,
    make_goods,
    make_rate,
    make_stock,
    make_variant,
    place_basket,
    quote_of,
    saving,
    set_values,
)
from tests.factories.trade import bring, pay
from tests.storefront.windows.ordering import OTHER, day, get, give_out, order, stocked, taken


@pytest.fixture
def ahead(db: object) -> Ahead:
    make_rate()
    return make_window(10)


def delay(ahead: Ahead, first: int, last: int, words: str | None = None) -> int:
    days = clock.today() + timedelta(days=first), clock.today() + timedelta(days=last)
    with transaction():
        return service.delay(
            ahead.seller, ahead.window_id, days, PromiseReason.WEATHER, words, clock.now()
        )


def call_off(ahead: Ahead) -> int:
    with transaction():
        return service.call_off(
            ahead.seller, ahead.window_id, PromiseReason.STORM, "Bão số 9", clock.now()
        )


def test_the_promise_before_the_last_tap_is_a_range_of_days(ahead: Ahead) -> None:
    (part,) = quote_of(fill_ahead(ahead, 2)).sellers
    assert part.offer
    assert (part.offer.arrives_from, part.offer.arrives_to) == (day(22), day(34))
    assert part.offer.fee == 35_000  # 1.100 g


def test_goods_without_a_batch_are_bought_and_counted(ahead: Ahead) -> None:
    number = order(ahead, 3)
    found = get(number)
    (line,) = found.lines
    assert (line.batch_id, line.stock_item_id, line.batch_code, line.quantity) == (None,) * 3 + (3,)
    assert (line.quota_id, taken(ahead)) == (ahead.quota_id, 3)
    assert (found.promised_from, found.promised_to) == (day(22), day(34))
    assert books.verify().discrepancies == []


def test_what_is_in_stock_goes_in_a_parcel_of_its_own(ahead: Ahead) -> None:
    with saving():
        variant = make_variant(
            "Chè khô", session.get_one(Variant, ahead.variant_id).product.producer
        )
        make_stock(variant, 5)
        variant_id = variant.id
    token = fill_ahead(ahead, 1)
    with saving():
        basket, _ = baskets.open_basket(token, clock.now())
        baskets.add(basket, variant_id, 1, clock.today())
    number = place_basket(token)
    first, second = get(f"{number}-1"), get(f"{number}-2")
    assert {first.promised_to, second.promised_to} == {day(4), day(34)}
    assert books.verify().discrepancies == []


def test_no_more_than_the_window_has_is_sold(ahead: Ahead) -> None:
    order(ahead, 9)
    with pytest.raises(TooFewLeft):
        fill_ahead(ahead, 2)
    first, second = fill_ahead(ahead, 1), fill_ahead(ahead, 1)
    place_basket(first, "mau-a")
    with pytest.raises(CannotBePlaced):
        place_basket(second, "mau-b")
    assert taken(ahead) == 10


def test_a_unit_taken_between_look_and_claim_is_refused(ahead: Ahead) -> None:
    """The page may be seconds old: the conditional UPDATE has the last word."""
    with transaction():
        quotas.claim(ahead.quota_id, 10, "DH-X", clock.now())
        with pytest.raises(QuotaTaken):
            quotas.claim(ahead.quota_id, 1, "DH-Y", clock.now())


def test_one_buyer_gets_no_more_than_the_limit(db: object) -> None:
    make_rate()
    ahead = make_window(10, most_per_buyer=3)
    with pytest.raises(TooFewLeft):
        fill_ahead(ahead, 4)
    order(ahead, 2)
    with pytest.raises(TooManyForOne):
        order(ahead, 2)
    order(ahead, 2, phone=OTHER)
    order(ahead, 1)
    assert taken(ahead) == 5


def test_what_a_buyer_called_off_does_not_count_against_the_limit(db: object) -> None:
    make_rate()
    ahead = make_window(10, most_per_buyer=3)
    bring(order(ahead, 3), OrderStatus.CANCELLED, Party.BUYER)
    order(ahead, 3)
    assert taken(ahead) == 3
    assert books.verify().discrepancies == []


def test_a_basket_holds_a_variant_from_stock_or_ahead_not_both(ahead: Ahead) -> None:
    stocked(ahead, 5)
    token = fill_basket((ahead.variant_id, 1))
    with saving(), pytest.raises(OtherPromise):
        basket, _ = baskets.open_basket(token, clock.now())
        baskets.add(basket, ahead.variant_id, 1, clock.today(), ahead.quota_id)


def test_a_quota_of_other_goods_sells_nothing(ahead: Ahead) -> None:
    foreign = make_goods()._asdict()["variant_id"]
    with pytest.raises(NotForSale):
        fill_ahead(ahead._replace(variant_id=foreign))
    with pytest.raises(NotForSale):
        fill_ahead(ahead._replace(quota_id=999_999))


def test_other_days_reach_every_buyer_who_waits(ahead: Ahead) -> None:
    given, waits = order(ahead), order(ahead, phone=OTHER)
    stocked(ahead, 1)
    give_out(ahead)
    assert delay(ahead, 40, 45, "Mưa kéo dài") == 1
    assert (get(waits).promised_from, get(waits).promised_to) == (day(42), day(49))
    assert (get(given).promised_from, get(given).promised_to) == (day(22), day(34))
    last = get(waits).changes[-1]
    assert (last.from_status, last.to_status, last.reason) == (
        "placed",
        "placed",
        "weather: Mưa kéo dài",
    )
    told = session.scalars(select(Message).where(Message.kind == "order_moved")).one()
    assert (told.phone, told.key) == (OTHER, f"moved/{last.id}")
    assert quote_of(fill_ahead(ahead)).sellers[0].offer
    assert books.verify().discrepancies == []


def test_a_buyer_who_cannot_wait_calls_off_and_is_paid_back(ahead: Ahead) -> None:
    make_account_to_receive()
    number = order(ahead, 2, "vietqr")
    pay(number[:-2])
    delay(ahead, 40, 45)
    bring(number, OrderStatus.CANCELLED, Party.BUYER)
    refund = session.scalars(select(Refund)).one()
    assert (refund.reference, refund.amount) == (number, 155_000)
    assert taken(ahead) == 0
    assert books.verify().discrepancies == []


@pytest.mark.parametrize(("first", "last"), [(20, 30), (10, 9), (-1, 9), (20, 66)])
def test_impossible_days_move_nothing(ahead: Ahead, first: int, last: int) -> None:
    number = order(ahead)
    with pytest.raises((ImpossibleDays, SameDays)):
        delay(ahead, first, last)
    assert get(number).promised_to == day(34)


def test_a_harvest_that_fails_gives_everybody_their_money_back(ahead: Ahead) -> None:
    make_account_to_receive()
    paid, cash, unpaid = order(ahead, 2, "vietqr"), order(ahead), order(ahead, 1, "vietqr", OTHER)
    pay(paid[:-2])
    assert call_off(ahead) == 3
    assert [get(one).status for one in (paid, cash, unpaid)] == ["refused", "refused", "cancelled"]
    assert get(cash).changes[-1].reason == "storm: Bão số 9"
    assert [one.amount for one in session.scalars(select(Refund))] == [155_000]
    assert taken(ahead) == 0
    kinds = session.scalars(select(Message.kind)).all()
    assert kinds.count("order_called_off") == 3
    with pytest.raises(WindowOff):
        call_off(ahead)
    with pytest.raises(TooFewLeft):
        fill_ahead(ahead)
    assert books.verify().discrepancies == []


def test_orders_that_have_their_goods_stand_when_the_rest_fails(ahead: Ahead) -> None:
    given, waits = order(ahead, 1), order(ahead, 4)
    stocked(ahead, 2)
    give_out(ahead)
    assert call_off(ahead) == 1
    assert (get(given).status, get(waits).status) == ("placed", "refused")
    bring(given, OrderStatus.PACKED)
    assert books.verify().discrepancies == []


def test_what_nobody_paid_for_falls_back_by_itself(ahead: Ahead) -> None:
    make_account_to_receive()
    unpaid = order(ahead, 10, "vietqr")
    with pytest.raises(TooFewLeft):
        fill_ahead(ahead)
    for claim in session.scalars(select(QuotaClaim.id)).all():
        set_values(QuotaClaim, claim, expires_at=clock.now() - timedelta(seconds=1))
    order(ahead, 10, phone=OTHER)  # no job has run
    assert taken(ahead) == 10
    assert pay(unpaid[:-2]) == "refund"
    with transaction():
        settling.lapse(unpaid[:-2], clock.now())
    assert get(unpaid).status == OrderStatus.CANCELLED
    assert books.verify().discrepancies == []


def test_money_that_comes_late_gets_what_is_still_free(ahead: Ahead) -> None:
    make_account_to_receive()
    unpaid = order(ahead, 4, "vietqr")
    set_values(QuotaClaim, session.scalars(select(QuotaClaim.id)).one(), expires_at=clock.now())
    payment = session.scalars(select(Payment.id)).one()
    set_values(Payment, payment, expires_at=clock.now())
    settling.lapse_all(clock.now())
    assert (get(unpaid).status, taken(ahead)) == (OrderStatus.CANCELLED, 0)
    pay(unpaid[:-2])
    assert (get(unpaid).status, taken(ahead)) == (OrderStatus.PLACED, 4)
    assert books.verify().discrepancies == []


def test_more_or_fewer_but_never_fewer_than_ordered(ahead: Ahead) -> None:
    order(ahead, 4)
    with transaction():
        service.resize(ahead.seller, ahead.window_id, 4, clock.now())
    for capacity, refusal in ((3, BelowTaken), (0, ImpossibleQuota), (100_001, ImpossibleQuota)):
        with pytest.raises(refusal), transaction():
            service.resize(ahead.seller, ahead.window_id, capacity, clock.now())
    assert taken(ahead) == 4


def test_two_windows_of_one_variant_do_not_overlap(ahead: Ahead) -> None:
    variant = session.get_one(Variant, ahead.variant_id)
    with pytest.raises(WindowOverlaps):
        make_window(5, variant)
    later = {"order_from": day(11), "order_to": day(15)}
    make_window(5, session.get_one(Variant, ahead.variant_id), **later)
    call_off(ahead)
    make_window(5, session.get_one(Variant, ahead.variant_id))


def test_windows_are_of_ones_own_goods_on_possible_days(ahead: Ahead) -> None:
    stranger = Actor(name="Anh Tư", producer_ids=frozenset({999}))
    new = service.NewWindow(ahead.variant_id, 5, None, day(20), day(30), day(40), day(50))
    with pytest.raises(NotYours), transaction():
        service.open_window(stranger, new, clock.now())
    for bad in ({"ready_to": day(39)}, {"order_to": day(19)}, {"ready_from": day(5)}):
        with pytest.raises(ImpossibleDays), transaction():
            service.open_window(ahead.seller, replace(new, **bad), clock.now())
    with pytest.raises(ImpossibleQuota), transaction():
        service.open_window(ahead.seller, replace(new, most_per_buyer=6), clock.now())
    for act in (call_off, give_out):
        with pytest.raises(NoSuchWindow):
            act(ahead._replace(seller_id=999))


def test_a_seller_may_refuse_one_order_of_a_window(ahead: Ahead) -> None:
    number = order(ahead, 4)
    with transaction():
        orders.change(
            get(number), OrderStatus.REFUSED, Party.SELLER, ahead.seller, clock.now(), "sold_out"
        )
    assert taken(ahead) == 0
    assert session.scalars(select(OrderLine.quota_id)).one() == ahead.quota_id
