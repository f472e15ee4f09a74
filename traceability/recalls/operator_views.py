"""Stopping a batch: look it up, say why, and every page and the shop follow at once."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from traceability.batches.queries import get_batch_by_code
from traceability.batches.rules import RecallState
from traceability.events.labels import UNITS
from traceability.events.queries import list_descendant_ids
from traceability.recalls import errors, queries, reach, rules, service
from traceability.recalls.forms import FindForm, ManyForm, ReachForm, StateForm
from traceability.recalls.labels import STATES

bp = Blueprint("recalls_operator", __name__, url_prefix="/quan-tri")

BESIDE: dict[type[DomainError], str | None] = {
    errors.MayNotFollow: "state",
    errors.InTheFuture: "since",
    errors.ReasonMissing: "reason",
    errors.AdviceMissing: "what_to_do",
    errors.NothingChosen: "lo",
    errors.SamePerson: None,
}
"""The field each refusal belongs to; None stands above the form."""


@bp.get("/lo")
@requires("recalls.see")
def recalls() -> ResponseReturnValue:
    """Look up a batch by its code, and list what is stopped."""
    form = FindForm(request.args)
    if form.ma.data:
        try:
            found = get_batch_by_code(form.ma.data)
        except NotFound:
            form.ma.errors = [_("Không có lô mang mã này. Xem lại từng ký tự.")]
        else:
            return redirect(url_for(".batch", code=found.code))
    return render_template(
        "traceability/recalls/desk.html",
        form=form,
        labels=STATES,
        stopped=queries.list_recalled(),
    )


@bp.get("/lo/<code>")
@requires("recalls.see")
def batch(code: str) -> ResponseReturnValue:
    """Show a batch's state, its history, and the form that changes it."""
    return _page(code, None)


@bp.post("/lo/<code>")
@requires("recalls.hold")
def set_state(code: str) -> ResponseReturnValue:
    """Give a batch a new state."""
    found = get_batch_by_code(code)
    form = _form(found.id)
    if not form.validate_on_submit():
        return _page(code, form)
    try:
        with transaction():
            service.set_state(current_actor(), found.id, _notice(form), clock.now())
    except tuple(BESIDE) as error:
        form.refuse(error, BESIDE[type(error)])
        return _page(code, form)
    flash(_("Đã ghi. Trang của lô và cửa hàng đã đổi theo."))
    return redirect(url_for(".batch", code=code))


@bp.get("/lo/theo-noi")
@requires("recalls.see")
def wide() -> ResponseReturnValue:
    """Ask which batches came from an area, or a place on certain days."""
    return _wide_page(None)


@bp.post("/lo/theo-noi")
@requires("recalls.hold")
def set_states() -> ResponseReturnValue:
    """Give all batches that were ticked a new state: all of them or none."""
    form = _many_form()
    if not form.validate_on_submit():
        return _wide_page(form)
    try:
        with transaction():
            chosen = [get_batch_by_code(code).id for code in dict.fromkeys(form.lo.data or [])]
            service.set_states(current_actor(), chosen, _notice(form), clock.now())
    except tuple(BESIDE) as error:
        form.refuse(error, BESIDE[type(error)])
        return _wide_page(form)
    flash(_("Đã ghi cho %(count)s lô và mọi lô làm từ chúng.", count=len(chosen)))
    return redirect(url_for(".recalls"), 303)


def _notice(form: StateForm) -> service.NewNotice:
    return service.NewNotice(
        RecallState(form.state.data),
        form.since.data or clock.today(),
        form.reason.data,
        what_to_do=form.what_to_do.data or None,
        contact=form.contact.data or None,
        document=form.document.data or None,
    )


def _many_form() -> ManyForm:
    """The form that stops several batches; it never lets any go."""
    form = ManyForm()
    actor = current_actor()
    form.state.choices = [
        (str(state), STATES[state])
        for state in (RecallState.QUARANTINED, RecallState.RECALLED)
        if actor.may(rules.PERMISSION[state])
    ]
    return form


def _wide_page(form: ManyForm | None) -> ResponseReturnValue:
    asked = ReachForm(request.args)
    is_clear = asked.validate()
    wanted = reach.Wanted(
        asked.vung.data or "",
        asked.chu_the.data or "",
        asked.xa.data or "",
        asked.noi.data or "",
        asked.tu.data,
        asked.den.data,
    )
    found = reach.find_roots(wanted) if is_clear and wanted else reach.Found()
    fresh = form or _many_form()
    if form is None:
        fresh.since.data = clock.today()
    page = render_template(
        "traceability/recalls/wide.html",
        asked=asked,
        is_asked=bool(wanted) and is_clear,
        found=found,
        form=fresh,
        may_set=bool(fresh.state.choices),
        ticked=set(form.lo.data or []) if form else {one.code for one in found.candidates},
        labels=STATES,
        units=UNITS,
    )
    return page, 422 if form else 200


def _form(batch_id: int) -> StateForm:
    """The form with the states that may follow the present one, as far as the actor may set."""
    form = StateForm()
    actor, now = current_actor(), queries.own_states([batch_id])[batch_id]
    form.state.choices = [
        (str(state), STATES[state])
        for state in STATES
        if state in rules.NEXT[now] and actor.may(rules.PERMISSION[state])
    ]
    return form


def _page(code: str, form: StateForm | None) -> ResponseReturnValue:
    found = get_batch_by_code(code)
    fresh = form or _form(found.id)
    if form is None:
        fresh.since.data = clock.today()
    page = render_template(
        "traceability/recalls/batch.html",
        batch=found,
        form=fresh,
        may_set=bool(fresh.state.choices),
        labels=STATES,
        notices=queries.list_notices([found.id]),
        made_of_it=len(list_descendant_ids([found.id])) - 1,
        is_demo=found.is_demo,
    )
    return page, 422 if form else 200
