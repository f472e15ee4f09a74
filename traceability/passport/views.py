"""The page every code ends on, made fresh; the lane in front serves the stored one."""

from flask import Blueprint, Response, request

from catalog.kernel import clock
from catalog.kernel.i18n import language
from catalog.kernel.text import nfc
from traceability.passport import service

bp = Blueprint("passport", __name__)


@bp.get("/truy-xuat/<code>")
def batch(code: str) -> Response:
    """Show what is known of a batch code."""
    return _answer(service.render(code, language(), clock.today()))


@bp.get("/truy-xuat/lo-chua-dang-ky")
def unknown_batch() -> Response:
    """Say first that this producer registered no such batch, then show the product."""
    gtin, text = request.args.get("gtin", ""), nfc(request.args.get("lo", ""))[:40]
    return _answer(service.render_unknown_batch(gtin, text, language(), clock.today()))


def _answer(page: service.RenderedPage) -> Response:
    return Response(page.html, page.status, {"Content-Security-Policy": page.csp})
