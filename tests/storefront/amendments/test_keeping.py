"""What a buyer who takes units out keeps: a wholesale price with its units, a reduction with its
goods; and what a seller took out is never held against the buyer."""

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.amendments import service
from storefront.amendments.errors import BelowMinimum
from storefront.amendments.service import Act
from storefront.books import queries as books
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.pricing.models import PriceStep
from tests.factories.promotions import make_promotion
from tests.factories.storefront import NOW, Goods, make_goods, make_order, make_rate, save


@pytest.fixture
def goods(db: object) -> Goods:
    make_rate()
    return make_goods(10)


def beside(goods: Goods) -> Goods:
    """Other goods of the same seller."""
    return make_goods(10, seller=session.get_one(Producer, goods.seller_id))


def cut(number: str, goods: Goods, units: int, by: Party = Party.BUYER) -> OrderStatus | None:
    """Take units of a size out of the first order of a purchase."""
    with transaction():
        order = order_of(number)
        wanted = {line.id: units for line in order.lines if line.variant_id == goods.variant_id}
        key = f"{by}-{order.version}"
        return service.cut(order, wanted, Act(by, Actor(name="Hoa"), key, "sold_out"), clock.now())


def order_of(number: str) -> Order:
    session.expire_all()
    return session.scalars(select(Order).where(Order.number == f"{number}-1")).one()


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "delivery", "amount": 0, "platform_bp": 0},
        {"kind": "percent", "amount": 0, "percent_bp": 2_000},
        {"kind": "amount", "amount": 50_000, "codes": ("CHAO",)},
    ],
)
def test_what_is_given_from_an_amount_on_is_kept_with_goods_for_it(
    goods: Goods, given: dict[str, object]
) -> None:
    codes = given.pop("codes", ())
    make_promotion(*codes, minimum=190_000, **given)  # type: ignore[misc, arg-type]  # a table
    number = make_order((goods.variant_id, 3), codes=codes)
    assert cut(number, goods, 1) is None
    with pytest.raises(BelowMinimum, match=r"190\.000"):
        cut(number, goods, 1)
    assert order_of(number).lines[0].quantity == 2
    assert cut(number, goods, 2) == OrderStatus.CANCELLED
    assert books.verify().discrepancies == []


def test_goods_the_reduction_is_not_for_do_not_hold_it(goods: Goods) -> None:
    other = beside(goods)
    make_promotion("CHAO", minimum=190_000, products=(goods.product_id,))
    number = make_order((goods.variant_id, 2), (other.variant_id, 1), codes=("CHAO",))
    assert cut(number, other, 1) is None
    with pytest.raises(BelowMinimum):
        cut(number, goods, 1)


def test_who_has_too_little_leaves_the_buyer_the_reduction(goods: Goods) -> None:
    make_promotion(kind="delivery", amount=0, minimum=190_000)
    number = make_order((goods.variant_id, 4))
    cut(number, goods, 3, Party.SELLER)
    order = order_of(number)
    assert order.shipping_discount == order.shipping_fee > 0


def test_what_a_seller_took_out_keeps_nothing_else_in(goods: Goods) -> None:
    save(
        PriceStep(
            variant_id=goods.variant_id, from_units=3, price=80_000, since=NOW, entered_by="Hoa"
        )
    )
    other = beside(goods)
    make_promotion(kind="delivery", amount=0, minimum=400_000)
    number = make_order((goods.variant_id, 3), (other.variant_id, 2))
    cut(number, goods, 1, Party.SELLER)
    assert cut(number, other, 1) is None
    assert [one.quantity for one in order_of(number).lines] == [2, 1]
