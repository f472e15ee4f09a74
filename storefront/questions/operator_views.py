"""Questions as operators see them: /quan-tri/cau-hoi."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.questions import labels, queries, service
from storefront.questions.forms import HideForm

bp = Blueprint("questions_operator", __name__, url_prefix="/quan-tri/cau-hoi")


@bp.get("")
@requires("questions.see")
def questions() -> ResponseReturnValue:
    """What no seller has answered, the latest first; or all."""
    part = request.args.get("phan", "cho")
    part = part if part in labels.PARTS else "cho"
    found, total = queries.list_for_desk(page_number(), only_open=part == "cho")
    return render_template(
        "storefront/questions/desk_questions.html",
        questions=found,
        part=part,
        parts=labels.PARTS,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        now=clock.now(),
        is_demo=any(one.product.is_demo for one in found),
    )


@bp.post("/<int:question_id>/cho-hien")
@requires("questions.moderate")
def publish(question_id: int) -> ResponseReturnValue:
    """Make a question public before it is answered."""
    if HouseForm().validate_on_submit():
        with transaction():
            found = queries.get_for_desk(question_id)
            service.let_through(current_actor(), found, clock.now())
        flash(_("Câu hỏi đã hiện ở trang sản phẩm."))
    return redirect(url_for(".questions"), 303)


@bp.route("/<int:question_id>/an", methods=["GET", "POST"])
@requires("questions.moderate")
def hide(question_id: int) -> ResponseReturnValue:
    """Take a question away."""
    form = HideForm()
    if form.validate_on_submit():
        with transaction():
            found = queries.get_for_desk(question_id)
            service.hide(current_actor(), found, form.reason.data or "", clock.now())
        flash(_("Đã ẩn câu hỏi, kèm lý do."))
        return redirect(url_for(".questions"), 303)
    question = queries.get_for_desk(question_id)
    return render_template(
        "storefront/questions/desk_hide.html",
        question=question,
        form=form,
        is_demo=question.product.is_demo,
    ), 422 if form.errors else 200
