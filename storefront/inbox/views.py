"""Where partners send what they have to say: /webhooks/<provider>. Signed, taken once."""

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.extensions import limiter
from storefront.inbox import service
from storefront.inbox.providers import partner_for
from storefront.inbox.rules import LARGEST_BODY

bp = Blueprint("inbox", __name__)


@bp.post("/webhooks/<provider>")
@limiter.limit("1200 per minute")
def webhook(provider: str) -> ResponseReturnValue:
    """Check the signature over the body as it came, then take the message and its effect.

    A message taken before is answered like the first: the partner only wants to know that it
    arrived. Anything but 2xx makes partners send again.
    """
    partner = partner_for(current_app.extensions["ocop_config"], provider)
    request.max_content_length = LARGEST_BODY
    raw = request.get_data(cache=False)
    now = clock.now()
    message = partner.read(raw, {name.lower(): value for name, value in request.headers}, now)
    with transaction():
        service.take(message, raw.decode(), now)
    return jsonify(success=True)
