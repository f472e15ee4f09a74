"""What promotions and vouchers do to a purchase: its lines, its money, and their uses."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.producers.models import Producer
from catalog.products.models import PriceEntry, Variant
from storefront.books import queries as books
from storefront.checkout.errors import CannotBePlaced, QuoteChanged
from storefront.checkout.service import Wish, place
from storefront.commission import service as commission
from storefront.commission.models import CommissionLine
from storefront.commission.service import NewRule
from storefront.inventory.models import StockItem
from storefront.journal import queries as journal
from storefront.orders import settling
from storefront.orders.models import Order, OrderDiscount, OrderLine
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.models import PaymentShare
from storefront.payments.signals import money_returned
from storefront.payouts import statement
from storefront.pricing import queries, service
from storefront.pricing.errors import UsedUp
from storefront.pricing.models import PriceStep, Promotion, PromotionPhone, Voucher
from storefront.pricing.rules.quoting import Taken
from storefront.pricing.rules.terms import Refusal
from storefront.promotions.queries import Cost, costs_of
from storefront.withholding import service as withholding
from storefront.withholding.models import TaxLine
from tests.factories.promotions import make_promotion
from tests.factories.storefront import (
    BUYER,
    NOW,
    TODAY,
    Goods,
    fill_basket,
    make_goods,
    make_order,
    make_rate,
    make_seller,
    make_stock,
    make_unpaid,
    make_variant,
    place_basket,
    quote_of,
    save,
    seller_of,
    set_values,
)
from tests.factories.trade import bring, deliver


@pytest.fixture
def goods(db: object) -> Goods:
    make_rate()
    return make_goods(50)


def order_of(number: str) -> Order:
    return session.scalars(select(Order).where(Order.number == f"{number}-1")).one()


def used(promotion_id: int) -> int:
    session.expire_all()
    return session.get_one(Promotion, promotion_id).used


def standing(number: str) -> dict[str, int]:
    found = journal.standing_of_orders()[f"{number}-1"]
    return {account: amount for account, amount in found.items() if amount}


def test_the_order_keeps_what_was_taken_off_and_who_pays(goods: Goods) -> None:
    make_promotion("CHAO", platform_bp=4_000)
    number = make_order((goods.variant_id, 2), codes=("CHAO",))
    order = order_of(number)
    assert (order.items_total, order.discount, order.shipping_fee) == (190_000, 30_000, 35_000)
    assert (order.platform_discount, order.total) == (12_000, 195_000)
    line = order.lines[0]
    assert (line.list_price, line.unit_price, line.lowest_price) == (95_000, 95_000, None)
    assert (line.discount, line.platform_discount) == (30_000, 12_000)
    (kept,) = order.discounts
    assert (kept.name, kept.code, kept.amount, kept.platform_amount, kept.line_id) == (
        "Bớt 30.000",
        "CHAO",
        30_000,
        12_000,
        line.id,
    )
    assert session.scalars(select(PaymentShare.amount)).one() == 195_000


def test_free_delivery_is_taken_off_the_delivery(goods: Goods) -> None:
    make_promotion("SHIP", kind="delivery", amount=0)
    order = order_of(make_order((goods.variant_id, 1), codes=("SHIP",)))
    assert (order.shipping_fee, order.shipping_discount, order.total) == (30_000, 30_000, 95_000)
    assert order.discounts[0].line_id is None
    assert order.platform_discount == 30_000


def test_a_discount_is_shared_by_the_batches_of_a_line(goods: Goods) -> None:
    variant = make_variant(seller=session.get_one(Producer, goods.seller_id), price=10_001)
    for units in (1, 2):
        make_stock(variant, units, best_before=clock.today() + timedelta(days=30 * units))
    make_promotion("HET", amount=1_000_000)
    number = make_order((variant.id, 3), codes=("HET",))
    lines = session.scalars(select(OrderLine).order_by(OrderLine.id)).all()
    assert [(line.quantity, line.discount) for line in lines] == [(1, 10_001), (2, 20_002)]
    assert order_of(number).total == order_of(number).shipping_fee


def fees_and_tax() -> None:
    since = TODAY.replace(month=1, day=1)
    with transaction():
        rule = NewRule("Chung", "all", None, 500, 0, 0, None, 800, since, "Thử")
        commission.add_rule(Actor(), rule, NOW)
        rate = withholding.NewRate("household", "any", 100, 50, since, None, "NĐ thử")
        withholding.add_rate(Actor(), rate, NOW)


def test_the_platform_pays_its_part_to_the_seller_on_delivery(goods: Goods) -> None:
    """As the vectors have it: commission on goods less the seller's part, tax on what was paid."""
    fees_and_tax()
    set_values(Producer, goods.seller_id, legal_form="household")
    make_promotion("CHAO", platform_bp=4_000)
    number = make_order((goods.variant_id, 2), codes=("CHAO",))
    deliver(f"{number}-1")
    fee, vat = session.execute(select(CommissionLine.fee, CommissionLine.vat)).one()
    assert session.scalars(select(CommissionLine.base)).one() == 190_000 - 18_000
    assert (fee, vat) == (8_600, 688)
    assert session.scalars(select(TaxLine.base)).one() == 160_000
    assert standing(number)["promotions"] == 12_000
    net = 190_000 - 18_000 + 35_000 - 8_600 - 688 - 1_600 - 800
    actor = seller_of(session.get_one(StockItem, goods.item_id))
    money = statement.get_order_money(actor, f"{number}-1")
    assert money.split.yours == net
    assert (money.split.goods, money.split.subsidy) == (160_000, 12_000)
    assert money.split.cash == 195_000
    assert books.verify().discrepancies == []


