"""Reads of closures. `off_sale` is the one rule of what cannot be ordered today; whoever takes
orders asks it, and holds the sellers first (service.hold).
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from storefront.closures import rules
from storefront.closures.models import Closure, Pause
from storefront.closures.rules import Closed, Off


def off_sale(variant_ids: Iterable[int], on: date) -> dict[int, Off]:
    """Variant id → why it cannot be ordered that day; what can be is left out. One query.

    A closed shop comes first. A pause is only of what is in stock: whoever sells ahead, from a
    quota, asks for `Off.is_shop`.
    """
    query = _sizes(on).where(
        Variant.id.in_(set(variant_ids)), or_(Closure.id.is_not(None), Pause.id.is_not(None))
    )
    return {row.id: off for row in session.execute(query) if (off := _off_of(row))}


def list_off(on: date, producer_ids: Collection[int] | None = None) -> dict[int, int | None]:
    """Size → producer, of all that cannot be ordered that day; of these producers alone."""
    query = _sizes(on).add_columns(Product.producer_id)
    query = query.where(or_(Closure.id.is_not(None), Pause.id.is_not(None)))
    if producer_ids is not None:
        query = query.where(Product.producer_id.in_(producer_ids))
    return {row.id: row.producer_id for row in session.execute(query)}


def off_products(product_ids: Collection[int], on: date) -> dict[int, Off]:
    """Product id → why none of its sizes can be ordered that day; one query.

    Of sizes that all are paused, the one that is back first counts.
    """
    query = _sizes(on).where(Variant.product_id.in_(product_ids), Variant.is_on_sale)
    found: dict[int, list[Off | None]] = {}
    for row in session.execute(query):
        found.setdefault(row.product_id, []).append(_off_of(row))
    return {one: off for one, sizes in found.items() if (off := rules.of_all(sizes))}


def _sizes(on: date) -> Select[*tuple[Any, ...]]:
    """Every size, with the closure of its shop and its pause, where they count that day."""
    return (
        select(
            Variant.id,
            Variant.product_id,
            Closure.id.label("closure_id"),
            *_CLOSED,
            Pause.back_on,
        )
        .join(Variant.product)
        .outerjoin(Closure, and_(Closure.producer_id == Product.producer_id, *_covers(on)))
        .outerjoin(Pause, and_(Pause.variant_id == Variant.id, *_holds(on)))
    )


def _off_of(row: Row[Any]) -> Off | None:
    if row.closure_id:
        return rules.of_shop(Closed(row.from_day, row.to_day, row.words))
    return Off(is_shop=False, back_on=row.back_on) if row.back_on else None


def is_closed(
    producer_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], on: date
) -> ColumnElement[bool]:
    """The condition of a row whose producer's shop takes no orders that day."""
    return exists().where(Closure.producer_id == producer_id, *_covers(on))


def find_closed(producer_id: int | None, on: date) -> Off | None:
    """What a closed shop says that day, or None while it takes orders."""
    query = select(*_CLOSED).where(Closure.producer_id == producer_id, *_covers(on))
    row = session.execute(query).first()
    return rules.of_shop(Closed(row.from_day, row.to_day, row.words)) if row else None


def closed_from(producer_ids: Collection[int], on: date) -> dict[int, list[Closed]]:
    """Producer id → the days off from that day on: parcels do not leave on them."""
    query = select(Closure.producer_id, *_CLOSED).where(
        Closure.producer_id.in_(list(producer_ids)), *_is_left(on)
    )
    found: dict[int, list[Closed]] = {}
    for row in session.execute(query):
        found.setdefault(row.producer_id, []).append(Closed(row.from_day, row.to_day, row.words))
    return found


def find_own(actor: Actor, on: date) -> Closed | None:
    """The closure of the actor's producer that runs or is to come, or None."""
    found = closed_from(actor.producer_ids, on)
    return next((one for each in found.values() for one in each), None)


def find_living(producer_id: int, on: date) -> Closure | None:
    """The closure of a producer that runs or is to come, or None."""
    return session.scalar(select(Closure).where(Closure.producer_id == producer_id, *_is_left(on)))


def list_pauses(variant_ids: Collection[int], on: date) -> dict[int, date]:
    """Variant id → the day it comes back, of those that are paused."""
    query = select(Pause.variant_id, Pause.back_on).where(
        Pause.variant_id.in_(list(variant_ids)), *_holds(on)
    )
    return {row.variant_id: row.back_on for row in session.execute(query)}


def find_pause(variant_id: int, on: date) -> Pause | None:
    """The pause of a variant that still holds, or None."""
    return session.scalar(select(Pause).where(Pause.variant_id == variant_id, *_holds(on)))


_CLOSED = (Closure.from_day, Closure.to_day, Closure.words)


def _is_left(on: date) -> tuple[ColumnElement[bool], ...]:
    return Closure.ended_at.is_(None), or_(Closure.to_day.is_(None), Closure.to_day >= on)


def _covers(on: date) -> tuple[ColumnElement[bool], ...]:
    return Closure.from_day <= on, *_is_left(on)


def _holds(on: date) -> tuple[ColumnElement[bool], ...]:
    return Pause.ended_at.is_(None), Pause.back_on > on
