"""Combos in a basket: all that is in one is asked for together."""

from datetime import date

from sqlalchemy import delete, select

from catalog.kernel.db import session
from storefront.basket import queries
from storefront.basket.errors import (
    BadQuantity,
    BasketFull,
    NotForSale,
    NotInBasket,
    TooFewLeft,
)
from storefront.basket.models import Basket, BasketCombo
from storefront.basket.rules.combos import ComboLine
from storefront.basket.rules.lines import MOST_LINES, MOST_OF_ONE
from storefront.basket.service import count_lines
from storefront.closures.errors import OffSale
from storefront.closures.labels import off_words
from storefront.combos.queries import list_by_id


def add_combo(basket: Basket, combo_id: int, quantity: int, on: date) -> BasketCombo:
    """Put combos into the basket, beside those already there."""
    if not 1 <= quantity <= MOST_OF_ONE:
        raise BadQuantity
    row = _find(basket.id, combo_id)
    held = row.quantity if row else 0
    if held + quantity > MOST_OF_ONE:
        raise BadQuantity
    if row is None:
        if not list_by_id([combo_id]):
            raise NotForSale
        if count_lines(basket.id) >= MOST_LINES:
            raise BasketFull
        row = BasketCombo(basket_id=basket.id, combo_id=combo_id, quantity=0, price_shown=0)
        session.add(row)
    _set(row, held + quantity, held, on)
    return row


def change_combo(basket: Basket, combo_id: int, quantity: int, on: date) -> BasketCombo:
    """Set how many combos; the price of today counts as seen."""
    if not 1 <= quantity <= MOST_OF_ONE:
        raise BadQuantity
    row = _find(basket.id, combo_id)
    if row is None:
        raise NotInBasket
    _set(row, quantity, 0, on)
    return row


def remove_combo(basket: Basket, combo_id: int) -> None:
    """Take combos out; taking them out twice is as good as once."""
    session.execute(
        delete(BasketCombo).where(
            BasketCombo.basket_id == basket.id, BasketCombo.combo_id == combo_id
        )
    )


def _find(basket_id: int, combo_id: int) -> BasketCombo | None:
    return session.scalar(
        select(BasketCombo).where(
            BasketCombo.basket_id == basket_id, BasketCombo.combo_id == combo_id
        )
    )


def _set(row: BasketCombo, quantity: int, held: int, on: date) -> None:
    """Ask for so many, beside all else in the basket; what is refused leaves with the rollback."""
    row.quantity = quantity
    session.flush()  # the view reads it
    found = _line_of(row, on)
    if not found.is_sold:
        raise NotForSale
    if found.off:
        raise OffSale(off_words(found.off))
    if found.most < quantity:
        raise TooFewLeft(found.most, held)
    row.price_shown = found.price


def _line_of(row: BasketCombo, on: date) -> ComboLine:
    parts = queries.get_view(row.basket_id, on).parcels
    return next(one.combo for one in parts if one.combo and one.combo.combo_id == row.combo_id)
