"""A seller's visits: /ban-hang/tham-quan. The list of guests is made for a phone at the gate."""

from datetime import datetime, time

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.money import format_dong
from catalog.kernel.web import current_actor, requires
from storefront.orders.labels import OF_VISIT
from storefront.quotas.errors import ImpossibleQuota
from storefront.quotas.labels import PROMISE_REASON
from storefront.quotas.rules import PromiseReason
from storefront.visits import labels, queries, rules, service
from storefront.visits.errors import ImpossibleTime, NoSuchTicket, NotATour
from storefront.visits.forms import CallOffForm, TicketForm, VisitForm
from storefront.visits.rules import GuideLanguage, TimeFault
from storefront.visits.service import NewVisit

bp = Blueprint("visits_seller", __name__, url_prefix="/ban-hang/tham-quan")


@bp.get("")
@requires("visits.keep")
def visits() -> ResponseReturnValue:
    """The visits offered, the latest first."""
    slots = queries.list_own(current_actor(), clock.now())
    return render_template("storefront/visits/seller_visits.html", slots=slots)


@bp.route("/moi", methods=["GET", "POST"])
@requires("visits.keep")
def begin() -> ResponseReturnValue:
    """Offer a visit on a day."""
    actor = current_actor()
    form = VisitForm()
    tickets = [
        (f"{tour.id}-{one.id}", f"{tour.name}, {one.name}, {format_dong(one.price)}")
        for tour in queries.list_tours(actor)
        for one in queries.tickets_of(tour)
    ]
    form.with_tickets(tickets)
    if form.validate_on_submit():
        try:
            with transaction():
                number = service.open_visit(actor, _new(form), clock.now()).id
        except DomainError as error:
            form.refuse(error, _field_of(error))
        else:
            flash(_("Đã mở buổi tham quan. Khách giữ chỗ được ngay."))
            return redirect(url_for(".visit", visit_id=number), 303)
    page = "storefront/visits/seller_begin.html"
    return render_template(page, form=form, has_tours=bool(tickets)), 422 if form.errors else 200


def _new(form: VisitForm) -> NewVisit:
    tour, _dash, adult = form.adult.data.partition("-")
    child_tour, _dash, child = (form.child.data or "").partition("-")
    if child and child_tour != tour:
        raise NotATour
    hour = rules.read_time(form.time.data or "") or time()
    return NewVisit(
        product_id=int(tour),
        adult_id=int(adult),
        child_id=int(child) if child else None,
        starts_at=datetime.combine(form.day.data or clock.today(), hour, clock.VIETNAM),
        minutes=form.minutes.data,
        seats=form.seats.data,
        language=GuideLanguage(form.language.data),
        meeting_place=form.meeting_place.data or "",
        instructions=form.instructions.data or "",
        closes_hours=form.closes_hours.data,
        cancel_hours=form.cancel_hours.data,
    )


def _field_of(error: DomainError) -> str | None:
    if isinstance(error, ImpossibleTime):
        return "closes_hours" if error.fault == TimeFault.CLOSES else "day"
    if isinstance(error, NotATour):
        return "child"
    return "seats" if isinstance(error, ImpossibleQuota) else None


@bp.route("/<int:visit_id>", methods=["GET", "POST"])
@requires("visits.keep")
def visit(visit_id: int) -> ResponseReturnValue:
    """Who comes; a ticket's code, typed or scanned, lets its guests in."""
    actor = current_actor()
    form = TicketForm()
    if form.validate_on_submit():
        try:
            code = rules.read_ticket(form.code.data or "")
            if code is None:
                raise NoSuchTicket
            with transaction():
                service.check_in(actor, visit_id, code, clock.now())
        except DomainError as error:
            form.refuse(error, "code")
        else:
            flash(_("Đã nhận khách của vé %(code)s.", code=code))
            return redirect(url_for(".visit", visit_id=visit_id), 303)
    slot = queries.get_own(actor, visit_id, clock.now())
    starts_at = slot.promise.starts_at
    guests = queries.list_guests(slot.visit)
    return render_template(
        "storefront/visits/seller_visit.html",
        slot=slot,
        guests=guests,
        expected=sum(one.adults + one.children for one in guests if one.is_expected),
        form=form,
        has_begun=starts_at is not None and starts_at <= clock.now(),
        guide_languages=labels.LANGUAGE,
        lasting=labels.lasting,
        statuses=OF_VISIT,
        reasons={reason.value: words for reason, words in PROMISE_REASON.items()},
    ), 422 if form.errors else 200


@bp.post("/<int:visit_id>/vang/<code>")
@requires("visits.keep")
def absent(visit_id: int, code: str) -> ResponseReturnValue:
    """Nobody came with this ticket."""
    try:
        with transaction():
            service.note_absent(current_actor(), visit_id, code, clock.now())
    except DomainError as error:
        flash(str(error.message))
    else:
        flash(_("Đã ghi: khách của vé %(code)s không đến.", code=code))
    return redirect(url_for(".visit", visit_id=visit_id), 303)


@bp.route("/<int:visit_id>/huy", methods=["GET", "POST"])
@requires("visits.keep")
def call_off(visit_id: int) -> ResponseReturnValue:
    """The visit does not take place: ask once more, then tell everybody."""
    actor = current_actor()
    form = CallOffForm()
    if form.validate_on_submit():
        reason = PromiseReason(form.reason.data)
        with transaction():
            count = service.call_off(actor, visit_id, reason, form.words.data or None, clock.now())
        flash(_("Đã hủy buổi này; %(count)s đơn được báo và hoàn tiền.", count=count))
        return redirect(url_for(".visit", visit_id=visit_id), 303)
    slot = queries.get_own(actor, visit_id, clock.now())
    page = "storefront/visits/seller_call_off.html"
    return render_template(page, slot=slot, form=form), 422 if form.errors else 200
