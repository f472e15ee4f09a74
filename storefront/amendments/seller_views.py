"""A seller amends an order that is still in the house: /ban-hang/don-hang/<number>/bot-mon."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.amendments import correcting, rules, service
from storefront.amendments.errors import NothingTaken
from storefront.amendments.forms import CorrectForm, SellerCutForm
from storefront.amendments.service import Act
from storefront.orders import queries as orders
from storefront.orders.errors import NoSuchOrder
from storefront.orders.rules import Party

bp = Blueprint("amendments_seller", __name__, url_prefix="/ban-hang/don-hang")


@bp.route("/<number>/bot-mon", methods=["GET", "POST"])
@requires("orders.refuse")
def cut(number: str) -> ResponseReturnValue:
    """Take out what cannot be sent, and say why."""
    actor = current_actor()
    form = SellerCutForm()
    if form.validate_on_submit():
        act = Act(Party.SELLER, actor, form.key.data or "", form.why())
        try:
            with transaction():
                order = orders.get_order_for_seller(actor, number)
                service.cut(order, rules.read_units(request.form), act, clock.now())
        except NothingTaken as error:
            form.refuse(error)
        except Conflict as error:  # a second tap, or the buyer was faster
            flash(str(error.message))
            return redirect(url_for("orders_seller.order", number=number), 303)
        else:
            flash(_("Đã bớt món của đơn %(number)s; người mua thấy lý do.", number=number))
            return redirect(url_for("orders_seller.order", number=number), 303)
    found = orders.get_order_for_seller(actor, number)
    page = "storefront/amendments/seller_cut.html"
    status = 422 if form.errors or form.form_errors else 200
    may_cut = rules.may_cut(found.status, Party.SELLER) and not found.combo_sale_id
    return render_template(page, order=found, form=form, may_cut=may_cut), status


@bp.route("/<number>/sua-noi-nhan", methods=["GET", "POST"])
@requires("orders.pack")
def correct(number: str) -> ResponseReturnValue:
    """Correct where a purchase goes, as its buyer asked; the buyer sees what was corrected."""
    actor = current_actor()
    found = orders.get_order_for_seller(actor, number)
    if found.is_packed_by_other:  # where it goes is the packer's business
        raise NoSuchOrder
    form = CorrectForm.of(found.group)
    if form.validate_on_submit():
        try:
            with transaction():
                group = orders.get_order_for_seller(actor, number).group
                correcting.correct(group, form.given(), Party.SELLER, actor, clock.now())
        except Conflict as error:  # packed, sent or shared meanwhile: the page says what
            flash(str(error.message))
        else:
            flash(_("Đã sửa nơi nhận của đơn %(number)s; người mua thấy đã sửa gì.", number=number))
        return redirect(url_for("orders_seller.order", number=number), 303)
    may_correct = rules.may_correct((one.status for one in found.group.orders), Party.SELLER)
    return render_template(
        "storefront/amendments/seller_correct.html",
        order=found,
        form=form,
        may_correct=may_correct,
    ), 422 if form.errors else 200