def test_what_goes_back_takes_the_platforms_part_back_in_proportion(goods: Goods) -> None:
    fees_and_tax()
    set_values(Producer, goods.seller_id, legal_form="household")
    make_promotion("CHAO", platform_bp=4_000)
    number = make_order((goods.variant_id, 2), codes=("CHAO",))
    deliver(f"{number}-1")
    for key, amount in (("r1", 65_000), ("r2", 130_000)):
        money = {"reference": f"{number}-1", "amount": amount, "holder": "payos", "key": key}
        with transaction():
            money_returned.send(None, **money)
            money_returned.send(None, **money)
        if key == "r1":
            assert standing(number)["promotions"] == 8_000
    left = standing(number)
    assert "promotions" not in left
    assert "commission" not in left
    assert left["sellers"] == 195_000  # the cash it still has in hand
    assert sum(one.debit - one.credit for one in journal.trial_balance()) == 0


def test_a_voucher_that_pays_for_everything(goods: Goods) -> None:
    make_promotion("HET", amount=1_000_000)
    make_promotion("SHIP", kind="delivery", amount=0)
    number = make_order((goods.variant_id, 1), codes=("HET", "SHIP"))
    assert order_of(number).total == 0
    deliver(f"{number}-1")
    assert standing(number) == {"promotions": 125_000, "sellers": -125_000}
    assert books.verify().discrepancies == []


def test_the_use_comes_back_when_the_order_is_called_off(goods: Goods) -> None:
    promotion = make_promotion("CHAO", max_uses=1, uses_per_phone=1, code_uses=1).id
    number = make_order((goods.variant_id, 1), codes=("CHAO",))
    assert used(promotion) == 1
    assert session.scalars(select(Voucher.used)).one() == 1
    assert session.scalars(select(PromotionPhone.used)).one() == 1
    bring(f"{number}-1", OrderStatus.CANCELLED, Party.BUYER)
    assert used(promotion) == 0
    assert session.scalars(select(Voucher.used)).one() == 0
    assert session.scalars(select(PromotionPhone.used)).one() == 0
    assert costs_of([promotion]) == {}
    make_order((goods.variant_id, 1), codes=("CHAO",))
    assert used(promotion) == 1
    assert costs_of([promotion]) == {promotion: Cost(1, 30_000, 30_000)}


def test_of_two_sellers_orders_the_last_one_called_off_gives_it_back(goods: Goods) -> None:
    other = make_goods(5, seller=make_seller("HTX minh họa Đak Đoa"))
    promotion = make_promotion("CHAO", max_uses=1).id
    number = make_order((goods.variant_id, 1), (other.variant_id, 1), codes=("CHAO",))
    assert [one.discount for one in session.scalars(select(Order).order_by(Order.number))] == [
        15_000,
        15_000,
    ]
    bring(f"{number}-1", OrderStatus.CANCELLED, Party.BUYER)
    assert used(promotion) == 1
    bring(f"{number}-2", OrderStatus.REFUSED, Party.SELLER)
    assert used(promotion) == 0


