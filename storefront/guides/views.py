"""All guides on one page: /ban-hang/huong-dan, and the one that stands beside a seller's page."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from catalog.kernel.how_to import HowTo
from catalog.kernel.web import requires
from storefront.guides import register
from storefront.navigation import link_to

LONGEST_SOUGHT = 80

bp = Blueprint("guides", __name__, url_prefix="/ban-hang/huong-dan")


@bp.app_template_global()
def guide_here() -> HowTo | None:
    """The guide of the page being made, or None."""
    return register.find_guide(request.endpoint or "")


@bp.get("")
@requires("seller.see")
def guides() -> ResponseReturnValue:
    """Every task in a few steps, found by a word of it."""
    sought = request.args.get("q", "")[:LONGEST_SOUGHT]
    found = [(one, link_to(one.page)) for one in register.search(sought)]
    return render_template("storefront/guides/guides.html", sought=sought, guides=found)
