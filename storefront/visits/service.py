"""Writes of visits: opened, booked by checkout, checked in, called off for bad weather."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from catalog.kernel import audit, clock, codes
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import rows_changed, session
from storefront.orders import service as orders
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.rules import is_prepaid
from storefront.quotas import service as quotas
from storefront.quotas.rules import PromiseReason, QuotaKind
from storefront.quotas.service import NewQuota
from storefront.visits import queries, rules
from storefront.visits.errors import (
    AlreadyIn,
    ImpossibleTime,
    NotATour,
    NotBegun,
    NotPaid,
    OtherVisit,
    TooEarly,
    VisitOff,
)
from storefront.visits.models import Ticket, Visit
from storefront.visits.queries import Slot
from storefront.visits.rules import GuideLanguage


@dataclass(frozen=True)
class NewVisit:
    """What a seller offers on one day. Hours count back from the beginning."""

    product_id: int
    adult_id: int
    child_id: int | None
    starts_at: datetime
    minutes: int
    seats: int
    language: GuideLanguage
    meeting_place: str
    instructions: str
    closes_hours: int
    cancel_hours: int


def open_visit(actor: Actor, new: NewVisit, now: datetime) -> Visit:
    """Let guests book seats. Raises NotATour, ImpossibleTime, ImpossibleQuota."""
    _check_tour(actor, new)
    closes = new.starts_at - timedelta(hours=new.closes_hours)
    fault = rules.find_time_fault(new.starts_at, closes, now)
    if fault:
        raise ImpossibleTime(fault)
    day = clock.local_date(new.starts_at)
    quota = quotas.open_quota(
        NewQuota(
            kind=QuotaKind.VISIT,
            producer_id=min(actor.producer_ids),
            capacity=new.seats,
            most_per_buyer=None,
            sells_from=now,
            sells_until=closes,
            first_day=day,
            last_day=day,
            starts_at=new.starts_at,
            note=new.meeting_place,
            cancels_until=new.starts_at - timedelta(hours=new.cancel_hours),
        ),
        [one for one in (new.adult_id, new.child_id) if one],
    )
    visit = Visit(
        quota_id=quota.id,
        product_id=new.product_id,
        adult_id=new.adult_id,
        child_id=new.child_id,
        minutes=new.minutes,
        language=new.language.value,
        meeting_place=new.meeting_place,
        instructions=new.instructions,
        opened_by=actor.name,
        opened_at=now,
    )
    session.add(visit)
    session.flush()  # for the id the audit entry names
    audit.record(actor, "visits.open", visit, f"Mở buổi tham quan ngày {day:%d/%m/%Y}.")
    return visit


def _check_tour(actor: Actor, new: NewVisit) -> None:
    tours = {one.id: one for one in queries.list_tours(actor)}
    tour = tours.get(new.product_id)
    sold = {one.id for one in queries.tickets_of(tour)} if tour else set()
    if not {one for one in (new.adult_id, new.child_id) if one} <= sold or not sold:
        raise NotATour
    if new.adult_id == new.child_id:
        raise NotATour


def issue_ticket(order_id: int) -> None:
    """Give a booking its ticket, in the transaction that placed it; goods get none."""
    order = session.get_one(Order, order_id)
    quota_ids = {line.quota_id for line in order.lines if line.quota_id}
    for quota_id in sorted(quota_ids):
        visit = queries.find_by_quota(quota_id)
        if visit is not None:
            code = rules.make_ticket(codes.random_body(rules.TICKET_RANDOM))
            session.add(Ticket(visit_id=visit.id, order_id=order.id, code=code))


def check_in(actor: Actor, visit_id: int, code: str, now: datetime) -> Ticket:
    """The guests of a ticket are there: that is the delivery, and the seller's earning.

    Of two who let them in at once the conditional UPDATE lets one through. Raises NoSuchTicket,
    OtherVisit, VisitOff, TooEarly, NotPaid or AlreadyIn.
    """
    ticket = _ticket_of(actor, visit_id, code, now)
    entered = session.execute(
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.checked_in_at.is_(None))
        .values(checked_in_at=now, checked_in_by=actor.name)
        .execution_options(synchronize_session=False)
    )
    if rows_changed(entered) != 1:
        raise AlreadyIn
    orders.change(ticket.order, OrderStatus.DELIVERED, Party.SELLER, actor, now)
    session.refresh(ticket)
    return ticket


def note_absent(actor: Actor, visit_id: int, code: str, now: datetime) -> Ticket:
    """Nobody came. A seat paid beforehand is earned; where nothing was paid nothing is owed.

    Raises NotBegun while guests may still come, and what letting them in does.
    """
    ticket = _ticket_of(actor, visit_id, code, now)
    starts_at = ticket.visit.quota.starts_at
    if starts_at and now < starts_at:
        raise NotBegun(f"{starts_at.astimezone(clock.VIETNAM):%H:%M}")
    reason = PromiseReason.ABSENT.value
    prepaid = is_prepaid(ticket.order.group.payment_method)
    end = OrderStatus.DELIVERED if prepaid else OrderStatus.REFUSED
    orders.change(ticket.order, end, Party.SELLER, actor, now, reason)
    return ticket


def _ticket_of(actor: Actor, visit_id: int, code: str, now: datetime) -> Ticket:
    slot = _living(actor, visit_id, now)
    ticket = queries.get_ticket(code)
    if ticket.visit_id != slot.visit.id:
        raise OtherVisit
    if clock.local_date(now) < slot.promise.first_day:
        raise TooEarly
    if ticket.checked_in_at is not None:
        raise AlreadyIn
    if ticket.order.status != OrderStatus.PLACED:
        raise NotPaid
    return ticket


def call_off(
    actor: Actor, visit_id: int, reason: PromiseReason, words: str | None, now: datetime
) -> int:
    """The visit does not take place: bookings are refused, what was paid goes back.

    Everybody is told. Guests who are in already stay so. Returns how many bookings that were.
    """
    slot = _living(actor, visit_id, now)
    visit = slot.visit
    quotas.close(visit.quota_id, now)
    visit.off_reason, visit.off_words = reason.value, words
    waiting = queries.waiting_ids(visit.quota_id)
    for order_id in waiting:
        _refuse(order_id, actor, f"{reason.value}: {words}" if words else reason.value, now)
    sentence = f"Hủy buổi tham quan ngày {slot.promise.first_day:%d/%m/%Y}: {len(waiting)} đơn."
    audit.record(actor, "visits.call_off", visit, sentence, orders=len(waiting))
    return len(waiting)


def _refuse(order_id: int, actor: Actor, reason: str, now: datetime) -> None:
    order = session.scalars(
        select(Order).where(Order.id == order_id).execution_options(populate_existing=True)
    ).one()
    if order.status == OrderStatus.UNPAID:
        orders.change(order, OrderStatus.CANCELLED, Party.SYSTEM, SYSTEM, now, reason)
    else:
        orders.change(order, OrderStatus.REFUSED, Party.SELLER, actor, now, reason)


def _living(actor: Actor, visit_id: int, now: datetime) -> Slot:
    slot = queries.get_own(actor, visit_id, now)
    if slot.promise.is_closed:
        raise VisitOff
    return slot
