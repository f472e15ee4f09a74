"""A seller's own promotions: /ban-hang/khuyen-mai. The seller pays them alone."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from catalog.kernel.web import current_actor, requires
from storefront.pricing.rules.terms import Scope
from storefront.promotions import pages, queries
from storefront.promotions.forms import SellerPromotionForm

bp = Blueprint("promotions_seller", __name__, url_prefix="/ban-hang/khuyen-mai")

FRAME = "layouts/seller.html"


@bp.get("")
@requires("promotions.own")
def promotions() -> ResponseReturnValue:
    """Own promotions with uses and cost."""
    return pages.list_page(FRAME)


@bp.route("/moi", methods=["GET", "POST"])
@requires("promotions.own")
def add() -> ResponseReturnValue:
    """Open a promotion for own goods."""
    actor, form = current_actor(), SellerPromotionForm()
    form.products.choices = queries.list_own_products(actor.producer_ids)
    new = None
    if form.validate_on_submit():
        chosen = form.products.data or []
        scope = Scope.PRODUCTS if chosen else Scope.ALL
        new = pages.entered(form, scope=scope, products=chosen)
    return pages.add_page(FRAME, form, min(actor.producer_ids), new)


@bp.get("/<int:promotion_id>")
@requires("promotions.own")
def promotion(promotion_id: int) -> ResponseReturnValue:
    """One promotion."""
    return pages.promotion_page(FRAME, promotion_id)


@bp.post("/<int:promotion_id>/ngay-cuoi")
@requires("promotions.own")
def end(promotion_id: int) -> ResponseReturnValue:
    """Set the last day."""
    return pages.end(FRAME, promotion_id)


@bp.post("/<int:promotion_id>/dung")
@requires("promotions.own")
def stop(promotion_id: int) -> ResponseReturnValue:
    """End it this moment."""
    return pages.stop(promotion_id)


@bp.post("/<int:promotion_id>/ma")
@requires("promotions.own")
def more_codes(promotion_id: int) -> ResponseReturnValue:
    """Give out more codes."""
    return pages.more_codes(FRAME, promotion_id)
