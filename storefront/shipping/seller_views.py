"""Pick-up points of a seller: /ban-hang/diem-lay."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.shipping import queries, service
from storefront.shipping.forms import ClosePickupForm, PickupForm

bp = Blueprint("shipping_seller", __name__, url_prefix="/ban-hang/diem-lay")


@bp.route("", methods=["GET", "POST"])
@requires("shipping.own")
def points() -> ResponseReturnValue:
    """The open points, and the form for a new one."""
    actor = current_actor()
    form = PickupForm()
    if form.validate_on_submit():
        with transaction():
            service.add_pickup(
                actor,
                form.name.data or "",
                form.address.data or "",
                form.instructions.data or "",
                form.days.data,
            )
        flash(_("Đã mở điểm lấy hàng; người mua chọn được khi đặt."))
        return redirect(url_for(".points"), 303)
    open_points = queries.pickups_for(actor.producer_ids)
    page = "storefront/shipping/pickups.html"
    return render_template(page, points=open_points, form=form), 422 if form.errors else 200


@bp.post("/<int:point_id>/dong")
@requires("shipping.own")
def close(point_id: int) -> ResponseReturnValue:
    """Offer a point no more."""
    if ClosePickupForm().validate_on_submit():
        with transaction():
            service.close_pickup(current_actor(), point_id, clock.now())
        flash(_("Đã đóng điểm lấy hàng. Đơn đã đặt giữ nguyên."))
    return redirect(url_for(".points"), 303)
