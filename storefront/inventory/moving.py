"""The one way a counter of stock changes: a conditional UPDATE, and a row that says why."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Update, update

from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from storefront.inventory.errors import StockMoved
from storefront.inventory.models import StockItem, StockMovement
from storefront.inventory.rules import MovementKind
from storefront.inventory.signals import stock_changed


def take(item_id: int, quantity: int, actor: Actor, document: str, now: datetime) -> bool:
    """Promise units of one stock item, if so many are free; says whether they were."""
    if missed(session.execute(_moving(item_id, 0, quantity, _is_free(quantity)))):
        return False
    write(item_id, actor, MovementKind.ALLOCATE, now, 0, quantity, None, document)
    return True


def take_out(item_id: int, quantity: int, actor: Actor, reason: str, now: datetime) -> bool:
    """Units that nobody was promised leave the stock, if so many are free; says whether."""
    if missed(session.execute(_moving(item_id, -quantity, 0, _is_free(quantity)))):
        return False
    write(item_id, actor, MovementKind.ADJUST, now, -quantity, 0, reason)
    return True


def _is_free(quantity: int) -> ColumnElement[bool]:
    return StockItem.on_hand - StockItem.allocated >= quantity


def change(
    item_id: int,
    actor: Actor,
    kind: MovementKind,
    now: datetime,
    *,
    on_hand: int = 0,
    allocated: int = 0,
    document: str | None = None,
    reason: str | None = None,
) -> None:
    """Move both counters, or raise StockMoved when one would fall below nothing, or what is
    there below what is promised.
    """
    there, promised = StockItem.on_hand + on_hand, StockItem.allocated + allocated
    enough = (promised >= 0) & (promised <= there)
    if missed(session.execute(_moving(item_id, on_hand, allocated, enough))):
        raise StockMoved
    write(item_id, actor, kind, now, on_hand, allocated, reason, document)


def _moving(item_id: int, on_hand: int, allocated: int, only_if: ColumnElement[bool]) -> Update:
    return (
        update(StockItem)
        .where(StockItem.id == item_id, only_if)
        .values(on_hand=StockItem.on_hand + on_hand, allocated=StockItem.allocated + allocated)
        .execution_options(synchronize_session=False)
    )


def missed(result: Any) -> bool:
    """Whether an UPDATE of one row found none."""
    return rows_changed(result) != 1


def write(
    item_id: int,
    actor: Actor,
    kind: MovementKind,
    now: datetime,
    on_hand: int,
    allocated: int,
    reason: str | None = None,
    document: str | None = None,
) -> None:
    """Say why a counter changed."""
    session.add(
        StockMovement(
            stock_item_id=item_id,
            kind=kind.value,
            on_hand_change=on_hand,
            allocated_change=allocated,
            reason=reason,
            document=document,
            actor_id=actor.id,
            actor_name=actor.name,
            at=now,
        )
    )
    stock_changed.send(None, item_id=item_id)
