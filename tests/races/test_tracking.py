"""One file taken in twice at once: each piece of news is there once, and nothing goes back."""

import threading
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import func, select, update

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.orders import service as orders
from storefront.orders.models import Order, Parcel, ParcelEvent
from storefront.orders.rules import OrderStatus, Party
from storefront.shipping.carrying import Carrier
from storefront.tracking import service
from tests.factories.storefront import make_order
from tests.races.threads import meeting, together

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
FILE = """ma_van_don,trang_thai,luc
EA123456789VN,Đang chuyển,23/11/2026 08:00
EA123456789VN,Đã phát,24/11/2026 09:30
""".encode()


def send_parcel() -> None:
    number = f"{make_order()}-1"
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        orders.change(order, OrderStatus.PACKED, Party.SELLER, Actor(), NOW)
        service.give_number(order, Carrier.VNPOST, "EA123456789VN", Actor(), NOW)


def test_the_same_file_twice_at_once_is_taken_once(shop: Flask) -> None:
    send_parcel()

    def act() -> int:
        with transaction():
            return service.take_in(FILE, Carrier.VNPOST, Actor(), NOW).new

    assert sorted(together(shop, [act] * 4)) == [0, 0, 0, 2]
    assert session.scalar(select(func.count(ParcelEvent.id))) == 2
    assert session.scalars(select(Parcel.track_state)).one() == "delivered"


def test_without_the_condition_a_parcel_goes_back(shop: Flask) -> None:
    """Negative control: both read that nothing is known, the older news is written last."""
    send_parcel()
    seen, written = meeting(2), threading.Event()

    def carelessly(state: str, *, last: bool) -> bool:
        known = session.scalars(select(Parcel.track_state)).one()
        session.rollback()
        seen.wait()
        if last:
            written.wait(10)
        with transaction():
            if known is None:
                session.execute(update(Parcel).values(track_state=state))
        written.set()
        return known is None

    both = [
        lambda: carelessly("delivered", last=False),
        lambda: carelessly("in_transit", last=True),
    ]
    assert together(shop, both) == [True, True]
    assert session.scalars(select(Parcel.track_state)).one() == "in_transit"
