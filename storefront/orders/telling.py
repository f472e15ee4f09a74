"""What buyers are told of their orders by Zalo, SMS or mail: placed, sent, moved, called off."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from catalog.kernel.db import session
from catalog.kernel.money import format_dong
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.orders.models import Order, OrderGroup
from storefront.orders.rules import CALLED_OFF, OrderStatus, Party


def tell_placed(group_ids: Iterable[int], now: datetime) -> None:
    """Purchases whose sellers may pack: at once on delivery, else when the money is there."""
    groups = session.scalars(
        select(OrderGroup)
        .where(OrderGroup.id.in_(sorted(group_ids)))
        .options(selectinload(OrderGroup.orders))
    )
    for group in groups:
        placed = [order for order in group.orders if order.status == OrderStatus.PLACED]
        if placed:
            values = {"number": group.number, "total": format_dong(sum(o.total for o in placed))}
            key = f"placed/{group.number}"
            messages.queue(Kind.ORDER_PLACED, key, _buyer(group), values, now)


def tell_changed(order_id: int, now: datetime) -> None:
    """An order was sent off, or called off by somebody else than its buyer."""
    order = session.get_one(Order, order_id)
    if order.is_packed_by_other:  # a combo is told of once
        return
    values = {"number": order.number}
    if order.status == OrderStatus.HANDED_OVER and not order.pickup:
        values["day"] = f"{order.promised_to:%d/%m/%Y}"
        key = f"shipped/{order.number}"
        messages.queue(Kind.ORDER_SHIPPED, key, _buyer(order.group), values, now)
    elif order.status in CALLED_OFF and order.changes[-1].by != Party.BUYER:
        key = f"called-off/{order.number}"
        messages.queue(Kind.ORDER_CALLED_OFF, key, _buyer(order.group), values, now)


def tell_moved(order: Order, change_id: int, now: datetime) -> None:
    """An order that was ordered ahead has other days; the same change is told once."""
    values = {
        "number": order.number,
        "first": f"{order.promised_from:%d/%m/%Y}",
        "day": f"{order.promised_to:%d/%m/%Y}",
    }
    messages.queue(Kind.ORDER_MOVED, f"moved/{change_id}", _buyer(order.group), values, now)


def _buyer(group: OrderGroup) -> Recipient:
    return Recipient(group.phone, language=group.language)
