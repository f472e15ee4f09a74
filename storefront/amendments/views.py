"""The buyer amends an order that is not packed yet: /don-hang/<number>/bot-mon, /them-mon."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.web import current_actor
from storefront.amendments import adding, correcting, labels, offering, queries, rules, service
from storefront.amendments.errors import (
    AdditionChanged,
    BelowMinimum,
    BelowStep,
    CalledOffTogether,
    NothingTaken,
    NumberNeedsCode,
)
from storefront.amendments.forms import AddForm, CorrectForm, CutForm
from storefront.amendments.rules import Addition
from storefront.amendments.service import Act
from storefront.checkout.forms import fresh_key
from storefront.cod.errors import NoCash
from storefront.extensions import limiter
from storefront.orders.errors import OrderMoved
from storefront.orders.models import Order
from storefront.orders.numbers import group_number
from storefront.orders.opening import get_group, get_order, holds_key, keep
from storefront.orders.rules import Party
from storefront.payments.rules import is_prepaid

bp = Blueprint("amendments", __name__, url_prefix="/don-hang")


@bp.route("/<number>/bot-mon", methods=["GET", "POST"])
def cut(number: str) -> ResponseReturnValue:
    """Take some units out of one seller's order."""
    form = CutForm()
    if form.validate_on_submit():
        act = Act(Party.BUYER, current_actor(), form.key.data or "")
        try:
            with transaction():
                order = get_order(number)
                service.cut(order, rules.read_units(request.form), act, clock.now())
        except (NothingTaken, BelowStep, BelowMinimum, CalledOffTogether) as error:
            form.refuse(error)
        else:
            return redirect(url_for("orders.order", number=group_number(number)), 303)
    found = get_order(number)
    page = "storefront/amendments/cut.html"
    status = 422 if form.errors or form.form_errors else 200
    return render_template(
        page,
        order=found,
        form=form,
        may_cut=rules.may_cut(found.status, Party.BUYER) and not found.combo_sale_id,
        is_prepaid=is_prepaid(found.group.payment_method),
    ), status


@bp.route("/<number>/them-mon", methods=["GET", "POST"])
@limiter.limit("60 per minute; 600 per day", methods=["POST"])
def add(number: str) -> ResponseReturnValue:
    """Choose what to add, look at the new total and the promise, and add it: one address.

    A form without a seal is a first look. With another seal than that of what would be written
    nothing is, and the buyer looks at what changed.
    """
    form = AddForm()
    if form.validate_on_submit() and form.seal.data and "chon" not in request.form:
        act = Act(Party.BUYER, current_actor(), form.key.data or "")
        wanted = rules.read_units(request.form, "them-")
        try:
            with transaction():
                adding.add(get_order(number), wanted, act, form.seal.data, clock.now())
        except OrderMoved:
            if not _is_done(number, act):
                form.refuse(AdditionChanged())
        except DomainError as error:
            form.refuse(error)
        if not form.form_errors:
            return redirect(url_for("orders.order", number=group_number(number)), 303)
    return _add_page(get_order(number), form)


def _is_done(number: str, act: Act) -> bool:
    """Whether another tap on the same form has done it meanwhile."""
    return queries.find_amendment(rules.key_of(get_order(number).number, act.form_key)) is not None


def _add_page(order: Order, form: AddForm) -> ResponseReturnValue:
    wanted = rules.read_units(request.form, "them-")
    refused = offering.why_not(order)
    addition = None if refused else _look(order, form, wanted)
    form.seal.data = addition.seal if addition else ""
    offered = offering.list_offered(order, clock.today()) if not (refused or addition) else []
    shown = [one.offered for one in addition.lines] if addition else offered
    html = render_template(
        "storefront/amendments/add.html",
        order=order,
        form=form,
        refused=refused,
        wanted=wanted,
        addition=addition,
        sums=labels.sums_of(addition) if addition else [],
        offered=offered,
        sentences=labels.sentences_of(shown),
        is_demo=order.producer.is_demo,
    )
    answer = make_response(html, 422 if form.errors or form.form_errors else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _look(order: Order, form: AddForm, wanted: dict[int, int]) -> Addition | None:
    """What the units asked for would cost; None where the buyer is to choose first."""
    if request.method == "GET" or form.key.errors or "chon" in request.form:
        return None
    if queries.find_amendment(rules.key_of(order.number, form.key.data or "")):
        form.key.data = fresh_key()  # an old page, chosen from anew
    try:
        return offering.quote(order, wanted, clock.today())
    except DomainError as error:
        if not form.form_errors:
            form.refuse(error)
        return None


@bp.route("/<number>/sua-noi-nhan", methods=["GET", "POST"])
def correct(number: str) -> ResponseReturnValue:
    """Correct name, number, street or note of a purchase, within its commune."""
    group = get_group(number)
    had_key = holds_key(group.number)
    form = CorrectForm.of(group)
    if form.validate_on_submit():
        try:
            with transaction():
                group = get_group(number)
                correcting.correct(group, form.given(), Party.BUYER, current_actor(), clock.now())
        except (NoCash, NumberNeedsCode) as error:
            group = get_group(number)
            form.refuse(error, "phone")
        else:
            answer = redirect(url_for("orders.order", number=group.number), 303)
            return keep(answer, group.number) if had_key else answer
    may_correct = rules.may_correct((one.status for one in group.orders), Party.BUYER)
    page = "storefront/amendments/correct.html"
    status = 422 if form.errors else 200
    return render_template(page, group=group, form=form, may_correct=may_correct), status
