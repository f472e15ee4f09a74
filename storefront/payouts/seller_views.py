"""The seller's bank account: /ban-hang/tien/tai-khoan."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.payouts import accounts, queries
from storefront.payouts.errors import NoHolder, NotAnAccount
from storefront.payouts.forms import AccountForm

bp = Blueprint("payouts_seller", __name__, url_prefix="/ban-hang/tien")


@bp.route("/tai-khoan", methods=["GET", "POST"])
@requires("payouts.account")
def account() -> ResponseReturnValue:
    """Where I am paid; a change waits a day, so that I notice one that was not mine."""
    form = AccountForm()
    actor = current_actor()
    if form.validate_on_submit():
        fields = {NotAnAccount: "account", NoHolder: "holder"}
        try:
            with transaction():
                accounts.give_account(
                    actor,
                    min(actor.producer_ids, default=0),
                    form.bank.data,
                    form.account.data or "",
                    form.holder.data or "",
                    clock.now(),
                )
        except DomainError as error:
            form.refuse(error, fields.get(type(error), "bank"))
        else:
            flash(_("Đã ghi tài khoản. Sàn xác minh xong mới chuyển tiền vào đó."))
            return redirect(url_for(".account"), 303)
    html = render_template(
        "storefront/payouts/account.html", form=form, accounts=queries.list_own_accounts(actor)
    )
    return html, 422 if form.errors else 200
