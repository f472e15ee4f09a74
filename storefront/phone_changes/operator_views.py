"""Accounts whose phone is lost: /quan-tri/mat-dien-thoai, for officers."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.text import nfc
from catalog.kernel.web import current_actor, requires
from storefront.extensions import limiter
from storefront.messages.rules import masked
from storefront.phone_changes import housekeeping, labels, queries, rules, service, stopping
from storefront.phone_changes.forms import LostForm
from storefront.phone_changes.rules import Seen

bp = Blueprint("phone_changes_operator", __name__, url_prefix="/quan-tri/mat-dien-thoai")


@bp.get("")
@requires("accounts.recover")
def accounts() -> ResponseReturnValue:
    """The search for an account, and lost phones that wait for a second officer."""
    housekeeping.carry_out_due()
    words = nfc(request.args.get("q", "")).strip()[: rules.LONGEST_WORDS]
    return render_template(
        "storefront/phone_changes/accounts.html",
        words=words,
        found=queries.search_accounts(words),
        waiting=queries.list_lost(),
        may_confirm=lambda one: rules.may_confirm(one.asked_by_id, current_actor().id),
        seen=labels.SEEN,
        masked=masked,
    )


@bp.route("/<int:account_id>", methods=["GET", "POST"])
@requires("accounts.recover")
@limiter.limit(rules.PER_HOUR, methods=["POST"])
def lost(account_id: int) -> ResponseReturnValue:
    """How I know who asks, why, and the new number."""
    form, account = LostForm(), queries.get_account(account_id)
    if form.validate_on_submit():
        given = (form.phone.data or "", Seen(form.seen.data), form.note.data or "")
        secret: str = current_app.config["SECRET_KEY"]
        try:
            with transaction():
                change = service.report_lost(current_actor(), account_id, *given, clock.now())
                stopping.tell_old_number(secret, change, clock.now())
        except DomainError as error:
            form.refuse(error, "phone")
        else:
            flash(_("Đã ghi. Máy cũ đã bị đăng xuất; số mới dùng được khi hết giờ chờ."))
            return redirect(url_for(".accounts"), 303)
    html = render_template(
        "storefront/phone_changes/lost.html", form=form, account=account, masked=masked
    )
    return html, 422 if form.errors else 200


@bp.post("/<int:change_id>/xac-nhan")
@requires("accounts.recover")
def confirm(change_id: int) -> ResponseReturnValue:
    """I have looked as well: the new number counts now."""
    with transaction():
        is_done = service.confirm(current_actor(), change_id, clock.now())
    flash(
        _("Đã xác nhận. Số mới dùng được ngay.")
        if is_done
        else _("Không chuyển được: số mới đã có tài khoản, hoặc việc này đã xong trước đó.")
    )
    return redirect(url_for(".accounts"), 303)


@bp.post("/<int:change_id>/thoi")
@requires("accounts.recover")
def withdraw(change_id: int) -> ResponseReturnValue:
    """The phone was found, or the number was wrong."""
    with transaction():
        service.withdraw(current_actor(), change_id, clock.now())
    flash(_("Đã thôi. Số của tài khoản vẫn như trước."))
    return redirect(url_for(".accounts"), 303)
