"""A seller's figures: /ban-hang/so-lieu."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.web import current_actor, requires
from storefront.insight import labels, parts, queries
from storefront.navigation import link_to

bp = Blueprint("insight_seller", __name__, url_prefix="/ban-hang/so-lieu")


@bp.get("")
@requires("insight.own")
def figures() -> ResponseReturnValue:
    """What sold, which packs were looked at, what people asked: each in words and as a picture."""
    today = clock.today()
    found = queries.insight_of(current_actor(), today)
    return render_template(
        "storefront/insight/figures.html",
        parts=parts.parts_of(found, today),
        hints=[labels.hint_words(name, hint) for name, hint in found.hints],
        returning=labels.returning_words(found.returning),
        waiting=found.waiting,
        questions_url=link_to("questions_seller.questions"),
    )
