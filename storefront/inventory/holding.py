"""Reservations: promised units that wait for money, and fall back when it does not come.

Their units are allocated like any others; the row says until when. Stock items are locked before
reservations, both in the order of their ids, so that nobody deadlocks.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select, update

from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session
from storefront.inventory import moving, queries
from storefront.inventory.errors import SoldOut
from storefront.inventory.models import Reservation, StockItem
from storefront.inventory.rules import HoldState, MovementKind

Lines = Iterable[tuple[int, int]]
"""(stock item, quantity) of an order."""


def hold(lines: Lines, document: str, expires_at: datetime) -> None:
    """Units that were allocated a moment ago are kept for `document` until then."""
    session.add_all(
        Reservation(
            stock_item_id=item_id,
            document=document,
            quantity=quantity,
            state=HoldState.HELD.value,
            expires_at=expires_at,
        )
        for item_id, quantity in sorted(_added_up(lines).items())
    )


def keep(actor: Actor, lines: Lines, document: str, now: datetime) -> None:
    """The order is paid: its units stay allocated. What had lapsed is taken anew.

    All or nothing: raises SoldOut when lapsed units are gone; the caller rolls back.
    """
    wanted = _added_up(lines)
    lock(wanted)
    kept = _end(document, HoldState.KEPT)
    missing = {item_id: units for item_id, units in wanted.items() if item_id not in kept}
    take_back(missing, now)
    for item_id, units in sorted(missing.items()):
        if not moving.take(item_id, units, actor, document, now):
            raise SoldOut(session.get_one(StockItem, item_id).variant_id)
    if missing:
        session.execute(
            update(Reservation)
            .where(Reservation.document == document)
            .values(state=HoldState.KEPT.value)
            .execution_options(synchronize_session=False)
        )


def let_go(actor: Actor, lines: Lines, document: str, now: datetime) -> None:
    """The order is called off: what is still held for it returns to the stock."""
    lock(_added_up(lines))
    for item_id, units in sorted(_end(document, HoldState.LET_GO).items()):
        moving.change(
            item_id, actor, MovementKind.RELEASE, now, allocated=-units, document=document
        )


def take_back(item_ids: Collection[int], now: datetime) -> None:
    """Return lapsed units of these stock items before somebody else is refused them."""
    lapsed = select(Reservation.id).where(
        Reservation.stock_item_id.in_(sorted(item_ids)), *queries.has_lapsed(now)
    )
    if not item_ids or session.scalar(lapsed.limit(1)) is None:
        return
    lock(item_ids)
    ended = session.execute(
        update(Reservation)
        .where(Reservation.stock_item_id.in_(sorted(item_ids)), *queries.has_lapsed(now))
        .values(state=HoldState.LAPSED.value)
        .returning(Reservation.stock_item_id, Reservation.quantity, Reservation.document)
        .execution_options(synchronize_session=False)
    )
    for item_id, units, document in sorted((row[0], row[1], row[2]) for row in ended):
        moving.change(
            item_id, SYSTEM, MovementKind.RELEASE, now, allocated=-units, document=document
        )


def _added_up(lines: Lines) -> Counter[int]:
    """Units by stock item: two lines of an order may take from the same one."""
    units = Counter[int]()
    for item_id, quantity in lines:
        units[item_id] += quantity
    return units


def lock(item_ids: Collection[int]) -> None:
    """Hold these stock items until the commit."""
    query = select(StockItem.id).where(StockItem.id.in_(sorted(item_ids))).order_by(StockItem.id)
    session.execute(query.with_for_update()).all()


def _end(document: str, state: HoldState) -> Counter[int]:
    """End what is held for a document; says which units that were."""
    ended = session.execute(
        update(Reservation)
        .where(Reservation.document == document, Reservation.state == HoldState.HELD.value)
        .values(state=state.value)
        .returning(Reservation.stock_item_id, Reservation.quantity)
        .execution_options(synchronize_session=False)
    )
    return _added_up((row.stock_item_id, row.quantity) for row in ended)
