"""The page that says plainly what the site is and what it keeps."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.product_sets.queries import rubric_in_force

bp = Blueprint("about", __name__)


@bp.get("/gioi-thieu")
def about() -> ResponseReturnValue:
    """What the stars mean by the decision in force, and what is kept about people."""
    rubric = rubric_in_force(clock.today())
    bands = [band for band in rubric.bands if band.recognised_by] if rubric else []
    return render_template("storefront/about/about.html", rubric=rubric, bands=bands[::-1])
