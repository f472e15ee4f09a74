"""News of an order that its seller wrote: other days, or called off. The buyer is told at once.

The page of the purchase says the same, with the reason.
"""

from datetime import datetime

from sqlalchemy import select

from catalog.kernel.db import session
from storefront.accounts.models import Account
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.orders.models import Order, OrderChange, OrderGroup
from storefront.orders.rules import is_news


def announce(change_id: int, now: datetime) -> None:
    """Write to the buyer of an order what its change says; the same change is told once."""
    row = session.execute(
        select(
            Order.number,
            Order.promised_from,
            Order.promised_to,
            OrderChange.from_status,
            OrderChange.to_status,
            OrderGroup.number.label("group"),
            OrderGroup.phone,
            OrderGroup.language,
            Account.email,
        )
        .join(Order, Order.id == OrderChange.order_id)
        .join(OrderGroup, OrderGroup.id == Order.group_id)
        .outerjoin(Account, Account.id == OrderGroup.account_id)
        .where(OrderChange.id == change_id)
    ).one()
    moved = is_news(row.from_status, row.to_status)
    messages.queue(
        Kind.ORDER_MOVED if moved else Kind.ORDER_CALLED_OFF,
        f"order-change/{change_id}",
        Recipient(row.phone, row.email, row.language),
        {
            "number": row.number,
            "first": f"{row.promised_from:%d/%m/%Y}",
            "day": f"{row.promised_to:%d/%m/%Y}",
            "path": f"/don-hang/{row.group}",
        },
        now,
    )
