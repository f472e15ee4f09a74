"""Reads of stock. Hot ones read rows with Core."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.products.models import Product, Variant
from storefront.inventory import rules
from storefront.inventory.models import Reservation, StockItem, StockMovement, StockTap
from storefront.inventory.rules import (
    AdjustReason,
    Availability,
    BatchStock,
    HeldBack,
    HoldState,
    MovementKind,
)
from traceability.batches.models import Batch


def available_for(variant_ids: Iterable[int], on: date) -> dict[int, Availability]:
    """What can be sold of each variant when it arrives on `on`, in one query.

    Every variant asked for has an entry; one without sellable stock has `free` 0. Units whose
    reservation has run out count as free: whoever places next takes them back.
    """
    wanted = sorted(set(variant_ids))
    if not wanted:
        return {}
    found: dict[int, list[BatchStock]] = {variant_id: [] for variant_id in wanted}
    query = _stock(clock.now()).where(StockItem.variant_id.in_(wanted))
    for row in session.execute(query):
        stock = _batch_stock(row)
        if rules.is_sellable(stock, on, row.days_left_at_delivery):
            found[stock.variant_id].append(stock)
    return {variant_id: rules.availability(stocks) for variant_id, stocks in found.items()}


def sellable_locked(arrival: dict[int, date], *, lock: bool = True) -> dict[int, list[BatchStock]]:
    """The sellable stock of each variant by its day of arrival, held until the commit.

    Rows are locked in id order, so two buyers queue up instead of locking each other out.
    The batches are held too: a recall of one waits, and then finds this order.
    """
    variant_ids = sorted(arrival)
    if lock:
        hold_stock(variant_ids)
    found: dict[int, list[BatchStock]] = {variant_id: [] for variant_id in variant_ids}
    for row in session.execute(_stock().where(StockItem.variant_id.in_(variant_ids))):
        stock = _batch_stock(row)
        if rules.is_sellable(stock, arrival[stock.variant_id], row.days_left_at_delivery):
            found[stock.variant_id].append(stock)
    return found


def hold_stock(variant_ids: Collection[int]) -> None:
    """Lock the stock of these variants in id order, and then its batches against a recall."""
    items = select(StockItem.id, StockItem.batch_id).where(StockItem.variant_id.in_(variant_ids))
    held = session.execute(items.order_by(StockItem.id).with_for_update()).all()
    batches = select(Batch.id).where(Batch.id.in_(sorted({row.batch_id for row in held})))
    session.execute(batches.order_by(Batch.id).with_for_update(read=True))


def has_stopped(item_ids: Collection[int]) -> bool:
    """Whether the batch of one of these is stopped or recalled."""
    query = select(StockItem.id).join(Batch, Batch.id == StockItem.batch_id)
    stopped = query.where(StockItem.id.in_(item_ids), Batch.recall_state != rules.NORMAL)
    return session.scalar(stopped.limit(1)) is not None


def is_counted_since(item_ids: Collection[int], moment: datetime) -> bool:
    """Whether one of these was counted after that moment; a press of the thumb is no count."""
    tapped = exists().where(
        StockTap.variant_id == StockItem.variant_id, StockTap.at == StockMovement.at
    )
    counted = (
        select(StockMovement.id)
        .join(StockItem, StockItem.id == StockMovement.stock_item_id)
        .where(
            StockMovement.stock_item_id.in_(item_ids),
            StockMovement.at > moment,
            StockMovement.kind == MovementKind.ADJUST,
            StockMovement.reason.startswith(AdjustReason.COUNTED.value),
            ~tapped,
        )
    )
    return session.scalar(counted.limit(1)) is not None


def stock_of(variant_ids: Collection[int], now: datetime) -> dict[int, list[BatchStock]]:
    """All stock of each variant, whether it may be sold here or not; lapsed units are free."""
    found: dict[int, list[BatchStock]] = {variant_id: [] for variant_id in variant_ids}
    for row in session.execute(_stock(now).where(StockItem.variant_id.in_(variant_ids))):
        found[row.variant_id].append(_batch_stock(row))
    return found


def other_batches(item_id: int, quantity: int, on: date) -> list[BatchStock]:
    """Batches of the same variant with so many free units that may be sold for that day."""
    variant_id = session.scalar(select(StockItem.variant_id).where(StockItem.id == item_id)) or 0
    stocks = sellable_locked({variant_id: on}, lock=False)[variant_id]
    fitting = [one for one in stocks if one.item_id != item_id and one.free >= quantity]
    return rules.first_expiring_first(fitting)


def held_back_batches(
    batch_ids: Collection[int], on: date, *, lock: bool = False
) -> dict[int, HeldBack]:
    """Which of these batches may not leave the house on that day, and why.

    With `lock` they are held in id order: a recall waits for the commit.
    """
    query = (
        select(Batch.id, Batch.released_at, Batch.recall_state, Batch.best_before)
        .where(Batch.id.in_(batch_ids))
        .order_by(Batch.id)
    )
    rows = session.execute(query.with_for_update(read=True) if lock else query).all()
    judged = {
        row.id: rules.held_back(row.released_at, row.recall_state, row.best_before, on, None)
        for row in rows
    }
    return {batch_id: reason for batch_id, reason in judged.items() if reason}


def _stock(now: datetime | None = None) -> Select[*tuple[Any, ...]]:
    """Stock with what decides over it; with `now`, lapsed reservations are not counted."""
    allocated = StockItem.allocated if now is None else StockItem.allocated - _lapsed(now)
    return (
        select(
            StockItem.id,
            StockItem.variant_id,
            StockItem.batch_id,
            StockItem.on_hand,
            allocated.label("allocated"),
            Batch.code,
            Batch.best_before,
            Batch.released_at,
            Batch.recall_state,
            Product.days_left_at_delivery,
        )
        .join(Batch, StockItem.batch_id == Batch.id)
        .join(Variant, StockItem.variant_id == Variant.id)
        .join(Product, Variant.product_id == Product.id)
    )


def _lapsed(now: datetime) -> ColumnElement[int]:
    return (
        select(func.coalesce(func.sum(Reservation.quantity), 0))
        .where(Reservation.stock_item_id == StockItem.id, *has_lapsed(now))
        .scalar_subquery()
    )


def has_lapsed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """The condition of a reservation whose time is over and whose units are still counted."""
    return Reservation.state == HoldState.HELD.value, Reservation.expires_at <= now


def held_units() -> dict[int, int]:
    """Units by stock item that wait for money: for the books."""
    query = (
        select(Reservation.stock_item_id, func.sum(Reservation.quantity))
        .where(Reservation.state == HoldState.HELD.value)
        .group_by(Reservation.stock_item_id)
    )
    return {item_id: int(units) for item_id, units in session.execute(query)}


def _batch_stock(row: Any) -> BatchStock:
    return BatchStock(
        item_id=row.id,
        variant_id=row.variant_id,
        batch_id=row.batch_id,
        code=row.code,
        best_before=row.best_before,
        released_at=row.released_at,
        recall_state=row.recall_state,
        on_hand=row.on_hand,
        allocated=row.allocated,
    )


def get_stock_item(actor: Actor, item_id: int) -> StockItem:
    """A stock item of the actor's producers, or NotFound."""
    query = (
        select(StockItem)
        .join(StockItem.variant)
        .join(Variant.product)
        .where(StockItem.id == item_id, Product.producer_id.in_(actor.producer_ids))
    )
    item = session.scalar(query)
    if item is None:
        raise NotFound
    return item


