"""What a producer sees of its own seasons, and the answer it may give."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from traceability.areas.labels import hectares
from traceability.balance import queries, service
from traceability.balance.forms import RemarkForm
from traceability.balance.labels import REMARKS, STANDINGS, TONES, kilograms

bp = Blueprint("balance_seller", __name__, url_prefix="/ban-hang/doi-chieu")


@bp.get("")
@requires("balance.answer")
def balances() -> ResponseReturnValue:
    """My seasons: what I recorded, and what such land usually yields."""
    return _page(RemarkForm(), None)


@bp.post("/<int:area_id>/<int:cap_id>")
@requires("balance.answer")
def answer(area_id: int, cap_id: int) -> ResponseReturnValue:
    """Keep what I say about a season of mine."""
    form = RemarkForm()
    if form.validate_on_submit():
        with transaction():
            service.answer(current_actor(), area_id, cap_id, form.text.data, clock.now())
        flash(_("Đã gửi. Câu trả lời được giữ nguyên, cán bộ đọc cạnh con số."))
        return redirect(url_for(".balances"), 303)
    return _page(form, (area_id, cap_id))


def _page(form: RemarkForm, about: tuple[int, int] | None) -> ResponseReturnValue:
    seasons = queries.list_own_balances(current_actor(), clock.today())
    page = render_template(
        "traceability/balance/own.html",
        seasons=[(one, queries.list_remarks(one.area_id, one.cap.id)) for one in seasons],
        form=form,
        about=about,
        remark_words=REMARKS,
        standings=STANDINGS,
        tones=TONES,
        kilograms=kilograms,
        hectares=hectares,
    )
    return page, 422 if form.errors else 200
