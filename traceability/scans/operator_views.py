"""What buyers reported, for those who look into it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from traceability.scans import errors, photos, problems, queries
from traceability.scans.forms import AnswerForm, TakeForm
from traceability.scans.labels import KINDS, OUTCOMES, STATES
from traceability.scans.rules import GRAVE, Outcome

bp = Blueprint("scans_operator", __name__, url_prefix="/quan-tri/bao-cao")

PER_PAGE = 50


@bp.get("", endpoint="problems")
@requires("scans.see")
def list_problems() -> ResponseReturnValue:
    """List the reports, open ones first."""
    page = page_number()
    found, total = queries.list_problems(page, PER_PAGE)
    return render_template(
        "traceability/scans/problems.html",
        problems=found,
        page=page,
        pages=-(-total // PER_PAGE),
        kinds=KINDS,
        grave=GRAVE,
        states=STATES,
    )


@bp.get("/<int:problem_id>")
@requires("scans.see")
def problem(problem_id: int) -> ResponseReturnValue:
    """Show a report whole."""
    return _page(problem_id, AnswerForm(), 200)


@bp.get("/<int:problem_id>/anh")
@requires("scans.see")
def photo(problem_id: int) -> ResponseReturnValue:
    """The buyer's photo, for staff only."""
    return photos.answer(queries.get_problem(problem_id).picture)


@bp.post("/<int:problem_id>/nhan")
@requires("scans.answer")
def take(problem_id: int) -> ResponseReturnValue:
    """Say that I look into this report."""
    try:
        with transaction():
            problems.take(current_actor(), problem_id, clock.now())
        flash(_("Bạn đã nhận xem báo cáo này."))
    except errors.AlreadyTaken as error:
        flash(str(error.message))
    return redirect(url_for(".problem", problem_id=problem_id), 303)


@bp.post("/<int:problem_id>")
@requires("scans.answer")
def close(problem_id: int) -> ResponseReturnValue:
    """Write down what was done and close the report."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(problem_id, form, 422)
    with transaction():
        problems.close(
            current_actor(),
            problem_id,
            Outcome(form.outcome.data),
            form.answer.data,
            clock.now(),
        )
    flash(_("Đã đóng báo cáo."))
    return redirect(url_for(".problems"))


def _page(problem_id: int, form: AnswerForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "traceability/scans/problem.html",
        problem=queries.get_problem(problem_id),
        form=form,
        may_answer=current_actor().may("scans.answer"),
        kinds=KINDS,
        states=STATES,
        outcomes=OUTCOMES,
        take_form=TakeForm(formdata=None),
    )
    return page, status
