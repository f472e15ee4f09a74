"""Complaints that the operator asks a seller about: /ban-hang/khieu-nai."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.complaints import labels, queries, service
from storefront.complaints.forms import WordsForm

bp = Blueprint("complaints_seller", __name__, url_prefix="/ban-hang/khieu-nai")


@bp.get("")
@requires("complaints.own")
def complaints() -> ResponseReturnValue:
    """What the operator asks about."""
    found, total = queries.list_for_seller(current_actor(), page_number())
    return render_template(
        "storefront/complaints/seller_complaints.html",
        complaints=found,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        kinds=labels.KIND,
        states=labels.STATE,
        now=clock.now(),
    )


@bp.route("/<number>", methods=["GET", "POST"])
@requires("complaints.answer")
def complaint(number: str) -> ResponseReturnValue:
    """What is complained of, without who complains, and the seller's words."""
    actor = current_actor()
    form = WordsForm()
    if form.validate_on_submit():
        try:
            with transaction():
                found = queries.get_for_seller(actor, number, lock=True)
                service.answer(actor, found, form.words.data or "", clock.now())
        except DomainError as error:
            form.refuse(error, "words")
        else:
            flash(_("Sàn đã nhận lời của bạn."))
            return redirect(url_for(".complaint", number=number), 303)
    return render_template(
        "storefront/complaints/seller_complaint.html",
        complaint=queries.get_for_seller(actor, number),
        form=form,
        kinds=labels.KIND,
        states=labels.STATE,
        outcomes=labels.OUTCOME,
        acts=labels.ACT,
        sides=labels.SIDE,
    ), 422 if form.errors else 200
