"""Money that came in: what waits for a person, and what goes back. /quan-tri/tien-vao."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.inbox import labels, queries, service
from storefront.inbox.forms import ApplyForm, DoneForm, EnterForm, NoteForm
from storefront.inbox.rules import Arrival, Result
from storefront.payments import queries as payments
from storefront.payments.labels import REFUND

bp = Blueprint("inbox_operator", __name__, url_prefix="/quan-tri/tien-vao")


@bp.get("")
@requires("inbox.see")
def receipts() -> ResponseReturnValue:
    """Money to place, money to send back, purchases that wait."""
    return render_template(
        "storefront/inbox/receipts.html",
        waiting=queries.list_open(page_number()),
        foreign=queries.list_foreign(),
        refunds=payments.list_refunds_due(),
        unpaid=payments.list_waiting(),
        closed=queries.list_closed(),
        problems=labels.PROBLEM,
        states=labels.STATE,
        reasons=REFUND,
        providers=labels.PROVIDER,
        now=clock.now(),
    )


@bp.get("/<int:receipt_id>")
@requires("inbox.match")
def receipt(receipt_id: int) -> ResponseReturnValue:
    """One receipt, and what can be done with it."""
    return _page(receipt_id)


def _page(
    receipt_id: int, *, applying: ApplyForm | None = None, noting: NoteForm | None = None
) -> ResponseReturnValue:
    found = queries.get_waiting(receipt_id)
    applying = applying or ApplyForm(number=found.receipt.number or "".join(found.suggestions[:1]))
    noting = noting or NoteForm()
    html = render_template(
        "storefront/inbox/receipt.html",
        one=found,
        applying=applying,
        noting=noting,
        problems=labels.PROBLEM,
        providers=labels.PROVIDER,
    )
    return html, 422 if applying.errors or noting.errors else 200


@bp.post("/<int:receipt_id>/nhan")
@requires("inbox.match")
def apply(receipt_id: int) -> ResponseReturnValue:
    """The money is for this purchase."""
    form = ApplyForm()
    if form.validate_on_submit():
        try:
            with transaction():
                result = service.apply(
                    current_actor(), receipt_id, form.number.data or "", clock.now()
                )
        except DomainError as error:
            form.refuse(error, "number")
        else:
            done = _("Đã nhận tiền cho đơn.")
            gone = _("Hàng không còn: khoản này chuyển sang chờ hoàn.")
            flash(done if result == Result.PAID else gone)
            return redirect(url_for(".receipts"), 303)
    return _page(receipt_id, applying=form)


@bp.post("/<int:receipt_id>/hoan")
@requires("inbox.match")
def give_back(receipt_id: int) -> ResponseReturnValue:
    """The money goes back to who sent it."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(receipt_id, noting=form)
    with transaction():
        service.give_back(current_actor(), receipt_id, form.note.data or "", clock.now())
    flash(_("Đã chuyển sang chờ hoàn."))
    return redirect(url_for(".receipts"), 303)


@bp.post("/<int:receipt_id>/bo-qua")
@requires("inbox.match")
def dismiss(receipt_id: int) -> ResponseReturnValue:
    """The money is no buyer's."""
    form = NoteForm()
    if not form.validate_on_submit():
        return _page(receipt_id, noting=form)
    with transaction():
        service.dismiss(current_actor(), receipt_id, form.note.data or "", clock.now())
    flash(_("Đã ghi: không phải tiền mua hàng."))
    return redirect(url_for(".receipts"), 303)


@bp.route("/ngoai-te/<int:foreign_id>", methods=["GET", "POST"])
@requires("inbox.match")
def foreign(foreign_id: int) -> ResponseReturnValue:
    """Money in another currency: what a person did about it where it is."""
    form = DoneForm()
    if form.validate_on_submit():
        with transaction():
            service.close_foreign(current_actor(), foreign_id, form.note.data or "", clock.now())
        flash(_("Đã ghi: xong khoản ngoại tệ."))
        return redirect(url_for(".receipts"), 303)
    html = render_template(
        "storefront/inbox/foreign.html",
        one=queries.get_open_foreign(foreign_id),
        form=form,
        providers=labels.PROVIDER,
    )
    return html, 422 if form.errors else 200


@bp.route("/ghi-tay", methods=["GET", "POST"])
@requires("inbox.match")
def enter() -> ResponseReturnValue:
    """Enter money that a person saw on the account."""
    form = EnterForm()
    account = payments.find_account(clock.today())
    if account and form.validate_on_submit():
        arrival = Arrival(
            provider=service.BY_HAND,
            event_id=form.bank_reference.data or "",
            account=account.account,
            amount=form.amount.data,
            text=form.text.data or "",
            happened_at=clock.noon_of(form.day.data or clock.today()),
            bank_reference=(form.bank_reference.data or "").upper(),
        )
        try:
            with transaction():
                result = service.enter(current_actor(), arrival, clock.now())
        except DomainError as error:
            form.refuse(error, "bank_reference")
        else:
            done, waits = _("Đã nhận tiền cho đơn."), _("Đã ghi. Khoản này còn chờ đối chiếu.")
            flash(done if result == Result.PAID else waits)
            return redirect(url_for(".receipts"), 303)
    status = 422 if form.errors else 200
    return render_template("storefront/inbox/enter.html", form=form, account=account), status
