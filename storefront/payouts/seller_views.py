"""What a seller earned and where it is paid: /ban-hang/tien."""

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import allow, current_actor, requires
from storefront.accounts.rules import safe_target
from storefront.commission.labels import percent
from storefront.extensions import limiter
from storefront.payouts import (
    accounts,
    labels,
    papers,
    queries,
    reading,
    statement,
    statement_pdf,
    statement_sheet,
    stopping,
)
from storefront.payouts.errors import NoHolder, NotAnAccount
from storefront.payouts.forms import AccountForm, CodeForm
from storefront.payouts.reading import Payee
from storefront.withholding.labels import ACTIVITY
from storefront.withholding.rules import month_after, month_before, month_of

bp = Blueprint("payouts_seller", __name__, url_prefix="/ban-hang/tien")


@bp.get("")
@requires("payouts.own")
def money() -> ResponseReturnValue:
    """A month of my orders: who got what of the money, and what the platform owes me."""
    first = month_of(request.args.get("thang"), clock.today())
    actor = current_actor()
    balance = statement.balance_of(actor)
    return render_template(
        "storefront/payouts/money.html",
        month=statement.month_of(actor, first),
        balance=balance,
        payouts=queries.list_own_payouts(actor),
        coming=queries.next_payout(actor, balance, clock.now()),
        held=labels.HELD,
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
    text = statement_sheet.as_csv(statement.month_of(current_actor(), first).orders)
    return _file(text, f"tien-{first:%Y-%m}.csv")


@bp.get("/thang.pdf")
@requires("payouts.own")
@limiter.limit("60 per hour")
def paper() -> ResponseReturnValue:
    """The month as a paper with a letterhead, for a bank or an office."""
    first = month_of(request.args.get("thang"), clock.today())
    made = papers.of_month(current_actor(), first, clock.now())
    return _file(statement_pdf.draw(made), f"tien-{first:%Y-%m}.pdf")


@bp.get("/lan-chi/<number>.<any(pdf, csv):ending>")
@requires("payouts.own")
@limiter.limit("60 per hour")
def payout(number: str, ending: str) -> ResponseReturnValue:
    """What one transfer was made of, as a paper or a table."""
    made = papers.of_payout(current_actor(), number, clock.now())
    if ending == "csv":
        return _file(statement_sheet.as_csv(made.orders, made.others), f"{number}.csv")
    return _file(statement_pdf.draw(made), f"{number}.pdf")


def _file(content: str | bytes, name: str) -> Response:
    """A file that is taken along; no browser or proxy keeps it for somebody else."""
    kind = "application/pdf" if name.endswith(".pdf") else "text/csv"
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.get("/<number>")
@requires("payouts.own")
def order(number: str) -> ResponseReturnValue:
    """Where the money of one order went, with the rule and the document behind each part."""
    found = statement.get_order_money(current_actor(), number)
    return render_template(
        "storefront/payouts/order.html",
        found=found,
        activities=ACTIVITY,
        percent=percent,
    )


@bp.route("/tai-khoan", methods=["GET", "POST"])
@requires("payouts.account")
def account() -> ResponseReturnValue:
    """Where I am paid; a change waits a day, so that I notice one that was not mine."""
    form = AccountForm(tiep=request.args.get("tiep", ""))
    actor = current_actor()
    if form.validate_on_submit():
        fields = {NotAnAccount: "account", NoHolder: "holder"}
        try:
            with transaction():
                given = accounts.give_account(
                    actor,
                    min(actor.producer_ids, default=0),
                    form.bank.data,
                    form.account.data or "",
                    form.holder.data or "",
                    clock.now(),
                )
                stopping.tell_owners(current_app.config["SECRET_KEY"], given, clock.now())
        except DomainError as error:
            form.refuse(error, fields.get(type(error), "bank"))
        else:
            flash(_("Đã ghi tài khoản. Sàn xác minh xong mới chuyển tiền vào đó."))
            return redirect(safe_target(form.tiep.data) or url_for(".account"), 303)
    return _account(form, CodeForm(None))


@bp.post("/tai-khoan/ma")
@requires("payouts.account")
@limiter.limit("60 per hour")
def code() -> ResponseReturnValue:
    """Read my own VietQR code into the form; nothing is saved before I have looked at it."""
    form = AccountForm(None, tiep=request.args.get("tiep", ""))
    given = CodeForm()
    if not given.validate_on_submit():
        return _account(form, given)
    if not (given.ma.data or given.picture.data):
        given.ma.errors = [_("Hãy quét, dán hoặc chọn ảnh mã của bạn.")]
        return _account(form, given)
    try:
        text = given.ma.data or reading.payload_of(given.picture.data.stream)
        payee = reading.read_payload(text)
    except DomainError as error:
        given.refuse(error, "ma" if given.ma.data else "picture")
        return _account(form, given)
    form.bank.data, form.account.data = payee.bank.bin, payee.account
    return _account(form, CodeForm(None), payee)


def _account(
    form: AccountForm, code_form: CodeForm, payee: Payee | None = None
) -> ResponseReturnValue:
    allow(script_src="'wasm-unsafe-eval'")  # the reader of camera pictures is WebAssembly
    html = render_template(
        "storefront/payouts/account.html",
        form=form,
        code_form=code_form,
        payee=payee,
        onward=safe_target(form.tiep.data),
        accounts=queries.list_own_accounts(current_actor()),
    )
    return html, 422 if form.errors or code_form.errors else 200
