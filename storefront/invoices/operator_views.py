"""Invoice requests of all sellers: /quan-tri/hoa-don. Operators look; sellers issue."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel.web import current_actor, page_number, requires
from storefront.invoices import labels, queries
from storefront.invoices.seller_views import read_part

bp = Blueprint("invoices_operator", __name__, url_prefix="/quan-tri/hoa-don")


@bp.get("")
@requires("invoices.see")
def invoices() -> ResponseReturnValue:
    """Which sellers let buyers wait for an invoice."""
    part = read_part()
    found, total = queries.list_for_desk(current_actor(), part, page_number())
    return render_template(
        "storefront/invoices/desk_invoices.html",
        requests=found,
        part=part,
        parts=labels.PARTS,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        states=labels.STATE,
    )
