"""Stock by thumb: one more, one less, none left; each press once, and the last taken back."""

from datetime import datetime

from sqlalchemy import select, update

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from catalog.products.models import Product, Variant
from storefront.inventory import holding, moving, queries, rules
from storefront.inventory.errors import NoBatchOnSale, NothingFree, TapGone, WrongBatch
from storefront.inventory.models import StockItem, StockTap
from storefront.inventory.rules import AdjustReason, MovementKind, Tap


def tap(
    actor: Actor, variant_id: int, kind: Tap, reason: AdjustReason, key: str, now: datetime
) -> StockTap:
    """Move the stock of a variant by one press; the same press again changes nothing.

    Raises WrongBatch for goods of others, NoBatchOnSale, NothingFree.
    """
    variant = _held(actor, variant_id)
    found = queries.find_tap(variant_id, key)
    if found:
        return found
    moved = _moves(variant_id, kind, now)
    why = AdjustReason.COUNTED if kind == Tap.MORE else reason
    for item_id, units in sorted(moved.items()):
        moving.change(item_id, actor, MovementKind.ADJUST, now, on_hand=units, reason=why.value)
    made = StockTap(
        variant_id=variant_id,
        key=key,
        kind=kind.value,
        moved={str(item_id): units for item_id, units in moved.items()},
        at=now,
    )
    session.add(made)
    session.flush()  # for the id the audit entry names
    sentence = f"Bấm kho {variant.product.name}, {variant.name}: {made.units:+d}."
    audit.record(actor, "inventory.tap", made, sentence, reason=why.value)
    return made


def undo(actor: Actor, variant_id: int, tap_id: int, now: datetime) -> None:
    """Take the last press back; again does nothing. Raises WrongBatch, TapGone.

    What was added and is promised by now cannot be taken back: StockMoved.
    """
    variant = _held(actor, variant_id)
    last = queries.find_last_tap(variant_id)
    if last is None or last.id != tap_id or last.at < now - rules.UNDO_WITHIN:
        raise TapGone
    undone = session.execute(
        update(StockTap)
        .where(StockTap.id == tap_id, StockTap.undone_at.is_(None))
        .values(undone_at=now)
    )
    if rows_changed(undone) != 1:
        return
    for item_id, units in sorted((int(one), units) for one, units in last.moved.items()):
        moving.change(
            item_id,
            actor,
            MovementKind.ADJUST,
            now,
            on_hand=-units,
            reason=AdjustReason.MISTAPPED.value,
        )
    sentence = f"Hoàn lại lần bấm kho {variant.product.name}, {variant.name}: {-last.units:+d}."
    audit.record(actor, "inventory.tap", last, sentence)


def _held(actor: Actor, variant_id: int) -> Variant:
    """The actor's variant, held until the commit: two presses queue up here."""
    variant = session.scalar(
        select(Variant)
        .join(Variant.product)
        .where(Variant.id == variant_id, Product.producer_id.in_(actor.producer_ids))
        .with_for_update(of=Variant)
    )
    if variant is None:
        raise WrongBatch
    return variant


def _moves(variant_id: int, kind: Tap, now: datetime) -> dict[int, int]:
    items = select(StockItem.id).where(StockItem.variant_id == variant_id)
    holding.take_back(list(session.scalars(items)), now)
    sellable = queries.sellable_locked({variant_id: clock.local_date(now)})[variant_id]
    moved = rules.moves_of(kind, sellable)
    if not moved:
        raise NoBatchOnSale if kind == Tap.MORE else NothingFree
    return moved
