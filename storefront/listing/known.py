"""Goods a producer has in the register already: what it lists may be one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, select

from catalog.certification.models import Recognition
from catalog.certification.queries import standing_for
from catalog.certification.rules import Standing
from catalog.kernel.db import session
from catalog.kernel.text import fold
from catalog.products.models import Product, Variant
from catalog.products.queries import get_product_by_id
from storefront.listing import errors
from storefront.listing.models import ListingDraft

_ON_SALE = exists().where(Variant.product_id == Product.id)
_RECOGNISED = exists().where(Recognition.product_id == Product.id)


@dataclass(frozen=True)
class Known:
    """A product that is there, with what its stars are worth on a day."""

    product: Product
    standing: Standing
    is_on_sale: bool = False


def list_known(producer_id: int, on: date) -> list[Known]:
    """What a producer has and sells nothing of; what shows most stars first, then by name."""
    query = _of(producer_id).where(~_ON_SALE)
    found = _worth(list(session.scalars(query)), on)
    return sorted(found, key=lambda one: (-one.standing.stars, one.product.folded))


def find_known(producer_id: int, product_id: int | None, on: date) -> Known | None:
    """One of them, or None: another's, taken away, or with something for sale by now."""
    query = _of(producer_id).where(Product.id == product_id, ~_ON_SALE)
    found = _worth(list(session.scalars(query)), on)
    return found[0] if found else None


def list_alike(draft: ListingDraft, on: date) -> list[Known]:
    """What the goods of a draft may be by their name, where nobody has said whether they are.

    Recognised goods count also while they are sold: another product of that name has no stars.
    """
    named = fold(draft.name or "")
    if draft.known_id is not None or draft.other_than == named:
        return []
    is_sold = _ON_SALE.label("is_sold")
    query = select(Product.id, is_sold).where(
        Product.producer_id == draft.producer_id, Product.folded == named, ~_ON_SALE | _RECOGNISED
    )
    sold = {row.id: bool(row.is_sold) for row in session.execute(query)}
    found = session.scalars(_of(draft.producer_id).where(Product.id.in_(sold)))
    return [
        Known(one.product, one.standing, sold[one.product.id]) for one in _worth(list(found), on)
    ]


def hold(producer_id: int, product_id: int) -> Product:
    """The product, held until the commit. Refused: KnownGone, KnownOnSale."""
    product = get_product_by_id(product_id, lock=True)
    if product.producer_id != producer_id:
        raise errors.KnownGone
    if session.scalar(select(Variant.id).where(Variant.product_id == product_id).limit(1)):
        raise errors.KnownOnSale
    return product


def _of(producer_id: int) -> Select[Product]:
    query = select(Product).where(Product.producer_id == producer_id)
    return query.order_by(Product.folded, Product.id)


def _worth(products: Sequence[Product], on: date) -> list[Known]:
    standings = standing_for([one.id for one in products], on) if products else {}
    return [Known(one, standings[one.id]) for one in products]
