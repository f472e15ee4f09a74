"""Filling a line from another batch than promised, while the parcel is in the house."""

from datetime import datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.money import share_out
from storefront.inventory import service as inventory
from storefront.inventory.rules import Pick
from storefront.orders import rules
from storefront.orders.errors import BatchAwaited, NoSuchLine, NotPossible
from storefront.orders.models import LineChange, Order, OrderLine
from storefront.orders.rules import OrderStatus
from storefront.orders.service import step_on
from storefront.orders.signals import batch_left, line_split


def repick(order: Order, line_id: int, item_id: int, actor: Actor, now: datetime) -> LineChange:
    """Fill a line of an order, read in this transaction, from another batch of its variant.

    Of two who act at the same moment the order's version lets one through. Raises NotPossible
    once the parcel has left, OrderMoved, NoSuchLine, or OtherBatchShort.
    """
    line = next((one for one in order.lines if one.id == line_id), None)
    if line is None:
        raise NoSuchLine
    if OrderStatus(order.status) not in rules.REPICKED:
        raise NotPossible
    if line.stock_item_id is None or line.batch_code is None:
        raise BatchAwaited
    step_on(order, order.status)
    taken = inventory.reallocate(
        actor, line.stock_item_id, item_id, line.quantity, order.promised_to, order.number, now
    )
    change = LineChange(
        order_id=order.id,
        line_id=line.id,
        quantity=line.quantity,
        from_batch=line.batch_code,
        to_batch=taken.code,
        actor_id=actor.id,
        actor_name=actor.name,
        at=now,
    )
    order.line_changes.append(change)
    left = line.batch_id or 0
    if order.status == OrderStatus.PLACED:
        order.at_packer_at = None  # of a combo: what is there is the batch that was put away
    line.stock_item_id, line.batch_id = taken.item_id, taken.batch_id
    line.batch_code, line.best_before = taken.code, taken.best_before
    session.flush()  # the receivers read the line
    sentence = f"Đơn {order.number}: đổi lô {change.from_batch} thành {change.to_batch}."
    audit.record(actor, "orders.repick", order, sentence, line=line.id, quantity=line.quantity)
    if all(one.batch_id != left for one in order.lines):
        batch_left.send(None, order_id=order.id, batch_id=left)
    return change


def fill(order: Order, actor: Actor, now: datetime) -> None:
    """Give the lines of an order, read in this transaction, that wait for a harvest their batches.

    First to expire first; a line that needs several batches becomes several. All or nothing:
    raises SoldOut when too little that may be sold is there.
    """
    waiting = [line for line in order.lines if line.batch_id is None]
    if OrderStatus(order.status) != OrderStatus.PLACED or not waiting:
        raise NotPossible
    step_on(order, order.status)
    wanted = {line.variant_id: (line.quantity, order.promised_to) for line in waiting}
    picked = inventory.allocate(actor, wanted, order.number, now)
    filled = [_fill_line(order, line, picked[line.variant_id]) for line in waiting]
    session.flush()  # the sums below are asked of the database
    for parts in filled:
        if len(parts) > 1:
            line_split.send(
                None,
                order_id=order.id,
                document=f"{order.number}/split/{parts[0].id}",
                units={one.id: one.quantity for one in parts},
            )
    codes = ", ".join(dict.fromkeys(line.batch_code or "" for line in order.lines))
    sentence = f"Đơn {order.number}: chia hàng từ lô {codes}."
    audit.record(actor, "orders.fill", order, sentence)


def _fill_line(order: Order, line: OrderLine, picks: list[Pick]) -> list[OrderLine]:
    """One line for each batch, the discount shared by units; who charged the line shares too."""
    units = [pick.quantity for pick in picks]
    off = share_out(line.discount, units)
    by_platform = share_out(line.platform_discount, off) if line.discount else off
    parts = [line]
    for pick, discount, of_platform in list(zip(picks, off, by_platform, strict=True))[1:]:
        part = _part_of(line, pick)
        part.discount, part.platform_discount = discount, of_platform
        order.lines.append(part)
        parts.append(part)
    line.quantity, line.line_total = units[0], line.unit_price * units[0]
    line.discount, line.platform_discount = off[0], by_platform[0]
    _put(line, picks[0])
    return parts


def _part_of(line: OrderLine, pick: Pick) -> OrderLine:
    part = OrderLine(
        quota_id=line.quota_id,
        variant_id=line.variant_id,
        product_name=line.product_name,
        product_slug=line.product_slug,
        variant_name=line.variant_name,
        stars=line.stars,
        quantity=pick.quantity,
        unit_price=line.unit_price,
        line_total=line.unit_price * pick.quantity,
        list_price=line.list_price,
        lowest_price=line.lowest_price,
    )
    _put(part, pick)
    return part


def _put(line: OrderLine, pick: Pick) -> None:
    line.stock_item_id, line.batch_id = pick.stock.item_id, pick.stock.batch_id
    line.batch_code, line.best_before = pick.stock.code, pick.stock.best_before