def find_tap(variant_id: int, key: str) -> StockTap | None:
    """The press of this key, or None."""
    query = select(StockTap).where(StockTap.variant_id == variant_id, StockTap.key == key)
    return session.scalar(query)


def find_last_tap(variant_id: int) -> StockTap | None:
    """The latest press at a variant, or None once its stock was counted: that holds."""
    holds = StockTap.undone_at.is_not(None) | ~counted_since()
    query = select(StockTap).where(StockTap.variant_id == variant_id, holds)
    return session.scalar(query.order_by(StockTap.id.desc()).limit(1))


def counted_since() -> ColumnElement[bool]:
    """The condition of a press after which stock of its variant was put right in another way."""
    return (
        exists()
        .where(
            StockItem.variant_id == StockTap.variant_id,
            StockMovement.stock_item_id == StockItem.id,
            StockMovement.kind == MovementKind.ADJUST,
            StockMovement.at > StockTap.at,
        )
        .correlate(StockTap)
    )


def list_movements(item_id: int, at_most: int = 30) -> list[StockMovement]:
    """The newest movements of a stock item, newest first."""
    query = select(StockMovement).where(StockMovement.stock_item_id == item_id)
    return list(session.scalars(query.order_by(StockMovement.id.desc()).limit(at_most)))


@dataclass(frozen=True)
class Receivable:
    """A size and a packed batch of the same product."""

    variant_id: int
    batch_id: int
    product_name: str
    variant_name: str
    code: str
    best_before: date | None


def list_receivable(actor: Actor) -> list[Receivable]:
    """What the actor's producers can take into stock, newest batches first."""
    query = (
        select(
            Variant.id,
            Batch.id,
            Product.name,
            Variant.name,
            Batch.code,
            Batch.best_before,
        )
        .join(Product, Variant.product_id == Product.id)
        .join(Batch, Batch.product_id == Product.id)
        .where(
            Product.producer_id.in_(actor.producer_ids),
            Batch.kind == "packed",
            Batch.recall_state == rules.NORMAL,
        )
        .order_by(Product.folded, Variant.position, Batch.packed_on.desc(), Batch.id.desc())
    )
    return [Receivable(*row) for row in session.execute(query.limit(300))]


def find_item_id(variant_id: int, batch_id: int) -> int | None:
    """The stock item of a variant and a batch, or None."""
    return session.scalar(
        select(StockItem.id).where(
            StockItem.variant_id == variant_id, StockItem.batch_id == batch_id
        )
    )


@dataclass(frozen=True)
class Balance:
    """The counters of a stock item and the sums of its movements."""

    item_id: int
    on_hand: int
    allocated: int
    moved_on_hand: int
    moved_allocated: int

    @property
    def agrees(self) -> bool:
        return (self.on_hand, self.allocated) == (self.moved_on_hand, self.moved_allocated)


def list_balances() -> list[Balance]:
    """Counters and sums of movements of every stock item: for the books."""
    query = (
        select(
            StockItem.id,
            StockItem.on_hand,
            StockItem.allocated,
            func.coalesce(func.sum(StockMovement.on_hand_change), 0),
            func.coalesce(func.sum(StockMovement.allocated_change), 0),
        )
        .outerjoin(StockMovement, StockMovement.stock_item_id == StockItem.id)
        .group_by(StockItem.id, StockItem.on_hand, StockItem.allocated)
        .order_by(StockItem.id)
    )
    return [Balance(*(int(value) for value in row)) for row in session.execute(query)]


def list_drift() -> list[Balance]:
    """Stock items whose counters differ from their movements; empty when all is well."""
    return [balance for balance in list_balances() if not balance.agrees]
