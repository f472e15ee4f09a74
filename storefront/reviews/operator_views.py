"""Reviews that readers reported, and all others: /quan-tri/danh-gia."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.reviews import labels, queries, service
from storefront.reviews.forms import ModerateForm
from storefront.reviews.rules import Act

bp = Blueprint("reviews_operator", __name__, url_prefix="/quan-tri/danh-gia")


@bp.get("")
@requires("reviews.see")
def reviews() -> ResponseReturnValue:
    """What was reported, most often first; or all."""
    part = request.args.get("phan", "cho")
    part = part if part in labels.PARTS else "cho"
    found, total = queries.list_for_desk(page_number(), only_reported=part == "cho")
    return render_template(
        "storefront/reviews/desk_reviews.html",
        reviews=found,
        part=part,
        parts=labels.PARTS,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        is_demo=any(one.product.is_demo for one in found),
    )


@bp.route("/<int:review_id>", methods=["GET", "POST"])
@requires("reviews.moderate")
def moderate(review_id: int) -> ResponseReturnValue:
    """Hide a review, show it again or leave it, and say why."""
    form = ModerateForm()
    if form.validate_on_submit():
        with transaction():
            found = queries.get_for_desk(review_id)
            act, reason = Act(form.act.data), form.reason.data or ""
            service.moderate(current_actor(), found, act, reason, clock.now())
        flash(_("Đã ghi, kèm lý do."))
        return redirect(url_for(".reviews"), 303)
    review = queries.get_for_desk(review_id)
    return render_template(
        "storefront/reviews/desk_review.html",
        review=review,
        form=form,
        acts=labels.ACT,
        is_demo=review.product.is_demo,
    ), 422 if form.errors else 200
