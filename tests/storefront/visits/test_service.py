"""Seats of a visit: booked like goods, earned when the guests are there, paid back in the rain."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.amendments import service as amendments
from storefront.amendments.service import Act
from storefront.basket.errors import NotForSale, TooFewLeft
from storefront.books import queries as books
from storefront.messages.models import Message
from storefront.orders.errors import NotPossible, VisitTooNear
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.models import Refund
from storefront.quotas.models import Quota
from storefront.quotas.rules import PromiseReason
from storefront.visits import service
from storefront.visits.errors import (
    AlreadyIn,
    ImpossibleTime,
    NoSuchTicket,
    NoSuchVisit,
    NotATour,
    NotBegun,
    NotPaid,
    OtherVisit,
    TooEarly,
    VisitOff,
)
from storefront.visits.models import Ticket, Visit
from storefront.visits.queries import guests_of
from storefront.visits.service import NewVisit
from tests.factories.ahead import Tour, book, make_tour
from tests.factories.storefront import (
    BUYER,
    make_account_to_receive,
    make_goods,
    place_basket,
    quote_of,
    set_values,
)
from tests.factories.trade import bring, pay


@pytest.fixture
def tour(db: object) -> Tour:
    return make_tour(10)


def order(tour: Tour, adults: int = 2, children: int = 1, method: str = "cod") -> str:
    """A booking: the number of its order."""
    token = book(tour, adults, children)
    return f"{place_basket(token, token[:20], method=method)}-1"


def get(number: str) -> Order:
    return session.scalars(
        select(Order).where(Order.number == number).execution_options(populate_existing=True)
    ).one()


def code_of(number: str) -> str:
    return session.scalars(select(Ticket.code).join(Order).where(Order.number == number)).one()


def taken(tour: Tour) -> int:
    return session.scalars(select(Quota.taken).where(Quota.id == tour.quota_id)).one()


def on_the_day(tour: Tour, begun: timedelta = timedelta(hours=1)) -> None:
    """It is the day of the visit, which began so long ago."""
    day = {"first_day": clock.today(), "last_day": clock.today()}
    set_values(Quota, tour.quota_id, **day, starts_at=clock.now() - begun)


def check_in(tour: Tour, code: str) -> None:
    with transaction():
        service.check_in(tour.seller, tour.visit_id, code, clock.now())


def absent(tour: Tour, code: str) -> None:
    with transaction():
        service.note_absent(tour.seller, tour.visit_id, code, clock.now())


def call_off(tour: Tour) -> int:
    with transaction():
        return service.call_off(
            tour.seller, tour.visit_id, PromiseReason.WEATHER, "Mưa to", clock.now()
        )


def test_a_booking_costs_its_seats_and_no_delivery(tour: Tour) -> None:
    (part,) = quote_of(book(tour, 2, 1)).sellers
    day = clock.local_date(clock.now() + timedelta(days=5))
    assert part.offer
    assert (part.offer.fee, part.offer.arrives_from, part.offer.arrives_to) == (0, day, day)
    found = get(order(tour))
    assert (found.kind, found.total, found.shipping_fee) == ("visit", 900_000, 0)
    assert taken(tour) == 3
    assert books.verify().discrepancies == []


def test_grown_ups_and_children_share_the_seats(tour: Tour) -> None:
    order(tour, 6, 3)
    with pytest.raises(TooFewLeft):
        book(tour, 2)
    book(tour, 1)
    with pytest.raises(NotForSale):
        book(tour._replace(adult_id=make_goods().variant_id))


def test_every_booking_has_a_ticket_that_says_how_many_come(tour: Tour) -> None:
    number = order(tour, 2, 1)
    ticket = session.scalars(select(Ticket)).one()
    guests = guests_of(ticket, ticket.visit)
    assert (guests.adults, guests.children, guests.is_expected) == (2, 1, True)
    assert code_of(number) == ticket.code


def test_checking_in_is_the_delivery(tour: Tour) -> None:
    number = order(tour)
    on_the_day(tour)
    check_in(tour, code_of(number))
    assert get(number).status == OrderStatus.DELIVERED
    assert books.verify().discrepancies == []
    with pytest.raises(AlreadyIn):
        check_in(tour, code_of(number))


def test_nobody_is_let_in_with_a_ticket_that_is_not_good(tour: Tour) -> None:
    make_account_to_receive()
    good, unpaid, off = order(tour), order(tour, 1, 0, "vietqr"), order(tour, 1, 0)
    with pytest.raises(TooEarly):
        check_in(tour, code_of(good))
    on_the_day(tour)
    bring(off, OrderStatus.CANCELLED, Party.OPERATOR)
    for number in (unpaid, off):
        with pytest.raises(NotPaid):
            check_in(tour, code_of(number))
    with pytest.raises(NoSuchTicket):
        check_in(tour, "V0000000000")
    other = make_tour(5)
    with pytest.raises(OtherVisit):
        check_in(tour, code_of(order(other)))
    with pytest.raises(NoSuchVisit):
        check_in(tour._replace(seller_id=999), code_of(good))


def test_a_visit_is_not_packed(tour: Tour) -> None:
    with pytest.raises(NotPossible):
        bring(order(tour), OrderStatus.PACKED)


def test_who_does_not_come_has_paid_or_owes_nothing(tour: Tour) -> None:
    make_account_to_receive()
    paid, cash = order(tour, 1, 0, "vietqr"), order(tour, 1, 0)
    pay(paid[:-2])
    on_the_day(tour)
    absent(tour, code_of(paid))
    absent(tour, code_of(cash))
    assert [get(one).status for one in (paid, cash)] == ["delivered", "refused"]
    assert session.scalars(select(Refund)).all() == []
    assert books.verify().discrepancies == []


def test_nobody_is_absent_before_the_visit_begins(tour: Tour) -> None:
    make_account_to_receive()
    paid = order(tour, 1, 0, "vietqr")
    pay(paid[:-2])
    on_the_day(tour, begun=timedelta(hours=-2))
    with pytest.raises(NotBegun):
        absent(tour, code_of(paid))
    assert get(paid).status == "placed"
    check_in(tour, code_of(paid))


def test_bad_weather_gives_everybody_their_money_back(tour: Tour) -> None:
    make_account_to_receive()
    paid, cash, unpaid = order(tour, 1, 0, "vietqr"), order(tour), order(tour, 1, 1, "vietqr")
    pay(paid[:-2])
    assert call_off(tour) == 3
    assert [get(one).status for one in (paid, cash, unpaid)] == ["refused", "refused", "cancelled"]
    assert [one.amount for one in session.scalars(select(Refund))] == [350_000]
    assert session.scalars(select(Message.kind)).all().count("order_called_off") == 3
    assert taken(tour) == 0
    assert session.get_one(Visit, tour.visit_id).off_words == "Mưa to"
    for act in (lambda: call_off(tour), lambda: check_in(tour, code_of(cash))):
        with pytest.raises(VisitOff):
            act()
    with pytest.raises(TooFewLeft):
        book(tour)
    assert books.verify().discrepancies == []


def test_guests_who_are_in_stay_when_the_rest_is_called_off(tour: Tour) -> None:
    came, waits = order(tour), order(tour, 1, 0)
    on_the_day(tour)
    check_in(tour, code_of(came))
    assert call_off(tour) == 1
    assert [get(one).status for one in (came, waits)] == ["delivered", "refused"]


def test_a_buyer_calls_off_until_the_deadline(tour: Tour) -> None:
    early, late = order(tour, 1, 0), order(tour, 1, 0)
    bring(early, OrderStatus.CANCELLED, Party.BUYER)
    set_values(Quota, tour.quota_id, cancels_until=clock.now())
    with pytest.raises(VisitTooNear):
        bring(late, OrderStatus.CANCELLED, Party.BUYER)
    with pytest.raises(VisitTooNear), transaction():
        act = Act(Party.BUYER, Actor(), "mau-1")
        amendments.cut(get(late), {get(late).lines[0].id: 1}, act, clock.now())
    assert (taken(tour), get(late).status) == (1, OrderStatus.PLACED)


def test_a_seat_less_is_a_seat_free(tour: Tour) -> None:
    number = order(tour, 3, 0)
    with transaction():
        act = Act(Party.BUYER, Actor(), "mau-1")
        amendments.cut(get(number), {get(number).lines[0].id: 1}, act, clock.now())
    assert (taken(tour), get(number).total) == (2, 700_000)
    assert books.verify().discrepancies == []


def test_visits_are_of_ones_own_tours_at_possible_times(tour: Tour) -> None:
    new = NewVisit(
        product_id=tour.product_id,
        adult_id=tour.adult_id,
        child_id=tour.child_id,
        starts_at=clock.now() + timedelta(days=9),
        minutes=60,
        seats=5,
        language=service.GuideLanguage.EN,
        meeting_place="Bến",
        instructions="Mũ",
        closes_hours=1,
        cancel_hours=1,
    )
    goods = make_goods()
    bad: list[tuple[dict[str, Any], type[Exception]]] = [
        ({"starts_at": clock.now()}, ImpossibleTime),
        ({"closes_hours": 720}, ImpossibleTime),
        ({"child_id": tour.adult_id}, NotATour),
        ({"adult_id": goods.variant_id}, NotATour),
        ({"product_id": goods.product_id}, NotATour),
    ]
    for values, refusal in bad:
        with pytest.raises(refusal), transaction():
            service.open_visit(tour.seller, replace(new, **values), clock.now())
    with pytest.raises(NotATour), transaction():
        service.open_visit(Actor(producer_ids=frozenset({999})), new, clock.now())
    assert BUYER.street
