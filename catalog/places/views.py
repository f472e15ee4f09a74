"""Public pages of places, and the suggestions while a commune is typed."""

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from catalog.kernel.text import nfc
from catalog.places import labels, queries

bp = Blueprint("places", __name__, url_prefix="/dia-gioi")
AT_MOST = 8
AN_HOUR = 3600
LONGEST = 120


@bp.get("")
def provinces() -> ResponseReturnValue:
    """The 34 provinces, and a search for communes by today's or old names."""
    text = nfc(request.args.get("q", "")[:LONGEST])
    return render_template(
        "catalog/places/provinces.html",
        provinces=queries.list_provinces(),
        text=text,
        hits=queries.find_communes(text, limit=40) if text else [],
    )


@bp.get("/<code>")
def province(code: str) -> ResponseReturnValue:
    """The communes of one province."""
    return render_template(
        "catalog/places/province.html",
        province=queries.get_province(code),
        communes=queries.list_communes(code),
    )


@bp.get("/tim")
def suggest() -> Response:
    """The communes that may be meant by `q`, within the province `tinh` if it is given."""
    text = request.args.get("q", "")[:LONGEST]
    hits = queries.find_communes(text, request.args.get("tinh") or None, AT_MOST)
    answer = jsonify(
        items=[
            {
                "code": hit.code,
                "name": hit.full_name,
                "province_code": hit.province_code,
                "province": hit.province_name,
                "hint": labels.former_hint(hit),
            }
            for hit in hits
        ]
    )
    answer.headers["Cache-Control"] = f"public, max-age={AN_HOUR}"
    return answer
