"""Yields of steps with their sources, and events beyond them: /quan-tri/dinh-muc."""

from decimal import Decimal

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.text import slugify
from catalog.kernel.web import current_actor, requires
from traceability.entry import correcting, errors, pasting
from traceability.entry.forms import CapForm, ReasonForm
from traceability.events import overrides
from traceability.events.labels import KINDS, UNITS
from traceability.events.queries import list_caps
from traceability.events.yields import Cap

bp = Blueprint("entry_operator", __name__, url_prefix="/quan-tri/dinh-muc")


@bp.route("", methods=["GET", "POST"])
@requires("events.oversee")
def yields() -> ResponseReturnValue:
    """All caps with their sources, what waits for a second person, and a form for a new cap."""
    form = CapForm()
    if form.validate_on_submit() and (cap := _cap(form)):
        try:
            with transaction():
                overrides.enter_cap(current_actor(), cap, clock.now())
        except DomainError as error:
            form.refuse(error, "most")
        else:
            flash(_("Đã ghi định mức."))
            return redirect(url_for(".yields"), 303)
    if not form.is_submitted():
        form.since.data = clock.today()
    return render_template(
        "traceability/entry/yields.html",
        caps=list_caps(),
        form=form,
        waiting=correcting.list_shown(current_actor()),
        reason_form=ReasonForm(formdata=None),
        kinds=KINDS,
        units=UNITS,
    ), 422 if form.errors else 200


@bp.post("/<int:request_id>/dong-y")
@requires("events.oversee")
def confirm(request_id: int) -> ResponseReturnValue:
    """Stand behind an event of a producer."""
    with transaction():
        overrides.confirm(current_actor(), request_id, clock.now())
    flash(_("Đã xác nhận. Việc đã được ghi vào sổ với tên hai người."))
    return redirect(url_for(".yields"), 303)


@bp.post("/<int:request_id>/tra-lai")
@requires("events.oversee")
def send_back(request_id: int) -> ResponseReturnValue:
    """Do not stand behind it: nothing is recorded."""
    note = request.form.get("reason", "")[:300]
    with transaction():
        overrides.refuse(current_actor(), request_id, note, clock.now())
    flash(_("Đã trả lại. Không có gì được ghi vào sổ."))
    return redirect(url_for(".yields"), 303)


def _cap(form: CapForm) -> Cap | None:
    most = pasting.read_amount(form.most.data or "")
    if most is None or not 0 < most < Decimal(100_000):
        form.refuse(errors.AmountUnreadable(), "most")
        return None
    name = (form.name.data or "").strip()
    return Cap(
        step=slugify(name) or "buoc",
        name=name,
        input_unit=form.input_unit.data,
        output_unit=form.output_unit.data,
        most=most,
        since=form.since.data or clock.today(),
        until=None,
        source=(form.source.data or "").strip(),
    )
