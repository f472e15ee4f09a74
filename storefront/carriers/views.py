"""Where carriers send their news: /webhooks/<name>. Signed, taken once."""

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from storefront.carriers import asking, providers
from storefront.extensions import limiter
from storefront.inbox.rules import LARGEST_BODY

bp = Blueprint("carriers", __name__)


@bp.app_template_global()
def carriers_to_call() -> list[tuple[str, str]]:
    """Name and title of every carrier that can be called."""
    config = current_app.extensions["ocop_config"]
    return [(one.carrier.value, one.name) for one in providers.offered(config)]


@limiter.limit("1200 per minute")
def webhook(name: str) -> ResponseReturnValue:
    """Check the signature over the body as it came, then take the message and its effect.

    Anything but 2xx makes carriers send again: news of a parcel whose number is not written
    yet is refused, and comes back.
    """
    request.max_content_length = LARGEST_BODY
    raw = request.get_data(cache=False)
    heads = {head.lower(): value for head, value in request.headers}
    asking.receive(current_app.extensions["ocop_config"], name, raw, heads, clock.now())
    return jsonify(success=True)


for _name in providers.NAMES:  # beside /webhooks/<provider> of the inbox, which these come before
    bp.add_url_rule(
        f"/webhooks/{_name}", "webhook", webhook, methods=["POST"], defaults={"name": _name}
    )
