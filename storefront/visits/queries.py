"""Reads of visits: of buyers what is open and their ticket, of sellers who comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from catalog.products.rules import NetUnit
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import CALLED_OFF, OrderStatus
from storefront.quotas import queries as quotas
from storefront.quotas.models import Quota
from storefront.quotas.rules import Promise
from storefront.visits.errors import NoSuchTicket, NoSuchVisit
from storefront.visits.models import Ticket, Visit


@dataclass(frozen=True)
class Slot:
    """A visit with what its quota promises at this moment."""

    visit: Visit
    promise: Promise


@dataclass(frozen=True)
class Guests:
    """Who comes with one ticket."""

    ticket: Ticket
    adults: int
    children: int

    @property
    def is_expected(self) -> bool:
        """Paid for, or to be paid at the meeting place, and not in yet."""
        return self.ticket.order.status == OrderStatus.PLACED


def list_open(now: datetime, producer_id: int | None = None) -> list[Slot]:
    """Every visit (of one producer) that takes bookings at this moment, the next first."""
    where = [*quotas.is_open(now), Product.is_published, Producer.verified_on.is_not(None)]
    if producer_id is not None:
        where.append(Product.producer_id == producer_id)
    query = (
        select(Visit)
        .join(Visit.quota)
        .join(Visit.product)
        .join(Product.producer)
        .where(*where)
        .options(contains_eager(Visit.product), joinedload(Visit.adult), joinedload(Visit.child))
        .order_by(Quota.starts_at, Visit.id)
        .limit(60)
    )
    return _with_promises(session.scalars(query), now)


def list_own(actor: Actor, now: datetime) -> list[Slot]:
    """The visits of the actor's producers, the latest first."""
    query = (
        select(Visit)
        .join(Visit.quota)
        .where(Quota.producer_id.in_(actor.producer_ids))
        .options(joinedload(Visit.product))
        .order_by(Quota.starts_at.desc(), Visit.id.desc())
        .limit(100)
    )
    return _with_promises(session.scalars(query), now)


def get_own(actor: Actor, visit_id: int, now: datetime) -> Slot:
    """A visit of the actor's producers, or NoSuchVisit."""
    query = (
        select(Visit)
        .join(Visit.quota)
        .where(Visit.id == visit_id, Quota.producer_id.in_(actor.producer_ids))
        .options(joinedload(Visit.product), joinedload(Visit.adult), joinedload(Visit.child))
        .execution_options(populate_existing=True)
    )
    visit = session.scalar(query)
    if visit is None:
        raise NoSuchVisit
    return _with_promises([visit], now)[0]


def find_by_quota(quota_id: int) -> Visit | None:
    """The visit whose seats these are, or None."""
    return session.scalar(select(Visit).where(Visit.quota_id == quota_id))


def list_guests(visit: Visit) -> list[Guests]:
    """Everybody who booked and did not call off, in the order of booking."""
    query = (
        select(Ticket)
        .join(Ticket.order)
        .where(Ticket.visit_id == visit.id, Order.status.not_in(list(CALLED_OFF)))
        .options(
            contains_eager(Ticket.order).joinedload(Order.group),
            contains_eager(Ticket.order).selectinload(Order.lines),
            contains_eager(Ticket.order).selectinload(Order.changes),
        )
        .order_by(Ticket.id)
        .execution_options(populate_existing=True)
    )
    return [guests_of(one, visit) for one in session.scalars(query)]


def guests_of(ticket: Ticket, visit: Visit) -> Guests:
    """How many grown-ups and children a ticket is for."""
    lines = ticket.order.lines
    children = sum(one.quantity for one in lines if one.variant_id == visit.child_id)
    return Guests(ticket, sum(one.quantity for one in lines) - children, children)


def get_ticket(code: str) -> Ticket:
    """A ticket by its code, or NoSuchTicket."""
    query = (
        select(Ticket)
        .where(Ticket.code == code)
        .options(
            joinedload(Ticket.visit).joinedload(Visit.product).joinedload(Product.producer),
            joinedload(Ticket.visit).joinedload(Visit.quota),
            joinedload(Ticket.order).selectinload(Order.lines),
        )
        .execution_options(populate_existing=True)
    )
    ticket = session.scalar(query)
    if ticket is None:
        raise NoSuchTicket
    return ticket


def find_code_of(order_id: int) -> str | None:
    """The code of an order's ticket, or None for an order of goods."""
    return session.scalar(select(Ticket.code).where(Ticket.order_id == order_id))


def list_tours(actor: Actor) -> list[Product]:
    """Tours of the actor's producers: what is sold by the visit, with its sizes."""
    query = (
        select(Product)
        .where(
            Product.producer_id.in_(actor.producer_ids),
            Product.is_published,
            Product.variants.any(Variant.is_on_sale & (Variant.net_unit == NetUnit.VISIT.value)),
        )
        .options(selectinload(Product.variants))
        .order_by(Product.folded, Product.id)
    )
    return list(session.scalars(query))


def tickets_of(tour: Product) -> list[Variant]:
    """The sizes of a tour that are seats."""
    return [one for one in tour.variants if one.is_on_sale and one.net_unit == NetUnit.VISIT]


def waiting_ids(quota_id: int) -> list[int]:
    """Orders of a quota that stand and are not used yet, held in the order of their ids."""
    lines = select(OrderLine.order_id).where(OrderLine.quota_id == quota_id)
    open_still = [OrderStatus.UNPAID.value, OrderStatus.PLACED.value]
    query = select(Order.id).where(Order.id.in_(lines), Order.status.in_(open_still))
    return list(session.scalars(query.order_by(Order.id).with_for_update()))


def _with_promises(visits: Iterable[Visit], now: datetime) -> list[Slot]:
    listed = list(visits)
    promises = quotas.promises((one.quota_id for one in listed), now)
    return [Slot(one, promises[one.quota_id]) for one in listed]
