"""A producer's growing areas: what the register says of them, and proposing a new one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.pictures import PictureRefused
from catalog.kernel.web import current_actor, requires
from catalog.places import queries as places
from traceability.areas import proposals, queries
from traceability.areas.errors import AreaRefused
from traceability.areas.forms import ProposalForm
from traceability.areas.labels import PROPOSALS, SCHEMES, VALIDITIES
from traceability.areas.uploads import kept_picture

bp = Blueprint("areas_seller", __name__, url_prefix="/ban-hang/vung-trong")


@bp.get("")
@requires("areas.propose")
def areas() -> ResponseReturnValue:
    """My areas, what their codes are worth today, and what I have proposed."""
    return render_template(
        "traceability/areas/own.html",
        areas=queries.list_own_areas(current_actor()),
        proposals=queries.list_own_proposals(current_actor()),
        today=clock.today(),
        schemes=SCHEMES,
        states=PROPOSALS,
        validities=VALIDITIES,
    )


@bp.route("/de-nghi", methods=["GET", "POST"])
@requires("areas.propose")
def propose() -> ResponseReturnValue:
    """Propose an area; an officer grants it or says what is missing."""
    form = ProposalForm()
    form.with_provinces(places.list_provinces())
    is_whole = form.validate_on_submit() and form.takes(places.resolve(*form.typed_place()))
    if is_whole and _is_handed_in(form):
        flash(_("Đã gửi. Cán bộ xem giấy rồi ghi vào sổ."))
        return redirect(url_for(".areas"), 303)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("traceability/areas/propose.html", form=form), status


def _is_handed_in(form: ProposalForm) -> bool:
    actor = current_actor()
    producer_id = next(iter(actor.producer_ids), None)
    try:
        paper = proposals.Paper(
            form.since.data, form.source.data or None, kept_picture(form.picture.data)
        )
        with transaction():
            proposals.propose(actor, form.area(producer_id), paper, clock.now())
    except PictureRefused as error:
        form.refuse(error, "picture")
    except AreaRefused as error:
        form.refuse(error, error.field or None)
    else:
        return True
    return False
