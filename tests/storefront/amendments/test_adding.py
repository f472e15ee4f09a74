"""Adding units moves stock, amounts, payment, fees and the journal, and is written once."""

from datetime import date

import pytest
from sqlalchemy import select, text

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from catalog.products.models import Variant
from storefront.amendments import offering, service
from storefront.amendments.errors import (
    AdditionChanged,
    NothingAdded,
    OrderedAhead,
    PaidBeforehand,
    TooFewLeft,
    TooLateToAmend,
)
from storefront.amendments.service import Act
from storefront.inventory.models import StockItem
from storefront.journal import queries as journal
from storefront.orders.models import Amendment, Order
from storefront.orders.rules import OrderStatus, Party
from storefront.shipping.errors import NoRate, TooHeavy
from storefront.shipping.models import ShippingRate
from tests.factories.ahead import fill_ahead, make_window
from tests.factories.storefront import (
    Goods,
    make_goods,
    make_order,
    make_rate,
    make_seller,
    make_unpaid,
    make_variant,
    place_basket,
    set_values,
)
from tests.factories.trade import bring, deliver
from tests.storefront.amendments.added import (
    add,
    amounts,
    check_books,
    order_of,
    seal_of,
    untouched,
)

pytestmark = pytest.mark.usefixtures("db")


def cut(number: str, line: int, units: int, key: str = "bot-1") -> None:
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        act = Act(Party.BUYER, Actor(), key)
        service.cut(order, {order.lines[line].id: units}, act, clock.now())


def test_another_product_joins_the_parcel(goods: Goods, other: Goods, number: str) -> None:
    add(number, {other.variant_id: 3})
    assert amounts(number) == (370_000, 40_000, 410_000, 2_000)
    order = order_of(number)
    assert (order.status, order.version) == ("placed", 2)
    assert [(one.variant_id, one.quantity) for one in order.lines] == [
        (goods.variant_id, 2),
        (other.variant_id, 3),
    ]
    assert session.get_one(StockItem, other.item_id).allocated == 3
    assert journal.standing_of_orders()[number] == {"buyers": 410_000, "orders": -410_000}
    check_books()
    deliver(number)
    assert journal.standing_of_orders()[number].get("buyers", 0) == 0
    check_books()


def test_more_of_the_same_is_a_line_of_its_own_at_todays_price(goods: Goods, number: str) -> None:
    set_values(Variant, goods.variant_id, price=99_000)
    add(number, {goods.variant_id: 1})
    lines = order_of(number).lines
    assert [(one.quantity, one.unit_price) for one in lines] == [(2, 95_000), (1, 99_000)]
    assert session.get_one(StockItem, goods.item_id).allocated == 3
    check_books()


def test_history_and_audit_say_what(other: Goods, number: str) -> None:
    add(number, {other.variant_id: 1})
    (row,) = order_of(number).amendments
    assert (row.kind, row.by, row.total, row.weight_g) == ("add", "buyer", 60_000, 300)
    assert [(one.quantity, one.amount) for one in row.lines] == [(1, 60_000)]
    newest = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert newest and newest.action == "amendments.add"


def test_the_same_form_twice_is_once(other: Goods, number: str) -> None:
    seal = seal_of(number, {other.variant_id: 1})
    add(number, {other.variant_id: 1}, seal=seal)
    add(number, {other.variant_id: 1}, seal=seal)
    assert session.get_one(StockItem, other.item_id).allocated == 1
    add(number, {other.variant_id: 1}, key="mau-2")
    assert session.get_one(StockItem, other.item_id).allocated == 2
    check_books()


def test_the_seal_of_another_form_adds_nothing(other: Goods, number: str) -> None:
    for seal in ("", "x", seal_of(number, {other.variant_id: 2})):
        with pytest.raises(AdditionChanged):
            add(number, {other.variant_id: 1}, seal=seal)
    assert untouched(number)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE catalog_variants SET price = price + 1000",
        "UPDATE store_shipping_rates SET step_fee = 7000",
    ],
)
def test_what_changed_meanwhile_adds_nothing(other: Goods, number: str, change: str) -> None:
    seal = seal_of(number, {other.variant_id: 3})
    with transaction():
        session.execute(text(change))
    with pytest.raises(AdditionChanged):
        add(number, {other.variant_id: 3}, seal=seal)
    assert untouched(number)


def test_an_order_that_was_cut_meanwhile_is_looked_at_again(other: Goods, number: str) -> None:
    seal = seal_of(number, {other.variant_id: 1})
    cut(number, 0, 1)
    with pytest.raises(AdditionChanged):
        add(number, {other.variant_id: 1}, seal=seal)
    check_books()


def test_added_units_may_be_cut_and_called_off(goods: Goods, other: Goods, number: str) -> None:
    add(number, {other.variant_id: 2, goods.variant_id: 1})
    cut(number, 1, 1)
    check_books()
    bring(number, OrderStatus.CANCELLED, Party.BUYER)
    for item in (goods.item_id, other.item_id):
        assert session.get_one(StockItem, item).allocated == 0
    assert set(journal.standing_of_orders()[number].values()) == {0}
    check_books()


def test_the_last_unit_is_not_sold_twice(other: Goods, number: str) -> None:
    seal = seal_of(number, {other.variant_id: 5})
    make_order((other.variant_id, 1), phone="+84911111111")
    with pytest.raises(TooFewLeft):
        add(number, {other.variant_id: 5}, seal=seal)
    assert session.get_one(StockItem, other.item_id).allocated == 1
    assert session.scalars(select(Amendment)).all() == []


