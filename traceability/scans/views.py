"""Reporting a problem with a pack: no account, no script, for unknown codes too."""

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.pictures import PictureRefused
from catalog.kernel.text import nfc
from traceability.scans import photos, problems, queries
from traceability.scans.forms import ProblemForm
from traceability.scans.labels import OUTCOMES, STATES
from traceability.scans.rules import LONGEST_CODE, ProblemKind

bp = Blueprint("scans", __name__)


@bp.route("/truy-xuat/<code>/bao-cao", methods=["GET", "POST"])
def report(code: str) -> ResponseReturnValue:
    """Take a report and hand back its number."""
    shown = nfc(code)[:LONGEST_CODE]
    form = ProblemForm()
    if not form.validate_on_submit():
        return _form(shown, form)
    try:
        picture = photos.kept(form.picture.data)
    except PictureRefused as error:
        form.refuse(error, "picture")
        return _form(shown, form)
    given = problems.NewProblem(
        shown,
        ProblemKind(form.kind.data),
        form.text.data,
        form.contact.data or None,
        picture,
    )
    with transaction():
        number = problems.report(given, clock.now()).number
    return render_template("traceability/scans/thanks.html", code=shown, number=number)


@bp.get("/bao-cao/<number>")
def case(number: str) -> ResponseReturnValue:
    """How far a report is, for whoever holds its number: neither its text nor its writer."""
    found = queries.get_problem_by_number(number[:LONGEST_CODE])
    return render_template(
        "traceability/scans/case.html", problem=found, states=STATES, outcomes=OUTCOMES
    )


def _form(code: str, form: ProblemForm) -> ResponseReturnValue:
    page = render_template("traceability/scans/report.html", code=code, form=form)
    return make_response(page, 422 if form.is_submitted() else 200)
