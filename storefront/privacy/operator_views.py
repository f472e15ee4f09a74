"""Requests to delete, with their clock, and how long data is kept: /quan-tri/du-lieu-ca-nhan."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.messages.rules import masked
from storefront.privacy import labels, queries, rules, service
from storefront.privacy.forms import RefuseForm, RetentionForm
from storefront.privacy.rules import Kept, RequestState

bp = Blueprint("privacy_operator", __name__, url_prefix="/quan-tri/du-lieu-ca-nhan")


@bp.get("")
@requires("privacy.see")
def requests() -> ResponseReturnValue:
    """Who asked, until when it is due, what came of it; the rows of retention."""
    now = clock.now()
    return render_template(
        "storefront/privacy/requests.html",
        requests=queries.list_requests(),
        retention=queries.list_retention(),
        in_force={(row.what, row.valid_from) for row in queries.list_in_force(clock.today())},
        kept=labels.KEPT,
        states=labels.REQUEST,
        is_late=lambda due: rules.is_late(due, now),
        masked=masked,
    )


@bp.post("/<int:request_id>/duyet")
@requires("privacy.decide")
def approve(request_id: int) -> ResponseReturnValue:
    """Let the worker delete."""
    if HouseForm().validate_on_submit():
        with transaction():
            service.approve(current_actor(), request_id, clock.now())
        flash(_("Đã duyệt; dữ liệu được xóa trong ít giây."))
    return redirect(url_for(".requests"), 303)


@bp.route("/<int:request_id>/tu-choi", methods=["GET", "POST"])
@requires("privacy.decide")
def refuse(request_id: int) -> ResponseReturnValue:
    """Say why not."""
    form = RefuseForm()
    if form.validate_on_submit():
        with transaction():
            service.refuse(current_actor(), request_id, form.note.data or "", clock.now())
        flash(_("Đã ghi: không xóa, kèm lý do."))
        return redirect(url_for(".requests"), 303)
    found = queries.get_request(request_id, RequestState.OPEN)
    status = 422 if form.errors else 200
    page = "storefront/privacy/refuse.html"
    return render_template(page, one=found, form=form, masked=masked), status


@bp.route("/thoi-han", methods=["GET", "POST"])
@requires("privacy.decide")
def retention() -> ResponseReturnValue:
    """Add a dated row of retention."""
    form = RetentionForm()
    if form.validate_on_submit():
        with transaction():
            service.add_retention(
                current_actor(),
                Kept(form.what.data),
                form.days.data,
                form.valid_from.data or clock.today(),
                form.source.data or "",
                clock.now(),
            )
        flash(_("Đã thêm thời hạn giữ."))
        return redirect(url_for(".requests"), 303)
    return render_template("storefront/privacy/retention.html", form=form), (
        422 if form.errors else 200
    )
