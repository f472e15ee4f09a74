"""What a promotion costs follows what becomes of the orders."""

from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from storefront.amendments import service as amendments
from storefront.amendments.service import Act
from storefront.books import queries as books
from storefront.orders.models import Order, OrderLine
from storefront.orders.rules import OrderStatus, Party
from storefront.pricing.models import Voucher
from storefront.promotions.queries import Cost, costs_of
from tests.factories.promotions import make_promotion
from tests.factories.storefront import make_goods, make_order, make_rate
from tests.factories.trade import bring


def test_units_called_off_take_their_part_of_each_promotion_along(db: object) -> None:
    make_rate()
    goods = make_goods(10)
    first = make_promotion("CHAO", platform_bp=5_000).id
    cut = make_promotion(kind="percent", percent_bp=1_000, amount=0, platform_bp=0).id
    ship = make_promotion("SHIP", kind="delivery", amount=0).id
    number = make_order((goods.variant_id, 3), codes=("CHAO", "SHIP"))
    before = costs_of([first, cut, ship])
    assert before[first] == Cost(1, 30_000, 15_000)
    line = session.scalars(select(OrderLine)).one().id
    with transaction():
        order = session.scalars(select(Order).where(Order.number == f"{number}-1")).one()
        act = Act(Party.BUYER, Actor(name="Trần Thị Mận"), "mau-1")
        amendments.cut(order, {line: 1}, act, clock.now())
    order = session.scalars(select(Order)).one()
    after = costs_of([first, cut, ship])
    assert after[first] == Cost(1, 20_000, 10_000)
    assert after[cut] == Cost(1, 19_000, 0)
    assert after[ship].amount == order.shipping_discount
    taken = sum(one.amount for one in after.values())
    assert taken == order.discount + order.shipping_discount
    assert sum(one.by_platform for one in after.values()) == order.platform_discount
    assert [one.amount for one in order.offs] == [after[cut].amount, 20_000, after[ship].amount]
    assert books.verify().discrepancies == []


def test_a_use_is_free_again_once_no_unit_bears_it(db: object) -> None:
    make_rate()
    goods = make_goods(10)
    other = make_goods(10, seller=session.get_one(Producer, goods.seller_id))
    make_promotion("CHAO", code_uses=1, uses_per_phone=1, products=(goods.product_id,))
    number = make_order((goods.variant_id, 2), (other.variant_id, 1), codes=("CHAO",))
    line = session.scalars(select(OrderLine.id).where(OrderLine.variant_id == goods.variant_id))
    line_id = line.one()
    for form, used in (("mau-1", 1), ("mau-2", 0)):
        with transaction():
            order = session.scalars(select(Order).where(Order.number == f"{number}-1")).one()
            act = Act(Party.BUYER, Actor(name="Trần Thị Mận"), form)
            amendments.cut(order, {line_id: 1}, act, clock.now())
        assert session.scalars(select(Voucher.used)).one() == used
    bring(f"{number}-1", OrderStatus.CANCELLED, Party.BUYER)
    assert session.scalars(select(Voucher.used)).one() == 0  # given back once
    assert books.verify().discrepancies == []
