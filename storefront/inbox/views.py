"""Where partners send what they have to say: /webhooks/<provider>. Signed, taken once."""

from flask import Blueprint, Request, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from catalog.kernel import clock
from storefront.extensions import limiter
from storefront.inbox.receiving import receive
from storefront.inbox.rules import LARGEST_BODY

bp = Blueprint("inbox", __name__)


@bp.post("/webhooks/<provider>")
@limiter.limit("1200 per minute")
def webhook(provider: str) -> ResponseReturnValue:
    """Check the signature over the body as it came, then take the message and its effect.

    A message taken before is answered like the first: the partner only wants to know that it
    arrived. Anything but 2xx makes partners send again.
    """
    raw = body_of(request, LARGEST_BODY)
    heads = {name.lower(): value for name, value in request.headers}
    receive(current_app.extensions["ocop_config"], provider, raw, heads, clock.now())
    return jsonify(success=True)


def body_of(request: Request, most: int) -> bytes:
    """The bytes that came; RequestEntityTooLarge before more than `most` is kept.

    Setting the request's own limit here would come too late: its stream is open already.
    """
    if (request.content_length or 0) > most:
        raise RequestEntityTooLarge
    raw = request.stream.read(most + 1)
    if len(raw) > most:
        raise RequestEntityTooLarge
    return raw
