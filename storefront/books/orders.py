"""What orders say of themselves, to be held against stock, quotas and payments."""

from typing import Any

from sqlalchemy import Row, func, select

from catalog.kernel.db import session
from storefront.combos.models import ComboSale
from storefront.orders import rules
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import OrderStatus


def totals() -> list[Row[*tuple[Any, ...]]]:
    """Number, status, total and the sums of the lines of every order."""
    lines = func.coalesce(func.sum(OrderLine.line_total), 0)
    off = func.coalesce(func.sum(OrderLine.discount), 0)
    columns = (Order.number, Order.status, Order.total, Order.items_total, Order.discount)
    query = (
        select(*columns, lines.label("lines"), off.label("lines_off"))
        .outerjoin(OrderLine)
        .group_by(Order.id, *columns)
        .order_by(Order.number)
    )
    return list(session.execute(query))


def list_torn_combos() -> list[str]:
    """Combos whose orders are not all as far, or do not add up to the price; empty: all is well."""
    items, far = func.sum(Order.items_total), func.count(Order.status.distinct())
    query = (
        select(func.min(Order.number))
        .join(Order.combo_sale)
        .group_by(ComboSale.id, ComboSale.price, ComboSale.quantity)
        .having((items != ComboSale.price * ComboSale.quantity) | (far != 1))
        .order_by(func.min(Order.number))
    )
    return [number or "" for number in session.scalars(query)]


def promised_units() -> dict[int, int]:
    """Units by stock item that orders not yet handed over were promised."""
    waiting = [OrderStatus.PLACED.value, OrderStatus.PACKED.value]
    query = (
        select(OrderLine.stock_item_id, func.sum(OrderLine.quantity))
        .join(Order)
        .where(Order.status.in_(waiting), OrderLine.stock_item_id.is_not(None))
        .group_by(OrderLine.stock_item_id)
    )
    return {item_id or 0: int(units) for item_id, units in session.execute(query)}


def promised_of_quotas() -> dict[tuple[int, str], int]:
    """Units by quota and order that was not called off."""
    query = (
        select(OrderLine.quota_id, Order.number, func.sum(OrderLine.quantity))
        .join(Order)
        .where(OrderLine.quota_id.is_not(None), Order.status.not_in(list(rules.CALLED_OFF)))
        .group_by(OrderLine.quota_id, Order.number)
    )
    return {(row[0] or 0, row[1]): int(row[2]) for row in session.execute(query)}