@pytest.mark.parametrize("units", [6, 99, 100, 999_999])
def test_more_than_there_is_adds_nothing(other: Goods, number: str, units: int) -> None:
    with pytest.raises(TooFewLeft):
        add(number, {other.variant_id: units})
    assert untouched(number)


def test_nothing_and_goods_of_others_add_nothing(number: str) -> None:
    strange = make_goods(seller=make_seller("HTX khác"))
    for wanted, error in (
        ({}, NothingAdded),
        ({strange.variant_id: 0}, NothingAdded),
        ({strange.variant_id: 1}, TooFewLeft),
        ({987_654: 1}, TooFewLeft),
    ):
        with pytest.raises(error):
            add(number, wanted)
    assert untouched(number)


def test_what_is_not_sold_any_more_is_not_added(
    seller: Producer, other: Goods, number: str
) -> None:
    set_values(Variant, other.variant_id, is_on_sale=False)
    with pytest.raises(TooFewLeft):
        add(number, {other.variant_id: 1})
    set_values(Variant, other.variant_id, is_on_sale=True)
    set_values(Producer, seller.id, verified_on=None)
    with pytest.raises(TooFewLeft):
        add(number, {other.variant_id: 1})
    assert untouched(number)


@pytest.mark.parametrize("status", [OrderStatus.PACKED, OrderStatus.CANCELLED, OrderStatus.REFUSED])
def test_packed_and_dead_orders_are_not_added_to(
    other: Goods, number: str, status: OrderStatus
) -> None:
    by = Party.BUYER if status == OrderStatus.CANCELLED else Party.SELLER
    bring(number, status, by)
    with pytest.raises(TooLateToAmend):
        add(number, {other.variant_id: 1})


def test_a_purchase_paid_beforehand_is_not_added_to(goods: Goods, other: Goods) -> None:
    number = f"{make_unpaid((goods.variant_id, 1))}-1"
    for status in ("unpaid", "placed"):
        set_values(Order, order_of(number).id, status=status)
        with pytest.raises(PaidBeforehand):
            add(number, {other.variant_id: 1})


def test_what_is_ordered_ahead_does_not_wait_with_goods_in_stock(seller: Producer) -> None:
    make_rate()
    window = make_window(10, make_variant(seller=seller))
    number = f"{place_basket(fill_ahead(window, 2))}-1"
    goods = make_goods(5, seller=seller)
    with pytest.raises(OrderedAhead):
        add(number, {goods.variant_id: 1})


# -- delivery and promise


def test_delivery_costs_the_difference_at_the_rates_of_the_day(other: Goods, number: str) -> None:
    ordered = order_of(number).group.placed_at
    make_rate(base_fee=90_000, valid_from=clock.local_date(ordered).replace(year=2999))
    add(number, {other.variant_id: 1})  # 1.400 g: the same step
    assert amounts(number)[1] == 35_000
    add(number, {other.variant_id: 1}, key="mau-2")  # 1.700 g: one step more
    assert amounts(number)[1] == 40_000


def test_delivery_never_costs_less_for_more(other: Goods, number: str) -> None:
    with transaction():
        session.execute(text("UPDATE store_shipping_rates SET most_weight_g = 1200"))
    make_rate(base_fee=1_000, step_fee=0, valid_from=date(2026, 1, 2), most_weight_g=None)
    add(number, {other.variant_id: 1})
    assert amounts(number)[1] == 35_000


def test_a_parcel_too_heavy_for_anybody_is_refused(other: Goods, number: str) -> None:
    set_values(ShippingRate, session.scalars(select(ShippingRate.id)).one(), most_weight_g=1_200)
    with pytest.raises(TooHeavy):
        add(number, {other.variant_id: 1})
    assert untouched(number)


def test_more_delicate_goods_need_a_rate_and_change_the_promise(
    seller: Producer, number: str
) -> None:
    fresh = make_goods(5, seller=seller, name="Bơ sáp", goods_class="fresh", weight_g=400)
    with pytest.raises(NoRate):
        add(number, {fresh.variant_id: 1})
    make_rate(goods_class="fresh", base_fee=50_000, days_from=5, days_to=6)
    before = order_of(number).promised_to
    add(number, {fresh.variant_id: 1})
    order = order_of(number)
    assert order.goods_class == "fresh"
    assert order.promised_to > before
    # 1.100 g dry cost 35.000 ₫, 1.500 g fresh cost 55.000 ₫.
    assert order.shipping_fee == 55_000
    check_books()


def test_the_promise_stays_for_goods_of_the_same_class(other: Goods, number: str) -> None:
    order = order_of(number)
    before = (order.promised_from, order.promised_to, order.leaves_on)
    add(number, {other.variant_id: 1})
    order = order_of(number)
    assert (order.promised_from, order.promised_to, order.leaves_on) == before


def test_what_is_fetched_costs_no_delivery(other: Goods, number: str) -> None:
    with transaction():
        session.execute(
            text("UPDATE store_orders SET pickup = 'Kho', total = 190000, shipping_fee = 0")
        )
    addition = offering.quote(order_of(number), {other.variant_id: 5}, clock.today())
    assert (addition.carriage.fee, addition.total) == (0, 490_000)
