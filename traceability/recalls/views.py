"""The public list of what nobody should use."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from traceability.recalls import queries
from traceability.recalls.labels import STATES

bp = Blueprint("recalls", __name__)


@bp.get("/thu-hoi")
def recalls() -> ResponseReturnValue:
    """List every batch that is or was stopped, newest first."""
    stopped = queries.list_recalled()
    return render_template(
        "traceability/recalls/recalls.html",
        labels=STATES,
        stopped=stopped,
        is_demo=any(one.is_demo for one in stopped),
    )
