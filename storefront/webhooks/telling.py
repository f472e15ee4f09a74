"""What each piece of news says. No buyer's name, number or address is in any of them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from catalog.kernel.clock import local_date
from catalog.kernel.db import session
from catalog.products.models import Product, Variant
from storefront.closures.queries import off_sale
from storefront.inventory.models import StockItem
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus
from storefront.webhooks import queries, service
from storefront.webhooks.rules import Kind
from traceability.batches.models import Batch


def tell_placed(order_id: int, now: datetime) -> None:
    """An order its seller may see was placed."""
    order = session.get_one(Order, order_id)
    if order.status != OrderStatus.UNPAID:
        _tell_order(Kind.ORDER_PLACED, order, now)


def tell_changed(order_id: int, start: OrderStatus, now: datetime) -> None:
    """An order its seller may see came to another status; paid beforehand, it begins here."""
    order = session.get_one(Order, order_id)
    if start != OrderStatus.UNPAID:
        _tell_order(Kind.ORDER_CHANGED, order, now)
    elif order.status == OrderStatus.PLACED:
        _tell_order(Kind.ORDER_PLACED, order, now)


def tell_amended(order_id: int, now: datetime) -> None:
    """Units were taken out of an order or added, or it has other batches: it is told anew."""
    order = session.get_one(Order, order_id)
    if order.status != OrderStatus.UNPAID:
        _tell_order(Kind.ORDER_CHANGED, order, now)


def _tell_order(kind: Kind, order: Order, now: datetime) -> None:
    if not queries.list_told([order.producer_id], kind):
        return
    data = {
        "number": order.number,
        "status": order.status,
        "items_total": order.items_total,
        "shipping_fee": order.shipping_fee,
        "total": order.total,
        "promised_from": order.promised_from.isoformat(),
        "promised_to": order.promised_to.isoformat(),
        "lines": [
            {
                "variant_id": line.variant_id,
                "product": line.product_name,
                "variant": line.variant_name,
                "batch": line.batch_code,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
            }
            for line in order.lines
        ],
    }
    service.announce(kind, [order.producer_id], order.number, data, now)


def tell_stock(item_ids: Iterable[int], now: datetime) -> None:
    """Units of these stock items came, went, or were promised; `free` is what can be ordered."""
    ids = sorted(item_ids)
    rows = session.execute(
        select(
            StockItem.id,
            StockItem.variant_id,
            StockItem.on_hand,
            StockItem.allocated,
            Product.producer_id,
            Product.name.label("product"),
            Variant.name.label("variant"),
            Batch.code,
        )
        .join(Variant, Variant.id == StockItem.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .join(Batch, Batch.id == StockItem.batch_id)
        .where(StockItem.id.in_(ids))
        .order_by(StockItem.id)
    ).all()
    off = off_sale({row.variant_id for row in rows}, local_date(now))
    for row in rows:
        why = off.get(row.variant_id)
        data = {
            "variant_id": row.variant_id,
            "product": row.product,
            "variant": row.variant,
            "batch": row.code,
            "on_hand": row.on_hand,
            "free": 0 if why else row.on_hand - row.allocated,
            "off_sale": why is not None,
            "back_on": why.back_on.isoformat() if why and why.back_on else None,
        }
        service.announce(Kind.STOCK_CHANGED, [row.producer_id or 0], row.code, data, now)


def tell_recall(batch_ids: Iterable[int], now: datetime) -> None:
    """Batches were stopped, or let go again."""
    rows = session.execute(
        select(Batch.code, Batch.producer_id, Batch.recall_state)
        .where(Batch.id.in_(sorted(batch_ids)))
        .order_by(Batch.id)
    ).all()
    for row in rows:
        data = {"batch": row.code, "state": row.recall_state}
        service.announce(Kind.BATCH_CHANGED, [row.producer_id], row.code, data, now)
