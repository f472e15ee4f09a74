"""Further lines of an order that is open already."""

from collections.abc import Sequence

from catalog.kernel.db import session
from storefront.orders.models import Order, OrderLine
from storefront.orders.service import NewLine, line_row, note_discounts
from storefront.pricing.rules.quoting import Reason


def add_lines(
    order: Order, new: Sequence[NewLine], fee_reasons: Sequence[Reason]
) -> list[OrderLine]:
    """Write further lines; the caller changes the order's amounts by as much."""
    rows = [line_row(one) for one in new]
    for row in rows:
        row.order_id = order.id
    session.add_all(rows)
    session.flush()  # for the ids that hang on them
    note_discounts(order, rows, new, fee_reasons)
    session.expire(order, ["lines", "discounts"])
    return rows
