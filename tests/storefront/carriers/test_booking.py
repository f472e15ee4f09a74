"""Calling a carrier: written down before the call, done once whatever is lost on the way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.amendments import service as amendments
from storefront.amendments.service import Act
from storefront.books import queries as books
from storefront.carriers import asking, providers, queries, service
from storefront.carriers.errors import (
    BookedAlready,
    CarrierRefused,
    Forged,
    NothingBooked,
    NotToBeBooked,
    UnknownCarrier,
    Unreadable,
)
from storefront.carriers.models import Booking
from storefront.carriers.providers.fake import FakeCarrier, Message, Mishap
from storefront.carriers.rules import BookingState, Inspection, Scan, ask_after
from storefront.config import Config
from storefront.inbox.models import InboundEvent
from storefront.orders import service as orders
from storefront.orders.models import Order, Parcel, ParcelEvent, Recipient
from storefront.orders.rules import OrderStatus, Party
from storefront.shipping.carrying import Carrier, TrackState
from storefront.tracking.errors import NoSuchNumber
from tests.factories.storefront import TODAY, make_goods, make_order
from tests.visitor import Visitor

SELLER = Actor(id=7, name="Chị Hoa")
S = TrackState


@pytest.fixture
def demo(app: Flask, tmp_path: object) -> Iterator[Config]:
    """The demonstration's settings, with books of the carrier's own."""
    held = app.extensions["ocop_config"]
    app.config["DEMO"] = True
    app.extensions["ocop_config"] = replace(held, demo=True, data_dir=tmp_path)
    yield app.extensions["ocop_config"]
    app.config["DEMO"] = False
    app.extensions["ocop_config"] = held


@pytest.fixture
def number(db: object, demo: Config) -> str:
    """A packed order."""
    goods = make_goods(5)
    make_order((goods.variant_id, 2))
    order = session.scalars(select(Order)).one()
    with transaction():
        orders.change(read(order.number), OrderStatus.PACKED, Party.SELLER, SELLER, clock.now())
    return session.scalars(select(Order.number)).one()


def read(number: str) -> Order:
    return session.scalars(select(Order).where(Order.number == number)).one()


def seller() -> Actor:
    producer = session.scalars(select(Order.producer_id)).one()
    return replace(SELLER, producer_ids=frozenset({producer}))


def call(number: str, demo: Config) -> BookingState:
    with transaction():
        booking_id = service.start(
            seller(), read(number), Carrier.DEMO, Inspection.LOOK, clock.now()
        ).id
    return asking.ask(demo, booking_id, clock.now())


def tell(demo: Config, message: Message) -> bool:
    fake = providers.fake(demo)
    return asking.receive(demo, fake.name, message.raw, message.heads, clock.now())


def state_of(number: str) -> str | None:
    return session.scalars(select(Parcel.track_state)).one()


def due(demo: Config) -> int:
    """Let the job run as if its time had come."""
    with transaction():
        for one in session.scalars(select(Booking)):
            one.ask_at = clock.now() - timedelta(seconds=1)
    return asking.ask_again(demo)


def test_one_call_hands_the_parcel_over_under_the_carriers_number(
    number: str, demo: Config
) -> None:
    assert call(number, demo) == BookingState.BOOKED
    order = read(number)
    assert order.status == "handed_over"
    assert order.parcel
    assert (order.parcel.carrier, order.parcel.inspection) == ("demo", "look")
    booking = session.scalars(select(Booking)).one()
    assert booking.number == order.parcel.tracking_number
    assert (booking.cash, booking.weight_g) == (order.total, order.weight_g)
    assert books.verify().discrepancies == []
    with pytest.raises(NotToBeBooked):
        call(number, demo)


@pytest.mark.parametrize("mishap", [Mishap.SILENT_AFTER, Mishap.SILENT_BEFORE])
def test_a_call_that_got_no_answer_is_asked_again_and_done_once(
    number: str, demo: Config, mishap: Mishap
) -> None:
    fake = providers.fake(demo)
    fake.will(mishap)
    assert call(number, demo) == BookingState.STARTED
    assert read(number).status == "packed"
    with pytest.raises(BookedAlready):
        call(number, demo)
    assert asking.ask_again(demo) == 0  # not yet due
    assert due(demo) == 1
    assert session.scalars(select(Booking.state)).one() == "booked"
    assert fake.count() == 1
    assert read(number).status == "handed_over"


def test_a_refusal_leaves_the_parcel_free_for_another(number: str, demo: Config) -> None:
    providers.fake(demo).will(Mishap.REFUSES)
    assert call(number, demo) == BookingState.REFUSED
    assert read(number).status == "packed"
    assert call(number, demo) == BookingState.BOOKED


def test_an_order_refused_meanwhile_calls_the_carrier_off(number: str, demo: Config) -> None:
    fake = providers.fake(demo)
    fake.will(Mishap.SILENT_AFTER)
    call(number, demo)
    with transaction():
        orders.change(
            read(number), OrderStatus.REFUSED, Party.SELLER, SELLER, clock.now(), "damaged"
        )
    due(demo)
    assert session.scalars(select(Booking.state)).one() == "cancelling"
    due(demo)
    assert session.scalars(select(Booking.state)).one() == "cancelled"
    assert fake.count() == 0
    assert read(number).status == "refused"
    assert books.verify().discrepancies == []


def test_units_taken_out_meanwhile_call_the_carrier_off(number: str, demo: Config) -> None:
    fake = providers.fake(demo)
    fake.will(Mishap.SILENT_AFTER)
    call(number, demo)
    with transaction():
        order = read(number)
        act = Act(Party.SELLER, SELLER, "mau-1", "sold_out")
        amendments.cut(order, {order.lines[0].id: 1}, act, clock.now())
    due(demo)
    due(demo)
    booking = session.scalars(select(Booking)).one()
    assert (booking.state, "tiền thu hộ" in (booking.said or "")) == ("cancelled", True)
    assert (fake.count(), read(number).status) == (0, "packed")
    assert call(number, demo) == BookingState.BOOKED
    assert session.scalars(select(Booking.cash).order_by(Booking.id)).all()[1] == read(number).total


def test_called_off_before_it_comes_the_parcel_may_go_another_way(
    number: str, demo: Config
) -> None:
    call(number, demo)
    with transaction():
        booking_id = service.ask_to_cancel(seller(), read(number), clock.now()).id
    assert asking.ask(demo, booking_id, clock.now()) == BookingState.CANCELLED
    parcel = session.scalars(select(Parcel)).one()
    assert (parcel.carrier, parcel.tracking_number, parcel.inspection) == (None, None, None)
    with pytest.raises(NothingBooked), transaction():
        service.ask_to_cancel(seller(), read(number), clock.now())


def test_too_late_to_call_off_keeps_the_booking(number: str, demo: Config) -> None:
    call(number, demo)
    booking = session.scalars(select(Booking)).one()
    with transaction():
        booking_id = service.ask_to_cancel(seller(), read(number), clock.now()).id
    providers.fake(demo).happens(booking.number or "", S.PICKED_UP, clock.now(), "")
    assert asking.ask(demo, booking_id, clock.now()) == BookingState.BOOKED
    assert session.scalars(select(Parcel.tracking_number)).one()


def test_messages_that_come_twice_late_and_out_of_order_move_only_forward(
    number: str, demo: Config
) -> None:
    call(number, demo)
    fake, now = providers.fake(demo), clock.now()
    tracked = session.scalars(select(Parcel.tracking_number)).one() or ""
    sent = [
        fake.happens(tracked, state, now - timedelta(hours=hours), "Bưu cục")
        for state, hours in ((S.PICKED_UP, 9), (S.IN_TRANSIT, 6), (S.OUT, 3), (S.DELIVERED, 1))
    ]
    picked, moving, out, delivered = sent
    assert tell(demo, moving)
    assert not tell(demo, moving)
    assert tell(demo, delivered)
    assert tell(demo, out)  # late: history, and moves nothing
    assert tell(demo, picked)
    assert state_of(number) == "delivered"
    later = Scan("mh-x", tracked, S.IN_TRANSIT, now, None)
    assert not tell(demo, fake.message(later))  # impossible after delivery
    assert state_of(number) == "delivered"
    assert len(session.scalars(select(ParcelEvent)).all()) == 4
    assert len(session.scalars(select(InboundEvent)).all()) == 5
    assert read(number).status == "handed_over"  # what a carrier says moves no money


def test_news_of_a_number_not_written_yet_is_to_be_sent_again(number: str, demo: Config) -> None:
    fake = providers.fake(demo)
    message = fake.happens("MH0123456789", S.PICKED_UP, clock.now(), "")
    with pytest.raises(NoSuchNumber):
        tell(demo, message)
    assert session.scalars(select(InboundEvent)).all() == []


def test_forged_and_broken_messages_change_nothing(number: str, demo: Config) -> None:
    call(number, demo)
    fake = providers.fake(demo)
    tracked = session.scalars(select(Parcel.tracking_number)).one() or ""
    good = fake.happens(tracked, S.PICKED_UP, clock.now(), "")
    other = FakeCarrier(demo.data_dir / "other.sqlite3", "another-secret")
    for raw, heads in (
        (good.raw, {}),
        (good.raw + b" ", good.heads),
        (good.raw, other.message(fake.track(tracked)[0]).heads),
        (good.raw, {next(iter(good.heads)): "é"}),
    ):
        with pytest.raises(Forged):
            tell(demo, Message(raw, heads))
    for raw in (b"[]", b"{}", b'{"id": 1}', b"\xff"):
        head = {next(iter(good.heads)): fake._sign(raw)}
        with pytest.raises(Unreadable):
            tell(demo, Message(raw, head))
    assert state_of(number) is None


def test_lost_messages_are_asked_for(number: str, demo: Config) -> None:
    call(number, demo)
    tracked = session.scalars(select(Parcel.tracking_number)).one() or ""
    providers.fake(demo).happens(tracked, S.PICKED_UP, clock.now(), "Bưu cục")
    assert asking.ask_where(demo) == 0
    with transaction():
        booking = session.scalars(select(Booking)).one()
        booking.ask_at = clock.now() - timedelta(minutes=1)
        booking.answered_at = clock.now() - timedelta(hours=13)
    assert asking.ask_where(demo) == 1
    assert state_of(number) == "picked_up"
    assert asking.ask_where(demo) == 0


def test_without_the_demonstration_nobody_can_be_called(number: str, demo: Config) -> None:
    off = replace(demo, demo=False)
    assert providers.offered(off) == []
    with pytest.raises(UnknownCarrier):
        providers.get(off, "demo")


def test_the_same_key_is_the_same_booking_and_heavy_parcels_are_refused(
    number: str, demo: Config
) -> None:
    fake = providers.fake(demo)
    parcel = queries.consignment(read(number), "mot-khoa", Inspection.NONE)
    assert fake.book(parcel) == fake.book(parcel)
    assert fake.book(replace(parcel, key="khoa-khac")).number != fake.book(parcel).number
    for grams in (0, -1, 50_001):
        with pytest.raises(CarrierRefused):
            fake.quote(replace(parcel, weight_g=grams))


def test_a_carrier_is_asked_ever_later() -> None:
    now = clock.now()
    waits = [ask_after(tries, now) - now for tries in (0, 1, 3, 20)]
    assert waits == [timedelta(minutes=m) for m in (1, 2, 8, 120)]


def test_the_seller_books_with_one_tap_and_prints_the_slip(
    visitor: Visitor, number: str, demo: Config
) -> None:
    who = seller()
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=tuple(who.producer_ids))
    url = f"/ban-hang/don-hang/{number}"
    assert "Gọi Giao hàng minh họa đến lấy" in visitor.get(url)
    assert "cước 26.000" in visitor.get(f"{url}/goi-giao")
    visitor.post(f"{url}/goi-giao", 422, carrier="ghn", inspection="look")
    visitor.post(f"{url}/goi-giao", 422, carrier="demo", inspection="open")
    page = visitor.post(f"{url}/goi-giao", carrier="demo", inspection="try")
    assert "Bên giao hàng sẽ đến lấy." in page
    assert "Được xem và thử hàng trước khi trả tiền." in page
    slip = visitor.get(f"{url}/phieu-gui")
    assert "Trần Thị Mận" in slip
    page = visitor.post(f"{url}/huy-goi")
    assert "Đã hủy lần gọi này." in page
    assert "This call is cancelled." in visitor.get(f"{url}?lang=en")


def test_others_cannot_call_for_this_parcel(visitor: Visitor, number: str, demo: Config) -> None:
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=(make_goods().seller_id,))
    url = f"/ban-hang/don-hang/{number}"
    visitor.get(f"{url}/goi-giao", 404)
    visitor.post(f"{url}/huy-goi", 404)
    visitor.get(f"{url}/phieu-gui", 404)
    assert session.scalars(select(Booking)).all() == []


def test_the_hand_over_list_names_what_a_clerk_needs(
    visitor: Visitor, number: str, demo: Config
) -> None:
    producers = tuple(seller().producer_ids)
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=producers)
    assert "Tải danh sách bàn giao" in visitor.get("/ban-hang/don-hang?buoc=cho-giao")
    answer = visitor.open("POST", "/ban-hang/don-hang/ban-giao.csv", 200)
    lines = answer.text.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("Mã đơn,Mã kiện,Người nhận")
    assert number in lines[1]
    assert "'+84987654321" in lines[1]
    assert len(lines) == 2


def test_the_webhook_answers_and_the_invented_carrier_has_buttons(
    visitor: Visitor, number: str, demo: Config
) -> None:
    call(number, demo)
    tracked = session.scalars(select(Parcel.tracking_number)).one() or ""
    url = f"/giao-hang-minh-hoa/{tracked}"
    assert "Không có xe và kiện hàng thật" in visitor.get(url)
    visitor.post(url, **{"viec": "picked_up", "lon-xon": "on"})
    assert state_of(number) == "picked_up"
    assert "Chữ ký của tin báo không đúng." in visitor.post(url, viec="out", gia="on")
    assert state_of(number) == "picked_up"
    visitor.get("/giao-hang-minh-hoa/MH000000", 404)
    answer = visitor.http.post("/webhooks/giao-hang-minh-hoa", data=b"{}")
    assert answer.status_code == 422


def test_a_gift_is_brought_to_who_gets_it_and_not_to_who_pays(
    visitor: Visitor, number: str, demo: Config
) -> None:
    with transaction():
        order = read(number)
        order.recipient = Recipient(
            group_id=order.group_id,
            position=1,
            name="Mẹ Tư",
            phone="+84911111111",
            street="Ấp 3",
            commune_code="23677",
            commune_name="Xã Đak Đoa",
            province_code="64",
            province_name="Gia Lai",
            places_as_of=TODAY,
        )
    to = queries.consignment(read(number), "", Inspection.LOOK).receiver
    assert (to.name, to.phone, to.street) == ("Mẹ Tư", "+84911111111", "Ấp 3")
    assert (to.commune_code, to.province_code) == ("23677", "64")
    assert to.place == "Xã Đak Đoa, Gia Lai"
    producers = tuple(seller().producer_ids)
    visitor.sign_in("orders.sell", "orders.pack", producer_ids=producers)
    row = visitor.open("POST", "/ban-hang/don-hang/ban-giao.csv", 200).text.splitlines()[1]
    assert "Mẹ Tư,'+84911111111,Ấp 3,Xã Đak Đoa,Gia Lai" in row
    assert "Mận" not in row
    url = f"/ban-hang/don-hang/{number}"
    assert "Xã Đak Đoa, Gia Lai" in visitor.get(f"{url}/goi-giao")
    visitor.post(f"{url}/goi-giao", carrier="demo", inspection="look")
    slip = visitor.get(f"{url}/phieu-gui")
    assert "Mẹ Tư" in slip
    assert "Mận" not in slip
