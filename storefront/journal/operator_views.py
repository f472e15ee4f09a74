"""The journal as the operator reads it: /quan-tri/so-sach."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from catalog.kernel.web import page_number, requires
from storefront.journal import labels, queries

bp = Blueprint("journal_operator", __name__, url_prefix="/quan-tri/so-sach")

LONGEST_SUBJECT = 40


@bp.get("")
@requires("journal.see")
def journal() -> ResponseReturnValue:
    """The trial balance and the newest entries, or those of one order or payout."""
    subject = request.args.get("so", "").strip()[:LONGEST_SUBJECT].upper()
    entries = queries.list_entries(subject or None, page_number())
    standings = queries.trial_balance()
    return render_template(
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
    )
