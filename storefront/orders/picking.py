"""Filling a line from another batch than promised, while the parcel is in the house."""

from datetime import datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.inventory import service as inventory
from storefront.orders import rules
from storefront.orders.errors import NoSuchLine, NotPossible
from storefront.orders.models import LineChange, Order
from storefront.orders.rules import OrderStatus
from storefront.orders.service import step_on
from storefront.orders.signals import batch_left


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
    left = line.batch_id
    line.stock_item_id, line.batch_id = taken.item_id, taken.batch_id
    line.batch_code, line.best_before = taken.code, taken.best_before
    session.flush()  # the receivers read the line
    sentence = f"Đơn {order.number}: đổi lô {change.from_batch} thành {change.to_batch}."
    audit.record(actor, "orders.repick", order, sentence, line=line.id, quantity=line.quantity)
    if all(one.batch_id != left for one in order.lines):
        batch_left.send(None, order_id=order.id, batch_id=left)
    return change
