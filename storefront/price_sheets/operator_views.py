"""All prices out and in: /quan-tri/bang-gia."""

from flask import Blueprint, Response, render_template, stream_with_context
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.web import current_actor, requires
from storefront.price_sheets import forms, queries, service, sheet
from storefront.price_sheets.forms import SheetForm
from storefront.price_sheets.labels import REFUSAL
from storefront.price_sheets.service import Taken

bp = Blueprint("price_sheets_operator", __name__, url_prefix="/quan-tri/bang-gia")


@bp.route("", methods=["GET", "POST"])
@requires("products.edit_any")
def prices() -> ResponseReturnValue:
    """Take a sheet of changed prices in, or only try it; refused rows are listed by line."""
    form, taken = SheetForm(), None
    is_written = False
    if form.validate_on_submit():
        try:
            taken = _take(form.file.data.read(), is_tried=form.what.data == forms.TRY)
            is_written = form.what.data == forms.WRITE
        except DomainError as error:
            form.refuse(error, "file")
    page = "storefront/price_sheets/prices.html"
    status = 422 if form.errors else 200
    return render_template(
        page, form=form, taken=taken, is_written=is_written, words=REFUSAL
    ), status


def _take(data: bytes, *, is_tried: bool) -> Taken:
    if is_tried:
        return service.read(data)
    with transaction():
        return service.write(current_actor(), data, clock.now())


@bp.get("/bang.csv")
@requires("products.edit_any")
def download() -> ResponseReturnValue:
    """Every price, sent while it is read."""
    return Response(
        stream_with_context(sheet.as_csv(queries.stream_prices())),
        mimetype="text/csv",
        headers={"Content-Disposition": "attachment; filename=bang-gia.csv"},
    )
