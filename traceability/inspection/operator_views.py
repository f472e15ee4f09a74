"""The inspection desk: one batch, both ways, as list, drawing and timeline."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import requires
from traceability.batches.queries import get_batch_by_code
from traceability.batches.rules import BatchKind, is_stopped
from traceability.events.labels import GRADES, KINDS, UNITS
from traceability.inspection import queries, rules
from traceability.inspection.forms import TraceForm
from traceability.inspection.labels import BATCH_KINDS, DIRECTIONS
from traceability.recalls.labels import STATES

bp = Blueprint("inspection_operator", __name__, url_prefix="/quan-tri/truy-vet")


@bp.get("")
@requires("inspection.see")
def find() -> ResponseReturnValue:
    """Ask for the batch."""
    form = TraceForm(request.args)
    if form.validate() and form.ma.data:
        try:
            found = get_batch_by_code(form.ma.data)
        except NotFound:
            form.ma.errors = [_("Không có lô mang mã này. Xem lại từng ký tự.")]
        else:
            return redirect(url_for(".trace", code=found.code))
    return render_template("traceability/inspection/find.html", form=form)


@bp.get("/<code>")
@requires("inspection.see")
def trace(code: str) -> ResponseReturnValue:
    """Where it comes from, where it went, what happened, who says so and how late."""
    batch = get_batch_by_code(code)
    found = queries.trace_of(batch.id)
    return render_template(
        "traceability/inspection/trace.html",
        trace=found,
        back=rules.outline(batch.id, found.edges, forward=False),
        forth=rules.outline(batch.id, found.edges, forward=True),
        drawing=rules.draw(found.nodes, found.edges)
        if len(found.nodes) <= rules.MOST_DRAWN
        else None,
        box=rules.BOX,
        most_drawn=rules.MOST_DRAWN,
        late=[one for one in found.steps if one.is_late],
        late_days=rules.LATE_DAYS,
        today=clock.today(),
        is_stopped=is_stopped,
        packed=BatchKind.PACKED,
        words={
            "kinds": KINDS,
            "grades": GRADES,
            "units": UNITS,
            "states": STATES,
            "batches": BATCH_KINDS,
            "directions": DIRECTIONS,
        },
        is_demo=batch.is_demo,
    )
