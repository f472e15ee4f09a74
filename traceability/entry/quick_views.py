"""Harvest of today in three taps: the last one copied, only the quantity typed.

/ban-hang/lo/thu-hoach
"""

from dataclasses import replace
from secrets import token_hex

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from traceability.acts import web as acts
from traceability.acts.rules import acted_at
from traceability.entry import copying, drafting, errors, pasting, rules, service
from traceability.entry.beginning_views import BESIDE
from traceability.entry.copying import Habit
from traceability.entry.forms import QuickHarvestForm
from traceability.events.drafts import Opening
from traceability.events.rules import Draft

bp = Blueprint("entry_quick", __name__, url_prefix="/ban-hang/lo")


@bp.get("/thu-hoach")
@requires("batches.open")
def harvest() -> ResponseReturnValue:
    """The last harvest once more, with today's day; whoever has none enters a first one."""
    habits = copying.list_habits(current_actor())
    if not habits:
        # Said by the page, not by a flash: the phone also fetches this address unasked, to keep it.
        return redirect(url_for("entry_beginning.new", lan="dau"), 303)
    wanted = request.args.get("nhu", "")
    habit = next((one for one in habits if str(one.event.id) == wanted), habits[0])
    form = _form(habit)
    form.key.data, form.day.data = token_hex(16), clock.today()
    form.unit.data = habit.unit
    return _page(habit, form)


@bp.post("/thu-hoach/<int:event_id>")
@requires("batches.open")
def write(event_id: int) -> ResponseReturnValue:
    """Open today's lot with its harvest; the same form sent twice is entered once."""
    habit = copying.get_habit(current_actor(), event_id)
    form = _form(habit)
    if not form.validate_on_submit() or (given := _given(habit, form)) is None:
        return _page(habit, form, 422)
    try:
        code = _enter(habit, *given)
    except DomainError as error:
        field = BESIDE.get(type(error))
        form.refuse(error, field if field in form else None)
        return _page(copying.get_habit(current_actor(), event_id), form, 422)
    new = given[0].new
    said = drafting.words(new.quantity, new.unit)
    flash(_("Đã mở lô %(code)s: %(said)s.", code=code, said=said))
    return redirect(url_for("entry_seller.lot", code=code), 303)


def _form(habit: Habit) -> QuickHarvestForm:
    form = QuickHarvestForm()
    units = rules.SAME_UNITS[habit.flow.batch.unit]
    form.unit.choices = [SelectChoice(unit, unit) for unit in dict.fromkeys((habit.unit, *units))]
    return form


def _given(habit: Habit, form: QuickHarvestForm) -> tuple[Opening, Draft] | None:
    amount = pasting.read_amount(form.amount.data or "")
    found = None
    if amount is not None and form.day.data:
        found = copying.as_today(habit, amount, form.unit.data, form.day.data)
    if found is None:
        form.refuse(errors.AmountUnreadable(), "amount")
    return found


def _enter(habit: Habit, opening: Opening, draft: Draft) -> str:
    actor, now, sent = current_actor(), clock.now(), acts.sent()
    areas = copying.areas_of(habit, opening.new)
    draft = replace(draft, acted_at=acted_at(sent, now))
    with transaction():
        return acts.once(
            actor, sent, now, lambda: service.begin_lot(actor, opening, draft, areas, now)
        )


def _page(habit: Habit, form: QuickHarvestForm, status: int = 200) -> ResponseReturnValue:
    habits = copying.list_habits(current_actor())
    page = render_template(
        "traceability/entry/harvest.html",
        habit=habit,
        others=[one for one in habits if one.is_like != habit.is_like],
        last=drafting.as_typed(habit.flow),
        words=drafting.words,
        form=form,
        is_demo=habit.event.is_demo,
    )
    return page, status
