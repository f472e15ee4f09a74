"""Adding units moves stock, amounts, payment, fees and the journal, and is written once."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from storefront.amendments import adding, offering, service
from storefront.amendments.errors import (
    AdditionChanged,
    ConfirmByNewOrder,
    NothingAdded,
    OrderedAhead,
    PaidBeforehand,
    TooFewLeft,
    TooLateToAmend,
)
from storefront.amendments.service import Act
from storefront.books import queries as books
from storefront.cod import service as cod
from storefront.cod.errors import AboveCap
from storefront.cod.rules import RuleKind
from storefront.commission import queries as commission
from storefront.commission import service as fees
from storefront.commission.service import NewRule
from storefront.inventory.models import StockItem
from storefront.journal import queries as journal
from storefront.orders.models import Amendment, Order, OrderDiscount, OrderGroup
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import queries as payments
from storefront.payments.models import Payment
from storefront.pricing.models import PriceStep, Promotion
from storefront.shipping.errors import NoRate, TooHeavy
from storefront.shipping.models import ShippingRate
from tests.factories.ahead import fill_ahead, make_window
from tests.factories.promotions import make_promotion
from tests.factories.storefront import (
    NOW,
    Goods,
    fill_basket,
    make_goods,
    make_licence,
    make_order,
    make_rate,
    make_restricted,
    make_seller,
    make_stock,
    make_unpaid,
    make_variant,
    place_basket,
    save,
    set_values,
)
from tests.factories.trade import bring, deliver

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def seller(db: object) -> Producer:
    return make_seller()


@pytest.fixture
def goods(seller: Producer) -> Goods:
    return make_goods(10, seller=seller)


@pytest.fixture
def other(seller: Producer) -> Goods:
    """Another product of the same seller: 60.000 ₫, 300 g."""
    return make_goods(5, seller=seller, name="Mật ong", price=60_000, weight_g=300)


@pytest.fixture
def number(goods: Goods) -> str:
    """Two units of 95.000 ₫ and 550 g: delivery of 1.100 g costs 35.000 ₫."""
    return f"{make_order((goods.variant_id, 2))}-1"


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


def cut(number: str, line: int, units: int, key: str = "bot-1") -> None:
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        act = Act(Party.BUYER, Actor(), key)
        service.cut(order, {order.lines[line].id: units}, act, clock.now())


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
