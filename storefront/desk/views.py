"""The operators' frame, and the pages that belong to no single feature."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.desk import queries, service
from storefront.desk.forms import AuditFilterForm
from storefront.desk.navigation import PLACES
from storefront.desk.queries import AuditFilter, Figures
from storefront.navigation import link_to, open_places

bp = Blueprint("desk", __name__, url_prefix="/quan-tri")


@bp.app_template_global()
def desk_frame() -> dict[str, Any]:
    """What layouts/desk.html shows around a page."""
    return {"places": open_places(PLACES)}


@bp.get("")
@requires("desk.see")
def overview() -> ResponseReturnValue:
    """What is open, in figures that lead to the work."""
    tiles = tiles_of(queries.figures_on(clock.today()))
    return render_template("storefront/desk/overview.html", tiles=tiles)


def tiles_of(figures: Figures) -> list[dict[str, Any]]:
    """Each figure with its words, the page behind it, and whether it needs somebody."""
    return [
        {"count": count, "label": label, "url": link_to(endpoint), "is_urgent": urgent and count}
        for count, label, endpoint, urgent in (
            (figures.problems, _("báo lỗi đang mở"), "scans_operator.problems", True),
            (figures.stopped, _("lô đang giữ hoặc thu hồi"), "recalls_operator.recalls", True),
            (figures.unverified, _("chủ thể chờ xác minh"), "producers_operator.producers", True),
            (figures.late_orders, _("đơn quá ngày hẹn"), "orders_operator.orders", True),
            (
                figures.ending,
                _("công nhận hết hạn trong 90 ngày tới"),
                "certification_operator.recognitions",
                False,
            ),
            (figures.dead, _("tin gửi không được"), "desk.outbox", True),
            (figures.waiting, _("tin đang chờ gửi"), "desk.outbox", False),
        )
    ]


@bp.get("/nhat-ky")
@requires("audit.see")
def audit_log() -> ResponseReturnValue:
    """Who did what, in sentences."""
    form = AuditFilterForm(request.args, meta={"csrf": False})
    form.viec.choices = [
        SelectChoice("", _("Mọi việc")),
        *(SelectChoice(one, one) for one in queries.list_actions()),
    ]
    form.viec.data = form.viec.data or ""
    is_clear = form.validate()
    asked = AuditFilter(form.nguoi.data or "", form.viec.data, form.tu.data, form.den.data)
    entries, total = queries.search_audit(asked if is_clear else AuditFilter(), page_number())
    return render_template(
        "storefront/desk/audit_log.html",
        form=form,
        entries=entries,
        total=total,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
    )


@bp.get("/hop-thu-di")
@requires("outbox.see")
def outbox() -> ResponseReturnValue:
    """What waits to be sent, and what was given up."""
    messages, total = queries.list_outbox(page_number())
    return render_template(
        "storefront/desk/outbox.html",
        messages=messages,
        total=total,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
    )


@bp.post("/hop-thu-di/<int:message_id>/gui-lai")
@requires("outbox.send")
def send_again(message_id: int) -> ResponseReturnValue:
    """Try a message again at once."""
    with transaction():
        service.send_again(current_actor(), message_id, clock.now())
    flash(_("Tin sẽ được gửi lại ngay."))
    return redirect(url_for(".outbox"), 303)
