"""Printing labels of an own batch: choose, see them drawn and read back, fetch the file."""

from decimal import Decimal

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from traceability.batches.models import Batch
from traceability.batches.queries import get_own_batch
from traceability.labels import (
    completeness,
    errors,
    labels,
    planning,
    printing,
    queries,
    rules,
    service,
)
from traceability.labels.forms import PrintForm, ReleaseForm
from traceability.labels.planning import Wish
from traceability.labels.rules import JobState
from traceability.passport.queries import passport_facts
from traceability.passport.words import number

bp = Blueprint("labels_seller", __name__, url_prefix="/ban-hang/lo/<code>/tem")

BESIDE = {
    errors.WrongCount: "count",
    errors.LabelTooSmall: "sheet",
    errors.JarTooNarrow: "diameter",
    errors.PinWithoutSerial: "has_pins",
    errors.ReasonMissing: "reason",
    errors.ExcessReasonMissing: "reason",
}
"""The field each refusal belongs to."""


@bp.get("")
@requires("labels.print")
def sheets(code: str) -> ResponseReturnValue:
    """Choose what to print; what was printed before stands below."""
    batch = get_own_batch(current_actor(), code)
    form = PrintForm()
    if sheet := rules.SHEETS.get(request.args.get("kho", "")):
        form.sheet.data, form.dpi.data = sheet.name, rules.usual_dpi(sheet)
        printed = queries.count_printed(batch.id)
        form.count.data = rules.still_to_label(printed, batch.quantity, batch.unit)
    return _page(batch, form)


@bp.post("")
@requires("labels.print")
def order(code: str) -> ResponseReturnValue:
    """Print: a few at once, many by the worker."""
    batch = get_own_batch(current_actor(), code)
    form = PrintForm()
    if not form.validate_on_submit():
        return _page(batch, form, 422)
    wish = _wish(form)
    try:
        plan = planning.plan(batch, wish, current_app.config["PUBLIC_URL"], clock.today())
        checkpoint = printing.newest_checkpoint()
        with transaction():
            job = service.order(current_actor(), batch.id, wish, plan, checkpoint, clock.now())
            if wish.count > rules.DRAWN_AT_ONCE:
                service.hand_over(job, clock.now())
            job_id = job.id
    except DomainError as error:
        form.refuse(error, BESIDE.get(type(error)))
        return _page(batch, form, 422)
    if wish.count <= rules.DRAWN_AT_ONCE:
        printing.carry_out(job_id)
    return redirect(url_for(".job", code=batch.code, job_id=job_id), 303)


@bp.get("/<int:job_id>")
@requires("labels.print")
def job(code: str, job_id: int) -> ResponseReturnValue:
    """How far a job is; the page asks again by itself while it is at work."""
    found = queries.get_own_job(current_actor(), code, job_id)
    page = render_template(
        "traceability/labels/job.html",
        job=found,
        batch=found.batch,
        state=labels.STATES[JobState(found.state)],
        error=labels.error(found),
        sheets=labels.SHEETS,
        fields=labels.FIELDS,
        side=number(found.side),
        module=number(Decimal(f"{found.dots * rules.INCH / found.dpi:.3f}")),
        form=ReleaseForm(),
        may_release=current_actor().may("labels.release"),
        is_demo=found.batch.is_demo,
    )
    response = make_response(page)
    if found.state in (JobState.WAITING, JobState.DRAWING):
        response.headers["Refresh"] = "2"
    return response


@bp.get("/<int:job_id>/tep")
@requires("labels.print")
def file(code: str, job_id: int) -> ResponseReturnValue:
    """The sheets, for those who work for the producer, as long as they are kept."""
    found = queries.get_own_job(current_actor(), code, job_id)
    place = printing.folder() / (found.file or "-")
    if found.state != JobState.READY or not found.file or not place.is_file():
        raise errors.FileGone
    name = f"tem-{found.batch.code}-{found.id}.pdf"
    response = send_file(place, "application/pdf", as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.post("/<int:job_id>/cho-dung")
@requires("labels.release")
def release(code: str, job_id: int) -> ResponseReturnValue:
    """Say that these labels are on packs: from now on their numbers answer as such."""
    found = queries.get_own_job(current_actor(), code, job_id)
    try:
        with transaction():
            service.release(current_actor(), found.id, clock.now())
        flash(_("Đã ghi: số riêng của lần in này được dùng từ bây giờ."))
    except errors.NothingToRelease as error:
        flash(str(error.message))
    return redirect(url_for(".job", code=code, job_id=job_id), 303)


def _wish(form: PrintForm) -> Wish:
    diameter = form.diameter.data
    return Wish(
        count=form.count.data,
        sheet=form.sheet.data,
        dpi=form.dpi.data,
        radius=diameter / 2 if diameter else None,
        has_serials=form.has_serials.data,
        has_pins=form.has_pins.data,
        reason=form.reason.data or None,
    )


def _page(batch: Batch, form: PrintForm, status: int = 200) -> ResponseReturnValue:
    today = clock.today()
    page = render_template(
        "traceability/labels/sheets.html",
        batch=batch,
        form=form,
        meter=completeness.measure(passport_facts(batch.code, today), today),
        printed=queries.count_printed(batch.id),
        jobs=queries.list_jobs(batch.id),
        states=labels.STATES,
        fields=labels.FIELDS,
        adds=labels.ADDS,
        sheets=labels.SHEETS,
        is_demo=batch.is_demo,
    )
    return page, status
