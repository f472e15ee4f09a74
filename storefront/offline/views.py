"""The seller's pages as an app: the service worker, the manifest, the page without a signal.

None of them knows who asks, so all may be kept by a browser of which nobody is signed in.
"""

from flask import Blueprint, Response, current_app, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel.i18n import _, language
from storefront.offline import shell
from storefront.templating import asset_url

bp = Blueprint("offline", __name__, url_prefix="/ngoai-song")
SCOPE = "/ban-hang"
"""Without a slash at the end: the first page of a seller is /ban-hang itself."""
ICONS = (("192", "any"), ("512", "any"), ("512", "maskable"))


@bp.get("")
def away() -> ResponseReturnValue:
    """What is shown where there is neither a signal nor a copy: what waits on this phone."""
    return render_template("storefront/offline/away.html")


@bp.get("/worker.js")
def worker() -> Response:
    """The service worker, which may look after the seller's pages and no others."""
    answer = Response(shell.worker(), mimetype="text/javascript")
    answer.headers["Service-Worker-Allowed"] = SCOPE
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/ban-hang.webmanifest")
def manifest() -> Response:
    """What the phone's home screen shows, and where its shortcuts lead."""
    name = current_app.config["SHOP_NAME"]
    answer = jsonify(
        id=SCOPE,
        name=_("%(name)s: bán hàng", name=name),
        short_name=_("Bán hàng"),
        description=_("Ghi sổ, gói hàng và xem đơn, cả khi mất sóng."),
        lang=language(),
        start_url=SCOPE,
        scope=SCOPE,
        display="standalone",
        background_color="#fbf8f1",
        theme_color="#0e4a2f",
        icons=[_icon(side, purpose) for side, purpose in ICONS],
        shortcuts=[
            {"name": _("Thu hoạch hôm nay"), "url": url_for("entry_quick.harvest")},
            {"name": _("Đơn hàng"), "url": url_for("orders_seller.orders")},
            {"name": _("Việc chờ gửi"), "url": url_for("offline_seller.waiting")},
        ],
    )
    answer.mimetype = "application/manifest+json"
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _icon(side: str, purpose: str) -> dict[str, str]:
    name = f"images/app-{purpose}-{side}.png"
    sizes = f"{side}x{side}"
    return {"src": asset_url(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
