"""Adding to an order as its form does, and what stands in the order then."""

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.amendments import adding, offering
from storefront.amendments.service import Act
from storefront.books import queries as books
from storefront.orders.models import Amendment, Order
from storefront.orders.rules import Party
from storefront.payments import queries as payments
from storefront.payments.models import Payment


def order_of(number: str) -> Order:
    session.expire_all()
    return session.scalars(select(Order).where(Order.number == number)).one()


def seal_of(number: str, wanted: dict[int, int]) -> str:
    return offering.quote(order_of(number), wanted, clock.today()).seal


def add(number: str, wanted: dict[int, int], key: str = "mau-1", seal: str | None = None) -> None:
    """Add what a buyer has looked at."""
    seal = seal_of(number, wanted) if seal is None else seal
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        adding.add(order, wanted, Act(Party.BUYER, Actor(), key), seal, clock.now())


def amounts(number: str) -> tuple[int, int, int, int]:
    order = order_of(number)
    share = payments.get_share(number)
    assert share.amount == order.total
    assert session.scalars(select(Payment.amount)).one() == sum(
        one.total for one in order.group.orders
    )
    return order.items_total, order.shipping_fee, order.total, order.weight_g


def untouched(number: str) -> bool:
    found = session.scalars(select(Amendment)).all()
    return not found and amounts(number) == (190_000, 35_000, 225_000, 1_100)


def check_books() -> None:
    assert books.verify().discrepancies == []
