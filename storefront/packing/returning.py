"""A parcel that left the house came back: its goods return to the stock, or are written off."""

from datetime import datetime

from catalog.kernel.actor import Actor
from storefront.inventory import service as inventory
from storefront.orders import joint, rules, service
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party


def bring_back(order: Order, reason: str, actor: Actor, now: datetime, *, is_fit: bool) -> None:
    """Write down that an order, read in this transaction, was not delivered, and why.

    Nothing is owed for it any more. Goods that are not fit to be sold leave the stock again at
    once, with a movement that says so.
    """
    service.change(order, OrderStatus.UNDELIVERED, Party.SELLER, actor, now, reason)
    if not is_fit:
        for one in (order, *joint.fellows(order)):
            inventory.write_off(actor, rules.units_of(one.lines), one.number, now)
