"""Money at partners: /quan-tri/cong-thanh-toan. Tries to pay, refunds, complaints."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.gateways import calling, labels, queries, rules
from storefront.gateways.connecting import connected
from storefront.gateways.forms import BankPaidForm, ConcludeForm, SentForm, SettleForm
from storefront.gateways.limits import find_limits
from storefront.gateways.service import disputes, refunding
from storefront.gateways.service.refunding import ByHand
from storefront.orders import labels as order_labels
from storefront.payment_partners.rules import RUNNING, DisputeState, RefundState
from storefront.payments import labels as payment_labels
from storefront.payments import queries as payments

bp = Blueprint("gateways_operator", __name__, url_prefix="/quan-tri/cong-thanh-toan")


@bp.get("")
@requires("gateways.see")
def gateways() -> ResponseReturnValue:
    """Which partners are on and what they hold; tries, refunds and complaints, of one or all."""
    asked = request.args.get("cong", "")
    provider = asked if asked in labels.PARTNER else None
    attempts = queries.list_attempts(provider, page_number())
    due = [one for one in payments.list_refunds_due() if queries.find_charge_for(one.reference)]
    return render_template(
        "storefront/gateways/gateways.html",
        partners=labels.PARTNER,
        limits={name: find_limits(name, clock.today()) for name in labels.PARTNER},
        on=connected(),
        fakes=current_app.extensions["ocop_gateways"].invented,
        provider=provider or "",
        attempts=attempts,
        live=rules.LIVE,
        refund_live=rules.REFUND_LIVE,
        due=due,
        returns=queries.list_returns(provider),
        disputes=queries.list_disputes(provider),
        states=labels.ATTEMPT,
        refund_states=labels.REFUND,
        dispute_states=labels.DISPUTE,
        dispute_reasons=labels.REASON,
        reasons=payment_labels.REFUND,
        about_ways=payment_labels.FOR_OPERATOR,
        page=page_number(),
        is_full=len(attempts) == queries.PER_PAGE,
        is_demo=bool(current_app.extensions["ocop_gateways"].invented),
    )


@bp.post("/hoi/<int:attempt_id>")
@requires("gateways.ask")
def ask(attempt_id: int) -> ResponseReturnValue:
    """Ask the partner now where a try to pay stands."""
    try:
        calling.ask(attempt_id, clock.now())
    except DomainError as error:
        flash(str(error.message))
    else:
        found = queries.get_attempt(attempt_id)
        words = labels.ATTEMPT[rules.AttemptState(found.state)]
        flash(_("%(reference)s: %(words)s.", reference=found.reference, words=words))
    return redirect(url_for(".gateways"), 303)


@bp.post("/hoan/<int:refund_id>")
@requires("payments.refund")
def refund(refund_id: int) -> ResponseReturnValue:
    """Send a refund back the way its money came."""
    try:
        state = calling.refund(current_actor(), refund_id, clock.now())
    except DomainError as error:
        flash(str(error.message))
    else:
        flash(_("Hoàn tiền: %(words)s.", words=labels.REFUND[RefundState(state)]))
    return redirect(url_for(".gateways"), 303)


@bp.route("/da-gui/<int:return_id>", methods=["GET", "POST"])
@requires("payments.refund")
def conclude(return_id: int) -> ResponseReturnValue:
    """A refund whose partner does not say what became of it: a person has looked there."""
    form = ConcludeForm()
    if form.validate_on_submit():
        is_sent = request.form.get("ket-luan") == "da-hoan"
        words = form.words.data or ""
        try:
            with transaction():
                refunding.conclude(current_actor(), return_id, words, clock.now(), is_sent=is_sent)
        except DomainError as error:
            form.refuse(error, "words")
        else:
            flash(_("Đã ghi: tiền đã hoàn.") if is_sent else _("Đã ghi: chưa hoàn, hoàn lại được."))
            return redirect(url_for(".gateways"), 303)
    found = queries.get_return(return_id)
    html = render_template(
        "storefront/gateways/conclude.html", one=found, form=form, partners=labels.PARTNER
    )
    return html, 422 if form.errors else 200


@bp.route("/hoan-tay/<int:refund_id>", methods=["GET", "POST"])
@requires("payments.refund")
def by_hand(refund_id: int) -> ResponseReturnValue:
    """Write down that money was sent back by hand, less what the card holder's bank has paid."""
    found = payments.get_refund(refund_id)
    bank = refunding.at_bank(found)
    to_send = found.amount - bank.has_paid
    form = SentForm() if to_send else BankPaidForm()
    if form.validate_on_submit():
        named = (form.bank_reference.data or "") if isinstance(form, SentForm) else ""
        sent = ByHand(form.to_send.data, named)
        try:
            with transaction():
                refunding.send_by_hand(current_actor(), refund_id, sent, clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã ghi: tiền đã hoàn."))
            return redirect(url_for("inbox_operator.receipts"), 303)
    html = render_template(
        "storefront/gateways/by_hand.html",
        refund=found,
        bank=bank,
        to_send=to_send,
        form=form,
        reasons=payment_labels.REFUND,
    )
    return html, 422 if form.errors or form.form_errors else 200


@bp.route("/khieu-nai/<int:dispute_id>", methods=["GET", "POST"])
@requires("gateways.settle")
def dispute(dispute_id: int) -> ResponseReturnValue:
    """A complaint with what shows that the goods came, and its end."""
    form = SettleForm()
    if form.validate_on_submit():
        try:
            with transaction():
                disputes.settle(current_actor(), dispute_id, form.note.data or "", clock.now())
        except DomainError as error:
            form.refuse(error, "note")
        else:
            flash(_("Đã xong khiếu nại; người bán của đơn lại được chi."))
            return redirect(url_for(".gateways"), 303)
    found = queries.get_dispute(dispute_id)
    html = render_template(
        "storefront/gateways/dispute.html",
        one=found,
        form=form,
        is_open=found.state in RUNNING,
        left=found.taken - found.covered,
        owed=found.covered if found.state == DisputeState.WON else 0,
        orders=queries.orders_of(found.number) if found.number else [],
        partners=labels.PARTNER,
        states=labels.DISPUTE,
        reasons=labels.REASON,
        statuses=order_labels.DESK_STATUS,
    )
    return html, 422 if form.errors else 200
