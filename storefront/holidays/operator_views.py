"""Public holidays: /quan-tri/ngay-le."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.holidays import queries, service
from storefront.holidays.errors import HolidayKnown
from storefront.holidays.forms import HolidayForm

bp = Blueprint("holidays_operator", __name__, url_prefix="/quan-tri/ngay-le")


@bp.route("", methods=["GET", "POST"])
@requires("holidays.change")
def holidays() -> ResponseReturnValue:
    """The days off, and the form for another."""
    form = HolidayForm()
    if form.validate_on_submit():
        day = form.day.data or clock.today()
        name, source = form.name.data or "", form.source.data or ""
        try:
            with transaction():
                service.add_holiday(current_actor(), day, name, source, clock.now())
        except HolidayKnown as error:
            form.refuse(error, "day")
        else:
            flash(_("Đã thêm ngày lễ; đơn đặt từ nay tính theo đó."))
            return redirect(url_for(".holidays"), 303)
    page = "storefront/holidays/holidays.html"
    rows = queries.list_holidays()
    html = render_template(page, form=form, rows=rows, today=clock.today())
    return html, 422 if form.errors else 200


@bp.post("/nap")
@requires("holidays.change")
def take_packaged() -> ResponseReturnValue:
    """Take in the days that come with the product."""
    if HouseForm().validate_on_submit():
        with transaction():
            count = service.add_packaged(current_actor(), clock.now())
        flash(_("Đã ghi %(count)s ngày lễ. Hãy đối chiếu với thông báo hằng năm.", count=count))
    return redirect(url_for(".holidays"), 303)


@bp.post("/<int:holiday_id>/bo")
@requires("holidays.change")
def withdraw(holiday_id: int) -> ResponseReturnValue:
    """Take a day back."""
    if HouseForm().validate_on_submit():
        with transaction():
            service.withdraw_holiday(current_actor(), holiday_id, clock.now())
        flash(_("Đã bỏ ngày lễ này."))
    return redirect(url_for(".holidays"), 303)
