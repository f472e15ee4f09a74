"""Orders brought on, by the services people use."""

from datetime import datetime

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.deadlines import service as deadlines
from storefront.inbox import service as inbox
from storefront.inbox.rules import Arrival
from storefront.journal import service as journal
from storefront.orders import service as orders
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.models import Payment, PaymentShare
from storefront.payments.rules import HELD_BY_SELLER as SELLER
from storefront.payouts import accounts
from tests.factories.storefront import ACCOUNT, NOW, Goods, make_goods, make_order, saving

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


def earn(amount: int = 95_000, units: int = 1, goods: Goods | None = None) -> tuple[int, str]:
    """A delivered order whose money came through the platform: seller id, order number.

    `amount` is the price of one unit; with delivery the order is 30.000 ₫ more.
    """
    goods = goods or make_goods(1000, price=amount)
    number = f"{make_order((goods.variant_id, units))}-1"
    with saving():
        total = session.scalars(select(Order.total).where(Order.number == number)).one()
        for key, due, holder in ((f"vietqr:{number}", total, "vietqr"), (number, -total, SELLER)):
            book(number, due, holder, key)
    deliver(number)
    return goods.seller_id, number


def book(number: str, amount: int, holder: str, key: str) -> None:
    """Money of an order, moved past the payments: cash booked at delivery is made good before."""
    if amount > 0:
        journal.book_received(number, amount, holder, key, NOW)
    else:
        journal.book_refunded(number, -amount, holder, key, NOW)


def give_account(seller_id: int, *, at: datetime = NOW, verified: bool = True) -> int:
    """A bank account of a seller, verified by an operator: its id."""
    actor = Actor(name="Chị Hoa", producer_ids=frozenset({seller_id}))
    with saving():
        deadlines.import_packaged(at)
        given = accounts.give_account(actor, seller_id, "970405", "0123456789", "Hoa", at)
        if verified:
            accounts.verify(Actor(name="Sáu"), given.id, at)
        return given.id


def pay(group: str, amount: int | None = None) -> str | None:
    """The buyer's transfer for a purchase arrives, as its bank tells it: what became of it."""
    with saving():
        due = session.scalars(
            select(PaymentShare.amount).join(Payment).where(Payment.reference == group)
        )
        arrival = Arrival(
            "payos",
            f"FT-{group}-{amount}",
            ACCOUNT,
            sum(due) if amount is None else amount,
            f"OCOP {group}",
            clock.now(),
        )
        return inbox.take(arrival, arrival.text, clock.now())
