"""What one order of a combo does, all do; and goods that are brought to whoever packs."""

from datetime import datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.orders import joint, service
from storefront.orders.errors import NotPossible
from storefront.orders.models import Order
from storefront.orders.rules import TRANSITIONS, OrderStatus, Party


def follow(order_id: int, start: OrderStatus, end: OrderStatus, now: datetime) -> None:
    """Bring the fellows of an order that was just changed to where it is, by the same hand.

    What money does to a purchase it does to each of its orders by itself.
    """
    order = session.get_one(Order, order_id)
    if order.combo_sale_id is None or start == end or end == OrderStatus.PLACED:
        return
    last = order.changes[-1]
    actor = Actor(id=last.actor_id, name=last.actor_name)
    for one in joint.fellows(order):
        if one.status == start:  # the first of them brought the others
            transition = TRANSITIONS[start, end]
            service.bring(transition, one, Party(last.by), actor, now, last.reason)


def bring_to_packer(order: Order, actor: Actor, now: datetime) -> None:
    """The goods of an order, read in this transaction, are with whoever packs the combo.

    Said by who brought them or by who got them; raises NotPossible, OrderMoved, or BatchStopped
    for goods that may not leave the house.
    """
    waits = order.status == OrderStatus.PLACED and order.at_packer_at is None
    if not (order.is_packed_by_other and waits):
        raise NotPossible
    service.step_on(order, order.status)
    order.at_packer_at = now
    service.check_batches(order, now)
    sentence = f"Đơn {order.number}: hàng đã đến người gói hộp quà."
    audit.record(actor, "orders.at_packer", order, sentence)
