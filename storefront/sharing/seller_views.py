"""What a seller sends and hangs up: /ban-hang/chia-se."""

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from catalog.kernel import clock
from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, public_url, requires
from catalog.producers.queries import get_producer_by_id
from storefront.extensions import limiter
from storefront.media.pen import can_draw
from storefront.media.share_card import Shape
from storefront.media.views import card_url
from storefront.sharing import labels, stand
from storefront.sharing.errors import NothingToShare
from storefront.shop import queries as shop
from storefront.shop.views import card_of
from storefront.sites import cards as site_cards
from storefront.sites import queries as sites
from traceability.links import qr

bp = Blueprint("sharing_seller", __name__, url_prefix="/ban-hang/chia-se")

GOODS_NAMED = 4
LONGEST_NAME = 60


@bp.get("")
@requires("sites.keep")
def overview() -> ResponseReturnValue:
    """All that can be sent: the own page, each product; and the sign of the stall."""
    producer_id = sites.own_producer_id(current_actor())
    producer = get_producer_by_id(producer_id)
    ids = shop.list_products_of(producer_id) if producer.is_listed else []
    cards = shop.list_cards(ids, clock.today())
    return render_template("storefront/sharing/overview.html", producer=producer, cards=cards)


@bp.get("/trang")
@requires("sites.keep")
def site() -> ResponseReturnValue:
    """Text and pictures about the seller."""
    producer = _shown()
    on = clock.today()
    own = sites.find_public(producer)
    goods = shop.list_cards(shop.list_products_of(producer.id), on)
    card = site_cards.card_of(producer, own, goods)
    address = public_url("sites.site", slug=producer.slug)
    names = [one.name for one in goods[:GOODS_NAMED]]
    place = shop.place_of(producer)
    return render_template(
        "storefront/sharing/share.html",
        name=producer.name,
        text=labels.of_seller(producer.name, place, own.greeting, names, address),
        address=address,
        wide=site_cards.card_url(producer.slug, card),
        tall=site_cards.card_url(producer.slug, card, Shape.TALL),
    )


@bp.get("/san-pham/<slug>")
@requires("sites.keep")
def goods(slug: str) -> ResponseReturnValue:
    """Text and pictures about one product."""
    on = clock.today()
    page = shop.get_product_page(slug, on)
    if not current_actor().works_for(page.about.producer_id or 0):
        raise NotFound
    prices = shop.prices_of(page, on)
    card = card_of(page, prices)
    address = public_url("shop.product", slug=slug)
    return render_template(
        "storefront/sharing/share.html",
        name=page.about.name,
        text=labels.of_goods(
            page.about.name,
            card.price,
            card.stars,
            card.until,
            shop.maker_and_place(page.about),
            address,
        ),
        address=address,
        wide=card_url(slug, card),
        tall=card_url(slug, card, Shape.TALL),
    )


@bp.get("/quay-hang")
@requires("sites.keep")
def stall() -> ResponseReturnValue:
    """The sign of the stall, to look at and to take along."""
    return render_template("storefront/sharing/stall.html", producer=_shown(), can_draw=can_draw())


@bp.get("/quay-hang.<any(pdf, svg, png):ending>")
@requires("sites.keep")
@limiter.limit("60 per hour")
def sign(ending: str) -> Response:
    """The code alone as a picture, or the whole sign on A5 or A4."""
    producer = _shown()
    address = public_url("sites.site", slug=producer.slug)
    if ending == "pdf":
        asked = request.args.get("kho", "a5")
        paper = asked if asked in stand.PAPERS else "a5"
        place, name = shop.place_of(producer), current_app.config["SHOP_NAME"]
        drawn = stand.draw(stand.Sign(producer.name, place, address, name), paper)
        return _file(drawn, "application/pdf", f"quay-hang-{paper}.pdf")
    label = qr.Label(address, _("Quét để xem gian hàng"), producer.name[:LONGEST_NAME])
    if ending == "svg":
        return _file(qr.svg(label).encode(), "image/svg+xml", "quay-hang.svg")
    return _file(qr.png(label, 20), "image/png", "quay-hang.png")


def _shown() -> Row[tuple[object, ...]]:
    """The seller, if buyers can see the page: nothing is sent that leads nowhere."""
    slug = get_producer_by_id(sites.own_producer_id(current_actor())).slug
    try:
        return sites.get_producer(slug)
    except NotFound as error:
        raise NothingToShare from error


def _file(content: bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Cache-Control"] = "private, no-store"
    disposition = "inline" if "the" in request.args else "attachment"
    answer.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return answer
