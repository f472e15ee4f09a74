"""Sellers' host names, for officers: /quan-tri/ten-mien."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.hosts import labels, queries, rules, service
from storefront.hosts.forms import ConfirmForm, ReasonForm
from storefront.hosts.rules import Seen

bp = Blueprint("hosts_operator", __name__, url_prefix="/quan-tri/ten-mien")


@bp.get("")
@requires("hosts.see")
def hosts() -> ResponseReturnValue:
    """Every name, those that wait first."""
    found = queries.list_hosts(page_number())
    return render_template(
        "storefront/hosts/hosts.html",
        hosts=found,
        look_of=rules.look_of,
        states=labels.STATE,
        page=page_number(),
        pages=page_number() + (len(found) == queries.PER_PAGE),
        is_demo=any(one.producer.is_demo for one in found),
    )


@bp.get("/<int:host_id>")
@requires("hosts.see")
def host(host_id: int) -> ResponseReturnValue:
    """One name: how it reads, what to look at, and the decision."""
    return _shown(host_id)


@bp.post("/<int:host_id>/xac-nhan")
@requires("hosts.decide")
def confirm(host_id: int) -> ResponseReturnValue:
    """I have seen that it is the seller's."""
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.confirm(current_actor(), host_id, Seen(form.seen.data), clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã xác nhận. Tên miền dẫn đến trang của người bán ngay từ bây giờ."))
            return redirect(url_for(".host", host_id=host_id), 303)
    return _shown(host_id, confirm=form)


@bp.post("/<int:host_id>/khong-nhan")
@requires("hosts.decide")
def decline(host_id: int) -> ResponseReturnValue:
    """No, and why."""
    form = ReasonForm()
    if form.validate_on_submit():
        with transaction():
            service.decline(current_actor(), host_id, form.reason.data or "", clock.now())
        flash(_("Đã trả lời. Người bán đọc được lý do."))
        return redirect(url_for(".host", host_id=host_id), 303)
    return _shown(host_id, reason=form)


@bp.post("/<int:host_id>/thu-hoi")
@requires("hosts.decide")
def withdraw(host_id: int) -> ResponseReturnValue:
    """Take a name back at once."""
    form = ReasonForm()
    if form.validate_on_submit():
        with transaction():
            service.withdraw(current_actor(), host_id, form.reason.data or "", clock.now())
        flash(_("Đã thu hồi. Tên miền này không còn dẫn đến đâu."))
        return redirect(url_for(".host", host_id=host_id), 303)
    return _shown(host_id, reason=form)


def _shown(
    host_id: int, confirm: HouseForm | None = None, reason: HouseForm | None = None
) -> ResponseReturnValue:
    found = queries.get_host(host_id)
    html = render_template(
        "storefront/hosts/host.html",
        host=found,
        look=rules.look_of(found.host),
        states=labels.STATE,
        seen=labels.SEEN,
        confirm=confirm or ConfirmForm(None),
        reason=reason or ReasonForm(None),
        proof=rules.PROOF,
        proof_path=rules.PROOF_PATH,
        origin=rules.own_origin(current_app.config["PUBLIC_URL"], found.host),
        may_decide=current_actor().may("hosts.decide"),
        is_demo=found.producer.is_demo,
    )
    wrong = any(form.errors or form.form_errors for form in (confirm, reason) if form)
    return html, 422 if wrong else 200
