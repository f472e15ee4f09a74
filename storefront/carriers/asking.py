"""Calls to carriers, each between two transactions; a job asks again what was not answered."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from storefront.carriers import providers, queries, service
from storefront.carriers.errors import (
    CarrierRefused,
    CarrierSilent,
    PickedUpAlready,
    UnknownCarrier,
)
from storefront.carriers.models import Booking
from storefront.carriers.providers.base import Partner
from storefront.carriers.rules import BookingState, Consignment, Inspection, Scan
from storefront.config import Config
from storefront.orders.models import Order
from storefront.shipping.carrying import Carrier


def ask(config: Config, booking_id: int, now: datetime) -> BookingState:
    """Book or call off what is written down; where it stands then. Never raises for silence."""
    state, number, parcel, carrier = _read(booking_id)
    try:
        partner = providers.get(config, carrier)
        if state == BookingState.STARTED:
            _book(partner, booking_id, parcel, now)
        elif state == BookingState.CANCELLING and number:
            _cancel(partner, booking_id, number, now)
    except (CarrierSilent, UnknownCarrier):
        with transaction():
            service.put_off(booking_id, now)
    return _read(booking_id)[0]


def ask_again(config: Config) -> int:
    """Ask once more for every booking that is due; how many."""
    due = queries.list_due(clock.now())
    for booking_id in due:
        ask(config, booking_id, clock.now())
    return len(due)


def ask_where(config: Config) -> int:
    """Ask for parcels of which nothing was heard for long: messages may be lost. How many."""
    silent = queries.list_silent(clock.now())
    for booking_id, carrier, number in silent:
        scans = _scans(config, carrier, number)
        with transaction():
            for scan in scans:
                service.record(scan, Carrier(carrier), carrier, clock.now())
            service.heard(booking_id, clock.now())
    return len(silent)


def receive(config: Config, name: str, raw: bytes, heads: Mapping[str, str], now: datetime) -> bool:
    """Take a carrier's message; False when it told nothing new.

    Raises UnknownCarrier, Forged or Unreadable before anything is read or written.
    """
    partner = providers.get(config, name)
    scan = partner.read(raw, heads)
    with transaction():
        return service.take(scan, partner.carrier, partner.name, raw.decode(), now)


def _scans(config: Config, carrier: str, number: str) -> list[Scan]:
    session.close()  # nothing is held while a carrier is called
    try:
        return providers.get(config, carrier).track(number)
    except (CarrierSilent, CarrierRefused, UnknownCarrier):
        return []


def _read(booking_id: int) -> tuple[BookingState, str | None, Consignment, str]:
    booking = session.scalars(
        select(Booking)
        .where(Booking.id == booking_id)
        .options(joinedload(Booking.order).joinedload(Order.group))
        .execution_options(populate_existing=True)
    ).one()
    parcel = queries.consignment(booking.order, booking.key, Inspection(booking.inspection))
    found = BookingState(booking.state), booking.number, parcel, booking.carrier
    session.close()  # nothing is held while a carrier is called
    return found


def _book(partner: Partner, booking_id: int, parcel: Consignment, now: datetime) -> None:
    try:
        booked = partner.book(parcel)
    except CarrierRefused as error:
        with transaction():
            service.refuse(booking_id, str(error.message), now)
        return
    with transaction():
        service.finish(booking_id, booked, now)


def _cancel(partner: Partner, booking_id: int, number: str, now: datetime) -> None:
    try:
        partner.cancel(number)
    except PickedUpAlready as error:
        with transaction():
            service.too_late(booking_id, str(error.message), now)
        return
    with transaction():
        service.cancelled(booking_id, now)
