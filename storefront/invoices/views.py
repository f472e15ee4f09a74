"""The buyer asks for an invoice: /don-hang/<number>/hoa-don, opened as the order is."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor
from storefront.extensions import limiter
from storefront.invoices import labels, queries, service
from storefront.invoices.errors import BadTaxCode
from storefront.invoices.forms import RequestForm
from storefront.invoices.rules import State
from storefront.invoices.service import Wanted
from storefront.orders.models import Order
from storefront.orders.opening import get_order, keep_if_held

bp = Blueprint("invoices", __name__, url_prefix="/don-hang/<number>/hoa-don")


@bp.get("")
def invoice(number: str) -> ResponseReturnValue:
    """What was asked for, and the form to ask or correct."""
    order = get_order(number)
    return _page(order, RequestForm(formdata=None, obj=queries.find_of(order)))


@bp.post("")
@limiter.limit("20 per hour; 60 per day")
def ask(number: str) -> ResponseReturnValue:
    """Ask for an invoice, or correct what was asked."""
    form = RequestForm()
    if not form.validate():
        return _page(get_order(number), form)
    wanted = Wanted(
        form.company_name.data or "",
        form.tax_code.data or "",
        form.address.data or "",
        form.email.data or "",
    )
    try:
        with transaction():
            service.ask(current_actor(), get_order(number), wanted, clock.now())
    except DomainError as error:
        form.refuse(error, "tax_code" if isinstance(error, BadTaxCode) else None)
        return _page(get_order(number), form)
    flash(_("Đã ghi yêu cầu hóa đơn."))
    return redirect(url_for(".invoice", number=number), 303)


def _page(order: Order, form: RequestForm) -> ResponseReturnValue:
    found = queries.find_of(order)
    html = render_template(
        "storefront/invoices/invoice.html",
        order=order,
        form=form,
        asked=found,
        may_ask=queries.may_ask(order, clock.now()) and (not found or found.state == State.ASKED),
        until=queries.ask_until(order),
        states=labels.STATE,
        is_demo=order.producer.is_demo,
    )
    answer = make_response(html, 422 if form.errors or form.form_errors else 200)
    answer.headers["Cache-Control"] = "no-store"
    return keep_if_held(answer, order.group.number)
