"""Order group → one order per seller → lines with snapshots. The group's status is derived.

The tables name one another, so they are read whole or not at all.
"""

from storefront.orders.models.changes import (
    AmendedLine,
    Amendment,
    ContactChange,
    LineChange,
    OrderChange,
)
from storefront.orders.models.orders import Order, OrderDiscount, OrderLine
from storefront.orders.models.parcels import Parcel, ParcelEvent
from storefront.orders.models.purchases import OrderGroup, Recipient

__all__ = [
    "AmendedLine",
    "Amendment",
    "ContactChange",
    "LineChange",
    "Order",
    "OrderChange",
    "OrderDiscount",
    "OrderGroup",
    "OrderLine",
    "Parcel",
    "ParcelEvent",
    "Recipient",
]
