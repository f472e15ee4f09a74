"""What is in a parcel, for whoever holds it: /kien/<code>. No session, nothing about the buyer."""

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from catalog.kernel import clock
from catalog.kernel.web import public_url
from storefront.extensions import limiter
from storefront.parcels import queries
from traceability.links.qr import Label, svg

bp = Blueprint("parcels", __name__, url_prefix="/kien")


@bp.get("/<code>")
@limiter.limit("60 per minute")
def parcel(code: str) -> ResponseReturnValue:
    """The batches in the parcel, each with what its passport says first."""
    return _page("storefront/parcels/parcel.html", code)


@bp.get("/<code>/nhan")
@limiter.limit("60 per minute")
def slip(code: str) -> ResponseReturnValue:
    """A slip with the code, to print and put on the parcel: `?kho=58` for a roll of labels."""
    is_roll = request.args.get("kho") == "58"
    return _page("storefront/parcels/slip.html", code, is_roll=is_roll)


@bp.get("/<code>/ma.svg")
@limiter.limit("60 per minute")
def picture(code: str) -> ResponseReturnValue:
    """The code as a QR code that opens the page."""
    found = queries.get_contents(code, clock.today())
    drawn = svg(Label(public_url("parcels.parcel", code=found.code), found.code))
    return _unkept(make_response(drawn, {"Content-Type": "image/svg+xml"}))


def _page(template: str, code: str, **values: bool) -> ResponseReturnValue:
    contents = queries.get_contents(code, clock.today())
    html = render_template(template, parcel=contents, is_demo=contents.is_demo, **values)
    return _unkept(make_response(html))


def _unkept(answer: Response) -> Response:
    """A recall must show at once, and no search engine keeps the address."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
