"""What can be ordered before it is picked: /dat-truoc."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from storefront.shop import queries as shop
from storefront.windows import queries

bp = Blueprint("windows", __name__)


@bp.get("/dat-truoc")
def windows() -> ResponseReturnValue:
    """Every harvest that takes orders today, the first to be ready first."""
    on = clock.today()
    ahead = queries.list_open(clock.now())
    cards = shop.list_cards([one.window.variant.product_id for one in ahead], on)
    return render_template(
        "storefront/windows/windows.html",
        ahead=ahead,
        cards={card.id: card for card in cards},
        is_demo=any(card.is_demo for card in cards),
    )
