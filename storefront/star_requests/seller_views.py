"""A seller asks for the stars of own goods: /ban-hang/hang/<id>/gan-sao."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.certification.errors import DateOutOfRange, DecisionUnreadable
from catalog.certification.queries import standing_of
from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from catalog.products.models import Product
from catalog.products.queries import get_own_product
from storefront.extensions import limiter
from storefront.star_requests import labels, queries, service
from storefront.star_requests.forms import RequestForm
from storefront.star_requests.rules import NEW_PER_ACCOUNT, State

bp = Blueprint("star_requests_seller", __name__, url_prefix="/ban-hang/hang")


@bp.route("/<int:product_id>/gan-sao", methods=["GET", "POST"])
@requires("products.edit")
@limiter.limit(NEW_PER_ACCOUNT, methods=["POST"])
def ask(product_id: int) -> ResponseReturnValue:
    """Name the decision; an officer finds it in the register."""
    product = get_own_product(current_actor(), product_id)
    form = RequestForm()
    if form.validate_on_submit() and _is_sent(form, product_id):
        flash(_("Đã gửi. Cán bộ tìm trong sổ rồi gắn sao; trả lời hiện ở trang này."))
        return redirect(url_for("goods_seller.product", product_id=product_id), 303)
    return _page(product, form)


@bp.post("/<int:product_id>/gan-sao/rut")
@requires("products.edit")
def withdraw(product_id: int) -> ResponseReturnValue:
    """Take a request back; the right number can be sent at once."""
    product = get_own_product(current_actor(), product_id)
    form = RequestForm(formdata=None)
    try:
        with transaction():
            service.withdraw(current_actor(), product_id, clock.now())
    except Conflict as error:
        form.refuse(error)
        return _page(product, form)
    flash(_("Đã rút lại. Có số đúng thì gửi lại ở đây."))
    return redirect(url_for(".ask", product_id=product_id), 303)


def _page(product: Product, form: RequestForm) -> ResponseReturnValue:
    html = render_template(
        "storefront/star_requests/ask.html",
        product=product,
        form=form,
        asked=queries.find_newest(product.id),
        standing=standing_of(product.id, clock.today()),
        states=labels.STATE,
        waiting=State.WAITING,
        refused=State.REFUSED,
    )
    return html, 422 if form.errors or form.form_errors else 200


def _is_sent(form: RequestForm, product_id: int) -> bool:
    number, day = form.number.data or "", form.decided_on.data
    try:
        with transaction():
            service.ask(current_actor(), product_id, number, day, clock.now())
    except DecisionUnreadable as error:
        form.refuse(error, "number")
    except DateOutOfRange as error:
        form.refuse(error, "decided_on")
    except Conflict as error:
        form.refuse(error)
    else:
        return True
    return False
