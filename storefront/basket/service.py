"""Writes of baskets. Prices come from the catalogue, never from the browser."""

import secrets
from datetime import date, datetime

from sqlalchemy import delete, func, select, update

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from catalog.restrictions.queries import of_product
from storefront.basket.errors import (
    BadQuantity,
    BasketFull,
    NotAllowed,
    NotForSale,
    NotInBasket,
    OtherPromise,
    TooFewLeft,
)
from storefront.basket.models import Basket, BasketCombo, BasketLine
from storefront.basket.rules.lines import MOST_LINES, MOST_OF_ONE
from storefront.basket.rules.parts import hash_of
from storefront.closures.errors import OffSale
from storefront.closures.labels import off_words
from storefront.closures.queries import off_sale
from storefront.inventory.queries import available_for
from storefront.pricing.queries import get_page_price
from storefront.quotas.queries import find_promise_of


def open_basket(token: str | None, now: datetime) -> tuple[Basket, str]:
    """The basket of this token, held until the commit; a new one with a new token otherwise."""
    if token:
        found = select(Basket).where(Basket.token_hash == hash_of(token))
        # Two taps on "add" queue up here instead of meeting at the unique constraint.
        basket = session.scalar(found.with_for_update())
        if basket:
            basket.updated_at = now
            return basket, token
    token = secrets.token_urlsafe(32)
    basket = Basket(token_hash=hash_of(token), created_at=now, updated_at=now)
    session.add(basket)
    session.flush()  # for the id its lines name
    return basket, token


def add(
    basket: Basket, variant_id: int, quantity: int, on: date, quota_id: int | None = None
) -> BasketLine:
    """Put units of a variant into the basket, beside those already there.

    With a quota they are promised ahead, else they come from stock; a line is one or the other.
    """
    if not 1 <= quantity <= MOST_OF_ONE:
        raise BadQuantity
    price = get_page_price(_variant_for_sale(variant_id, on, quota_id), on)
    line = _find_line(basket.id, variant_id)
    held = line.quantity if line else 0
    if line and line.quota_id != quota_id:
        raise OtherPromise
    _check_enough(variant_id, quota_id, quantity, held, on)
    if held + quantity > MOST_OF_ONE:
        raise BadQuantity
    if line is None:
        if count_lines(basket.id) >= MOST_LINES:
            raise BasketFull
        line = BasketLine(basket_id=basket.id, variant_id=variant_id, quota_id=quota_id, quantity=0)
        session.add(line)
    line.quantity = held + quantity
    line.price_shown = price
    return line


def change(basket: Basket, variant_id: int, quantity: int, on: date) -> BasketLine:
    """Set how many units a line has; the price of today counts as seen."""
    if not 1 <= quantity <= MOST_OF_ONE:
        raise BadQuantity
    line = _find_line(basket.id, variant_id)
    if line is None:
        raise NotInBasket
    price = get_page_price(_variant_for_sale(variant_id, on, line.quota_id), on)
    _check_enough(variant_id, line.quota_id, quantity, 0, on)
    line.quantity, line.price_shown = quantity, price
    return line


def remove(basket: Basket, variant_id: int) -> None:
    """Take a line out; taking it out twice is as good as once."""
    session.execute(
        delete(BasketLine).where(
            BasketLine.basket_id == basket.id, BasketLine.variant_id == variant_id
        )
    )


def empty(basket_id: int, now: datetime) -> None:
    """Take everything out: it was bought. The basket itself stays for its token."""
    for model in (BasketLine, BasketCombo):
        session.execute(delete(model).where(model.basket_id == basket_id))
    session.execute(update(Basket).where(Basket.id == basket_id).values(updated_at=now))


def _variant_for_sale(variant_id: int, on: date, quota_id: int | None) -> Variant:
    variant = session.scalar(
        select(Variant)
        .join(Variant.product)
        .join(Product.producer)
        .where(
            Variant.id == variant_id,
            Variant.is_on_sale.is_(True),
            Product.is_published.is_(True),
            Producer.verified_on.is_not(None),
        )
    )
    if variant is None:
        raise NotForSale
    if of_product(variant.product_id, on).obstacle:
        raise NotAllowed
    off = off_sale([variant_id], on).get(variant_id)
    if off and (off.is_shop or quota_id is None):
        raise OffSale(off_words(off))
    return variant


def _find_line(basket_id: int, variant_id: int) -> BasketLine | None:
    return session.scalar(
        select(BasketLine).where(
            BasketLine.basket_id == basket_id, BasketLine.variant_id == variant_id
        )
    )


def count_lines(basket_id: int) -> int:
    """How many different things a basket holds."""
    return sum(
        session.scalar(select(func.count()).where(one.basket_id == basket_id)) or 0
        for one in (BasketLine, BasketCombo)
    )


def _check_enough(
    variant_id: int, quota_id: int | None, quantity: int, held: int, on: date
) -> None:
    if quota_id is None:
        free = available_for([variant_id], on)[variant_id].free
    else:
        now = clock.now()
        promise = find_promise_of(quota_id, variant_id, now)
        if promise is None:
            raise NotForSale
        free = promise.buyable(now)
    if held + quantity > free:
        raise TooFewLeft(free, held)
