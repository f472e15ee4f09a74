"""What the shop's pages show, read as rows: products with their place, price, picture and stars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select

from catalog.certification.models import Certificate
from catalog.certification.queries import list_certificates, standing_for
from catalog.certification.rules import Standing
from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from catalog.producers.queries import is_listed
from catalog.product_sets.models import ProductGroup, ProductSet
from catalog.products.models import Product, ProductPicture, Variant
from catalog.restrictions.queries import conditions_for, of_product
from catalog.restrictions.rules import Conditions
from storefront.closures.queries import off_products
from storefront.closures.rules import Off
from storefront.pricing.queries import list_running
from storefront.pricing.rules.cuts import page_price
from storefront.quotas.queries import first_open
from storefront.quotas.rules import Promise

ROWS_OF_A_SITEMAP = 45_000  # the protocol allows 50,000


@dataclass(frozen=True)
class Card:
    """A product in a list."""

    id: int
    slug: str
    name: str
    by: str
    standing: Standing
    price: int | None
    variant_name: str | None
    picture: Row[Any] | None
    is_demo: bool
    ahead: Promise | None = None
    """What can be ordered before it is there, the first to come."""
    off: Off | None = None
    """Why nothing of it can be ordered today, and until when."""


@dataclass(frozen=True)
class ProductPage:
    """Everything a product's page shows. `about` is one row: see _about."""

    about: Row[Any]
    standing: Standing
    variants: Sequence[Row[Any]]
    pictures: Sequence[Row[Any]]
    certificates: Sequence[Certificate]
    asked: Conditions


def list_cards(product_ids: Sequence[int], on: date) -> list[Card]:
    """The cards of these products in this order; as many queries for one as for many."""
    rows = {row.id: row for row in session.execute(_places().where(Product.id.in_(product_ids)))}
    standings = standing_for(product_ids, on)
    prices, running = _first_variants(product_ids), list_running(on)
    pictures = _first_pictures(product_ids)
    held_back = {one for one, asked in conditions_for(product_ids, on).items() if asked.obstacle}
    prices = {one: row for one, row in prices.items() if one not in held_back}
    ahead, off = first_open(product_ids, clock.now()), off_products(product_ids, on)
    return [
        Card(
            id=one,
            slug=rows[one].slug,
            name=rows[one].name,
            by=maker_and_place(rows[one]),
            standing=standings[one],
            price=page_price(prices[one].price, running, rows[one].producer_id or 0, one)
            if one in prices
            else None,
            variant_name=prices[one].name if one in prices else None,
            picture=pictures.get(one),
            is_demo=rows[one].is_demo,
            ahead=None if one in held_back else ahead.get(one),
            off=None if one in ahead or one not in prices else off.get(one),
        )
        for one in product_ids
        if one in rows
    ]


def get_product_page(slug: str, on: date) -> ProductPage:
    """A published product with all its page shows, or NotFound."""
    shown = (Product.slug == slug, Product.is_published, is_listed())
    about = session.execute(_about().where(*shown)).first()
    if about is None:
        raise NotFound
    return ProductPage(
        about=about,
        standing=standing_for([about.id], on)[about.id],
        variants=_rows(Variant, Variant.product_id == about.id, Variant.is_on_sale),
        pictures=_rows(ProductPicture, ProductPicture.product_id == about.id),
        certificates=list_certificates(about.id, about.producer_id),
        asked=of_product(about.id, on),
    )


def prices_of(page: ProductPage, on: date) -> dict[int, int]:
    """Variant id → what one costs today, price cuts included."""
    running, about = list_running(on), page.about
    return {
        one.id: page_price(one.price, running, about.producer_id or 0, about.id)
        for one in page.variants
    }


def list_products_of(producer_id: int | None) -> list[int]:
    """The published products of a producer, by name; none for no producer."""
    if producer_id is None:
        return []
    query = select(Product.id).where(Product.producer_id == producer_id, Product.is_published)
    return list(session.scalars(query.order_by(Product.folded, Product.id)))


