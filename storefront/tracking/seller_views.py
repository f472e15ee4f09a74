"""The carrier's number of a parcel: /ban-hang/don-hang/<number>/van-don."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.orders import queries as orders
from storefront.shipping.carrying import Carrier
from storefront.tracking import service
from storefront.tracking.forms import NumberForm

bp = Blueprint("tracking_seller", __name__, url_prefix="/ban-hang/don-hang")


@bp.route("/<number>/van-don", methods=["GET", "POST"])
@requires("orders.pack")
def number(number: str) -> ResponseReturnValue:
    """Hand a packed parcel over to a carrier, or mend its number."""
    actor = current_actor()
    form = NumberForm()
    if form.validate_on_submit():
        try:
            with transaction():
                order = orders.get_order_for_seller(actor, number)
                carrier = Carrier(form.carrier.data)
                service.give_number(order, carrier, form.number.data or "", actor, clock.now())
        except Conflict as error:  # somebody was faster, or a batch was stopped
            flash(str(error.message))
            return redirect(url_for("orders_seller.order", number=number), 303)
        except DomainError as error:
            form.refuse(error, "number")
        else:
            flash(_("Đã ghi mã vận đơn; người mua theo dõi được."))
            return redirect(url_for("orders_seller.order", number=number), 303)
    found = orders.get_order_for_seller(actor, number)
    page = "storefront/tracking/number.html"
    return render_template(page, order=found, form=form), 422 if form.errors else 200
