"""Reporting a problem with a pack: no account, no script, for unknown codes too."""

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.text import nfc
from traceability.scans import problems
from traceability.scans.forms import ProblemForm
from traceability.scans.rules import LONGEST_CODE, ProblemKind

bp = Blueprint("scans", __name__)


@bp.route("/truy-xuat/<code>/bao-cao", methods=["GET", "POST"])
def report(code: str) -> ResponseReturnValue:
    """Take a report and hand back its number."""
    shown = nfc(code)[:LONGEST_CODE]
    form = ProblemForm()
    if not form.validate_on_submit():
        page = render_template("traceability/scans/report.html", code=shown, form=form)
        return make_response(page, 422 if form.is_submitted() else 200)
    given = problems.NewProblem(
        shown, ProblemKind(form.kind.data), form.text.data, form.contact.data or None
    )
    with transaction():
        number = problems.report(given, clock.now()).number
    return render_template("traceability/scans/thanks.html", code=shown, number=number)
