"""Claims that went to the operator: /quan-tri/doi-tra, what is late first."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.claims import answering, labels, photos, queries, rules
from storefront.claims.answering import Answer
from storefront.claims.forms import DecideForm
from storefront.claims.models import Claim
from storefront.claims.rules import ClaimStatus, Outcome
from storefront.claims.seller_views import suggested_for
from storefront.claims.views import words
from storefront.orders.rules import Party
from storefront.payments import refunding

bp = Blueprint("claims_operator", __name__, url_prefix="/quan-tri/doi-tra")


@bp.get("")
@requires("claims.see")
def claims() -> ResponseReturnValue:
    """What waits for a decision, or all claims."""
    part = request.args.get("phan", "cho")
    part = part if part in labels.PARTS else "cho"
    now = clock.now()
    found, total = queries.list_for_desk(
        current_actor(), now, page_number(), only_waiting=part == "cho"
    )
    return render_template(
        "storefront/claims/desk_claims.html",
        claims=found,
        part=part,
        parts=labels.PARTS,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        now=now,
        is_demo=any(one.order.producer.is_demo for one in found),
        **words(),
    )


@bp.get("/<number>")
@requires("claims.see")
def claim(number: str) -> ResponseReturnValue:
    """Both sides of a claim, and the form to decide."""
    return _page(queries.get_claim_for_desk(current_actor(), number))


def _page(found: Claim, form: DecideForm | None = None) -> ResponseReturnValue:
    left = refunding.left_of(found.order.number)
    now = clock.now()
    form = form or DecideForm(formdata=None)
    promised = queries.find_open_refund(found)
    form.offer(0 if promised else suggested_for(found, left), is_promised=promised is not None)
    may_decide = current_actor().may("claims.decide")
    return render_template(
        "storefront/claims/desk_claim.html",
        claim=found,
        form=form,
        left=left,
        open_refund=promised,
        may_decide=may_decide and rules.is_for_operator(found.status, found.due_at, now),
        may_take_back=may_decide
        and found.status in (ClaimStatus.AWAITING_RETURN, ClaimStatus.SENT_BACK),
        is_late=rules.is_late(found.due_at, now),
        waits_for=rules.WAITS_FOR.get(ClaimStatus(found.status)),
        is_demo=found.order.producer.is_demo,
        **words(),
    ), 422 if form.errors or form.form_errors else 200


@bp.post("/<number>")
@requires("claims.decide")
def decide(number: str) -> ResponseReturnValue:
    """Say what is to be done; both sides read why."""
    form = DecideForm()
    form.offer(0, is_promised=False)  # what is refused is said by the answer
    if form.validate():
        given = Answer(Outcome(form.outcome.data), form.words.data, form.amount.data)
        try:
            with transaction():
                found = queries.get_claim_for_desk(current_actor(), number)
                answering.answer(found, given, Party.OPERATOR, current_actor(), clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã quyết định. Hai bên đọc được lý do."))
            return redirect(url_for(".claim", number=number), 303)
    return _page(queries.get_claim_for_desk(current_actor(), number), form)


@bp.post("/<number>/hang-ve")
@requires("claims.decide")
def take_back(number: str) -> ResponseReturnValue:
    """The goods are back, as the operator found out: the money is owed."""
    if HouseForm().validate_on_submit():
        try:
            with transaction():
                found = queries.get_claim_for_desk(current_actor(), number)
                answering.goods_are_back(found, Party.OPERATOR, current_actor(), clock.now())
        except DomainError as error:
            flash(str(error.message))
        else:
            flash(_("Đã ghi: hàng đã về."))
    return redirect(url_for(".claim", number=number), 303)


@bp.get("/<number>/anh")
@requires("claims.see")
def photo(number: str) -> ResponseReturnValue:
    """The buyer's photo."""
    return photos.answer(queries.get_claim_for_desk(current_actor(), number).picture)
