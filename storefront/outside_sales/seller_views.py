"""Orders taken on other floors: /ban-hang/san-khac/don."""

import csv
from io import StringIO

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import _, ngettext
from catalog.kernel.spreadsheets import MARK, safe
from catalog.kernel.web import current_actor, page_number, requires
from catalog.products.queries import list_own_variants
from storefront.floors import reference
from storefront.inventory.rules import NORMAL
from storefront.outside_sales import labels, queries, rules, service
from storefront.outside_sales.errors import ColumnsMissing, ColumnsUnknown
from storefront.outside_sales.forms import ColumnsForm, FileForm
from storefront.outside_sales.rules import CalledOff, Known, Refused, Sold

bp = Blueprint("outside_sales_seller", __name__, url_prefix="/ban-hang/san-khac/don")
SHOWN = 300


@bp.get("")
@requires("inventory.change")
def sales() -> ResponseReturnValue:
    """What left by other floors this month, and each order with its batches."""
    actor, today = current_actor(), clock.today()
    found, total = queries.list_sales(actor, page_number())
    return render_template(
        "storefront/outside_sales/sales.html",
        sales=found,
        total=total,
        totals=queries.list_totals(actor, today.replace(day=1)),
        normal=NORMAL,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
    )


@bp.get("/mau.csv")
@requires("inventory.change")
def template() -> Response:
    """Our plain layout, with a row for each size one sells to copy its number from."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow((*rules.COLUMNS, "hang"))
    for one in list_own_variants(current_actor().producer_ids):
        writer.writerow(["", "", one.id, "", "", safe(f"{one.product.name}, {one.name}")])
    answer = Response(MARK + out.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=don-san-khac.csv"
    return answer


@bp.route("/nhap", methods=["GET", "POST"])
@requires("inventory.change")
def enter() -> ResponseReturnValue:
    """Take a file and show what it would do; nothing is written yet."""
    form = FileForm()
    if request.method == "GET":
        form.floor.data = request.args.get("san", "")[: rules.LONGEST_FLOOR]
    if form.validate_on_submit():
        try:
            with transaction():
                floor, data = form.floor.data or "", form.file.data.read()
                found = service.try_file(current_actor(), _mine(), floor, data, clock.now())
        except ColumnsUnknown as error:
            columns = ColumnsForm(None, floor=form.floor.data)
            columns.offer(list(dict.fromkeys(error.headings)))
            return _columns_page(columns)
        except NotFound:
            raise
        except DomainError as error:
            form.refuse(error, "file")
        else:
            return _tried_page(found)
    return _enter_page(form)


@bp.post("/nhap/<int:tried_id>/ghi")
@requires("inventory.change")
def write(tried_id: int) -> ResponseReturnValue:
    """Write what was shown, whole or not at all."""
    try:
        with transaction():
            count = service.write(current_actor(), tried_id, clock.now())
    except Conflict as error:
        flash(str(error.message))
        return redirect(url_for(".enter"), 303)
    flash(
        ngettext(
            "Đã ghi %(num)s đơn. Hàng đã trừ khỏi kho.",
            "Đã ghi %(num)s đơn. Hàng đã trừ khỏi kho.",
            count,
        )
    )
    return redirect(url_for(".sales"), 303)


@bp.post("/<int:sale_id>/bo")
@requires("inventory.change")
def take_back(sale_id: int) -> ResponseReturnValue:
    """Undo an order that was entered by mistake."""
    try:
        with transaction():
            sale = service.take_back(current_actor(), sale_id, clock.now())
            number = sale.number
    except Conflict as error:
        flash(str(error.message))
    else:
        flash(_("Đã bỏ đơn %(number)s. Hàng về lại kho.", number=number))
    return redirect(url_for(".sales", trang=page_number()), 303)


@bp.post("/cot")
@requires("inventory.change")
def columns() -> ResponseReturnValue:
    """Remember which column of a floor's file is which."""
    form = ColumnsForm()
    form.offer((form.headings.data or "").split("\n")[:60])
    if form.validate_on_submit():
        try:
            chosen = form.chosen()
            if chosen is None:
                raise ColumnsMissing
            with transaction():
                floor = form.floor.data or ""
                service.remember_columns(current_actor(), _mine(), floor, chosen, clock.now())
        except NotFound:
            raise
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã nhớ cách đọc tệp của sàn này. Chọn lại tệp để xem thử."))
            return redirect(url_for(".enter", san=form.floor.data), 303)
    return _columns_page(form)


def _mine() -> int:
    return min(current_actor().producer_ids, default=0)


def _enter_page(form: FileForm) -> ResponseReturnValue:
    page = "storefront/outside_sales/enter.html"
    names = [one.name for one in reference.floors()]
    return render_template(page, form=form, floors=names), 422 if form.errors else 200


def _columns_page(form: ColumnsForm) -> ResponseReturnValue:
    status = 422 if form.errors or form.form_errors else 200
    return render_template("storefront/outside_sales/columns.html", form=form), status


def _tried_page(found: service.Tried) -> ResponseReturnValue:
    of = {
        kind: [one for one in found.outcomes if isinstance(one, kind)]
        for kind in (Refused, Sold, Known, CalledOff)
    }
    sold = [one for one in found.outcomes if isinstance(one, Sold)]
    return render_template(
        "storefront/outside_sales/tried.html",
        found=found,
        refused=of[Refused],
        sold=sold,
        known=of[Known],
        called_off=of[CalledOff],
        orders=len({one.wanted.row.number for one in sold}),
        units=sum(one.wanted.units for one in sold),
        names=queries.goods_names({one.wanted.variant_id for one in sold}),
        why=labels.REFUSAL,
        shown=SHOWN,
    )
