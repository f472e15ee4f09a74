"""A seller's own machines: /ban-hang/ket-noi."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from catalog.kernel.web import current_actor, requires
from storefront.webhooks import pages

bp = Blueprint("webhooks_seller", __name__, url_prefix="/ban-hang/ket-noi")
FRAME = "layouts/seller.html"


def _owner() -> int:
    (producer_id,) = current_actor().producer_ids
    return producer_id


@bp.get("")
@requires("webhooks.own")
def endpoints() -> ResponseReturnValue:
    """Every endpoint."""
    return pages.show_all(FRAME, _owner())


@bp.route("/them", methods=["GET", "POST"])
@requires("webhooks.own")
def add() -> ResponseReturnValue:
    """Add an endpoint."""
    return pages.add(FRAME, _owner())


@bp.get("/hong")
@requires("webhooks.own")
def dead() -> ResponseReturnValue:
    """News that was given up."""
    return pages.show_dead(FRAME, _owner())


@bp.get("/<int:endpoint_id>")
@requires("webhooks.own")
def endpoint(endpoint_id: int) -> ResponseReturnValue:
    """One endpoint and what it was told."""
    return pages.show(FRAME, _owner(), endpoint_id)


@bp.post("/<int:endpoint_id>/doi-khoa")
@requires("webhooks.own")
def rotate(endpoint_id: int) -> ResponseReturnValue:
    """A new secret."""
    return pages.rotate(FRAME, _owner(), endpoint_id)


@bp.post("/<int:endpoint_id>/thu")
@requires("webhooks.own")
def ping(endpoint_id: int) -> ResponseReturnValue:
    """Try the connection."""
    return pages.ping(_owner(), endpoint_id)


@bp.post("/<int:endpoint_id>/tat")
@requires("webhooks.own")
def close(endpoint_id: int) -> ResponseReturnValue:
    """Tell the machine no more."""
    return pages.close(_owner(), endpoint_id)


@bp.post("/tin/<int:delivery_id>/gui-lai")
@requires("webhooks.own")
def replay(delivery_id: int) -> ResponseReturnValue:
    """Send a piece of news again."""
    return pages.replay(_owner(), delivery_id)
