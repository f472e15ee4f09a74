"""The accounts buyers transfer to: /quan-tri/tai-khoan-nhan. Without one VietQR is not offered."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock, ending
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.payments import labels, queries, rules, service
from storefront.payments.errors import UnreadableCode
from storefront.payments.forms import AccountForm
from storefront.payments.service import NewAccount
from storefront.payments.vietqr import banks, picture
from storefront.payments.vietqr.rules import BrokenCode, build, parse

bp = Blueprint("payments_operator", __name__, url_prefix="/quan-tri/tai-khoan-nhan")


@bp.get("")
@requires("payments.see")
def accounts() -> ResponseReturnValue:
    """Every account, which of them counts today, and its code to try."""
    today = clock.today()
    current = queries.find_account(today)
    return render_template(
        "storefront/payments/accounts.html",
        accounts=queries.list_accounts(),
        current=current,
        picture=picture.data_uri(build(current.bin, current.account)) if current else None,
        banks={bank.bin: bank.short_name for bank in reversed(banks.list_banks())},
        is_in_force=rules.is_in_force,
        methods=labels.METHOD,
        about_ways=labels.FOR_OPERATOR,
        is_demo=bool(current and current.is_demo),
    )


@bp.route("/them", methods=["GET", "POST"])
@requires("payments.change")
def add() -> ResponseReturnValue:
    """Add a dated account."""
    form = AccountForm()
    form.with_banks()
    if form.validate_on_submit():
        field = "code" if form.code.data else "account"
        try:
            new = _entered(form)
            with transaction():
                service.add_account(current_actor(), new, clock.now())
        except DomainError as error:
            form.refuse(error, field)
        else:
            flash(_("Đã thêm tài khoản nhận tiền."))
            return redirect(url_for(".accounts"), 303)
    status = 422 if form.errors else 200
    return render_template("storefront/payments/add_account.html", form=form), status


def _entered(form: AccountForm) -> NewAccount:
    """What the form says; a bank's own code comes before what was typed beside it."""
    bin_, account = form.bin.data or "", (form.account.data or "").replace(" ", "")
    if form.code.data:
        try:
            read = parse(form.code.data)
        except BrokenCode as error:
            raise UnreadableCode(error.fault) from error
        bin_, account = read.bin, read.account
    return NewAccount(
        bin=bin_,
        account=account,
        holder=form.holder.data or "",
        since=form.since.data or clock.today(),
        source=form.source.data or "",
    )


@bp.route("/<int:account_id>/dong", methods=["GET", "POST"])
@requires("payments.change")
def close(account_id: int) -> ResponseReturnValue:
    """Let an account end."""
    account = queries.get_account(account_id)
    return ending.page(
        lambda actor, last_day: service.close_account(actor, account_id, last_day),
        done=_("Đã đóng tài khoản nhận tiền."),
        back=url_for(".accounts"),
        template="storefront/payments/close_account.html",
        account=account,
    )
