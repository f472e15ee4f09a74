"""The last use of a promotion, and one use per phone: taken once, whoever is faster."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select, update

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.books import queries as books
from storefront.checkout.service import Wish, place
from storefront.orders.models import Order
from storefront.placing.rules import Buyer
from storefront.pricing.models import Promotion, PromotionPhone
from tests.factories.promotions import make_promotion
from tests.factories.storefront import (
    BUYER,
    Goods,
    fill_basket,
    make_goods,
    make_rate,
    quote_of,
)
from tests.races.threads import meeting, together

BUYERS = 6
PAID = 95_000 + 30_000 - 30_000


@pytest.fixture
def goods(shop: Flask) -> Goods:
    make_rate()
    return make_goods(100)


def placing(goods: Goods, buyer: Buyer) -> Callable[[], str]:
    """A buyer who saw the price with the voucher, and taps."""
    token = fill_basket((goods.variant_id, 1))
    seal = quote_of(token, buyer, "CUOI").seal
    wish = Wish(token, "mau-1", seal, buyer, vouchers=("CUOI",))

    def act() -> str:
        with transaction():
            return place(Actor(), wish, clock.today(), clock.now())

    return act


def buyer(number: int) -> Buyer:
    return replace(BUYER, phone=f"+8490000000{number}")


def test_the_last_use_is_taken_once(shop: Flask, goods: Goods) -> None:
    promotion = make_promotion("CUOI", max_uses=1).id
    results = together(shop, [placing(goods, buyer(one)) for one in range(BUYERS)])
    assert len([one for one in results if isinstance(one, str)]) == 1
    assert len([one for one in results if isinstance(one, DomainError)]) == BUYERS - 1
    assert session.scalars(select(Order.total)).all() == [PAID]
    assert session.get_one(Promotion, promotion).used == 1
    assert books.verify().discrepancies == []


def test_one_phone_uses_it_once(shop: Flask, goods: Goods) -> None:
    make_promotion("CUOI", uses_per_phone=1)
    results = together(shop, [placing(goods, BUYER) for _ in range(BUYERS)])
    assert len([one for one in results if isinstance(one, str)]) == 1
    assert session.scalars(select(PromotionPhone.used)).all() == [1]
    assert session.scalars(select(Order.total)).all() == [PAID]


def test_without_the_conditional_update_all_take_it(shop: Flask, goods: Goods) -> None:
    """Negative control: everybody reads that one use is left, then writes what they read."""
    promotion = make_promotion("CUOI", max_uses=1).id
    seen = meeting(BUYERS)

    def carelessly() -> bool:
        used = session.get_one(Promotion, promotion).used
        seen.wait()
        if used >= 1:
            return False
        with transaction():
            session.execute(
                update(Promotion).where(Promotion.id == promotion).values(used=used + 1)
            )
        return True

    assert together(shop, [carelessly] * BUYERS) == [True] * BUYERS
    assert session.get_one(Promotion, promotion).used == 1
