"""Pictures by digest: they never change, so everybody may keep them for good."""

import re
from pathlib import Path

from flask import Blueprint, Response, current_app, send_file, url_for

from catalog.kernel import clock, files
from catalog.kernel.errors import NotFound
from catalog.kernel.web import pictures, public_url
from storefront.media import queries, share_card
from storefront.media.pen import can_draw
from storefront.media.share_card import Shape

bp = Blueprint("media", __name__)

A_YEAR = 365 * 24 * 3600
DIGEST = r"[0-9a-f]{32}"
NAME = re.compile(rf"({DIGEST})-({'|'.join(map(re.escape, files.KINDS))})")
CARD = re.compile(rf"({DIGEST})(-doc)?")
MIMETYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


@bp.get("/media/<name>")
def picture(name: str) -> Response:
    """One size of a picture."""
    match = NAME.fullmatch(name)
    path = pictures().path(match[1], match[2]) if match else None
    if path is None or not path.is_file():
        raise NotFound
    return for_good(path)


@bp.get("/media/<slug>/<name>.jpg")
def card(slug: str, name: str) -> Response:
    """The share card of a product: drawn when first asked for, then kept."""
    digest, shape = read_card_name(name)
    store = pictures()
    path = store.path(digest, shape)
    if not path.is_file():
        link = public_url("shop.product", slug=slug)
        found = queries.get_card(slug, current_app.config["SHOP_NAME"], clock.today(), link)
        # Only the card of today is drawn: nobody can make us draw others, or old stars.
        if found.digest != digest or not can_draw():
            raise NotFound
        store.write_bytes(digest, shape, share_card.draw(found, store, shape))
    return for_good(path)


def read_card_name(name: str) -> tuple[str, Shape]:
    """Digest and shape of a card, or NotFound."""
    found = CARD.fullmatch(name)
    if found is None:
        raise NotFound
    return found[1], Shape.TALL if found[2] else Shape.WIDE


def card_name(card: share_card.Card, shape: Shape) -> str:
    return f"{card.digest}{'-doc' if shape is Shape.TALL else ''}"


def for_good(path: Path) -> Response:
    """Kept for a year by anyone; opened as a page of its own it can do nothing at all."""
    response = send_file(path, mimetype=MIMETYPES[path.suffix[1:]], max_age=A_YEAR)
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@bp.app_template_global()
def picture_url(digest: str, kind: str = "800.webp") -> str:
    """The address of a kept picture: `picture_url(p.digest, "320.webp")`."""
    return url_for("media.picture", name=f"{digest}-{kind}")


def card_url(slug: str, card: share_card.Card, shape: Shape = Shape.WIDE) -> str | None:
    """The address of a product's share card, from PUBLIC_URL; None without the fonts for it."""
    if not can_draw():
        return None
    return public_url("media.card", slug=slug, name=card_name(card, shape))
