"""The journal as the operator reads it: /quan-tri/so-sach."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.journal import labels, queries, service
from storefront.journal.forms import SettleForm

bp = Blueprint("journal_operator", __name__, url_prefix="/quan-tri/so-sach")

LONGEST_SUBJECT = 40


@bp.get("")
@requires("journal.see")
def journal() -> ResponseReturnValue:
    """The trial balance and the newest entries, or those of one order or payout."""
    return _page(SettleForm())


@bp.post("")
@requires("journal.settle")
def settle() -> ResponseReturnValue:
    """A partner's money is in the bank."""
    form = SettleForm()
    form.with_partners(queries.balances_of_partners())
    if not form.validate_on_submit():
        return _page(form)
    try:
        with transaction():
            entered = service.book_settled(
                current_actor(),
                form.partner.data,
                form.amount.data,
                form.bank_reference.data or "",
                clock.now(),
            )
    except DomainError as error:
        form.refuse(error, "amount")
        return _page(form)
    flash(_("Đã ghi tiền về ngân hàng.") if entered else _("Mã giao dịch này đã được ghi rồi."))
    return redirect(url_for(".journal"), 303)


def _page(form: SettleForm) -> ResponseReturnValue:
    subject = request.args.get("so", "").strip()[:LONGEST_SUBJECT].upper()
    entries = queries.list_entries(subject or None, page_number())
    standings = queries.trial_balance()
    form.with_partners(queries.balances_of_partners())
    html = render_template(
        "storefront/journal/journal.html",
        standings=standings,
        debit=sum(one.debit for one in standings),
        credit=sum(one.credit for one in standings),
        entries=entries,
        sellers=queries.names_of_sellers(entries),
        subject=subject,
        page=page_number(),
        is_full=len(entries) == queries.PER_PAGE,
        accounts=labels.ACCOUNT,
        kinds=labels.ENTRY,
        form=form,
        is_demo=queries.is_demo(entries),
    )
    return html, 422 if form.errors else 200
