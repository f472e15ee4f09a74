"""A producer's page: /chu-the/<slug>. It touches no session."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from storefront.closures.labels import off_words
from storefront.closures.queries import find_closed
from storefront.floors.queries import list_shown
from storefront.shop import labels
from storefront.shop import queries as shop
from storefront.sites import queries

bp = Blueprint("sites", __name__)


@bp.get("/chu-the/<slug>")
def site(slug: str) -> ResponseReturnValue:
    """A producer: place, story, products, identity."""
    on = clock.today()
    found = queries.get_producer(slug)
    return render_template(
        "storefront/sites/site.html",
        producer=found,
        place=shop.place_of(found),
        closed=find_closed(found.id, on),
        off_words=off_words,
        cards=shop.list_cards(shop.list_products_of(found.id), on),
        elsewhere=list_shown(found.id),
        identity=labels.producer_identity(found),
        is_demo=found.is_demo,
    )
