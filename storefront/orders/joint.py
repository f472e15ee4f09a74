"""Orders of several sellers that are one combo: they take every step together, or none does.

Who packs acts for all of them. What could be wanted by two at once is held before anything is
changed: the orders, then the stock, then the batches, each in the order of their ids.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from catalog.kernel.db import session
from storefront.inventory import holding
from storefront.orders.errors import NotAllAtPacker, PackedElsewhere
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import CALLED_OFF, OrderStatus, Party, units_of
from traceability.batches.models import Batch


def fellows(order: Order) -> list[Order]:
    """The other orders of the combo, as they stand in this transaction."""
    if order.combo_sale_id is None:
        return []
    query = (
        select(Order)
        .where(Order.combo_sale_id == order.combo_sale_id, Order.id != order.id)
        .options(selectinload(Order.lines), selectinload(Order.changes))
        .order_by(Order.id)
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


def list_fellows(orders: Iterable[Order]) -> dict[int, list[Order]]:
    """The other orders of each one's combo, by its id; without one, none."""
    sales = {one.combo_sale_id for one in orders if one.combo_sale_id}
    found: dict[int | None, list[Order]] = {}
    query = select(Order).where(Order.combo_sale_id.in_(sales)).options(selectinload(Order.lines))
    for one in session.scalars(query.order_by(Order.id)) if sales else ():
        found.setdefault(one.combo_sale_id, []).append(one)
    return {
        one.id: [other for other in found.get(one.combo_sale_id, ()) if other.id != one.id]
        for one in orders
    }


def waits(order: Order, others: Sequence[Order]) -> bool:
    """Whether its seller cannot take the next step: another packs, or goods are on their way."""
    on_their_way = any(one.at_packer_at is None for one in others)
    return order.is_packed_by_other or (order.status == OrderStatus.PLACED and on_their_way)


def lines_in_parcel(order: Order) -> list[OrderLine]:
    """All that is in the parcel of an order: of a combo, what the others brought too."""
    brought = [] if order.is_packed_by_other else list_fellows([order])[order.id]
    return [line for one in (order, *brought) for line in one.lines]


def check(order: Order, end: OrderStatus, by: Party) -> None:
    """Hold all of a combo before one of its orders is changed.

    Raises PackedElsewhere for a step that is the packer's, NotAllAtPacker for goods that are still
    on their way to the packer.
    """
    if order.combo_sale is None:
        return
    if order.is_packed_by_other and by == Party.SELLER and end != OrderStatus.REFUSED:
        raise PackedElsewhere(order.combo_sale.packer_name)
    others = _hold(order)
    if end == OrderStatus.PACKED:
        missing = [one.seller_name for one in others if one.at_packer_at is None]
        if missing:
            raise NotAllAtPacker(", ".join(missing))


def _hold(order: Order) -> list[Order]:
    orders = select(Order.id).where(Order.combo_sale_id == order.combo_sale_id)
    session.execute(orders.order_by(Order.id).with_for_update()).all()
    others = fellows(order)
    lines = [line for one in (order, *others) for line in one.lines]
    holding.lock({item_id for item_id, _ in units_of(lines)})
    batches = sorted({line.batch_id for line in lines if line.batch_id})
    query = select(Batch.id).where(Batch.id.in_(batches)).order_by(Batch.id)
    session.execute(query.with_for_update(read=True)).all()
    return others


def at_the_door(orders: Iterable[Order]) -> dict[int, int]:
    """What is paid with the parcel of each combo sale among these orders of a purchase, by its id:
    for the goods of all households, in one sum.
    """
    sums: dict[int, int] = {}
    for one in orders:
        if one.combo_sale_id and one.status not in CALLED_OFF:
            sums[one.combo_sale_id] = sums.get(one.combo_sale_id, 0) + one.total
    return sums


def to_collect(order: Order) -> int:
    """What whoever brings the parcel collects: for all that is in it."""
    if order.is_packed_by_other:
        return 0
    return order.total + sum(one.total for one in fellows(order))
