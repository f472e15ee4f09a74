"""Paying sellers: /quan-tri/chi-tra."""

from collections.abc import Callable
from datetime import datetime
from secrets import token_urlsafe

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError, NotFound
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.journal.errors import ReferenceTaken
from storefront.payouts import accounts, labels, queries, service, sheet
from storefront.payouts.forms import BatchForm, FailedForm, PaidForm, PayInForm
from storefront.payouts.models import Payout, PayoutBatch
from storefront.payouts.rules import PayoutState

bp = Blueprint("payouts_operator", __name__, url_prefix="/quan-tri/chi-tra")


@bp.get("")
@requires("payouts.see")
def payouts() -> ResponseReturnValue:
    """What is open for each seller today, accounts to verify, and the batches made so far."""
    return _overview(BatchForm())


@bp.post("")
@requires("payouts.make")
def make() -> ResponseReturnValue:
    """Make a batch of what is open up to a day."""
    form = BatchForm()
    if not form.validate_on_submit():
        return _overview(form)
    try:
        with transaction():
            batch = service.make_batch(
                current_actor(),
                form.until.data or clock.today(),
                form.key.data or token_urlsafe(),
                clock.now(),
            )
            number = batch.number
    except DomainError as error:
        form.refuse(error)
        return _overview(form)
    flash(_("Đã lập đợt chi %(number)s. Tải tệp và gửi cho ngân hàng.", number=number))
    return redirect(url_for(".batch", number=number), 303)


@bp.get("/<number>")
@requires("payouts.see")
def batch(number: str) -> ResponseReturnValue:
    """The transfers of a batch, and what the bank said of each."""
    return _batch(queries.get_batch(number), None, None)


@bp.post("/<number>/tep.csv")
@requires("payouts.make")
def export(number: str) -> ResponseReturnValue:
    """The bank's file; that it was taken is written down."""
    with transaction():
        service.mark_exported(current_actor(), queries.get_batch(number), clock.now())
    text = sheet.as_csv(queries.get_batch(number))
    answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="chi-tra-{number}.csv"'
    return answer


@bp.post("/<number>/<int:payout_id>/da-chi")
@requires("payouts.make")
def paid(number: str, payout_id: int) -> ResponseReturnValue:
    """The bank made this transfer."""
    return _did_arrive(number, payout_id)


@bp.post("/<number>/da-chi")
@requires("payouts.make")
def all_paid(number: str) -> ResponseReturnValue:
    """The bank made all transfers of the batch that have no result yet."""
    return _did_arrive(number, None)


def _did_arrive(number: str, payout_id: int | None) -> ResponseReturnValue:
    """One transfer, or with None all of the batch."""
    form = PaidForm()
    if form.validate_on_submit():
        try:
            with transaction():
                _mark_paid(queries.get_batch(number), payout_id, form.bank_reference.data or "")
        except Conflict as error:
            form.refuse(error, "bank_reference")
        else:
            flash(_("Đã ghi: ngân hàng đã chi."))
            return redirect(url_for(".batch", number=number), 303)
    return _batch(queries.get_batch(number), payout_id or 0, form)


def _mark_paid(batch: PayoutBatch, payout_id: int | None, reference: str) -> None:
    if payout_id is None:
        service.mark_all_paid(current_actor(), batch, reference, clock.now())
    else:
        service.mark_paid(current_actor(), _payout(batch, payout_id), reference, clock.now())


@bp.post("/<number>/<int:payout_id>/khong-chi-duoc")
@requires("payouts.make")
def failed(number: str, payout_id: int) -> ResponseReturnValue:
    """The bank sent this transfer back."""
    return _did_not_arrive(number, payout_id, service.mark_failed)


@bp.post("/<number>/<int:payout_id>/tra-lai")
@requires("payouts.make")
def returned(number: str, payout_id: int) -> ResponseReturnValue:
    """The bank had made this transfer and gave it back days later."""
    return _did_not_arrive(number, payout_id, service.mark_returned)


def _did_not_arrive(
    number: str, payout_id: int, mark: Callable[[Actor, Payout, str, datetime], None]
) -> ResponseReturnValue:
    form = FailedForm()
    if form.validate_on_submit():
        try:
            with transaction():
                payout = _payout(queries.get_batch(number), payout_id)
                mark(current_actor(), payout, form.reason.data or "", clock.now())
        except Conflict as error:
            form.refuse(error, "reason")
        else:
            flash(_("Đã ghi. Khoản này chuyển sang kỳ sau."))
            return redirect(url_for(".batch", number=number), 303)
    return _batch(queries.get_batch(number), payout_id, form)


@bp.post("/tai-khoan/<int:account_id>/xac-minh")
@requires("payouts.verify")
def verify(account_id: int) -> ResponseReturnValue:
    """The account was held against a paper or a call."""
    if HouseForm().validate_on_submit():
        try:
            with transaction():
                accounts.verify(current_actor(), account_id, clock.now())
        except Conflict as error:  # a second tap, or the seller was faster
            flash(str(error.message))
        else:
            flash(_("Đã xác minh tài khoản."))
    return redirect(url_for(".payouts"), 303)


@bp.route("/nop-tien", methods=["GET", "POST"])
@requires("payouts.make")
def pay_in() -> ResponseReturnValue:
    """A seller paid in what it owed: fees and tax of orders it collected the cash of."""
    form = PayInForm()
    owed = queries.list_owed(clock.today(), clock.now())
    form.with_sellers([(one.producer_id, one.name) for one in owed])
    if form.validate_on_submit():
        try:
            with transaction():
                entered = service.pay_in(
                    current_actor(),
                    int(form.producer_id.data),
                    form.amount.data,
                    form.bank_reference.data or "",
                    clock.now(),
                )
        except ReferenceTaken as error:
            form.refuse(error, "bank_reference")
        else:
            flash(_("Đã ghi tiền nộp.") if entered else _("Mã giao dịch này đã được ghi rồi."))
            return redirect(url_for(".payouts"), 303)
    status = 422 if form.errors else 200
    return render_template("storefront/payouts/pay_in.html", form=form, owed=owed), status


def _overview(form: BatchForm) -> ResponseReturnValue:
    form.until.data = form.until.data or clock.today()
    form.key.data = form.key.data or token_urlsafe()
    owed = queries.list_owed(form.until.data, clock.now())
    html = render_template(
        "storefront/payouts/payouts.html",
        form=form,
        owed=owed,
        is_demo=any(one.is_demo for one in owed),
        unverified=queries.list_unverified(),
        batches=queries.list_batches(page_number()),
        page=page_number(),
        held=labels.HELD,
    )
    return html, 422 if form.errors or form.form_errors else 200


def _batch(
    found: PayoutBatch, about: int | None, form: PaidForm | FailedForm | None
) -> ResponseReturnValue:
    html = render_template(
        "storefront/payouts/batch.html",
        batch=found,
        total=sum(one.amount for one in found.payouts),
        states=labels.STATE,
        about=about,
        refused=form,
        is_demo=any(one.producer.is_demo for one in found.payouts),
        waiting=sum(one.state == PayoutState.MADE for one in found.payouts),
    )
    return html, 422 if form else 200


def _payout(found: PayoutBatch, payout_id: int) -> Payout:
    for payout in found.payouts:
        if payout.id == payout_id:
            return payout
    raise NotFound
