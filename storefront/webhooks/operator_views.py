"""Partners' machines, and everybody's for support: /quan-tri/ket-noi."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from catalog.kernel.web import requires
from storefront.webhooks import pages

bp = Blueprint("webhooks_operator", __name__, url_prefix="/quan-tri/ket-noi")
FRAME = "layouts/desk.html"


@bp.get("")
@requires("webhooks.see")
def endpoints() -> ResponseReturnValue:
    """Every endpoint."""
    return pages.show_all(FRAME, None)


@bp.route("/them", methods=["GET", "POST"])
@requires("webhooks.change")
def add() -> ResponseReturnValue:
    """Add an endpoint."""
    return pages.add(FRAME, None)


@bp.get("/hong")
@requires("webhooks.see")
def dead() -> ResponseReturnValue:
    """News that was given up."""
    return pages.show_dead(FRAME, None)


@bp.get("/<int:endpoint_id>")
@requires("webhooks.see")
def endpoint(endpoint_id: int) -> ResponseReturnValue:
    """One endpoint and what it was told."""
    return pages.show(FRAME, None, endpoint_id)


@bp.post("/<int:endpoint_id>/doi-khoa")
@requires("webhooks.change")
def rotate(endpoint_id: int) -> ResponseReturnValue:
    """A new secret."""
    return pages.rotate(FRAME, None, endpoint_id)


@bp.post("/<int:endpoint_id>/thu")
@requires("webhooks.change")
def ping(endpoint_id: int) -> ResponseReturnValue:
    """Try the connection."""
    return pages.ping(None, endpoint_id)


@bp.post("/<int:endpoint_id>/tat")
@requires("webhooks.change")
def close(endpoint_id: int) -> ResponseReturnValue:
    """Tell the machine no more."""
    return pages.close(None, endpoint_id)


@bp.post("/tin/<int:delivery_id>/gui-lai")
@requires("webhooks.change")
def replay(delivery_id: int) -> ResponseReturnValue:
    """Send a piece of news again."""
    return pages.replay(None, delivery_id)
