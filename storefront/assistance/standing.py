"""For whom a seller's form was opened: sent for another household, it is refused.

A browser works for one producer at a time (0070). While a form is filled in, that may change: a
consent ends, or another page of the same browser changes over. Without this mark a harvest of
one household would be written into the book of another.
"""

from flask import Flask, g, request

from catalog.kernel.web import current_actor
from storefront.assistance.errors import OtherHousehold

PAGES = ("/ban-hang", "/lam-thay/bang-tinh")
MARK = "lam-cho"


def init_app(app: Flask) -> None:
    app.before_request(refuse_for_another)
    app.add_template_global(_marks, "form_marks")


def refuse_for_another() -> None:
    """After turns: mark the forms of this page, and look at the mark of one that comes back."""
    if not request.path.startswith(PAGES):
        return
    g.form_marks = _marks
    given = request.form.get(MARK) if request.method == "POST" else None
    if given and current_actor().is_signed_in and given != _whose():
        raise OtherHousehold


def _marks() -> dict[str, str]:
    return {MARK: _whose()}


def _whose() -> str:
    return str(min(current_actor().producer_ids, default=0))
