"""The register of growing-area codes, for those who keep its history."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from traceability.areas import errors, queries, rules, service
from traceability.areas.forms import StatusForm
from traceability.areas.labels import SCHEMES, STATES, VALIDITIES
from traceability.areas.rules import AreaState

bp = Blueprint("areas_operator", __name__, url_prefix="/quan-tri/vung-trong")

PER_PAGE = 50
BESIDE = {
    errors.InTheFuture: "since",
    errors.NotInOrder: "since",
    errors.MayNotFollow: "state",
    errors.EndsBeforeItBegins: "until",
}
"""The field each refusal belongs to."""


@bp.get("")
@requires("areas.see")
def areas() -> ResponseReturnValue:
    """List all codes with what they are worth today."""
    page = page_number()
    found, total = queries.list_areas(page, PER_PAGE)
    return render_template(
        "traceability/areas/areas.html",
        areas=found,
        page=page,
        pages=-(-total // PER_PAGE),
        today=clock.today(),
        schemes=SCHEMES,
        validities=VALIDITIES,
    )


@bp.get("/<int:area_id>")
@requires("areas.see")
def area(area_id: int) -> ResponseReturnValue:
    """Show a code's history and the form that continues it."""
    return _page(area_id, None)


@bp.post("/<int:area_id>")
@requires("areas.enter")
def append_status(area_id: int) -> ResponseReturnValue:
    """Add the next decision to a code's history."""
    form = _form(area_id)
    if not form.validate_on_submit():
        return _page(area_id, form)
    status = service.NewStatus(
        AreaState(form.state.data),
        form.since.data or clock.today(),
        until=form.until.data,
        source=form.source.data,
        evidence="document",
    )
    try:
        with transaction():
            service.append_status(current_actor(), area_id, status, clock.now())
    except tuple(BESIDE) as error:
        form.refuse(error, BESIDE[type(error)])
        return _page(area_id, form)
    flash(_("Đã ghi. Trang của các lô từ vùng này đã đổi theo."))
    return redirect(url_for(".area", area_id=area_id))


def _form(area_id: int) -> StatusForm:
    """The form with the decisions that may follow the last one."""
    form = StatusForm()
    history = queries.get_area(area_id).statuses
    last = AreaState(history[-1].status) if history else None
    form.state.choices = [
        SelectChoice(str(one), STATES[one]) for one in AreaState if one in rules.NEXT[last]
    ]
    return form


def _page(area_id: int, form: StatusForm | None) -> ResponseReturnValue:
    fresh = form or _form(area_id)
    if form is None:
        fresh.since.data = clock.today()
    facts = queries.list_area_facts([area_id])[area_id]
    page = render_template(
        "traceability/areas/area.html",
        area=facts,
        form=fresh,
        may_enter=current_actor().may("areas.enter"),
        is_unusual=rules.looks_unusual(facts.scheme, facts.code),
        today=clock.today(),
        schemes=SCHEMES,
        states=STATES,
        validities=VALIDITIES,
        is_demo=facts.is_demo,
    )
    return page, 422 if form else 200