def list_addresses() -> list[tuple[str, str]]:
    """(endpoint, slug) of every public page, for the sitemap."""
    products = session.scalars(
        select(Product.slug)
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .where(Product.is_published, is_listed())
        .order_by(Product.id)
    ).all()
    producers = session.scalars(
        select(Producer.slug).where(Producer.is_listed).order_by(Producer.id)
    ).all()
    named = [("shop.product", slug) for slug in products]
    named += [("sites.site", slug) for slug in producers]
    return named[:ROWS_OF_A_SITEMAP]


def maker_and_place(row: Row[Any]) -> str:
    """ "HTX … · xã Ia Băng, Gia Lai"; what is not known is left out."""
    return " · ".join(part for part in (row.producer_name, place_of(row)) if part)


def place_of(row: Row[Any]) -> str:
    """ "xã Ia Băng, Gia Lai", or the place as its source gave it, or nothing."""
    if row.commune_name:
        return f"{row.commune_kind} {row.commune_name}, {row.province_name}"
    known = (row.place_text, row.province_name)
    return ", ".join(part for part in known if part)


def _places() -> Any:
    commune = func.coalesce(Producer.commune_code, Product.commune_code)
    province = func.coalesce(Producer.province_code, Product.province_code)
    return (
        select(
            Product.id,
            Product.slug,
            Product.name,
            Product.is_demo,
            Product.producer_id,
            Producer.name.label("producer_name"),
            func.coalesce(Product.place_text, Producer.place_text).label("place_text"),
            Commune.kind.label("commune_kind"),
            Commune.name.label("commune_name"),
            Province.name.label("province_name"),
        )
        .outerjoin(Producer, Producer.id == Product.producer_id)
        .outerjoin(Commune, Commune.code == commune)
        .outerjoin(Province, Province.code == province)
    )


def _about() -> Any:
    facts = [column for column in Product.__table__.c if column.name not in _SELECTED]
    seller = [
        column.label(f"seller_{column.name}")
        for column in Producer.__table__.c
        if column.name in _SELLER
    ]
    return (
        _places()
        .add_columns(
            *facts,
            *seller,
            ProductSet.name.label("set_name"),
            ProductSet.name_en.label("set_name_en"),
            ProductSet.number.label("set_number"),
            ProductGroup.name.label("group_name"),
            ProductGroup.name_en.label("group_name_en"),
            ProductGroup.number.label("group_number"),
        )
        .outerjoin(ProductSet, ProductSet.id == Product.product_set_id)
        .outerjoin(ProductGroup, ProductGroup.id == ProductSet.group_id)
    )


_SELECTED = {"id", "slug", "name", "is_demo", "producer_id", "place_text"}
_SELLER = {
    "slug",
    "legal_form",
    "address",
    "phone",
    "email",
    "tax_code",
    "registration_number",
    "registration_date",
    "registration_place",
    "representative",
    "verified_on",
}


def _rows(model: Any, *conditions: Any) -> Sequence[Row[Any]]:
    query = select(model.__table__).where(*conditions).order_by(model.position, model.id)
    return session.execute(query).all()


def _first_variants(product_ids: Sequence[int]) -> dict[int, Row[Any]]:
    query: Select[*tuple[Any, ...]] = (
        select(Variant.product_id, Variant.name, Variant.price)
        .where(Variant.product_id.in_(product_ids), Variant.is_on_sale)
        .order_by(Variant.product_id, Variant.position.desc(), Variant.id.desc())
    )
    return {row.product_id: row for row in session.execute(query)}


def _first_pictures(product_ids: Sequence[int]) -> dict[int, Row[Any]]:
    query: Select[*tuple[Any, ...]] = (
        select(ProductPicture.product_id, ProductPicture.digest, ProductPicture.alt)
        .where(ProductPicture.product_id.in_(product_ids))
        .order_by(ProductPicture.product_id, ProductPicture.position.desc())
    )
    return {row.product_id: row for row in session.execute(query)}
