"""A seller's batches whose numbers do not add up, and the answer: /ban-hang/doi-chieu/lo."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.books import batches, service
from storefront.books.forms import AnswerForm
from storefront.books.labels import SURPLUSES

bp = Blueprint("books_seller", __name__, url_prefix="/ban-hang/doi-chieu/lo")


@bp.get("", endpoint="batches")
@requires("books.answer")
def list_batches() -> ResponseReturnValue:
    """My batches whose numbers do not add up."""
    return _page(AnswerForm(), None)


@bp.post("/<int:batch_id>")
@requires("books.answer")
def answer(batch_id: int) -> ResponseReturnValue:
    """Keep what I say about a batch of mine."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(form, batch_id)
    with transaction():
        service.answer(current_actor(), batch_id, form.text.data, clock.now())
    flash(_("Đã gửi. Câu trả lời được giữ nguyên, cán bộ đọc cạnh con số."))
    return redirect(url_for(".batches"), 303)


def _page(form: AnswerForm, about: int | None) -> ResponseReturnValue:
    found, total = batches.list_uneven_batches(page_number(), current_actor())
    page = render_template(
        "storefront/books/own.html",
        batches=found,
        words=SURPLUSES,
        form=form,
        about=about,
        page=page_number(),
        pages=-(-total // batches.PER_PAGE),
    )
    return page, 422 if form.errors else 200
