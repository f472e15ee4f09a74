"""The operators' frame and its own pages."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel.web import requires
from storefront.desk.navigation import PLACES
from storefront.navigation import open_places

bp = Blueprint("desk", __name__, url_prefix="/quan-tri")


@bp.app_template_global()
def desk_frame() -> dict[str, Any]:
    """What layouts/desk.html shows around a page."""
    return {"places": open_places(PLACES)}


@bp.get("")
@requires("desk.see")
def overview() -> ResponseReturnValue:
    """What is open, in figures that lead to the work."""
    return render_template("storefront/desk/overview.html")
