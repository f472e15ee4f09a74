"""Sellers' requests of stars, for officers: /quan-tri/cong-nhan/gan-sao."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.star_requests import labels, queries, service
from storefront.star_requests.forms import AttachForm, RefuseForm
from storefront.star_requests.rules import State, Whose

bp = Blueprint("star_requests_operator", __name__, url_prefix="/quan-tri/cong-nhan/gan-sao")


@bp.get("")
@requires("certification.see")
def requests() -> ResponseReturnValue:
    """What waits for an officer, the oldest first."""
    page = page_number()
    found, total = queries.list_waiting(page)
    return render_template(
        "storefront/star_requests/requests.html",
        requests=found,
        page=page,
        pages=-(-total // queries.PER_PAGE),
        is_demo=any(one.product.is_demo for one in found),
    )


@bp.get("/<int:request_id>")
@requires("certification.see")
def star_request(request_id: int) -> ResponseReturnValue:
    """What was asked for, and what in the register may be meant."""
    return _page(request_id, AttachForm(), RefuseForm())


@bp.post("/<int:request_id>/gan")
@requires("certification.enter")
def attach(request_id: int) -> ResponseReturnValue:
    """This record of the register is it."""
    form = AttachForm()
    if form.validate_on_submit():
        is_confirmed = bool(form.is_confirmed.data)
        try:
            with transaction():
                service.attach(
                    current_actor(),
                    request_id,
                    form.source_id,
                    clock.now(),
                    is_confirmed=is_confirmed,
                )
        except NotFound:
            raise
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã gắn sao. Người bán được báo."))
            return redirect(url_for(".requests"), 303)
    return _page(request_id, form, RefuseForm())


@bp.post("/<int:request_id>/tu-choi")
@requires("certification.enter")
def refuse(request_id: int) -> ResponseReturnValue:
    """It cannot be attached, and why."""
    form = RefuseForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.refuse(current_actor(), request_id, form.reason.data or "", clock.now())
        except NotFound:
            raise
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã trả lời. Người bán đọc lý do ở trang của món hàng."))
            return redirect(url_for(".requests"), 303)
    return _page(request_id, AttachForm(), form)


def _page(request_id: int, form: AttachForm, refusal: RefuseForm) -> ResponseReturnValue:
    asked = queries.get_request(request_id)
    is_open = asked.state == State.WAITING
    html = render_template(
        "storefront/star_requests/star_request.html",
        asked=asked,
        form=form,
        refusal=refusal,
        is_open=is_open,
        candidates=queries.list_candidates(asked, clock.today()) if is_open else [],
        obstacles=labels.OBSTACLE,
        states=labels.STATE,
        same=Whose.SAME,
        is_demo=asked.product.is_demo,
    )
    wrong = form.errors or form.form_errors or refusal.errors or refusal.form_errors
    return html, 422 if wrong else 200
