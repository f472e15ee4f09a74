"""The buyer amends an order that is not packed yet: /don-hang/<number>/bot-mon."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.web import current_actor
from storefront.amendments import correcting, rules, service
from storefront.amendments.errors import NothingTaken
from storefront.amendments.forms import CorrectForm, CutForm
from storefront.amendments.service import Act
from storefront.orders.opening import get_group, get_order
from storefront.orders.rules import Party, group_number
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
        except NothingTaken as error:
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
        may_cut=rules.may_cut(found.status, Party.BUYER),
        is_prepaid=is_prepaid(found.group.payment_method),
    ), status


@bp.route("/<number>/sua-noi-nhan", methods=["GET", "POST"])
def correct(number: str) -> ResponseReturnValue:
    """Correct name, number, street or note of a purchase, within its commune."""
    group = get_group(number)
    form = CorrectForm.of(group)
    if form.validate_on_submit():
        with transaction():
            group = get_group(number)
            correcting.correct(group, form.given(), Party.BUYER, current_actor(), clock.now())
            number = group.number
        return redirect(url_for("orders.order", number=number), 303)
    may_correct = rules.may_correct((one.status for one in group.orders), Party.BUYER)
    page = "storefront/amendments/correct.html"
    status = 422 if form.errors else 200
    return render_template(page, group=group, form=form, may_correct=may_correct), status
