"""Reads of complaints: by number a state, by key or for its people all that was said."""

from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel import codes
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.complaints.errors import NoSuchComplaint
from storefront.complaints.models import Complaint
from storefront.complaints.rules import Clocks, ComplaintState
from storefront.orders.models import Order, OrderGroup

PER_PAGE = 30
LONGEST_NUMBER = 40


def get_by_number(typed: str, *, lock: bool = False) -> Complaint:
    """The complaint with this number, look-alikes forgiven; or NoSuchComplaint."""
    number = codes.canonical(typed[:LONGEST_NUMBER])
    return _get(Complaint.number == number, lock=lock)


def find_by_phone(typed: str, phone: str) -> str | None:
    """The number of the complaint with this number and phone, or None."""
    number = codes.canonical(typed[:LONGEST_NUMBER])
    query = select(Complaint.number).where(Complaint.number == number, Complaint.phone == phone)
    return session.scalar(query)


def find_by_key(form_key: str) -> Complaint | None:
    return session.scalar(select(Complaint).where(Complaint.form_key == form_key))


def get_for_seller(actor: Actor, number: str, *, lock: bool = False) -> Complaint:
    """A complaint about the actor's producer that it was asked about, or NoSuchComplaint."""
    return _get(
        Complaint.number == number,
        Complaint.producer_id.in_(actor.producer_ids),
        Complaint.seller_asked_at.is_not(None),
        lock=lock,
    )


def _get(*where: ColumnElement[bool], lock: bool) -> Complaint:
    query = select(Complaint).where(*where).execution_options(populate_existing=True)
    query = query.options(selectinload(Complaint.steps))
    found = session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NoSuchComplaint
    return found


def find_order_seller(number: str) -> int | None:
    """The seller of an order or, where a purchase has only one seller, of the purchase."""
    wanted = Order.number == number if "-" in number else OrderGroup.number == number
    query = select(Order.producer_id).join(Order.group).where(wanted)
    found = list(session.scalars(query))
    return found[0] if len(set(found)) == 1 else None


def has_order(number: str) -> bool:
    wanted = Order.number == number if "-" in number else OrderGroup.number == number
    return session.scalar(select(Order.id).join(Order.group).where(wanted).limit(1)) is not None


def clocks_of(complaint: Complaint) -> Clocks:
    """The times of a complaint as the rules know them."""
    return Clocks(complaint.state, complaint.acknowledge_by, complaint.resolve_by)


def list_for_desk(page: int, *, only_open: bool) -> tuple[list[Complaint], int]:
    """Complaints by what is due first; those that are done last."""
    where = [Complaint.state != ComplaintState.RESOLVED] if only_open else []
    return _page(where, page)


def list_for_seller(actor: Actor, page: int) -> tuple[list[Complaint], int]:
    """What the actor's producer was asked about, those not answered first."""
    asked: list[ColumnElement[bool]] = [
        Complaint.producer_id.in_(actor.producer_ids),
        Complaint.seller_asked_at.is_not(None),
    ]
    return _page(asked, page)


def _page(where: list[ColumnElement[bool]], page: int) -> tuple[list[Complaint], int]:
    total = session.scalar(select(func.count(Complaint.id)).where(*where)) or 0
    due = case(
        (Complaint.state == ComplaintState.RECEIVED, Complaint.acknowledge_by),
        else_=Complaint.resolve_by,
    )
    query = (
        select(Complaint)
        .where(*where)
        .options(joinedload(Complaint.producer))
        .order_by(Complaint.resolved_at.is_not(None), due, Complaint.id)
    )
    return list(session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))), total


def count_open() -> int:
    query = select(func.count(Complaint.id)).where(Complaint.state != ComplaintState.RESOLVED)
    return session.scalar(query) or 0


def waiting_of(actor: Actor) -> tuple[int, datetime | None]:
    """Complaints the actor's producer was asked about and has not spoken on; the first deadline."""
    query = select(func.count(Complaint.id), func.min(Complaint.seller_answer_by)).where(
        Complaint.producer_id.in_(actor.producer_ids),
        Complaint.seller_asked_at.is_not(None),
        Complaint.seller_heard_at.is_(None),
        Complaint.state != ComplaintState.RESOLVED,
    )
    row = session.execute(query).one()
    return row[0], row[1]


def is_late(complaint: Complaint, now: datetime) -> bool:
    return clocks_of(complaint).is_late(now)
