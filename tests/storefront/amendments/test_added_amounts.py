"""What added units cost: prices, promotions, fees of the day, and the limits of cash."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from storefront.amendments import offering
from storefront.amendments.errors import ConfirmByNewOrder
from storefront.cod import service as cod
from storefront.cod.errors import AboveCap
from storefront.cod.rules import RuleKind
from storefront.commission import queries as commission
from storefront.commission import service as fees
from storefront.commission.service import NewRule
from storefront.journal import queries as journal
from storefront.orders.models import Amendment, Order, OrderDiscount, OrderGroup
from storefront.orders.rules import OrderStatus, Party
from storefront.pricing.models import PriceStep, Promotion
from tests.factories.promotions import make_promotion
from tests.factories.restrictions import make_licence, make_restricted
from tests.factories.storefront import (
    NOW,
    Goods,
    fill_basket,
    make_goods,
    make_order,
    make_rate,
    make_seller,
    make_stock,
    place_basket,
    save,
    set_values,
)
from tests.factories.trade import bring, deliver
from tests.storefront.amendments.added import (
    add,
    amounts,
    check_books,
    order_of,
    untouched,
)

pytestmark = pytest.mark.usefixtures("db")


# -- prices, promotions, fees


def test_units_in_the_order_count_for_the_wholesale_step(goods: Goods, number: str) -> None:
    save(
        PriceStep(
            variant_id=goods.variant_id, from_units=3, price=80_000, since=NOW, entered_by="Hoa"
        )
    )
    add(number, {goods.variant_id: 1})
    assert [one.unit_price for one in order_of(number).lines] == [95_000, 80_000]


def test_promotions_of_today_and_who_pays_them(other: Goods, number: str) -> None:
    make_promotion(amount=30_000, minimum=100_000, platform_bp=5_000)
    add(number, {other.variant_id: 1})  # under the minimum on its own
    assert order_of(number).discount == 0
    add(number, {other.variant_id: 2}, key="mau-2")
    order = order_of(number)
    assert (order.discount, order.platform_discount) == (30_000, 15_000)
    assert [one.amount for one in session.scalars(select(OrderDiscount))] == [30_000]
    check_books()
    deliver(number)
    assert journal.standing_of_orders()[number]["promotions"] == 15_000
    check_books()


def test_a_use_of_a_promotion_is_taken_and_given_back(other: Goods, number: str) -> None:
    promotion = make_promotion(amount=10_000, max_uses=1).id
    add(number, {other.variant_id: 1})
    assert session.get_one(Promotion, promotion).used == 1
    add(number, {other.variant_id: 1}, key="mau-2")
    assert order_of(number).discount == 10_000
    bring(number, OrderStatus.CANCELLED, Party.BUYER)
    session.expire_all()
    assert session.get_one(Promotion, promotion).used == 0
    check_books()


def add_fee(**changes: Any) -> None:
    rule = {
        "name": "Chung",
        "scope": "all",
        "scope_value": None,
        "percent_bp": 500,
        "flat_per_unit": 0,
        "floor": 0,
        "cap": None,
        "vat_bp": 1000,
        "valid_from": date(2026, 1, 1),
        "source": "Quy chế 1/2026",
    }
    with transaction():
        fees.add_rule(Actor(name="Sáu"), NewRule(**{**rule, **changes}), NOW)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [9_500, 3_000]),
        ({"floor": 12_000}, [12_000, 500]),  # a floor counts once for the order
        ({"cap": 10_000}, [9_500, 500]),  # and so does a cap
        ({"percent_bp": 0, "flat_per_unit": 700}, [1_400, 700]),
    ],
)
def test_the_fee_of_added_units_is_frozen(
    goods: Goods, other: Goods, changes: dict[str, int], expected: list[int]
) -> None:
    add_fee(**changes)
    number = f"{make_order((goods.variant_id, 2))}-1"
    add(number, {other.variant_id: 1})
    charged = commission.list_charges(order_of(number).id)
    assert [one.fee for one in charged] == expected
    deliver(number)
    assert journal.standing_of_orders()[number]["commission"] == -sum(expected)
    check_books()


# -- limits of cash on delivery


def limit(kind: RuleKind, amount: int) -> None:
    with transaction():
        new = cod.NewRule(kind, date(2026, 1, 1), "Quy định thử", amount=amount)
        cod.add_rule(Actor(name="Sáu"), new, NOW)


def test_the_cap_holds_for_the_new_total_of_the_purchase(
    goods: Goods, other: Goods, db: object
) -> None:
    make_rate()
    second = make_goods(5, seller=make_seller("HTX khác"))
    number = place_basket(fill_basket((goods.variant_id, 2), (second.variant_id, 2)))
    limit(RuleKind.CAP, 500_000)  # 450.000 ₫ as it is
    with pytest.raises(AboveCap):
        add(f"{number}-1", {other.variant_id: 1})
    assert session.scalars(select(Amendment)).all() == []


def test_a_code_is_not_asked_for_here_unless_it_was_given(other: Goods, number: str) -> None:
    limit(RuleKind.CONFIRM, 250_000)
    with pytest.raises(ConfirmByNewOrder):
        add(number, {other.variant_id: 1})
    assert untouched(number)
    with transaction():
        cod.note_confirmed(Actor(), session.scalars(select(OrderGroup)).one())
    add(number, {other.variant_id: 1})
    assert amounts(number)[2] == 285_000


def test_lines_of_several_batches_share_the_discount(seller: Producer, number: str) -> None:
    item = make_goods(2, seller=seller, price=10_001)
    make_stock(session.get_one(Variant, item.variant_id), 3)
    make_promotion(amount=7_777, platform_bp=3_333)
    add(number, {item.variant_id: 5})
    order = order_of(number)
    assert [one.quantity for one in order.lines[1:]] in ([2, 3], [3, 2])
    assert sum(one.discount for one in order.lines) == order.discount == 7_777
    assert sum(one.platform_discount for one in order.lines) == order.platform_discount == 2_592
    check_books()


def test_goods_that_ask_for_an_age_are_not_slipped_into_an_order_without_one(
    number: str, goods: Goods, other: Goods
) -> None:
    asked = (("min_age", 18), ("below_strength", 150), ("licence", 55))
    make_restricted(other.variant_id, 15, *asked, alcohol_tenths=140)
    make_licence(other.seller_id)

    def offered() -> set[int]:
        session.expire_all()
        return {one.variant_id for one in offering.list_offered(order_of(number), clock.today())}

    assert offered() == {goods.variant_id}
    set_values(Order, order_of(number).id, min_age=18)
    assert offered() == {goods.variant_id, other.variant_id}
    set_values(Product, other.product_id, alcohol_tenths=390)
    assert offered() == {goods.variant_id}
