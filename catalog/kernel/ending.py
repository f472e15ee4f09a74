"""The page on which a dated row is ended: it asks for the last day on which the row counts."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import DayField, Filled, HouseForm
from catalog.kernel.i18n import lazy_
from catalog.kernel.web import current_actor


class LastDayForm(HouseForm):
    """The last day on which a row counts."""

    last_day = DayField(lazy_("Ngày cuối"), [Filled()])


def page(
    end: Callable[[Actor, date], object], *, done: str, back: str, template: str, **words: Any
) -> ResponseReturnValue:
    """Ask for the last day and end the row with it, or show beside the field why not.

    `template` is given `form` and `words`; `done` is said on the page `back`.
    """
    form = LastDayForm()
    if form.validate_on_submit() and form.last_day.data:
        try:
            with transaction():
                end(current_actor(), form.last_day.data)
        except DomainError as error:
            form.refuse(error, "last_day")
        else:
            flash(done)
            return redirect(back, 303)
    return render_template(template, form=form, **words), 422 if form.errors else 200
