"""What buyers are told by Zalo, SMS or mail when somebody else amends their order."""

from datetime import datetime

from catalog.kernel.money import format_dong
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.orders.models import Amendment, Order, OrderGroup
from storefront.orders.rules import Party


def tell_cut(order: Order, amendment: Amendment, now: datetime) -> None:
    """Units were taken out; the page of the purchase says which and why."""
    if amendment.by == Party.BUYER:
        return
    to = Recipient(order.group.phone, language=order.group.language)
    values = {"number": order.number, "total": format_dong(order.total)}
    key = f"cut/{order.number}/{amendment.position}"
    messages.queue(Kind.ORDER_CUT, key, to, values, now)


def tell_corrected(group: OrderGroup, by: Party, phone: str, now: datetime) -> None:
    """Where a purchase goes was corrected; `phone` is the number of before."""
    if by == Party.BUYER:
        return
    to = Recipient(phone, language=group.language)
    key = f"corrected/{group.number}/{len(group.contact_changes)}"
    messages.queue(Kind.ORDER_CORRECTED, key, to, {"number": group.number}, now)
