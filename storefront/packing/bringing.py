"""Goods of a combo that are brought to whoever packs it."""

from datetime import datetime

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from storefront.orders import service
from storefront.orders.errors import NotPossible
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus


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
