"""Invoices buyers ask of a seller: /ban-hang/hoa-don."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.invoices import calling, labels, queries, rules, service
from storefront.invoices.errors import NoProvider
from storefront.invoices.forms import NumberForm
from storefront.invoices.models import InvoiceRequest
from storefront.invoices.providers.base import Issued
from storefront.invoices.sheet import as_csv

bp = Blueprint("invoices_seller", __name__, url_prefix="/ban-hang/hoa-don")


@bp.get("")
@requires("invoices.own")
def invoices() -> ResponseReturnValue:
    """What waits, what is being made, what has its number."""
    part = read_part()
    found, total = queries.list_for_seller(current_actor(), part, page_number())
    return render_template(
        "storefront/invoices/seller_invoices.html",
        requests=found,
        part=part,
        parts=labels.PARTS,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        states=labels.STATE,
    )


def read_part() -> str:
    """The part of the list that is asked for."""
    part = request.args.get("phan", "cho")
    return part if part in queries.PARTS else "cho"


@bp.get("/bang.csv")
@requires("invoices.own")
def sheet() -> ResponseReturnValue:
    """What has to be entered in the seller's software."""
    answer = Response(
        "".join(as_csv(queries.stream_waiting(current_actor()))),
        content_type="text/csv; charset=utf-8",
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="yeu-cau-hoa-don.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/<number>")
@requires("invoices.own")
def invoice(number: str) -> ResponseReturnValue:
    """One request: whom it is made out to, what is on it, and what comes next."""
    return _page(queries.get_for_seller(current_actor(), number), NumberForm(formdata=None))


def _page(found: InvoiceRequest, form: NumberForm) -> ResponseReturnValue:
    html = render_template(
        "storefront/invoices/seller_invoice.html",
        asked=found,
        draft=queries.draft_of(found),
        form=form,
        states=labels.STATE,
        may_hand_over=found.state == "asked" and rules.may_hand_over(found.order.status),
        has_provider=calling.find_provider() is not None,
        is_by_hand=found.via == rules.BY_HAND,
    )
    return html, 422 if form.errors or form.form_errors else 200


@bp.post("/<number>/giao-may")
@requires("invoices.issue")
def send(number: str) -> ResponseReturnValue:
    """Give the request to the provider and ask for the number at once."""
    provider = calling.find_provider()
    if HouseForm().validate_on_submit():
        try:
            if provider is None:
                raise NoProvider
            request_id = _hand_over(number, provider.name)
            calling.issue(request_id, clock.now())
        except DomainError as error:
            flash(str(error.message))
    return redirect(url_for(".invoice", number=number), 303)


@bp.post("/<number>/giao-tay")
@requires("invoices.issue")
def take(number: str) -> ResponseReturnValue:
    """The seller makes the invoice in its own software."""
    if HouseForm().validate_on_submit():
        try:
            _hand_over(number, rules.BY_HAND)
        except DomainError as error:
            flash(str(error.message))
        else:
            flash(_("Người mua không sửa được nữa. Lập xong, hãy ghi ký hiệu và số ở đây."))
    return redirect(url_for(".invoice", number=number), 303)


def _hand_over(number: str, via: str) -> int:
    with transaction():
        found = queries.get_for_seller(current_actor(), number)
        service.hand_over(current_actor(), found, via, clock.now())
        return found.id


@bp.post("/<number>/so")
@requires("invoices.issue")
def enter(number: str) -> ResponseReturnValue:
    """Write down serial and number as the seller's software gave them."""
    form = NumberForm()
    if form.validate():
        issued = Issued(
            form.serial.data or "", form.number.data or "", form.issued_on.data or clock.today()
        )
        try:
            with transaction():
                found = queries.get_for_seller(current_actor(), number)
                service.enter_number(current_actor(), found, issued, clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã ghi số hóa đơn."))
            return redirect(url_for(".invoice", number=number), 303)
    return _page(queries.get_for_seller(current_actor(), number), form)
