"""Reads of bookings."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from storefront.carriers.models import Booking
from storefront.carriers.rules import (
    SILENT,
    WAITING,
    Address,
    BookingState,
    Consignment,
    Inspection,
)
from storefront.orders import joint
from storefront.orders.models import Order, Parcel
from storefront.orders.rules import OrderStatus
from storefront.payments.rules import is_prepaid
from storefront.shipping.carrying import TrackState

AT_ONCE = 50
ENDED = (TrackState.DELIVERED.value, TrackState.RETURNED.value)


def find_last(order_id: int) -> Booking | None:
    """The newest call for an order, or None."""
    query = select(Booking).where(Booking.order_id == order_id)
    return session.scalar(query.order_by(Booking.id.desc()).limit(1))


def get_locked(booking_id: int) -> Booking:
    """The booking, held until the commit."""
    return session.scalars(
        select(Booking)
        .where(Booking.id == booking_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def list_due(now: datetime) -> list[int]:
    """Bookings that wait for a carrier's word and are to be asked now."""
    query = select(Booking.id).where(
        Booking.state.in_([one.value for one in WAITING]), Booking.ask_at <= now
    )
    return list(session.scalars(query.order_by(Booking.ask_at).limit(AT_ONCE)))


def list_silent(now: datetime) -> list[tuple[int, str, str]]:
    """Id, carrier and number of parcels under way of which nothing was heard for long."""
    query = (
        select(Booking.id, Booking.carrier, Booking.number)
        .join(Parcel, Parcel.order_id == Booking.order_id)
        .where(
            Booking.state == BookingState.BOOKED.value,
            Booking.ask_at <= now,
            Booking.answered_at <= now - SILENT,
            Parcel.track_state.is_(None) | Parcel.track_state.not_in(ENDED),
        )
    )
    return [(row.id, row.carrier, row.number) for row in session.execute(query.limit(AT_ONCE))]


def is_to_be_sent(order: Order) -> bool:
    """Packed, without a number yet, and neither fetched nor brought by the seller."""
    return (
        order.status == OrderStatus.PACKED
        and order.parcel is not None
        and order.parcel.tracking_number is None
        and order.pickup is None
        and not order.is_own_delivery
    )


def list_to_hand_over(actor: Actor) -> list[Order]:
    """The actor's packed orders that go by a carrier, the longest promised first."""
    query = (
        select(Order)
        .where(
            Order.producer_id.in_(actor.producer_ids),
            Order.status == OrderStatus.PACKED.value,
            Order.parcel.has(),
            Order.pickup.is_(None),
            Order.is_own_delivery.is_(False),
        )
        .options(
            joinedload(Order.group),
            joinedload(Order.recipient),
            joinedload(Order.parcel),
            selectinload(Order.lines),
        )
    )
    return list(session.scalars(query.order_by(Order.promised_to, Order.id)))


def cash_of(order: Order) -> int:
    """What the carrier collects of the buyer."""
    return 0 if is_prepaid(order.group.payment_method) else joint.to_collect(order)


def consignment(order: Order, key: str, inspection: Inspection) -> Consignment:
    """The order's parcel as a carrier is told of it: what it needs and no more."""
    to = order.goes_to
    seller = session.get_one(Producer, order.producer_id)
    return Consignment(
        key=key,
        parcel_code=order.parcel.code if order.parcel else order.number,
        sender=Address(
            order.seller_name,
            order.seller_phone or "",
            seller.address or "",
            seller.commune_code,
            seller.province_code,
            order.seller_place or "",
        ),
        receiver=Address(to.name, to.phone, to.street, to.commune_code, to.province_code, to.place),
        weight_g=order.weight_g,
        goods_class=order.goods_class,
        cash=cash_of(order),
        inspection=inspection,
        min_age=order.min_age,
    )
