"""A producer's page: /chu-the/<slug>. It touches no session."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from catalog.kernel import clock
from catalog.kernel.errors import NotFound
from catalog.kernel.web import public_url
from storefront.closures.labels import off_words
from storefront.closures.queries import find_closed
from storefront.combos import finding as combos
from storefront.floors.queries import list_shown
from storefront.reviews import queries as reviews
from storefront.shop import labels
from storefront.shop import queries as shop
from storefront.sites import cards as cards_of_sites
from storefront.sites import photos, queries, rules
from storefront.sites.queries import Own
from storefront.templating import OWN_ORIGIN
from storefront.visits import queries as visits
from traceability.areas.labels import SCHEMES, VALIDITIES
from traceability.areas.labels import hectares as hectares_text
from traceability.areas.queries import list_areas_of

bp = Blueprint("sites", __name__)

PhotoUrl = Callable[..., str]


@bp.get("/chu-the/<slug>")
def site(slug: str) -> ResponseReturnValue:
    """A producer: what it tells of itself, its goods, and how to reach it."""
    producer = queries.get_producer(slug)
    return page_of(producer, queries.find_public(producer), public_photos(slug))


@bp.get("/chu-the/<slug>/anh/<name>")
def photo(slug: str, name: str) -> Response:
    """A photo that everybody sees on the page now; of any other nothing is said."""
    producer_id = queries.find_whose_photo(slug, photos.read_name(name)[0])
    if producer_id is None:
        raise NotFound
    return photos.answer(producer_id, name)


def public_photos(slug: str) -> PhotoUrl:
    """Where the page of everybody has its photos."""

    def url(digest: str, kind: str = "800.webp") -> str:
        return url_for("sites.photo", slug=slug, name=f"{digest}-{kind}")

    return url


def page_of(producer: Row[Any], own: Own, photo_url: PhotoUrl, *, is_preview: bool = False) -> str:
    """The page, in a fixed number of queries. Beside its goods, nothing of who may not sell."""
    on, now = clock.today(), clock.now()
    sells = producer.verified_on is not None
    goods = shop.list_products_of(producer.id)
    cards = shop.list_cards(goods, on)
    gifts = combos.list_of(producer.id, on) if sells else []
    own_origin = request.environ.get(OWN_ORIGIN)
    address = f"{own_origin}/" if own_origin else public_url("sites.site", slug=producer.slug)
    return render_template(
        "storefront/sites/site.html",
        producer=producer,
        address=address,
        is_at_home=own_origin is None,
        place=shop.place_of(producer),
        own=own,
        photo_url=photo_url,
        story=own.story or rules.paragraphs(producer.story),
        cards=cards,
        combos=gifts,
        closed=find_closed(producer.id, on),
        off_words=off_words,
        elsewhere=list_shown(producer.id),
        stars=rules.star_counts(card.standing.stars for card in cards),
        recognised=[card for card in cards if card.standing.shows_stars],
        areas=list_areas_of(producer.id) if sells else [],
        tours=visits.list_open(now, producer.id) if sells else [],
        summary=reviews.summary_of_goods(goods) if sells else None,
        sells=sells,
        schemes=SCHEMES,
        validities=VALIDITIES,
        hectares=hectares_text,
        zalo_url=rules.zalo_url,
        map_url=rules.map_url,
        identity=labels.producer_identity(producer),
        json_ld=structured_data(producer, own, photo_url, address),
        share_card=cards_of_sites.card_url(
            producer.slug, cards_of_sites.card_of(producer, own, cards)
        ),
        is_preview=is_preview,
        is_demo=producer.is_demo or any(one.is_demo for one in gifts),
    )


def structured_data(
    producer: Row[Any], own: Own, photo_url: PhotoUrl, address: str
) -> dict[str, Any]:
    """The page's schema.org facts: of who may not sell, no more than name and place."""
    sells = producer.verified_on is not None
    story = own.story or rules.paragraphs(producer.story)
    cover = own.cover
    commune = f"{producer.commune_kind} {producer.commune_name}" if producer.commune_name else None
    return rules.json_ld(
        name=producer.name,
        address=address,
        description=own.greeting or (story[0] if story else None),
        picture=public_url("shop.home").rstrip("/") + photo_url(cover.picture) if cover else None,
        phone=producer.phone if sells else None,
        street=producer.address if sells else None,
        commune=commune,
        province=producer.province_name,
    )
