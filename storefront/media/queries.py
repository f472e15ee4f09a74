"""What stands on a product's share card today."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog.certification.queries import standing_of
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.money import format_dong
from catalog.producers.queries import is_listed
from catalog.products.models import Product, ProductPicture, Variant
from catalog.restrictions.queries import of_product
from storefront.media.share_card import Card
from storefront.pricing.queries import list_running
from storefront.pricing.rules.cuts import page_price

INVENTED = "Dữ liệu minh họa"


def get_card(slug: str, shop: str, on: date, link: str) -> Card:
    """The card of a published product, or NotFound. Stars and price are those of `on`."""
    product = session.scalar(
        select(Product)
        .outerjoin(Product.producer)
        .where(Product.slug == slug, Product.is_published, is_listed())
        .options(joinedload(Product.producer))
    )
    if product is None:
        raise NotFound
    standing = standing_of(product.id, on)
    return Card(
        shop=shop,
        name=product.name,
        maker=product.producer.name if product.producer else "",
        place=_place(product),
        picture=_first_picture(product.id),
        stars=standing.stars,
        until=standing.fact.valid_to if standing.stars and standing.fact else None,
        notice=INVENTED if product.is_demo else None,
        price=_price(product, on),
        link=link,
    )


def price_words(price: int, variant_name: str) -> str:
    """ "95.000 ₫ / gói 500 g": Vietnamese, as the card is one picture for everybody."""
    return f"{format_dong(price)} / {variant_name}"


def _price(product: Product, on: date) -> str | None:
    """What the first size costs today, as the product's page says; None while it is not sold."""
    if of_product(product.id, on).obstacle:
        return None
    first = session.scalars(
        select(Variant)
        .where(Variant.product_id == product.id, Variant.is_on_sale)
        .order_by(Variant.position, Variant.id)
        .limit(1)
    ).first()
    if first is None:
        return None
    price = page_price(first.price, list_running(on), product.producer_id or 0, product.id)
    return price_words(price, first.name)


def _place(product: Product) -> str:
    producer = product.producer
    if producer is None or producer.province is None:
        return product.place_text or ""
    commune = producer.commune.full_name if producer.commune else producer.place_text
    return ", ".join(part for part in (commune, producer.province.name) if part)


def _first_picture(product_id: int) -> str | None:
    return session.scalar(
        select(ProductPicture.digest)
        .where(ProductPicture.product_id == product_id)
        .order_by(ProductPicture.position)
        .limit(1)
    )
