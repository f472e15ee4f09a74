"""Reads of batches: by their public code however it is typed, by GTIN and the producer's text."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import Row, select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.products.models import Product
from traceability.batches import rules
from traceability.batches.models import Batch


def get_batch(batch_id: int, *, lock: bool = False) -> Batch:
    """The batch, or NotFound. `lock` holds the row until the commit."""
    query = select(Batch).where(Batch.id == batch_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    if (batch := session.scalar(query)) is None:
        raise NotFound
    return batch


def get_batch_by_code(typed: str, *, lock: bool = False) -> Batch:
    """The batch whose code was typed, look-alikes and lost hyphens forgiven; or NotFound."""
    number = session.scalar(select(Batch.id).where(Batch.code == rules.as_printed(typed)))
    if number is None:
        raise NotFound
    return get_batch(number, lock=lock)


def get_own_batch(actor: Actor, typed: str) -> Batch:
    """The same, of a producer the actor works for; somebody else's is not found."""
    batch = get_batch_by_code(typed)
    if not actor.works_for(batch.producer_id):
        raise NotFound
    return batch


def find_code(gtin: str, producer_text: str) -> str | None:
    """The public code behind /01/<gtin>/10/<text>; the text is matched to the letter (AI 10)."""
    return session.scalar(
        select(Batch.code)
        .join(Product, Product.id == Batch.product_id)
        .where(Product.gtin == gtin, Batch.producer_text == producer_text)
    )


def list_existing_codes(codes: Collection[str]) -> list[str]:
    return list(session.scalars(select(Batch.code).where(Batch.code.in_(codes)).limit(5)))


def list_locked(batch_ids: Collection[int]) -> dict[int, Batch]:
    """These batches, held until the commit, always in the same order so that nobody deadlocks."""
    rows = session.scalars(
        select(Batch)
        .where(Batch.id.in_(batch_ids))
        .order_by(Batch.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {batch.id: batch for batch in rows}


def hold(find: Callable[[], Collection[int]]) -> dict[int, Batch]:
    """The batches that `find` names, held until the commit: all at once and in order.

    What `find` names may grow while this waits for the locks. Locking the rest afterwards would
    be out of order, and two who do so may wait for each other for ever; so the locks are let go
    (they end with their savepoint) and the larger set is taken from the beginning.
    """
    wanted = frozenset(find())
    if session.get_bind().dialect.name == "sqlite":  # its only writer holds everything already
        return list_locked(wanted)
    while True:
        try:
            with session.begin_nested():
                held = list_locked(wanted)
                found = frozenset(find())
                if not found <= wanted:
                    raise _Grown
            return {number: held[number] for number in sorted(found & held.keys())}
        except _Grown:
            wanted = found


class _Grown(Exception):
    """More batches are needed than are held: ends the savepoint and its locks."""


def holds_stopped(batch_ids: Collection[int]) -> bool:
    """Whether one of these batches is stopped; they are held, so a recall waits for the commit."""
    states = session.scalars(
        select(Batch.recall_state)
        .where(Batch.id.in_(batch_ids))
        .order_by(Batch.id)
        .with_for_update(read=True)
    )
    return any(rules.is_stopped(state) for state in states.all())


def get_states(batch_ids: Collection[int]) -> dict[int, str]:
    """Batch id → recall state."""
    rows = session.execute(select(Batch.id, Batch.recall_state).where(Batch.id.in_(batch_ids)))
    return {row.id: row.recall_state for row in rows}


def list_batches_of_product(
    product_id: int, *, only_released: bool = True
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The packed batches of a product, newest first: code, dates, recall state."""
    query = select(
        Batch.id,
        Batch.code,
        Batch.producer_text,
        Batch.packed_on,
        Batch.best_before,
        Batch.released_at,
        Batch.recall_state,
    ).where(Batch.product_id == product_id, Batch.kind == rules.BatchKind.PACKED)
    if only_released:
        query = query.where(Batch.released_at.is_not(None))
    return session.execute(query.order_by(Batch.packed_on.desc(), Batch.id.desc())).all()
