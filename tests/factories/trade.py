"""Orders brought on, by the services people use."""

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.orders import service as orders
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from tests.factories.storefront import saving

STEPS = (OrderStatus.PACKED, OrderStatus.HANDED_OVER, OrderStatus.DELIVERED)


def bring(number: str, end: OrderStatus, by: Party = Party.SELLER) -> None:
    """One step of an order; a refusal gets its reason."""
    with saving():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        orders.change(order, end, by, Actor(), clock.now(), "sold_out")


def deliver(number: str) -> None:
    """A placed order, all the way to cash in the seller's hand."""
    for end in STEPS:
        bring(number, end)
