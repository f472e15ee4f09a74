"""Writes of bookings: before the call, and what came of it. The calls are in asking.py."""

import secrets
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import DomainError
from storefront.carriers import queries, rules
from storefront.carriers.errors import BookedAlready, CashChanged, NothingBooked, NotToBeBooked
from storefront.carriers.models import Booking
from storefront.carriers.rules import Booked, BookingState, Inspection, Scan
from storefront.inbox import service as inbox
from storefront.inbox.rules import Quiet
from storefront.orders.models import Order
from storefront.shipping.carrying import Carrier
from storefront.tracking import service as tracking
from storefront.tracking.errors import GoesBack

LONGEST_WORDS = 300


def start(
    actor: Actor, order: Order, carrier: Carrier, inspection: Inspection, now: datetime
) -> Booking:
    """Write down that a carrier is about to be called. Raises NotToBeBooked, BookedAlready."""
    if not queries.is_to_be_sent(order):
        raise NotToBeBooked
    booking = Booking(
        order_id=order.id,
        carrier=carrier.value,
        key=secrets.token_urlsafe(24),
        state=BookingState.STARTED.value,
        weight_g=order.weight_g,
        cash=queries.cash_of(order),
        inspection=inspection.value,
        tries=0,
        ask_at=rules.ask_after(0, now),
        entered_by=actor.name,
        actor_id=actor.id,
        started_at=now,
    )
    try:
        with session.begin_nested():  # of two taps the unique index lets one through
            session.add(booking)
    except IntegrityError as error:
        raise BookedAlready from error
    sentence = f"Đơn {order.number}: gọi bên giao hàng {carrier.value}."
    audit.record(actor, "carriers.book", order, sentence)
    return booking


def finish(booking_id: int, booked: Booked, now: datetime) -> None:
    """The carrier comes: the parcel is handed over under its number, once.

    Where the order went another way meanwhile, or costs less, the carrier is called off.
    """
    booking = queries.get_locked(booking_id)
    if booking.state != BookingState.STARTED:
        return
    booking.number, booking.fee, booking.answered_at = booked.number, booked.fee, now
    actor = Actor(id=booking.actor_id, name=booking.entered_by)
    try:
        with session.begin_nested():  # a refusal undoes the steps of the order, not the number
            order = session.get_one(Order, booking.order_id, populate_existing=True)
            if not queries.is_to_be_sent(order) or order.parcel is None:
                raise NotToBeBooked
            if queries.cash_of(order) != booking.cash:
                raise CashChanged  # the carrier would collect what was owed before
            order.parcel.inspection = booking.inspection
            carrier = Carrier(booking.carrier)
            tracking.give_number(order, carrier, booked.number, actor, now)
    except DomainError as error:
        _call_off(booking, str(error.message), now)
    else:
        booking.state, booking.ask_at = BookingState.BOOKED.value, now + rules.SILENT


def refuse(booking_id: int, words: str, now: datetime) -> None:
    """The carrier does not take the parcel; another may be called."""
    booking = queries.get_locked(booking_id)
    if booking.state == BookingState.STARTED:
        booking.state, booking.said = BookingState.REFUSED.value, words[:LONGEST_WORDS]
        booking.answered_at, booking.ask_at = now, None


def put_off(booking_id: int, now: datetime) -> None:
    """The carrier did not answer: ask again later, with the same key."""
    booking = queries.get_locked(booking_id)
    booking.tries += 1
    booking.ask_at = rules.ask_after(booking.tries, now)


def ask_to_cancel(actor: Actor, order: Order, now: datetime) -> Booking:
    """Write down that a carrier is about to be called off. Raises NothingBooked."""
    last = queries.find_last(order.id)
    booking = queries.get_locked(last.id) if last else None
    parcel = order.parcel
    is_open = booking is not None and booking.state == BookingState.BOOKED
    if booking is None or not is_open or (parcel and parcel.track_state):
        raise NothingBooked
    _call_off(booking, None, now)
    sentence = f"Đơn {order.number}: hủy gọi bên giao hàng, mã {booking.number}."
    audit.record(actor, "carriers.cancel", order, sentence)
    return booking


def cancelled(booking_id: int, now: datetime) -> None:
    """The carrier does not come: the parcel is free for another number."""
    booking = queries.get_locked(booking_id)
    if booking.state != BookingState.CANCELLING:
        return
    booking.state, booking.ask_at = BookingState.CANCELLED.value, None
    booking.answered_at = now
    parcel = booking.order.parcel
    if parcel and parcel.tracking_number == booking.number and not parcel.track_state:
        parcel.carrier = parcel.tracking_number = parcel.inspection = None


def too_late(booking_id: int, words: str, now: datetime) -> None:
    """The carrier has the parcel already: the booking holds."""
    booking = queries.get_locked(booking_id)
    if booking.state == BookingState.CANCELLING:
        booking.state, booking.said = BookingState.BOOKED.value, words[:LONGEST_WORDS]
        booking.ask_at = now + rules.SILENT


def take(scan: Scan, carrier: Carrier, name: str, raw: str, now: datetime) -> bool:
    """Store a message that was checked and bring its parcel forward; False: nothing new.

    Raises NoSuchNumber or NotSentYet, and stores nothing: the carrier is to send it again.
    """
    if inbox.store(Quiet(name, scan.event_id), raw, now) is None:
        return False
    return record(scan, carrier, name, now)


def record(scan: Scan, carrier: Carrier, name: str, now: datetime) -> bool:
    """Bring the parcel forward; what cannot follow on what was said before is left out."""
    news = tracking.News(0, scan.number, scan.state, min(scan.at, now), scan.place, None)
    try:
        return tracking.record(news, carrier, Actor(name=name), now)
    except GoesBack:
        return False


def heard(booking_id: int, now: datetime) -> None:
    """The carrier was asked where the parcel is: not again for a while."""
    queries.get_locked(booking_id).ask_at = now + rules.SILENT


def _call_off(booking: Booking, why: str | None, now: datetime) -> None:
    booking.state, booking.said = BookingState.CANCELLING.value, why
    booking.tries, booking.ask_at = 0, rules.ask_after(0, now)
