"""The list of what does not fit, for those who look into it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.web import requires
from traceability.alerts import labels, queries
from traceability.labels import labels as printing

bp = Blueprint("alerts_operator", __name__, url_prefix="/quan-tri/canh-bao")


@bp.get("")
@requires("alerts.see")
def alerts() -> ResponseReturnValue:
    """List the alerts of the last 90 days, the gravest first."""
    return render_template(
        "traceability/alerts/alerts.html",
        alerts=queries.list_alerts(clock.today()),
        measured=queries.measured(),
        kinds=labels.KINDS,
        advice=labels.ADVICE,
        counted=labels.counted,
    )


@bp.get("/<code>")
@requires("alerts.see")
def batch(code: str) -> ResponseReturnValue:
    """All that is counted of one batch, and who printed how many labels and why."""
    found = queries.get_counted(code, clock.today())
    return render_template(
        "traceability/alerts/batch.html",
        counted_of=found,
        batch=found.batch,
        kinds=labels.KINDS,
        advice=labels.ADVICE,
        counted=labels.counted,
        answers=labels.ANSWERS,
        fields=printing.FIELDS,
        states=printing.STATES,
        is_demo=found.batch.is_demo,
    )
