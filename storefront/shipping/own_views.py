"""Where a seller delivers in person: /ban-hang/tu-giao."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from catalog.places import queries as places
from storefront.shipping import delivering, queries
from storefront.shipping.errors import ImpossibleRate
from storefront.shipping.forms import ClosePickupForm, OwnDeliveryForm

bp = Blueprint("shipping_own", __name__, url_prefix="/ban-hang/tu-giao")


@bp.route("", methods=["GET", "POST"])
@requires("shipping.own")
def deliveries() -> ResponseReturnValue:
    """The places served, and the form for a new one."""
    form = OwnDeliveryForm()
    form.with_provinces(places.list_provinces())
    if form.validate_on_submit() and _is_settled(form) and _is_added(form):
        flash(_("Đã ghi nơi tự giao; người mua ở đó chọn được khi đặt."))
        return redirect(url_for(".deliveries"), 303)
    rows = queries.list_own_deliveries(current_actor().producer_ids)
    page = "storefront/shipping/own_deliveries.html"
    status = 422 if form.errors or form.form_errors else 200
    return render_template(page, rows=rows, form=form), status


@bp.post("/<int:delivery_id>/dong")
@requires("shipping.own")
def close(delivery_id: int) -> ResponseReturnValue:
    """Serve a place no more."""
    if ClosePickupForm().validate_on_submit():
        with transaction():
            delivering.close_own_delivery(current_actor(), delivery_id, clock.now())
        flash(_("Đã thôi tự giao đến nơi này. Đơn đã đặt giữ nguyên."))
    return redirect(url_for(".deliveries"), 303)


def _is_settled(form: OwnDeliveryForm) -> bool:
    """Whether the place is a whole province, or one commune of it."""
    if not form.commune_text.data:
        return True
    settled = form.takes(places.resolve(*form.typed_place()))
    if form.commune:
        form.province_code.data = form.commune.province_code
    return settled


def _is_added(form: OwnDeliveryForm) -> bool:
    try:
        with transaction():
            delivering.add_own_delivery(
                current_actor(),
                form.province_code.data or "",
                form.commune.code if form.commune else None,
                form.fee.data,
                (form.days_from.data, form.days_to.data),
            )
    except DomainError as error:
        form.refuse(error, "days_to" if isinstance(error, ImpossibleRate) else "province_code")
        return False
    return True
