"""Taking units out moves stock, amounts, payment, fees and the journal, and is written once."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from storefront.amendments import service
from storefront.amendments.errors import BelowStep, NothingTaken, TooLateToAmend
from storefront.amendments.service import Act
from storefront.books import queries as books
from storefront.commission import queries as commission
from storefront.commission import service as fees
from storefront.commission.service import NewRule
from storefront.inventory.models import StockItem
from storefront.journal import queries as journal
from storefront.orders import settling
from storefront.orders.errors import ReasonMissing
from storefront.orders.models import Amendment, Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import queries as payments
from storefront.payments import service as paying
from storefront.payments.models import Payment, Refund
from storefront.pricing.models import PriceStep
from storefront.withholding import service as withholding
from storefront.withholding.models import TaxLine
from storefront.withholding.service import NewRate
from tests.factories.promotions import make_promotion
from tests.factories.storefront import (
    NOW,
    Goods,
    fill_basket,
    make_goods,
    make_order,
    make_rate,
    make_seller,
    make_unpaid,
    place_basket,
    save,
)
from tests.factories.trade import bring, deliver

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def number(goods: Goods) -> str:
    """Three units of 95.000 ₫ and 550 g: delivery of 1.650 g costs 40.000 ₫."""
    return f"{make_order((goods.variant_id, 3))}-1"


def order_of(number: str) -> Order:
    session.expire_all()
    return session.scalars(select(Order).where(Order.number == number)).one()


def cut(
    number: str, units: int, by: Party = Party.BUYER, key: str = "mau-1", **more: Any
) -> OrderStatus | None:
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        wanted = {line.id: units for line in order.lines}
        act = Act(by, Actor(name="Chị Hoa"), key, more.get("reason", "sold_out"))
        return service.cut(order, wanted, act, clock.now())


def amounts(number: str) -> tuple[int, int, int, int]:
    order = order_of(number)
    share = payments.get_share(number)
    paid = session.scalars(select(Payment.amount)).one()
    assert share.amount == order.total == paid
    return order.items_total, order.shipping_fee, order.total, order.weight_g


def check_books() -> None:
    assert books.verify().discrepancies == []


def test_stock_returns_and_less_is_owed(goods: Goods, number: str) -> None:
    assert amounts(number) == (285_000, 40_000, 325_000, 1_650)
    assert cut(number, 1) is None
    assert amounts(number) == (190_000, 35_000, 225_000, 1_100)
    order = order_of(number)
    assert (order.status, order.version, order.lines[0].quantity) == ("placed", 2, 2)
    assert session.get_one(StockItem, goods.item_id).allocated == 2
    check_books()


def wholesale(goods: Goods) -> str:
    """Five units at the price from three on."""
    save(
        PriceStep(
            variant_id=goods.variant_id, from_units=3, price=80_000, since=NOW, entered_by="Hoa"
        )
    )
    number = f"{make_order((goods.variant_id, 5))}-1"
    assert [one.unit_price for one in order_of(number).lines] == [80_000]
    return number


def test_a_buyer_keeps_the_wholesale_price_with_its_units_or_not_at_all(goods: Goods) -> None:
    number = wholesale(goods)
    assert cut(number, 2) is None
    with pytest.raises(BelowStep) as refused:
        cut(number, 1, key="mau-2")
    assert "giữ ít nhất 3" in str(refused.value.message)
    assert order_of(number).lines[0].quantity == 3
    assert cut(number, 3, key="mau-3") == OrderStatus.CANCELLED
    check_books()


def test_a_seller_who_has_too_little_leaves_the_buyer_the_price(goods: Goods) -> None:
    number = wholesale(goods)
    cut(number, 4, Party.SELLER)
    assert (order_of(number).lines[0].quantity, order_of(number).items_total) == (1, 80_000)


def test_the_history_says_what_by_whom_and_why(number: str) -> None:
    cut(number, 1, Party.SELLER, reason="damaged: Một gói rách")
    cut(number, 1, Party.OPERATOR, key="mau-2", reason="else")
    rows = order_of(number).amendments
    assert [(one.position, one.by, one.reason, one.total) for one in rows] == [
        (1, "seller", "damaged: Một gói rách", -100_000),
        (2, "operator", "else", -100_000),
    ]
    assert [(part.quantity, part.amount) for one in rows for part in one.lines] == [
        (-1, -95_000),
        (-1, -95_000),
    ]
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions[-2:] == ["amendments.cut", "amendments.cut"]
    check_books()


@pytest.mark.parametrize("change", ["UPDATE {} SET id = 9", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["store_order_amendments", "store_amended_lines"])
def test_history_cannot_be_edited(number: str, table: str, change: str) -> None:
    cut(number, 1)
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        session.execute(text(change.format(table)))


def test_the_same_form_twice_is_once(number: str) -> None:
    cut(number, 1)
    cut(number, 1)
    assert order_of(number).lines[0].quantity == 2
    cut(number, 1, key="mau-2")
    assert order_of(number).lines[0].quantity == 1


def test_the_last_unit_calls_the_order_off(goods: Goods, number: str) -> None:
    cut(number, 1)
    assert cut(number, 2, key="mau-2") == OrderStatus.CANCELLED
    assert order_of(number).status == "cancelled"
    assert session.get_one(StockItem, goods.item_id).allocated == 0
    assert payments.states_of([number]) == {number: "void"}
    check_books()


def test_a_seller_who_can_send_nothing_refuses(number: str) -> None:
    assert cut(number, 3, Party.SELLER) == OrderStatus.REFUSED
    assert order_of(number).changes[-1].reason == "sold_out"
    check_books()


def test_a_batch_that_is_out_of_the_parcel_is_out_of_the_notices(db: object) -> None:
    seller = make_seller()
    kept, gone = make_goods(5, seller=seller), make_goods(5, seller=seller)
    number = f"{make_order((kept.variant_id, 1), (gone.variant_id, 2))}-1"
    with transaction():
        order = session.scalars(select(Order).where(Order.number == number)).one()
        line = next(one for one in order.lines if one.batch_id == gone.batch_id)
        service.cut(order, {line.id: 2}, Act(Party.BUYER, Actor(), "mau-1"), clock.now())
        assert [one.batch_id for one in order.lines] == [kept.batch_id]
    check_books()
    bring(number, OrderStatus.PACKED)
    assert session.get_one(StockItem, gone.item_id).allocated == 0


@pytest.mark.parametrize(
    ("by", "steps", "error"),
    [
        (Party.BUYER, (OrderStatus.PACKED,), TooLateToAmend),
        (Party.SELLER, (OrderStatus.PACKED, OrderStatus.HANDED_OVER), TooLateToAmend),
        (Party.SYSTEM, (), TooLateToAmend),
    ],
)
def test_too_late_changes_nothing(
    number: str, by: Party, steps: tuple[OrderStatus, ...], error: type[Exception]
) -> None:
    for step in steps:
        bring(number, step)
    with pytest.raises(error):
        cut(number, 1, by)
    assert order_of(number).items_total == 285_000
    check_books()


@pytest.mark.parametrize("units", [0, 4, -1])
def test_impossible_units_change_nothing(number: str, units: int) -> None:
    with pytest.raises(NothingTaken):
        cut(number, units)
    assert order_of(number).version == 1


@pytest.mark.parametrize("by", [Party.SELLER, Party.OPERATOR])
def test_others_than_the_buyer_say_why(number: str, by: Party) -> None:
    with pytest.raises(ReasonMissing):
        cut(number, 1, by, reason=None)


def test_a_packed_order_is_cut_by_its_seller_and_goes_on(goods: Goods, number: str) -> None:
    bring(number, OrderStatus.PACKED)
    cut(number, 1, Party.SELLER)
    bring(number, OrderStatus.HANDED_OVER)
    bring(number, OrderStatus.DELIVERED)
    item = session.get_one(StockItem, goods.item_id)
    assert (item.on_hand, item.allocated) == (8, 0)
    assert journal.standing_of_orders()[number].get("buyers", 0) == 0
    check_books()


# -- fees and tax


def add_fee(**changes: Any) -> None:
    rule = {
        "name": "Chung",
        "scope": "all",
        "scope_value": None,
        "percent_bp": 333,
        "flat_per_unit": 0,
        "floor": 0,
        "cap": None,
        "vat_bp": 1000,
        "valid_from": date(2026, 1, 1),
        "source": "Quy chế 1/2026",
    }
    with transaction():
        fees.add_rule(Actor(name="Sáu"), NewRule(**{**rule, **changes}), NOW)


def test_the_fee_falls_with_the_units_and_the_frozen_line_stays(db: object) -> None:
    add_fee()
    number = f"{make_order((make_goods(price=10_001).variant_id, 3))}-1"
    (before,) = commission.list_charges(order_of(number).id)
    assert (before.fee, before.vat) == (999, 100)  # 3,33 % of 30.003, and 10 % of it
    cut(number, 1)
    (after,) = commission.list_charges(order_of(number).id)
    assert (after.fee, after.vat) == (666, 67)
    assert (after.line.fee, after.line.vat) == (999, 100)
    deliver(number)
    assert journal.standing_of_orders()[number]["commission"] == -666
    check_books()


def test_a_floor_is_shared_by_units_too(db: object) -> None:
    add_fee(percent_bp=0, floor=1_000)
    number = f"{make_order((make_goods().variant_id, 3))}-1"
    cut(number, 2)
    (left,) = commission.list_charges(order_of(number).id)
    assert left.fee == 333  # a third of it, to the đồng
    check_books()


def test_tax_is_withheld_on_what_was_delivered(db: object) -> None:
    with transaction():
        withholding.add_rate(
            Actor(name="Sáu"),
            NewRate("household", "any", 100, 50, date(2026, 1, 1), None, "Văn bản thử"),
            NOW,
        )
    goods = make_goods(10, seller=make_seller(legal_form="household"))
    number = f"{make_order((goods.variant_id, 3))}-1"
    cut(number, 1)
    deliver(number)
    (tax,) = session.scalars(select(TaxLine))
    assert (tax.base, tax.vat, tax.pit) == (190_000, 1_900, 950)
    check_books()


# -- promotions


@pytest.mark.parametrize("off", [30_000, 10_001, 285_000])
@pytest.mark.parametrize("method", ["cod", "vietqr"])
def test_discounts_fall_and_the_platform_pays_for_what_is_left(
    goods: Goods, off: int, method: str
) -> None:
    make_promotion(amount=off, platform_bp=3_333)
    number = f"{make_order((goods.variant_id, 3))}-1" if method == "cod" else paid_for(goods)
    before = order_of(number)
    assert before.discount == off
    cut(number, 1)
    order = order_of(number)
    assert order.discount == sum(line.discount for line in order.lines)
    assert abs(order.discount - off * 2 / 3) < 1
    assert order.total == order.items_total - order.discount + order.shipping_fee
    assert without_receipts() == []
    deliver(number)
    assert without_receipts() == []
    subsidy = journal.standing_of_orders()[number].get("promotions", order.platform_discount)
    assert subsidy == order.platform_discount


def paid_for(goods: Goods) -> str:
    number = make_unpaid((goods.variant_id, 3))
    with transaction():
        assert settling.settle(number, Actor(), clock.now())
    return f"{number}-1"


# -- paid beforehand


@pytest.fixture
def paid(goods: Goods) -> str:
    return paid_for(goods)


def refunds() -> list[tuple[str, int, str]]:
    query = select(Refund).order_by(Refund.id)
    return [(one.reference, one.amount, one.reason) for one in session.scalars(query)]


def without_receipts() -> list[str]:
    """What the books say but that the test let money come without a message of a bank."""
    return [one for one in books.verify().discrepancies if "receipts 0" not in one]


def test_what_was_paid_goes_back_by_as_much(paid: str) -> None:
    cut(paid, 1)
    assert refunds() == [(paid, 100_000, "cut")]
    assert amounts(paid)[2] == 225_000
    assert payments.states_of([paid]) == {paid: "received"}
    assert without_receipts() == []
    send_refund()
    assert journal.standing_of_orders()[paid]["buyers"] == 0
    assert without_receipts() == []


def test_all_refunds_of_an_order_are_what_was_paid_for_it(paid: str) -> None:
    cut(paid, 1)
    cut(paid, 2, key="mau-2")
    assert refunds() == [(paid, 100_000, "cut"), (paid, 225_000, "called_off")]
    send_refund()
    send_refund()
    assert journal.standing_of_orders()[paid]["buyers"] == 0
    assert payments.states_of([paid]) == {paid: "refunded"}
    assert without_receipts() == []


def test_a_refund_sent_after_the_delivery_takes_nothing_from_the_seller(paid: str) -> None:
    cut(paid, 1)
    deliver(paid)
    before = journal.standing_of_orders()[paid]["sellers"]
    send_refund()
    standing = journal.standing_of_orders()[paid]
    assert (before, standing["sellers"], standing["buyers"]) == (-225_000, -225_000, 0)
    assert without_receipts() == []


def send_refund() -> None:
    with transaction():
        row = session.scalars(select(Refund).where(Refund.sent_at.is_(None))).first()
        assert row
        paying.mark_sent(Actor(name="Sáu"), row.id, "FT9", clock.now())


def test_the_orders_of_others_in_the_purchase_stay(goods: Goods) -> None:
    make_rate()
    other = make_goods(5)
    number = place_basket(fill_basket((goods.variant_id, 2), (other.variant_id, 2)))
    cut(f"{number}-1", 1)
    assert order_of(f"{number}-2").total == 225_000
    assert session.scalars(select(Amendment)).one().order_id == order_of(f"{number}-1").id
    check_books()
