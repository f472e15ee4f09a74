"""What guests ask a seller: /ban-hang/cau-hoi."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.questions import labels, queries, service
from storefront.questions.forms import AnswerForm

bp = Blueprint("questions_seller", __name__, url_prefix="/ban-hang/cau-hoi")


@bp.get("")
@requires("questions.own")
def questions() -> ResponseReturnValue:
    """What waits for an answer, or all."""
    part = request.args.get("phan", "cho")
    part = part if part in labels.PARTS else "cho"
    found, total = queries.list_for_seller(current_actor(), page_number(), only_open=part == "cho")
    return render_template(
        "storefront/questions/seller_questions.html",
        questions=found,
        part=part,
        parts=labels.PARTS,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        now=clock.now(),
    )


@bp.route("/<int:question_id>", methods=["GET", "POST"])
@requires("questions.answer")
def answer(question_id: int) -> ResponseReturnValue:
    """Answer a question; both are public then."""
    actor = current_actor()
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            with transaction():
                found = queries.get_for_seller(actor, question_id)
                service.answer(actor, found, form.text.data or "", clock.now())
        except DomainError as error:
            form.refuse(error, None if isinstance(error, Conflict) else "text")
        else:
            flash(_("Đã trả lời. Câu hỏi và trả lời hiện ở trang sản phẩm."))
            return redirect(url_for(".questions"), 303)
    question = queries.get_for_seller(actor, question_id)
    page = "storefront/questions/seller_answer.html"
    return render_template(page, question=question, form=form), (
        422 if form.errors or form.form_errors else 200
    )
