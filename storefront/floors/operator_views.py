"""Addresses of sellers elsewhere, for officers to look at: /quan-tri/san-khac."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.floors import labels, queries, service
from storefront.floors.forms import RemoveForm

bp = Blueprint("floors_operator", __name__, url_prefix="/quan-tri/san-khac")


@bp.get("")
@requires("floors.see")
def links() -> ResponseReturnValue:
    """What nobody has looked at yet, or the rest."""
    part = "da" if request.args.get("phan") == "da" else "cho"
    found, total = queries.list_for_officers(is_checked=part == "da", page=page_number())
    return render_template(
        "storefront/floors/queue.html",
        links=found,
        total=total,
        part=part,
        kinds=labels.KIND,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        is_demo=any(one.is_demo for one in found),
    )


@bp.post("/<int:link_id>/xem")
@requires("floors.check")
def check(link_id: int) -> ResponseReturnValue:
    """I looked: it is the producer's own shop."""
    try:
        with transaction():
            service.check(current_actor(), link_id, clock.now())
    except Conflict as error:
        flash(str(error.message))
    else:
        flash(_("Đã ghi là đã xem. Người mua thấy địa chỉ này từ bây giờ."))
    return redirect(url_for(".links"), 303)


@bp.route("/<int:link_id>/go", methods=["GET", "POST"])
@requires("floors.check")
def take_down(link_id: int) -> ResponseReturnValue:
    """Take an address away and say why."""
    form = RemoveForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.take_down(current_actor(), link_id, form.reason.data or "", clock.now())
        except NotFound:
            raise
        except DomainError as error:
            form.refuse(error, "reason")
        else:
            flash(_("Đã gỡ địa chỉ."))
            return redirect(url_for(".links"), 303)
    html = render_template(
        "storefront/floors/take_down.html", form=form, link=queries.get_link(link_id)
    )
    return html, 422 if form.errors else 200
