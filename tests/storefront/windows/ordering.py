"""Ordering of a harvest window, and what its seller does."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.products.models import Variant
from storefront.orders.models import Order
from storefront.quotas.models import Quota
from storefront.windows import service
from storefront.windows.service import GivenOut
from tests.factories.ahead import Ahead, fill_ahead
from tests.factories.storefront import (
    BUYER,
    make_batch,
    make_stock,
    place_basket,
    saving,
)

OTHER = "+84911111111"


def order(ahead: Ahead, quantity: int = 1, method: str = "cod", phone: str = BUYER.phone) -> str:
    """A purchase of units of a window: the number of its order."""
    token = fill_ahead(ahead, quantity)
    return f"{place_basket(token, token[:20], replace(BUYER, phone=phone), method)}-1"


def get(number: str) -> Order:
    return session.scalars(
        select(Order).where(Order.number == number).execution_options(populate_existing=True)
    ).one()


def taken(ahead: Ahead) -> int:
    return session.scalars(select(Quota.taken).where(Quota.id == ahead.quota_id)).one()


def stocked(ahead: Ahead, units: int, **values: Any) -> str:
    """Packed goods of the window's variant, in stock: the batch's code."""
    with saving():
        variant = session.get_one(Variant, ahead.variant_id)
        batch = make_batch(variant, **values)
        make_stock(variant, units, batch)
        return batch.code


def give_out(ahead: Ahead) -> GivenOut:
    with transaction():
        return service.give_out(ahead.seller, ahead.window_id, clock.now())


def day(after: int) -> date:
    return clock.today() + timedelta(days=after)
