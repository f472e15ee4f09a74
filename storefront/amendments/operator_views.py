"""An operator amends anybody's order: /quan-tri/don-hang/<number>/bot-mon."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.amendments import correcting, rules, service
from storefront.amendments.errors import NothingTaken
from storefront.amendments.forms import CorrectForm, DeskCutForm
from storefront.amendments.service import Act
from storefront.orders import queries as orders
from storefront.orders.rules import Party

bp = Blueprint("amendments_operator", __name__, url_prefix="/quan-tri/don-hang")


@bp.route("/<number>/bot-mon", methods=["GET", "POST"])
@requires("orders.cancel")
def cut(number: str) -> ResponseReturnValue:
    """Take units out of an order that has not left the seller's house, and say why."""
    actor = current_actor()
    form = DeskCutForm()
    if form.validate_on_submit():
        act = Act(Party.OPERATOR, actor, form.key.data or "", form.why())
        try:
            with transaction():
                order = orders.get_order_for_desk(actor, number)
                service.cut(order, rules.read_units(request.form), act, clock.now())
        except NothingTaken as error:
            form.refuse(error)
        except Conflict as error:  # somebody was faster: the page says who
            flash(str(error.message))
            return redirect(url_for("orders_operator.order", number=number), 303)
        else:
            flash(
                _(
                    "Đã bớt món của đơn %(number)s; người mua và người bán thấy lý do.",
                    number=number,
                )
            )
            return redirect(url_for("orders_operator.order", number=number), 303)
    found = orders.get_order_for_desk(actor, number)
    page = "storefront/amendments/desk_cut.html"
    status = 422 if form.errors or form.form_errors else 200
    return render_template(
        page,
        order=found,
        form=form,
        may_cut=rules.may_cut(found.status, Party.OPERATOR) and not found.combo_sale_id,
        is_demo=found.producer.is_demo,
    ), status


@bp.route("/<number>/sua-noi-nhan", methods=["GET", "POST"])
@requires("orders.cancel")
def correct(number: str) -> ResponseReturnValue:
    """Correct where a purchase goes, as its buyer asked; the buyer sees what was corrected."""
    actor = current_actor()
    found = orders.get_order_for_desk(actor, number)
    form = CorrectForm.of(found.group)
    if form.validate_on_submit():
        try:
            with transaction():
                group = orders.get_order_for_desk(actor, number).group
                correcting.correct(group, form.given(), Party.OPERATOR, actor, clock.now())
        except Conflict as error:  # packed, sent or shared meanwhile: the page says what
            flash(str(error.message))
        else:
            flash(_("Đã sửa nơi nhận của đơn %(number)s; người mua thấy đã sửa gì.", number=number))
        return redirect(url_for("orders_operator.order", number=number), 303)
    may_correct = rules.may_correct((one.status for one in found.group.orders), Party.OPERATOR)
    return render_template(
        "storefront/amendments/desk_correct.html",
        order=found,
        form=form,
        may_correct=may_correct,
        is_demo=found.producer.is_demo,
    ), 422 if form.errors else 200
