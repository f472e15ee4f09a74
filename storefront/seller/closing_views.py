"""Closing the shop for some days: /ban-hang/nghi."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.closures import queries, rules, service
from storefront.closures.errors import ImpossibleClosure
from storefront.closures.labels import off_words
from storefront.orders import queries as orders
from storefront.orders.labels import FOR_SELLER
from storefront.orders.rules import OPEN
from storefront.seller.forms import ClosingForm

bp = Blueprint("seller_closing", __name__, url_prefix="/ban-hang/nghi")


@bp.route("", methods=["GET", "POST"])
@requires("closures.keep")
def closing() -> ResponseReturnValue:
    """Say when the shop takes no orders; what is ordered already is listed beside it."""
    actor, today = current_actor(), clock.today()
    form = ClosingForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.close(
                    actor,
                    form.from_day.data or today,
                    form.to_day.data,
                    form.words.data or None,
                    clock.now(),
                )
        except ImpossibleClosure as error:
            form.refuse(error, "to_day" if form.to_day.data else "from_day")
        else:
            flash(_("Đã ghi đợt nghỉ. Người mua thấy ngay ở trang sản phẩm và giỏ hàng."))
            return redirect(url_for(".closing"), 303)
    closed = queries.find_own(actor, today)
    if not form.is_submitted():
        _fill(form, closed, today)
    return render_template(
        "storefront/seller/closing.html",
        form=form,
        closed=closed,
        off=rules.of_shop(closed) if closed else None,
        off_words=off_words,
        open_orders=orders.list_for_seller(actor, sorted(OPEN)),
        statuses=FOR_SELLER,
    ), 422 if form.errors else 200


def _fill(form: ClosingForm, closed: rules.Closed | None, today: date) -> None:
    form.from_day.data = max(closed.from_day, today) if closed else today
    if closed:
        form.to_day.data, form.words.data = closed.to_day, closed.words


@bp.post("/mo-lai")
@requires("closures.keep")
def reopen() -> ResponseReturnValue:
    """Take orders again, or do not close after all."""
    try:
        with transaction():
            service.reopen(current_actor(), clock.now())
    except DomainError as error:
        flash(str(error.message))
    else:
        flash(_("Cửa hàng đã mở lại; người mua đặt được ngay."))
    return redirect(url_for(".closing"), 303)
