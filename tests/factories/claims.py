"""Claims of delivered orders, by the services people use."""

from secrets import token_hex
from typing import Any

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from storefront.claims import service
from storefront.claims.rules import ClaimKind, Wish
from storefront.claims.service import NewClaim
from storefront.deadlines import service as deadlines
from storefront.orders.models import Order
from tests.factories.storefront import Goods, make_goods, make_order, saving
from tests.factories.trade import deliver


def make_deadlines() -> None:
    """What comes with the product; again changes nothing."""
    with saving():
        deadlines.import_packaged(clock.now())


def make_delivered(units: int = 2, goods: Goods | None = None) -> str:
    """A delivered order of so many units for cash; its number."""
    make_deadlines()
    goods = goods or make_goods(10)
    number = f"{make_order((goods.variant_id, units))}-1"
    deliver(number)
    return number


def order_of(number: str) -> Order:
    return session.scalars(select(Order).where(Order.number == number)).one()


def make_claim(number: str, units: int = 1, of: dict[int, int] | None = None, **values: Any) -> str:
    """What a buyer asks of the first line of an order; the number of the claim."""
    with saving():
        order = order_of(number)
        new = NewClaim(
            **{
                "form_key": token_hex(8),
                "kind": ClaimKind.DAMAGED,
                "wish": Wish.REFUND,
                "text": "Gói rách một góc",
                "units": of or {order.lines[0].id: units},
                **values,
            }
        )
        return service.open_claim(order, new, Actor(), clock.now()).number
