"""The list of what does not fit, for those who look into it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.web import requires
from traceability.alerts import labels, queries

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
