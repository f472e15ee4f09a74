"""What the pages of sellers and operators have in common."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number
from storefront.pricing.labels import off_words
from storefront.pricing.queries import to_terms
from storefront.pricing.rules.terms import WHOLE, Kind, Scope
from storefront.promotions import labels, queries, rules, service
from storefront.promotions.errors import Unfit
from storefront.promotions.forms import (
    EndForm,
    MoreCodesForm,
    OperatorPromotionForm,
    PromotionForm,
    SellerPromotionForm,
)
from storefront.promotions.rules import NewPromotion


def list_page(frame: str) -> ResponseReturnValue:
    """The promotions this person may see, with uses and cost."""
    found, total = queries.list_for(current_actor(), page_number())
    costs = queries.costs_of([one.id for one in found])
    today = clock.today()
    rows = [
        (one, to_terms(one), rules.standing_of(to_terms(one), today), costs.get(one.id))
        for one in found
    ]
    return render_template(
        "storefront/promotions/promotions.html",
        frame=frame,
        rows=rows,
        names=queries.names_of(found),
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        is_demo=any(one.is_demo for one in found),
        **_words(),
    )


def add_page(
    frame: str,
    form: SellerPromotionForm | OperatorPromotionForm,
    producer_id: int | None,
    new: NewPromotion | None,
) -> ResponseReturnValue:
    """The form, or the promotion it made; `new` is None while nothing valid was sent."""
    if new is not None:
        try:
            with transaction():
                made = service.add_promotion(current_actor(), producer_id, new, clock.now()).id
        except Unfit as error:
            form.refuse(error, error.field if error.field in form else None)
        else:
            flash(_("Đã mở chương trình. Đơn đặt từ ngày đầu được giảm."))
            return redirect(url_for(".promotion", promotion_id=made), 303)
    if form.starts_on.data is None and not form.is_submitted():
        form.starts_on.data = clock.today()
    status = 422 if form.errors or form.form_errors else 200
    return render_template("storefront/promotions/add.html", frame=frame, form=form), status


def promotion_page(
    frame: str,
    promotion_id: int,
    end_form: EndForm | None = None,
    codes_form: MoreCodesForm | None = None,
) -> ResponseReturnValue:
    """One promotion: terms, cost, codes, and what may still be changed."""
    found = queries.get_promotion_for(current_actor(), promotion_id)
    terms = to_terms(found)
    standing = rules.standing_of(terms, clock.today())
    forms: list[HouseForm] = [one for one in (end_form, codes_form) if one is not None]
    return render_template(
        "storefront/promotions/promotion.html",
        frame=frame,
        promotion=found,
        terms=terms,
        standing=standing,
        is_over=standing in service.OVER,
        cost=queries.costs_of([promotion_id]).get(promotion_id, queries.Cost()),
        names=queries.names_of([found]),
        products=queries.list_products_of(found),
        end_form=end_form or EndForm(None),
        codes_form=codes_form or MoreCodesForm(None),
        is_demo=found.is_demo,
        **_words(),
    ), 422 if any(one.errors for one in forms) else 200


def end(frame: str, promotion_id: int) -> ResponseReturnValue:
    """Set the last day."""
    form = EndForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.end_promotion(
                    current_actor(), promotion_id, form.ends_on.data or clock.today(), clock.now()
                )
        except Unfit as error:
            form.refuse(error, "ends_on")
        else:
            flash(_("Đã ghi ngày cuối."))
            return redirect(url_for(".promotion", promotion_id=promotion_id), 303)
    return promotion_page(frame, promotion_id, end_form=form)


def stop(promotion_id: int) -> ResponseReturnValue:
    """End it this moment."""
    if HouseForm().validate_on_submit():
        with transaction():
            service.stop_promotion(current_actor(), promotion_id, clock.now())
        flash(_("Đã dừng. Đơn đã đặt giữ giá đã giảm."))
    return redirect(url_for(".promotion", promotion_id=promotion_id), 303)


def more_codes(frame: str, promotion_id: int) -> ResponseReturnValue:
    """Give out more codes."""
    form = MoreCodesForm()
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_codes(
                    current_actor(),
                    promotion_id,
                    rules.read_code_lines(form.codes.data or ""),
                    form.random_codes.data or 0,
                    form.code_uses.data,
                    clock.now(),
                )
        except Unfit as error:
            form.refuse(error, "codes")
        else:
            flash(_("Đã thêm mã."))
            return redirect(url_for(".promotion", promotion_id=promotion_id), 303)
    return promotion_page(frame, promotion_id, codes_form=form)


def entered(form: PromotionForm, **of_whom: Any) -> NewPromotion:
    """What the form says; `of_whom` are the parts that differ between sellers and operators."""
    given = {
        "scope": Scope.ALL,
        "sellers": (),
        "products": (),
        "platform_bp": 0,
        "agreement": None,
        **of_whom,
    }
    return NewPromotion(
        name=form.name.data or "",
        kind=Kind(form.kind.data),
        percent_bp=min(int((form.percent.data or 0) * 100), WHOLE + 1),
        amount=form.amount.data or 0,
        minimum=form.minimum.data or 0,
        cap=form.cap.data,
        is_automatic=form.opens.data == "tu-dong",
        is_first_order_only=bool(form.is_first_order_only.data),
        max_uses=form.max_uses.data,
        uses_per_phone=form.uses_per_phone.data,
        starts_on=form.starts_on.data or clock.today(),
        ends_on=form.ends_on.data,
        codes=rules.read_code_lines(form.codes.data or ""),
        random_codes=form.random_codes.data or 0,
        code_uses=form.code_uses.data,
        **given,
    )


def _words() -> dict[str, Any]:
    return {
        "off_words": off_words,
        "payer_words": labels.payer_words,
        "standings": labels.STANDING,
        "scopes": labels.SCOPE,
    }
