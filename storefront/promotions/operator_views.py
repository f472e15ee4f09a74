"""Everybody's promotions: /quan-tri/khuyen-mai. Who pays is said, and agreed where sellers do."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from catalog.kernel.web import requires
from storefront.pricing.rules.terms import Scope
from storefront.promotions import pages, queries
from storefront.promotions.errors import UnknownProduct
from storefront.promotions.forms import OperatorPromotionForm
from storefront.promotions.rules import NewPromotion, read_slug

bp = Blueprint("promotions_operator", __name__, url_prefix="/quan-tri/khuyen-mai")

FRAME = "layouts/desk.html"


@bp.get("")
@requires("promotions.see")
def promotions() -> ResponseReturnValue:
    """All promotions with uses, cost and payer."""
    return pages.list_page(FRAME)


@bp.route("/moi", methods=["GET", "POST"])
@requires("promotions.change")
def add() -> ResponseReturnValue:
    """Open a promotion of the operator."""
    form = OperatorPromotionForm()
    form.sellers.choices = queries.list_sellers()
    new = _entered(form) if form.validate_on_submit() else None
    return pages.add_page(FRAME, form, None, new)


def _entered(form: OperatorPromotionForm) -> NewPromotion | None:
    scope, products = Scope(form.scope.data), []
    if scope == Scope.PRODUCTS:
        for line in (form.products.data or "").splitlines():
            found = queries.find_product_id(read_slug(line)) if line.strip() else None
            if line.strip() and found is None:
                form.refuse(UnknownProduct(line), "products")
                return None
            products += [found] if found else []
    return pages.entered(
        form,
        scope=scope,
        sellers=form.sellers.data or [],
        products=list(dict.fromkeys(products)),
        platform_bp=form.platform_percent.data * 100,
        agreement=form.agreement.data or None,
    )


@bp.get("/<int:promotion_id>")
@requires("promotions.see")
def promotion(promotion_id: int) -> ResponseReturnValue:
    """One promotion."""
    return pages.promotion_page(FRAME, promotion_id)


@bp.post("/<int:promotion_id>/ngay-cuoi")
@requires("promotions.change")
def end(promotion_id: int) -> ResponseReturnValue:
    """Set the last day."""
    return pages.end(FRAME, promotion_id)


@bp.post("/<int:promotion_id>/dung")
@requires("promotions.change")
def stop(promotion_id: int) -> ResponseReturnValue:
    """End it this moment."""
    return pages.stop(promotion_id)


@bp.post("/<int:promotion_id>/ma")
@requires("promotions.change")
def more_codes(promotion_id: int) -> ResponseReturnValue:
    """Give out more codes."""
    return pages.more_codes(FRAME, promotion_id)
