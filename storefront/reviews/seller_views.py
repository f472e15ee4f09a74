"""What buyers think of a seller's goods: /ban-hang/danh-gia."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.reviews import labels, queries, service
from storefront.reviews.forms import AnswerForm

bp = Blueprint("reviews_seller", __name__, url_prefix="/ban-hang/danh-gia")


@bp.get("")
@requires("reviews.own")
def reviews() -> ResponseReturnValue:
    """Reviews without an answer, or all."""
    part = request.args.get("phan", "cho")
    part = part if part in labels.SELLER_PARTS else "cho"
    found, total = queries.list_for_seller(current_actor(), page_number(), only_open=part == "cho")
    return render_template(
        "storefront/reviews/seller_reviews.html",
        reviews=found,
        part=part,
        parts=labels.SELLER_PARTS,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
    )


@bp.route("/<int:review_id>", methods=["GET", "POST"])
@requires("reviews.answer")
def answer(review_id: int) -> ResponseReturnValue:
    """Answer one review, once."""
    actor = current_actor()
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            with transaction():
                found = queries.get_for_seller(actor, review_id)
                service.answer(actor, found, form.text.data or "", clock.now())
        except DomainError as error:
            form.refuse(error, None if isinstance(error, Conflict) else "text")
        else:
            flash(_("Đã trả lời. Mọi người đọc được dưới đánh giá."))
            return redirect(url_for(".reviews"), 303)
    review = queries.get_for_seller(actor, review_id)
    page = "storefront/reviews/seller_answer.html"
    return render_template(page, review=review, form=form), (
        422 if form.errors or form.form_errors else 200
    )
