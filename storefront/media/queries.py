"""What stands on a product's share card today."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog.certification.queries import standing_of
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.queries import is_listed
from catalog.products.models import Product, ProductPicture
from storefront.media.share_card import Card

INVENTED = "Dữ liệu minh họa"


def get_card(slug: str, shop: str, on: date) -> Card:
    """The card of a published product, or NotFound. Its stars are those of `on`."""
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
    )


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
