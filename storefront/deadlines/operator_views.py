"""The deadlines that count for all sellers: /quan-tri/thoi-han."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock, ending
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.deadlines import queries, rules, service
from storefront.deadlines.forms import DeadlineForm
from storefront.deadlines.labels import WHAT, time_words
from storefront.deadlines.rules import What
from storefront.deadlines.service import NewDeadline

bp = Blueprint("deadlines_operator", __name__, url_prefix="/quan-tri/thoi-han")


@bp.get("")
@requires("deadlines.see")
def deadlines() -> ResponseReturnValue:
    """Every deadline with its source, and which count today."""
    today = clock.today()
    return render_template(
        "storefront/deadlines/deadlines.html",
        rows=[
            (row, rules.is_in_force(queries.to_span(row), today))
            for row in queries.list_deadlines()
        ],
        whats=WHAT,
        time_words=time_words,
    )


@bp.route("/them", methods=["GET", "POST"])
@requires("deadlines.change")
def add() -> ResponseReturnValue:
    """Add a dated row."""
    form = DeadlineForm()
    if form.validate_on_submit():
        new = NewDeadline(
            what=What(form.what.data),
            hours=form.hours.data,
            shelf_life_days=form.shelf_life_days.data or None,
            valid_from=form.valid_from.data or clock.today(),
            source=form.source.data or "",
        )
        with transaction():
            service.add(current_actor(), new, clock.now())
        flash(_("Đã thêm thời hạn. Việc đang dở giữ thời hạn cũ."))
        return redirect(url_for(".deadlines"), 303)
    status = 422 if form.errors else 200
    return render_template("storefront/deadlines/add.html", form=form), status


@bp.route("/<int:deadline_id>/dong", methods=["GET", "POST"])
@requires("deadlines.change")
def close(deadline_id: int) -> ResponseReturnValue:
    """Let a row end."""
    row = queries.get_deadline(deadline_id)
    return ending.page(
        lambda actor, last_day: service.close(actor, deadline_id, last_day),
        done=_("Đã đóng thời hạn."),
        back=url_for(".deadlines"),
        template="storefront/deadlines/close.html",
        row=row,
        whats=WHAT,
    )
