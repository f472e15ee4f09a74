"""Suggestions while a search is typed. The list of products itself is the shop's page."""

from flask import Blueprint, Response, jsonify, request

from catalog.search import queries
from catalog.search.rules.words import MAX_TEXT

MINUTES = 5

bp = Blueprint("search", __name__)


@bp.get("/san-pham/goi-y")
def suggest() -> Response:
    """How `q` may go on, as a list of phrases."""
    answer = jsonify(items=queries.suggest(request.args.get("q", "")[: MAX_TEXT * 4]))
    answer.headers["Cache-Control"] = f"public, max-age={MINUTES * 60}"
    return answer
