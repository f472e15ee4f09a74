"""What buyers ask of a seller after delivery: /ban-hang/doi-tra."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.claims import answering, fates, labels, photos, queries, rules, service
from storefront.claims.answering import Answer
from storefront.claims.forms import AnswerForm, PaidForm, PromiseForm, WordsForm
from storefront.claims.models import Claim
from storefront.claims.rules import ClaimKind, ClaimStatus, Fate, Outcome
from storefront.claims.views import words
from storefront.deadlines import queries as deadlines
from storefront.deadlines import service as promising
from storefront.deadlines.rules import What
from storefront.deadlines.service import NewDeadline
from storefront.inventory import queries as stock
from storefront.orders.rules import Party
from storefront.payments import refunding
from storefront.payments.rules import Payer, is_prepaid

bp = Blueprint("claims_seller", __name__, url_prefix="/ban-hang/doi-tra")


@bp.get("")
@requires("claims.own")
def claims() -> ResponseReturnValue:
    """What waits for an answer, the shortest time first; or all."""
    part = request.args.get("phan", "cho")
    part = part if part in labels.PARTS else "cho"
    found, total = queries.list_for_seller(
        current_actor(), page_number(), only_waiting=part == "cho"
    )
    return render_template(
        "storefront/claims/seller_claims.html",
        claims=found,
        part=part,
        parts=labels.PARTS,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        now=clock.now(),
        **words(),
    )


@bp.get("/<number>")
@requires("claims.own")
def claim(number: str) -> ResponseReturnValue:
    """All a seller needs to answer."""
    return _page(queries.get_claim_for_seller(current_actor(), number))


def _page(found: Claim, form: AnswerForm | None = None) -> ResponseReturnValue:
    left = refunding.left_of(found.order.number)
    has_cash = not is_prepaid(found.order.group.payment_method)
    form = form or AnswerForm(formdata=None)
    if "payer" in form or form.outcome.choices is None:
        form.offer(suggested_for(found, left), left, has_cash=has_cash)
    refund = queries.find_open_refund(found)
    now = clock.now()
    return render_template(
        "storefront/claims/seller_claim.html",
        claim=found,
        form=form,
        left=left,
        may_answer=found.status == ClaimStatus.ASKED and not rules.is_late(found.due_at, now),
        may_take_back=found.status in (ClaimStatus.AWAITING_RETURN, ClaimStatus.SENT_BACK),
        may_refuse_goods=found.status == ClaimStatus.SENT_BACK,
        to_pay=refund if refund and refund.payer == Payer.SELLER else None,
        paid_form=PaidForm(formdata=None),
        is_back=fates.is_back(found),
        held_back=stock.held_back_batches(
            [one.line.batch_id for one in found.lines if one.line.batch_id], clock.today()
        ),
        is_late=rules.is_late(found.due_at, now),
        waits_for=rules.WAITS_FOR.get(ClaimStatus(found.status)),
        **words(),
    ), 422 if form.errors or form.form_errors else 200


def suggested_for(found: Claim, left: int) -> int:
    """What a refund of the claimed units comes to."""
    return rules.suggested(
        queries.bought_in(found.order),
        {one.line_id: one.quantity for one in found.lines},
        found.order.shipping_fee,
        left,
        is_fault=found.kind != ClaimKind.CHANGED_MIND,
    )


@bp.post("/<number>")
@requires("claims.answer")
def answer(number: str) -> ResponseReturnValue:
    """Answer a buyer."""
    found = queries.get_claim_for_seller(current_actor(), number)
    left = refunding.left_of(found.order.number)
    form = AnswerForm()
    form.offer(0, left, has_cash=not is_prepaid(found.order.group.payment_method))
    if form.validate():
        given = Answer(
            Outcome(form.outcome.data),
            form.words.data or None,
            form.amount.data,
            Payer(form.payer.data) if "payer" in form else Payer.PLATFORM,
        )
        try:
            with transaction():
                found = queries.get_claim_for_seller(current_actor(), number)
                answering.answer(found, given, Party.SELLER, current_actor(), clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã trả lời người mua."))
            return redirect(url_for(".claim", number=number), 303)
    return _page(queries.get_claim_for_seller(current_actor(), number), form)


@bp.get("/<number>/anh")
@requires("claims.own")
def photo(number: str) -> ResponseReturnValue:
    """The buyer's photo."""
    return photos.answer(queries.get_claim_for_seller(current_actor(), number).picture)


