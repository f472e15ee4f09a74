"""What is said of what happened. No buyer's name, number, address, goods or sum is in any of it."""

from datetime import datetime

from catalog.kernel.db import session
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from storefront.push import service


def tell_placed(order_id: int, now: datetime) -> None:
    """An order its seller may see was placed."""
    order = session.get_one(Order, order_id)
    if order.status != OrderStatus.UNPAID:
        _tell_order(order, now)


def tell_changed(order_id: int, start: OrderStatus, now: datetime) -> None:
    """Paid beforehand, an order begins here."""
    order = session.get_one(Order, order_id)
    if start == OrderStatus.UNPAID and order.status == OrderStatus.PLACED:
        _tell_order(order, now)


def tell_asked(producer_id: int, question_id: int, now: datetime) -> None:
    """A guest asked something."""
    message = {"kind": "question", "url": f"/ban-hang/cau-hoi/{question_id}"}
    service.announce(producer_id, f"question-{question_id}", message, now)


def _tell_order(order: Order, now: datetime) -> None:
    message = {"kind": "order", "url": f"/ban-hang/don-hang/{order.number}"}
    service.announce(order.producer_id, order.number, message, now)
