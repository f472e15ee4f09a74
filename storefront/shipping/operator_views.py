"""The delivery price list: /quan-tri/cuoc-giao-hang."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.shipping import labels, queries, rules, service
from storefront.shipping.forms import CloseForm, RateForm
from storefront.shipping.rules import Zone
from storefront.shipping.service import NewRate

bp = Blueprint("shipping_operator", __name__, url_prefix="/quan-tri/cuoc-giao-hang")


@bp.get("")
@requires("shipping.see")
def rates() -> ResponseReturnValue:
    """Every row, and which of them count today."""
    today = clock.today()
    rows = [
        (rate, name, rules.is_in_force(queries.to_rate(rate), today))
        for rate, name in queries.list_rates()
    ]
    return render_template("storefront/shipping/rates.html", rows=rows, zones=labels.ZONE)


@bp.route("/them", methods=["GET", "POST"])
@requires("shipping.change")
def add() -> ResponseReturnValue:
    """Add a dated row."""
    form = RateForm()
    form.with_sellers(queries.list_sellers())
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_rate(current_actor(), _entered(form))
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã thêm dòng cước."))
            return redirect(url_for(".rates"), 303)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("storefront/shipping/add.html", form=form), status


@bp.route("/<int:rate_id>/dong", methods=["GET", "POST"])
@requires("shipping.change")
def close(rate_id: int) -> ResponseReturnValue:
    """Let a row end."""
    rate = queries.get_rate(rate_id)
    form = CloseForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.close_rate(current_actor(), rate_id, form.last_day.data or clock.today())
        except DomainError as error:
            form.refuse(error, "last_day")
        else:
            flash(_("Đã đóng dòng cước."))
            return redirect(url_for(".rates"), 303)
    status = 422 if form.errors else 200
    page = "storefront/shipping/close.html"
    return render_template(page, rate=rate, form=form, zones=labels.ZONE), status


def _entered(form: RateForm) -> NewRate:
    producer_id = form.producer_id.data
    return NewRate(
        zone=Zone(form.zone.data),
        producer_id=int(producer_id) if producer_id else None,
        base_weight_g=form.base_weight_g.data,
        base_fee=form.base_fee.data,
        step_weight_g=form.step_weight_g.data,
        step_fee=form.step_fee.data,
        days_from=form.days_from.data,
        days_to=form.days_to.data,
        valid_from=form.valid_from.data or clock.today(),
        source=form.source.data,
    )