def _say(number: str, done: str, act: Callable[[Claim], None]) -> None:
    """One step on a claim of the seller's; whether it was done or refused is said on top."""
    try:
        with transaction():
            act(queries.get_claim_for_seller(current_actor(), number))
    except DomainError as error:
        flash(str(error.message))
    else:
        flash(done)


@bp.post("/<number>/hang-ve")
@requires("claims.answer")
def take_back(number: str) -> ResponseReturnValue:
    """The goods are back: the money is owed."""
    if HouseForm().validate_on_submit():
        _say(number, _("Đã ghi: hàng đã về."), _take_back)
    return redirect(url_for(".claim", number=number), 303)


def _take_back(found: Claim) -> None:
    answering.goods_are_back(found, Party.SELLER, current_actor(), clock.now())


@bp.post("/<number>/khong-nhan")
@requires("claims.answer")
def refuse_goods(number: str) -> ResponseReturnValue:
    """The goods that came back are not what was agreed."""
    form = WordsForm()
    if form.validate_on_submit():
        said = form.words.data or None
        _say(
            number,
            _("Đã báo người mua. Người mua có thể nhờ sàn xem xét."),
            lambda found: service.step(
                found, ClaimStatus.REFUSED, Party.SELLER, current_actor(), clock.now(), said
            ),
        )
    return redirect(url_for(".claim", number=number), 303)


@bp.post("/<number>/da-tra-tien")
@requires("claims.answer")
def paid(number: str) -> ResponseReturnValue:
    """The seller has paid the buyer."""
    form = PaidForm()
    if form.validate_on_submit():
        reference = form.reference.data or ""
        _say(
            number,
            _("Đã ghi: bạn đã trả tiền cho khách."),
            lambda found: answering.seller_paid(found, current_actor(), reference, clock.now()),
        )
    else:
        flash(_("Hãy ghi trả bằng cách nào, ví dụ mã chuyển khoản."))
    return redirect(url_for(".claim", number=number), 303)


@bp.post("/<number>/hang/<int:line_id>/<any(restock, waste):fate>")
@requires("claims.answer")
def fate(number: str, line_id: int, fate: str) -> ResponseReturnValue:
    """Put goods that came back on the shelf again, or write them off."""
    if HouseForm().validate_on_submit():
        _say(
            number,
            _("Đã ghi hàng trả lại."),
            lambda found: fates.decide(current_actor(), found, line_id, Fate(fate), clock.now()),
        )
    return redirect(url_for(".claim", number=number), 303)


@bp.route("/quy-dinh", methods=["GET", "POST"])
@requires("claims.promise")
def promise() -> ResponseReturnValue:
    """How long this seller takes back goods without fault."""
    actor = current_actor()
    form = PromiseForm()
    if form.validate_on_submit():
        with transaction():
            promising.add(
                actor,
                NewDeadline(
                    what=What.CLAIM_WINDOW,
                    kind=ClaimKind.CHANGED_MIND.value,
                    hours=form.days.data * 24,
                    valid_from=clock.today(),
                    source="Lời hứa của cơ sở",
                    producer_id=min(actor.producer_ids),
                ),
                clock.now(),
            )
        flash(_("Đã hứa với người mua. Đơn giao từ hôm nay được áp dụng."))
        return redirect(url_for(".promise"), 303)
    own = deadlines.list_own(actor.producer_ids)
    page = "storefront/claims/seller_promise.html"
    return render_template(page, form=form, own=own, today=clock.today()), (
        422 if form.errors else 200
    )


@bp.post("/quy-dinh/<int:deadline_id>/thoi")
@requires("claims.promise")
def end_promise(deadline_id: int) -> ResponseReturnValue:
    """Promise it no more; what was delivered until today keeps it."""
    if HouseForm().validate_on_submit():
        try:
            with transaction():
                promising.close(current_actor(), deadline_id, clock.today())
        except DomainError as error:
            flash(str(error.message))
        else:
            flash(_("Từ ngày mai không hứa nữa. Đơn đã giao giữ nguyên."))
    return redirect(url_for(".promise"), 303)
