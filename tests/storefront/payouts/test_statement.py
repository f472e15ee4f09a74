"""Where the money went: per order, per month, adding up to what the journal says."""

from dataclasses import fields

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from catalog.producers.models import Producer
from storefront.commission import service as commission
from storefront.commission.service import NewRule
from storefront.journal import queries as journal
from storefront.journal.rules import EntryKind
from storefront.payments.signals import money_returned
from storefront.payouts import service, statement, statement_sheet
from storefront.payouts.rules import Split, split
from storefront.withholding import service as withholding
from tests.factories.storefront import NOW, TODAY, Goods, make_goods, make_order, set_values
from tests.factories.trade import deliver, earn, give_account
from tests.visitor import Visitor

URL = "/ban-hang/tien"


def add_fees() -> None:
    since = TODAY.replace(month=1, day=1)
    with transaction():
        commission.add_rule(
            Actor(), NewRule("Chung", "all", None, 500, 0, 0, None, 800, since, "Thử"), NOW
        )
        withholding.add_rate(
            Actor(), withholding.NewRate("household", "any", 100, 50, since, None, "NĐ thử"), NOW
        )


def household() -> Goods:
    goods = make_goods(100)
    set_values(Producer, goods.seller_id, legal_form="household")
    return goods


def seller_of(goods: Goods) -> Actor:
    return Actor(producer_ids=frozenset({goods.seller_id}))


def test_the_parts_of_one_order() -> None:
    parts = {
        EntryKind.EARNED: 125,
        EntryKind.FEE: -5,
        EntryKind.FEE_RETURNED: 1,
        EntryKind.TAX: -2,
        EntryKind.RETURNED: -20,
        EntryKind.RECEIVED: -125,
    }
    found = split(parts, 30)
    assert found == Split(goods=95, delivery=30, returned=-20, fee=-4, tax=-2, cash=125)
    assert (found.paid, found.yours, found.by_platform) == (125, 99, -26)


def test_months_add_up() -> None:
    one = Split(1, 2, 3, 4, 5, 6, 7)
    assert one + Split() == one
    doubled = one + one
    assert all(getattr(doubled, part.name) == 2 * getattr(one, part.name) for part in fields(one))


def test_a_month_with_cash_refund_and_payout(db: object) -> None:
    add_fees()
    goods = household()
    _, number = earn(goods=goods)
    cash = f"{make_order((goods.variant_id, 1))}-1"
    deliver(cash)
    with transaction():
        money_returned.send(None, reference=number, amount=12_500, holder="vietqr", key="r1")
    actor, first = seller_of(goods), clock.today().replace(day=1)
    month = statement.month_of(actor, first)
    assert month.orders[cash] == Split(95_000, 30_000, 0, 0, -5_130, -1_425, 125_000)
    assert month.orders[number].returned == -12_500
    assert month.orders[number].fee == -5_130 + 513
    assert month.sum.by_platform == statement.balance_of(actor)
    assert journal.balances_of_sellers() == {goods.seller_id: month.sum.by_platform}
    give_account(goods.seller_id)
    with transaction():
        service.make_batch(Actor(), clock.today(), "dot-1", clock.now())
        service.pay_in(Actor(), goods.seller_id, 7, "FT1", clock.now())
    paid = statement.month_of(actor, first)
    assert (paid.paid_out, paid.paid_in) == (month.sum.by_platform, 7)
    assert paid.orders == month.orders
    assert statement.month_of(actor, first.replace(year=2020)).orders == {}


def test_the_sheet_holds_numbers_and_the_sum(db: object) -> None:
    goods = household()
    _, number = earn(goods=goods)
    month = statement.month_of(seller_of(goods), clock.today().replace(day=1))
    lines = statement_sheet.as_csv(month.orders).splitlines()
    assert lines[1] == f"{number},95000,30000,0,0,0,0,0,125000,0,125000"
    assert lines[2] == "Cộng,95000,30000,0,0,0,0,0,125000,0,125000"


def test_a_seller_reads_where_the_money_went(visitor: Visitor) -> None:
    add_fees()
    goods, other = household(), household()
    _, number = earn(goods=goods)
    _, foreign = earn(goods=other)
    visitor.sign_in("seller.see", "payouts.own", producer_ids=(goods.seller_id,))
    page = visitor.get(URL)
    assert "Sàn còn phải trả bạn 118.445\u00a0₫" in page
    assert number in page
    assert foreign not in page
    one = visitor.get(f"{URL}/{number}")
    assert "5\u00a0% × 95.000\u00a0₫ = 4.750\u00a0₫" in one
    assert "NĐ thử" in one
    visitor.get(f"{URL}/{foreign}", 404)
    assert number in visitor.raw(f"{URL}/thang.csv").text
    assert "chưa có đơn nào" in visitor.get(f"{URL}?thang=2020-01")
    for month in ("9999-12", "0001-01"):  # nothing is after, or before
        assert number in visitor.raw(f"{URL}/thang.csv?thang={month}").text
        visitor.get(f"{URL}?thang={month}")


def test_an_order_on_its_way_has_no_money_yet(visitor: Visitor) -> None:
    goods = household()
    number = f"{make_order((goods.variant_id, 1))}-1"
    visitor.sign_in("seller.see", "payouts.own", producer_ids=(goods.seller_id,))
    assert "chưa tính tiền" in visitor.get(f"{URL}/{number}")


def test_who_collected_cash_sees_what_is_owed(visitor: Visitor) -> None:
    add_fees()
    goods = household()
    deliver(f"{make_order((goods.variant_id, 1))}-1")
    visitor.sign_in("seller.see", "payouts.own", producer_ids=(goods.seller_id,))
    assert "Bạn còn nợ sàn 6.555\u00a0₫" in visitor.get(URL)
