"""The seller's frame and its own pages."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel.web import current_actor, requires
from storefront.accounts.queries import list_own_producers
from storefront.navigation import open_places
from storefront.seller.navigation import PLACES

bp = Blueprint("seller", __name__, url_prefix="/ban-hang")


@bp.app_template_global()
def seller_frame() -> dict[str, Any]:
    """What layouts/seller.html shows around a page."""
    actor = current_actor()
    own = list_own_producers(actor)
    return {
        "places": open_places(PLACES),
        "producer": next((one for one in own if actor.works_for(one.id)), None),
        "has_several": len(own) > 1,
    }


@bp.get("")
@requires("seller.see")
def today() -> ResponseReturnValue:
    """What needs doing today."""
    return render_template("storefront/seller/today.html")
