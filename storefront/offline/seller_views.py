"""What waits on this phone, and the pass with which it is sent: /ban-hang/cho-gui."""

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from catalog.kernel import clock
from catalog.kernel.web import requires
from storefront.offline.answering import device_owner

bp = Blueprint("offline_seller", __name__, url_prefix="/ban-hang/cho-gui")


@bp.get("")
@requires("seller.see")
def waiting() -> ResponseReturnValue:
    """What was filled in without a signal. The phone writes the list; we hold none of it."""
    return render_template("storefront/offline/waiting.html")


@bp.get("/ma")
@requires("seller.see")
def give_pass() -> ResponseReturnValue:
    """A fresh token for forms that were filled in long ago, and whose browser this is."""
    return jsonify(token=generate_csrf(), owner=device_owner(), now=clock.now().isoformat())
