"""Writes of stock: each changes a counter by one conditional UPDATE and says why in a row."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select, update

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from storefront.inventory import holding, moving, queries, rules
from storefront.inventory.errors import (
    BelowAllocated,
    NotAPossibleCount,
    NothingReceived,
    OtherBatchShort,
    SoldOut,
    StockMoved,
    WrongBatch,
)
from storefront.inventory.models import StockItem
from storefront.inventory.rules import AdjustReason, BatchStock, MovementKind, Pick
from traceability.batches.models import Batch


def receive(
    actor: Actor, variant_id: int, batch_id: int, quantity: int, now: datetime
) -> StockItem:
    """Add packed units of a batch to the stock of a variant of the same product."""
    if not 1 <= quantity <= rules.MOST_UNITS:
        raise NothingReceived
    _check_belongs(actor, variant_id, batch_id)
    item_id = queries.find_item_id(variant_id, batch_id)
    if item_id is None:
        item = StockItem(variant_id=variant_id, batch_id=batch_id, on_hand=0, allocated=0)
        session.add(item)
        session.flush()  # for the id the movement names
        item_id = item.id
    moving.change(item_id, actor, MovementKind.RECEIVE, now, on_hand=quantity)
    item = session.get_one(StockItem, item_id, populate_existing=True)
    audit.record(
        actor,
        "inventory.receive",
        item,
        f"Nhập {quantity} đơn vị vào kho, lô {item.batch.code}.",
        quantity=quantity,
    )
    return item


def _check_belongs(actor: Actor, variant_id: int, batch_id: int) -> None:
    product_id = session.scalar(
        select(Product.id)
        .join(Variant, Variant.product_id == Product.id)
        .join(Batch, Batch.product_id == Product.id)
        .where(
            Variant.id == variant_id,
            Batch.id == batch_id,
            Product.producer_id.in_(actor.producer_ids),
        )
        .with_for_update(of=Variant)  # two who receive the same batch queue up here
    )
    if product_id is None:
        raise WrongBatch


def adjust(
    actor: Actor,
    item_id: int,
    counted: int,
    seen: int,
    reason: AdjustReason,
    note: str | None,
    now: datetime,
) -> StockItem:
    """Set what is on hand to what was counted; `seen` is the number the seller looked at.

    A sale between looking and sending changes `seen`: the count is refused, not applied.
    """
    if not 0 <= counted <= rules.MOST_UNITS:
        raise NotAPossibleCount
    item = queries.get_stock_item(actor, item_id)
    taken = session.execute(
        update(StockItem)
        .where(StockItem.id == item_id, StockItem.on_hand == seen, StockItem.allocated <= counted)
        .values(on_hand=counted)
        .execution_options(synchronize_session=False)
    )
    session.refresh(item)
    if moving.missed(taken):
        raise BelowAllocated if item.on_hand == seen else StockMoved
    moving.write(item_id, actor, MovementKind.ADJUST, now, counted - seen, 0, _reason(reason, note))
    audit.record(
        actor,
        "inventory.adjust",
        item,
        f"Đếm lại kho lô {item.batch.code}: {seen} thành {counted}.",
        reason=reason.value,
        note=note,
    )
    return item


def _reason(reason: AdjustReason, note: str | None) -> str:
    return f"{reason.value}: {note}" if note else reason.value


def allocate(
    actor: Actor,
    wanted: dict[int, tuple[int, date]],
    document: str,
    now: datetime,
) -> dict[int, list[Pick]]:
    """Promise units to an order: `wanted` maps a variant to quantity and day of arrival.

    All or nothing: raises SoldOut for the first variant of which too little is left. The
    locks only make picks right at the first try; the conditional UPDATE is the guard.
    """
    holding.take_back(_items_of(wanted), now)
    stocks = queries.sellable_locked({variant: day for variant, (_, day) in wanted.items()})
    picked: dict[int, list[Pick]] = {}
    for variant_id, (quantity, _day) in wanted.items():
        picks = rules.pick(stocks[variant_id], quantity)
        if picks is None:
            raise SoldOut(variant_id)
        picked[variant_id] = picks
    in_order = sorted(
        (pick for picks in picked.values() for pick in picks), key=lambda pick: pick.stock.item_id
    )
    for pick in in_order:
        if not moving.take(pick.stock.item_id, pick.quantity, actor, document, now):
            raise SoldOut(pick.stock.variant_id)
    return picked


def _items_of(variant_ids: Iterable[int]) -> list[int]:
    query = select(StockItem.id).where(StockItem.variant_id.in_(sorted(variant_ids)))
    return list(session.scalars(query))


def reallocate(
    actor: Actor,
    old_id: int,
    new_id: int,
    quantity: int,
    arrival: date,
    document: str,
    now: datetime,
) -> BatchStock:
    """Promise an order units of another batch of the same variant instead of those it had.

    Raises OtherBatchShort when the batch may not be sold for that day or has too few free units:
    the locks queue those who want the same units, the conditional UPDATE is the guard.
    """
    variant_id = session.scalar(select(StockItem.variant_id).where(StockItem.id == old_id)) or 0
    holding.take_back(_items_of([variant_id]), now)
    sellable = queries.sellable_locked({variant_id: arrival})[variant_id]
    found = next((one for one in sellable if one.item_id == new_id and new_id != old_id), None)
    if found is None:
        raise OtherBatchShort
    for item_id in sorted((old_id, new_id)):
        if item_id == old_id:
            moving.change(
                old_id, actor, MovementKind.RELEASE, now, allocated=-quantity, document=document
            )
        elif not moving.take(new_id, quantity, actor, document, now):
            raise OtherBatchShort
    return found


def release(actor: Actor, lines: Iterable[tuple[int, int]], document: str, now: datetime) -> None:
    """Give promised units back: `lines` are (stock item, quantity) of an order."""
    for item_id, quantity in sorted(lines):
        moving.change(
            item_id, actor, MovementKind.RELEASE, now, allocated=-quantity, document=document
        )


def ship(actor: Actor, lines: Iterable[tuple[int, int]], document: str, now: datetime) -> None:
    """Promised units leave the house."""
    for item_id, quantity in sorted(lines):
        moving.change(
            item_id,
            actor,
            MovementKind.SHIP,
            now,
            on_hand=-quantity,
            allocated=-quantity,
            document=document,
        )


def take_back(actor: Actor, lines: Iterable[tuple[int, int]], document: str, now: datetime) -> None:
    """Units that had left the house are there again."""
    for item_id, quantity in sorted(lines):
        moving.change(item_id, actor, MovementKind.RETURN, now, on_hand=quantity, document=document)


def write_off(actor: Actor, lines: Iterable[tuple[int, int]], document: str, now: datetime) -> None:
    """Units that came back and cannot be sold any more."""
    for item_id, quantity in sorted(lines):
        moving.change(
            item_id,
            actor,
            MovementKind.ADJUST,
            now,
            on_hand=-quantity,
            document=document,
            reason=AdjustReason.DAMAGED.value,
        )


def bring_back(actor: Actor, lines: Iterable[tuple[int, int]], where: str, now: datetime) -> None:
    """Undo sell_elsewhere: the same lines lie in stock again."""
    reason = _reason(AdjustReason.TAKEN_BACK, where)
    for item_id, quantity in sorted(lines):
        moving.change(item_id, actor, MovementKind.ADJUST, now, on_hand=quantity, reason=reason)


def sell_elsewhere(
    actor: Actor, lines: Iterable[tuple[int, int]], where: str, now: datetime
) -> None:
    """Units that were sold on another floor: `lines` are (stock item, quantity).

    All or nothing: raises StockMoved when so many are not free, as others were promised them.
    """
    wanted = sorted(lines)
    holding.take_back([item_id for item_id, _ in wanted], now)
    reason = _reason(AdjustReason.SOLD_ELSEWHERE, where)
    for item_id, quantity in wanted:
        if not moving.take_out(item_id, quantity, actor, reason, now):
            raise StockMoved
