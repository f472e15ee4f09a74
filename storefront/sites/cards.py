"""The share card of a producer's page: its cover, and how many of its goods have stars today."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, current_app
from sqlalchemy import Row

from catalog.kernel import clock
from catalog.kernel.errors import NotFound
from catalog.kernel.web import public_url
from storefront.media import share_card
from storefront.media.pen import can_draw
from storefront.media.queries import INVENTED
from storefront.media.share_card import Card, Shape
from storefront.media.views import card_name, read_card_name
from storefront.shop import queries as shop
from storefront.sites import photos, queries, rules
from storefront.sites.queries import Own

bp = Blueprint("site_cards", __name__)


@bp.get("/chu-the/<slug>/the/<name>.jpg")
def card(slug: str, name: str) -> Response:
    """The card of today and no other: its photo may have been taken down since yesterday."""
    digest, shape = read_card_name(name)
    producer = queries.get_producer(slug)
    goods = shop.list_cards(shop.list_products_of(producer.id), clock.today())
    fresh = card_of(producer, queries.find_public(producer), goods)
    if fresh.digest != digest or not can_draw():
        raise NotFound
    store = photos.store(producer.id)
    path = store.path(digest, shape)
    if not path.is_file():
        store.write_bytes(digest, shape, share_card.draw(fresh, store, shape))
    return photos.served(path, "image/jpeg", "public, max-age=600")


def card_of(producer: Row[Any], own: Own, goods: Sequence[shop.Card]) -> Card:
    """What stands on it. Stars belong to goods: they are counted, with the first day one ends."""
    return Card(
        shop=current_app.config["SHOP_NAME"],
        name=producer.name,
        maker=own.greeting or "",
        place=shop.place_of(producer),
        picture=own.cover.picture if own.cover else None,
        stars=0,
        until=None,
        notice=INVENTED if producer.is_demo else None,
        goods=_goods_in_words(goods),
        link=public_url("sites.site", slug=producer.slug),
    )


def _goods_in_words(goods: Sequence[shop.Card]) -> str | None:
    """Vietnamese, as the card is one picture for everybody."""
    shown = [card.standing for card in goods if card.standing.shows_stars]
    if not shown:
        return None
    counts = rules.star_counts(one.stars for one in shown)
    words = ", ".join(f"{number} món {stars} sao" for stars, number in counts)
    ends = [one.fact.valid_to if one.fact else None for one in shown]
    known = [day for day in ends if day]
    until = f", đến hết {min(known):%d/%m/%Y}" if len(known) == len(ends) else ""
    return f"{words} OCOP{until}"


def card_url(slug: str, card: Card, shape: Shape = Shape.WIDE) -> str | None:
    """The address of a producer's share card, from PUBLIC_URL; None without the fonts for it."""
    if not can_draw():
        return None
    return public_url("site_cards.card", slug=slug, name=card_name(card, shape))
