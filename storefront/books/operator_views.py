"""Batches whose numbers do not add up, for inspectors: /quan-tri/doi-chieu/lo."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel.web import page_number, requires
from storefront.books import batches
from storefront.books.labels import SURPLUSES

bp = Blueprint("books_operator", __name__, url_prefix="/quan-tri/doi-chieu/lo")


@bp.get("", endpoint="batches")
@requires("books.see")
def list_batches() -> ResponseReturnValue:
    """Labels, stock and sales against what was packed and released, the oddest first."""
    page = page_number()
    found, total = batches.list_uneven_batches(page)
    return render_template(
        "storefront/books/batches.html",
        batches=found,
        words=SURPLUSES,
        page=page,
        pages=-(-total // batches.PER_PAGE),
        is_demo=any(one.is_demo for one in found),
    )
