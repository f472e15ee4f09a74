"""Mending what was recorded, adding photos, and standing behind another's event."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, pictures, requires
from traceability.entry import correcting, queries, service
from traceability.entry.forms import CorrectForm, PictureForm, PressForm, ReasonForm
from traceability.events import corrections, overrides
from traceability.events.errors import EventRefused
from traceability.events.labels import KINDS
from traceability.events.models import YieldRequest

bp = Blueprint("entry_correcting", __name__, url_prefix="/ban-hang/lo")

BESIDE = {"ended_on": "ended_on", "started_on": "ended_on", "reason": "reason"}


@bp.route("/viec/<int:event_id>/sua", methods=["GET", "POST"])
@requires("events.correct")
def correct(event_id: int) -> ResponseReturnValue:
    """Say what an event should have said, and why; the wrong record stays to be read."""
    entry = queries.get_own_event(current_actor(), event_id)
    code = entry.flows[0].batch.code
    form = CorrectForm(obj=entry.event) if not request.form else CorrectForm()
    typed = correcting.typed_amounts(entry, request.form)
    wrong: dict[int, str] = {}
    if form.validate_on_submit():
        lines, wrong = correcting.read(entry, typed)
        if not wrong:
            draft = correcting.corrected(entry, lines, form.data)
            try:
                with transaction():
                    done = overrides.record_or_ask(
                        current_actor(), draft, form.reason.data or "", clock.now()
                    )
                    waits = isinstance(done, YieldRequest)
            except DomainError as error:
                entry = queries.get_own_event(current_actor(), event_id)
                field = BESIDE.get(error.field) if isinstance(error, EventRefused) else None
                form.refuse(error, field)
            else:
                flash(_says(waits=waits))
                return redirect(url_for("entry_seller.lot", code=code), 303)
    status = 422 if form.errors or form.form_errors or wrong else 200
    return render_template(
        "traceability/entry/correct.html",
        entry=entry,
        code=code,
        form=form,
        reason_form=ReasonForm(formdata=None, prefix="khong-"),
        typed=typed,
        wrong=wrong,
        kinds=KINDS,
        is_demo=entry.event.is_demo,
    ), status


def _says(*, waits: bool) -> str:
    if waits:
        return _("Đã gửi. Việc này được ghi khi người thứ hai xác nhận.")
    return _("Đã ghi bản sửa. Bản cũ vẫn xem được, có gạch bỏ.")


@bp.post("/viec/<int:event_id>/khong-co")
@requires("events.correct")
def never_was(event_id: int) -> ResponseReturnValue:
    """Say that an event never happened."""
    entry = queries.get_own_event(current_actor(), event_id)
    code = entry.flows[0].batch.code
    form = ReasonForm(prefix="khong-")
    if not form.validate_on_submit():
        flash(_("Chưa ghi: cần lý do."))
        return redirect(url_for(".correct", event_id=event_id), 303)
    with transaction():
        corrections.declare_error(current_actor(), event_id, form.reason.data or "", clock.now())
    flash(_("Đã khai việc này không có. Bản cũ vẫn xem được, có gạch bỏ."))
    return redirect(url_for("entry_seller.lot", code=code), 303)


@bp.post("/viec/<int:event_id>/anh")
@requires("events.record")
def add_picture(event_id: int) -> ResponseReturnValue:
    """Put a photo beside an event; where and with what it was taken is left out."""
    entry = queries.get_own_event(current_actor(), event_id)
    code = entry.flows[0].batch.code
    form = PictureForm()
    sent = request.files.get("picture")
    if form.validate_on_submit() and sent and sent.filename:
        try:
            picture = pictures().keep_upload(sent.stream)
            with transaction():
                service.add_picture(current_actor(), event_id, picture, clock.now())
        except DomainError as error:
            flash(str(error.message))
        else:
            flash(_("Đã thêm ảnh."))
    else:
        flash(_("Chưa chọn ảnh."))
    return redirect(url_for("entry_seller.lot", code=code), 303)


@bp.get("/cho-xac-nhan")
@requires("events.confirm")
def waiting() -> ResponseReturnValue:
    """Events beyond their yield that wait for a second person."""
    return render_template(
        "traceability/entry/waiting.html",
        waiting=correcting.list_shown(current_actor()),
        form=ReasonForm(),
        press=PressForm(),
        kinds=KINDS,
        me=current_actor().id,
    )


@bp.post("/cho-xac-nhan/<int:request_id>/dong-y")
@requires("events.confirm")
def confirm(request_id: int) -> ResponseReturnValue:
    """Stand behind another person's event."""
    with transaction():
        overrides.confirm(current_actor(), request_id, clock.now())
    flash(_("Đã xác nhận. Việc đã được ghi vào sổ với tên hai người."))
    return redirect(url_for(".waiting"), 303)


@bp.post("/cho-xac-nhan/<int:request_id>/tra-lai")
@requires("events.confirm")
def send_back(request_id: int) -> ResponseReturnValue:
    """Do not stand behind it: nothing is recorded."""
    with transaction():
        overrides.refuse(
            current_actor(), request_id, request.form.get("reason", "")[:300], clock.now()
        )
    flash(_("Đã trả lại. Không có gì được ghi vào sổ."))
    return redirect(url_for(".waiting"), 303)
