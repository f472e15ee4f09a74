"""What a seller earned and where it is paid: /ban-hang/tien."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.commission.labels import percent
from storefront.payouts import accounts, labels, queries, statement, statement_sheet
from storefront.payouts.errors import NoHolder, NotAnAccount
from storefront.payouts.forms import AccountForm
from storefront.withholding import queries as withholding
from storefront.withholding.rules import month_after, month_before, month_of

bp = Blueprint("payouts_seller", __name__, url_prefix="/ban-hang/tien")


@bp.get("")
@requires("payouts.own")
def money() -> ResponseReturnValue:
    """A month of my orders: who got what of the money, and what the platform owes me."""
    first = month_of(request.args.get("thang"), clock.today())
    actor = current_actor()
    return render_template(
        "storefront/payouts/money.html",
        month=statement.month_of(actor, first),
        balance=statement.balance_of(actor),
        payouts=queries.list_own_payouts(actor),
        states=labels.STATE,
        first=first,
        before=month_before(first),
        after=month_after(first),
    )


@bp.get("/thang.csv")
@requires("payouts.own")
def sheet() -> ResponseReturnValue:
    """The month as a file for whoever keeps my books."""
    first = month_of(request.args.get("thang"), clock.today())
    text = statement_sheet.as_csv(statement.month_of(current_actor(), first))
    answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="tien-{first:%Y-%m}.csv"'
    return answer


@bp.get("/<number>")
@requires("payouts.own")
def order(number: str) -> ResponseReturnValue:
    """Where the money of one order went, with the rule and the document behind each part."""
    found = statement.get_order_money(current_actor(), number)
    return render_template(
        "storefront/payouts/order.html",
        found=found,
        document=withholding.get_rate(found.tax.rate_id).document if found.tax else "",
        percent=percent,
    )


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
