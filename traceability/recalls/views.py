"""The public list of what nobody should use, and a sheet of each to hang up."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel.web import page_number
from traceability.recalls import queries
from traceability.recalls.labels import STATES, TO_BUYERS

PER_PAGE = 20

bp = Blueprint("recalls", __name__)


@bp.get("/thu-hoi")
def recalls() -> ResponseReturnValue:
    """List every batch that is or was stopped, newest first."""
    stopped = queries.list_recalled()
    page = page_number()
    shown = stopped[(page - 1) * PER_PAGE : page * PER_PAGE]
    return render_template(
        "traceability/recalls/recalls.html",
        labels=STATES,
        stopped=shown,
        page=page,
        pages=-(-len(stopped) // PER_PAGE),
        is_demo=any(one.is_demo for one in shown),
    )


@bp.get("/thu-hoi/<code>")
def poster(code: str) -> ResponseReturnValue:
    """A sheet for the shops and markets where the batch was sold."""
    one = queries.get_stopped(code)
    return render_template(
        "traceability/recalls/poster.html",
        one=one,
        word=STATES[one.state],
        heading=TO_BUYERS[one.state],
        is_demo=one.is_demo,
    )
