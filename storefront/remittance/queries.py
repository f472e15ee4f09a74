"""Reads of statements and differences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from catalog.kernel.clock import midnight_after
from catalog.kernel.db import session
from storefront.orders.models import Order, Parcel
from storefront.payments.models import Payment, PaymentShare
from storefront.payments.rules import ShareState, is_prepaid
from storefront.remittance.errors import NoSuchDifference
from storefront.remittance.models import CodDifference, CodLine, CodStatement
from storefront.shipping.carrying import Carrier, TrackState

PER_PAGE = 50
OWED = (ShareState.DUE.value, ShareState.RECEIVED.value)


@dataclass(frozen=True)
class Expected:
    """What the carrier should have collected for a parcel."""

    order_number: str
    amount: int


def expected_of(carrier: Carrier, numbers: Sequence[str]) -> dict[str, Expected]:
    """By tracking number; nothing is to be collected where it was paid before or called off.

    Of a combo the carrier collects for all orders in the parcel.
    """
    sent = aliased(Order)
    query = (
        select(
            Parcel.tracking_number,
            sent.number,
            PaymentShare.amount,
            PaymentShare.state,
            Payment.method,
        )
        .join(sent, sent.id == Parcel.order_id)
        .join(Order, (Order.id == sent.id) | (Order.combo_sale_id == sent.combo_sale_id))
        .join(PaymentShare, PaymentShare.reference == Order.number)
        .join(Payment, Payment.id == PaymentShare.payment_id)
        .where(Parcel.carrier == carrier.value, Parcel.tracking_number.in_(numbers))
    )
    found: dict[str, Expected] = {}
    for row in session.execute(query):
        due = row.amount if row.state in OWED and not is_prepaid(row.method) else 0
        before = found.get(row.tracking_number, Expected(row.number, 0))
        found[row.tracking_number] = replace(before, amount=before.amount + due)
    return found


def list_stated(carrier: Carrier, numbers: Sequence[str]) -> set[str]:
    """Which of these numbers stand in a statement already."""
    query = select(CodLine.tracking_number).where(
        CodLine.carrier == carrier.value, CodLine.tracking_number.in_(numbers)
    )
    return set(session.scalars(query))


def list_delivered(carrier: Carrier, until: date) -> list[str]:
    """Numbers of parcels the carrier says it delivered up to that day and has never stated."""
    stated = select(CodLine.id).where(
        CodLine.carrier == Parcel.carrier, CodLine.tracking_number == Parcel.tracking_number
    )
    query = select(Parcel.tracking_number).where(
        Parcel.carrier == carrier.value,
        Parcel.track_state == TrackState.DELIVERED.value,
        Parcel.track_at < midnight_after(until),
        ~stated.exists(),
    )
    return [number for number in session.scalars(query.order_by(Parcel.tracking_number)) if number]


def find_statement(carrier: Carrier, number: str) -> CodStatement | None:
    """The statement with this number, if it was entered."""
    return session.scalar(
        select(CodStatement).where(
            CodStatement.carrier == carrier.value, CodStatement.number == number
        )
    )


def list_differences(*, is_open: bool, page: int) -> tuple[Sequence[CodDifference], int]:
    """One page of the open ones, oldest first, or of the resolved ones, newest first."""
    condition = CodDifference.resolved_at.is_(None)
    where = condition if is_open else ~condition
    order = CodDifference.id if is_open else CodDifference.id.desc()
    query = select(CodDifference).where(where).order_by(order).limit(PER_PAGE)
    total = session.scalar(select(func.count(CodDifference.id)).where(where)) or 0
    return session.scalars(query.offset((page - 1) * PER_PAGE)).all(), total


def get_difference(difference_id: int) -> CodDifference:
    """The difference as it is now, or NoSuchDifference."""
    found = session.get(CodDifference, difference_id, populate_existing=True)
    if found is None:
        raise NoSuchDifference
    return found
