"""Shops that wait for an officer, and what is asked of sellers: /quan-tri/nguoi-ban."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from catalog.producers.labels import LEGAL_FORM
from catalog.producers.queries import get_producer_by_id
from catalog.producers.rules import LegalForm
from storefront.onboarding import labels, queries
from storefront.onboarding.forms import CloseForm, ReasonForm, RequirementForm
from storefront.onboarding.models import ProducerClaim
from storefront.onboarding.rules import ShopState
from storefront.onboarding.service import claiming, configuring, deciding
from storefront.onboarding.service.configuring import NewRequirement
from storefront.payouts.queries import newest_accounts

bp = Blueprint("onboarding_operator", __name__, url_prefix="/quan-tri/nguoi-ban")

PARTS = {
    "cho": ShopState.SUBMITTED,
    "nhap": ShopState.DRAFT,
    "tra-lai": ShopState.RETURNED,
    "dang-ban": ShopState.VERIFIED,
    "tam-dung": ShopState.SUSPENDED,
}


@bp.get("")
@requires("onboarding.see")
def shops() -> ResponseReturnValue:
    """Shops by state, who waits longest first, and claims of producers."""
    part = request.args.get("phan", "cho")
    part = part if part in PARTS else "cho"
    found, total = queries.list_queue(PARTS[part], page_number())
    return render_template(
        "storefront/onboarding/shops.html",
        shops=found,
        total=total,
        part=part,
        parts={name: labels.STATE[state] for name, state in PARTS.items()},
        counts={name: queries.count_in(state) for name, state in PARTS.items()},
        claims=queries.list_open_claims(),
        form=ReasonForm(),
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        is_demo=any(one.producer.is_demo for one in found),
    )


@bp.get("/<int:application_id>")
@requires("onboarding.see")
def shop(application_id: int) -> ResponseReturnValue:
    """The checklist of a shop, and what an officer may do now."""
    return _shop(application_id, ReasonForm())


@bp.post("/moi/<int:producer_id>")
@requires("onboarding.decide")
def begin(producer_id: int) -> ResponseReturnValue:
    """Begin with a producer that has not asked itself."""
    with transaction():
        found = get_producer_by_id(producer_id, lock=True)
        made = deciding.open_for(current_actor(), found.id, ShopState.SUBMITTED, clock.now())
        number = made.id
    return redirect(url_for(".shop", application_id=number), 303)


@bp.post("/<int:application_id>/dieu-kien/<int:requirement_id>/dat")
@requires("onboarding.decide")
def confirm(application_id: int, requirement_id: int) -> ResponseReturnValue:
    """I have looked at this."""
    return _with_reason(
        application_id,
        lambda why: deciding.confirm(
            current_actor(), application_id, requirement_id, why, clock.now()
        ),
        _("Đã ghi: đạt."),
    )


@bp.post("/<int:application_id>/dieu-kien/<int:requirement_id>/mien")
@requires("onboarding.decide")
def waive(application_id: int, requirement_id: int) -> ResponseReturnValue:
    """This shop need not meet this."""
    return _with_reason(
        application_id,
        lambda why: deciding.waive(
            current_actor(), application_id, requirement_id, why, clock.now()
        ),
        _("Đã ghi: được miễn."),
    )


@bp.post("/<int:application_id>/duyet")
@requires("onboarding.decide")
def approve(application_id: int) -> ResponseReturnValue:
    """Let the shop sell."""
    form = ReasonForm()
    try:
        with transaction():
            deciding.approve(current_actor(), application_id, clock.now())
    except NotFound:
        raise
    except DomainError as error:
        form.refuse(error)
        return _shop(application_id, form)
    flash(_("Đã xác minh. Từ nay cửa hàng này bán được hàng."))
    return redirect(url_for(".shop", application_id=application_id), 303)


@bp.post("/<int:application_id>/tra-lai")
@requires("onboarding.decide")
def return_shop(application_id: int) -> ResponseReturnValue:
    """Give the shop back to its seller."""
    return _with_reason(
        application_id,
        lambda why: deciding.return_shop(current_actor(), application_id, why, clock.now()),
        _("Đã trả lại. Người bán đọc lý do trên trang của mình."),
    )


@bp.post("/<int:application_id>/tam-dung")
@requires("onboarding.decide")
def suspend(application_id: int) -> ResponseReturnValue:
    """Sell no more until it is looked at again."""
    return _with_reason(
        application_id,
        lambda why: deciding.suspend(current_actor(), application_id, why, clock.now()),
        _("Đã tạm dừng bán. Mã đã in vẫn mở được."),
    )


@bp.post("/<int:application_id>/ban-lai")
@requires("onboarding.decide")
def reinstate(application_id: int) -> ResponseReturnValue:
    """Let a suspended shop sell again."""
    return _with_reason(
        application_id,
        lambda why: deciding.reinstate(current_actor(), application_id, why, clock.now()),
        _("Cửa hàng bán lại được từ bây giờ."),
    )


@bp.post("/nhan-lai/<int:claim_id>/giao")
@requires("onboarding.decide")
def grant_claim(claim_id: int) -> ResponseReturnValue:
    """Give a producer to whoever claims it."""
    return _answer_claim(claim_id, claiming.grant)


@bp.post("/nhan-lai/<int:claim_id>/tu-choi")
@requires("onboarding.decide")
def refuse_claim(claim_id: int) -> ResponseReturnValue:
    """Do not give it."""
    return _answer_claim(claim_id, claiming.refuse)


@bp.route("/dieu-kien", methods=["GET", "POST"])
@requires("onboarding.configure")
def requirements() -> ResponseReturnValue:
    """What is asked of sellers: rows with their documents and days."""
    form = RequirementForm(valid_from=clock.today())
    if form.validate_on_submit():
        new = NewRequirement(
            name=form.name.data or "",
            kind=form.kind.data,
            check=form.check.data or None,
            forms=form.forms.data or "",
            is_waivable=bool(form.is_waivable.data),
            document=form.document.data or "",
            valid_from=form.valid_from.data or clock.today(),
            hint=form.hint.data or "",
        )
        with transaction():
            configuring.add_requirement(current_actor(), new)
        flash(_("Đã thêm điều kiện."))
        return redirect(url_for(".requirements"), 303)
    html = render_template(
        "storefront/onboarding/requirements.html",
        form=form,
        close_form=CloseForm(last_day=clock.today()),
        requirements=queries.list_requirements(),
        kinds=labels.KIND,
        forms=LEGAL_FORM,
    )
    return html, 422 if form.errors else 200


@bp.post("/dieu-kien/<int:requirement_id>/dong")
@requires("onboarding.configure")
def close_requirement(requirement_id: int) -> ResponseReturnValue:
    """Ask it no more after a day."""
    form = CloseForm()
    if form.validate_on_submit() and form.last_day.data:
        try:
            with transaction():
                configuring.close_requirement(current_actor(), requirement_id, form.last_day.data)
        except DomainError as error:
            flash(str(error.message))
        else:
            flash(_("Đã đóng điều kiện."))
    else:
        flash(_("Chưa đóng: hãy ghi ngày."))
    return redirect(url_for(".requirements"), 303)


def _answer_claim(
    claim_id: int, decide: Callable[[Actor, int, str, datetime], ProducerClaim]
) -> ResponseReturnValue:
    form = ReasonForm()
    if not form.validate_on_submit():
        flash(_("Chưa ghi: hãy ghi lý do, ví dụ đã gặp ai và xem giấy gì."))
        return redirect(url_for(".shops"), 303)
    try:
        with transaction():
            decide(current_actor(), claim_id, form.reason.data or "", clock.now())
    except NotFound:
        raise
    except DomainError as error:
        flash(str(error.message))
    else:
        flash(_("Đã ghi câu trả lời."))
    return redirect(url_for(".shops"), 303)


def _with_reason(
    application_id: int, work: Callable[[str], None], done: str
) -> ResponseReturnValue:
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            with transaction():
                work(form.reason.data or "")
        except NotFound:
            raise
        except DomainError as error:
            form.refuse(error)
        else:
            flash(done)
            return redirect(url_for(".shop", application_id=application_id), 303)
    return _shop(application_id, form)


def _shop(application_id: int, form: ReasonForm) -> ResponseReturnValue:
    found = queries.get_shop(application_id, clock.today())
    html = render_template(
        "storefront/onboarding/shop.html",
        shop=found,
        form=form,
        account=newest_accounts({found.producer.id}).get(found.producer.id),
        legal_form=LEGAL_FORM[LegalForm(found.producer.legal_form)],
        states=labels.STATE,
        statuses=labels.STATUS,
        kinds=labels.KIND,
        is_demo=found.producer.is_demo,
    )
    return html, 422 if form.errors or form.form_errors else 200