def test_money_that_comes_late_takes_the_use_again_if_it_is_there(goods: Goods) -> None:
    promotion = make_promotion("CHAO", max_uses=1).id
    number = make_unpaid((goods.variant_id, 1), codes=("CHAO",))
    with transaction():
        settling.lapse(number, NOW)
    assert used(promotion) == 0
    with transaction():
        assert settling.settle(number, Actor(), NOW)
    assert used(promotion) == 1
    assert order_of(number).status == OrderStatus.PLACED


def test_money_that_comes_late_goes_back_when_the_use_is_gone(goods: Goods) -> None:
    promotion = make_promotion("CHAO", max_uses=1).id
    number = make_unpaid((goods.variant_id, 1), codes=("CHAO",))
    with transaction():
        settling.lapse(number, NOW)
    make_order((goods.variant_id, 1), codes=("CHAO",))
    with transaction():
        assert not settling.settle(number, Actor(), NOW)
    assert used(promotion) == 1
    assert order_of(number).status == OrderStatus.CANCELLED
    assert books.verify().discrepancies == []


def test_a_second_purchase_with_the_last_use_is_refused(goods: Goods) -> None:
    make_promotion("CHAO", max_uses=1)
    token = fill_basket((goods.variant_id, 1))
    make_order((goods.variant_id, 1), codes=("CHAO",))
    with pytest.raises(CannotBePlaced):
        place_basket(token, codes=("CHAO",))
    assert session.scalar(select(func.count(Order.id))) == 1


def test_once_per_phone_and_once_per_first_order(goods: Goods) -> None:
    make_promotion("MOT", uses_per_phone=1)
    make_promotion("DAU", is_first_order_only=True)
    make_order((goods.variant_id, 1), codes=("MOT",))
    token = fill_basket((goods.variant_id, 1))
    assert [one.why for one in quote_of(token, BUYER, "MOT", "DAU").refused] == [
        Refusal.USED_BY_YOU,
        Refusal.NOT_FIRST,
    ]


def test_a_price_that_changed_before_the_last_tap_is_said_first(goods: Goods) -> None:
    promotion = make_promotion(kind="percent", percent_bp=1_000, amount=0).id
    token = fill_basket((goods.variant_id, 1))
    seal = quote_of(token).seal
    set_values(Promotion, promotion, stopped_at=NOW)
    with pytest.raises(QuoteChanged), transaction():
        place(Actor(), Wish(token, "mau-1", seal, BUYER), clock.today(), clock.now())


def test_wholesale_steps_and_the_lowest_price_stay_with_the_line(goods: Goods) -> None:
    save(
        PriceStep(
            variant_id=goods.variant_id, from_units=5, price=80_000, since=NOW, entered_by="Chị Hoa"
        )
    )
    save(
        PriceEntry(
            variant_id=goods.variant_id,
            price=95_000,
            since=clock.now() - timedelta(days=90),
            entered_by="Chị Hoa",
        )
    )
    today = clock.today()
    make_promotion(kind="percent", percent_bp=1_000, amount=0, starts_on=today)
    line = order_of(make_order((goods.variant_id, 5))).lines[0]
    assert (line.list_price, line.unit_price, line.lowest_price) == (95_000, 80_000, 95_000)
    assert line.discount == 40_000
    set_values(Variant, goods.variant_id, price=70_000)
    line = order_of(make_order((goods.variant_id, 5))).lines[0]
    assert line.unit_price == 70_000


def test_the_last_use_raises_used_up(goods: Goods) -> None:
    """What the later of two at once meets: the quote was right, the use is gone."""
    make_promotion("CHAO", max_uses=1)
    (voucher,) = queries.find_vouchers(["CHAO"])
    assert voucher.terms
    taken = [Taken(voucher.terms, voucher.id)]
    with transaction():
        service.take(taken, "+84987654321", "DH1", NOW)
    with pytest.raises(UsedUp, match="hết lượt"), transaction():
        service.take(taken, "+84987654322", "DH2", NOW)


def test_discounts_are_append_only(goods: Goods) -> None:
    make_promotion("CHAO")
    make_order((goods.variant_id, 1), codes=("CHAO",))
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        session.execute(text("UPDATE store_order_discounts SET amount = 1"))
    assert session.scalars(select(OrderDiscount.amount)).one() == 30_000
