"""Tries to pay: nothing lost, nothing twice, whatever the partner does."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.gateways import asking, calling, queries
from storefront.gateways.connecting import offered
from storefront.gateways.errors import (
    AboveCharge,
    NotByPartner,
    NothingToPay,
    RefundDone,
    RefundRunning,
    TooLateToStart,
)
from storefront.gateways.models import Charge, PaymentAttempt, RefundAttempt
from storefront.gateways.rules import Situation, situation_of
from storefront.gateways.service import refunding
from storefront.inbox import service as inbox
from storefront.inbox.errors import CameOtherwise, Unreadable
from storefront.inbox.models import ForeignMoney
from storefront.invented_partners.connecting import WithFakes
from storefront.invented_partners.providers.acting import Act, Mood
from storefront.invented_partners.providers.stripe import FakeStripe
from storefront.inventory.models import StockItem
from storefront.journal.queries import balances_of_partners, trial_balance
from storefront.journal.rules import Account
from storefront.orders import service as orders
from storefront.orders import settling
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.payment_partners.providers.base import Taken
from storefront.payments import queries as payments
from storefront.payments import service as paying
from storefront.payments.errors import WithPartner
from storefront.payments.models import Refund
from storefront.payments.rules import RefundReason
from tests.factories.storefront import (
    make_goods,
    make_order,
    make_seller,
    make_unpaid,
    set_values,
)
from tests.storefront.gateways.conftest import Open
from tests.storefront.gateways.partners import (
    SAID_AGAIN,
    TOTAL,
    Till,
    assert_books_agree,
    let_time_pass,
    name_at,
)

DESK = Actor(id=1, name="Chị Hoa")


def make_due(attempt: PaymentAttempt) -> None:
    set_values(PaymentAttempt, attempt.id, ask_at=clock.now() - timedelta(seconds=1))


def cancel(till: Till, place: int = 1) -> None:
    with transaction():
        order = session.scalars(select(Order).where(Order.number == f"{till.number}-{place}")).one()
        orders.change(order, OrderStatus.CANCELLED, Party.BUYER, Actor(), clock.now())


def refunds() -> list[tuple[int, bool, str | None]]:
    session.expire_all()
    rows = session.scalars(select(Refund).order_by(Refund.id))
    return [(one.amount, one.sent_at is not None, one.partner) for one in rows]


def balance(account: Account) -> int:
    return next(one.debit - one.credit for one in trial_balance() if one.account == account)


def test_money_brings_the_order_on_and_is_with_the_partner(till: Till) -> None:
    assert till.statuses() == ["unpaid"]
    assert Taken.DONE in till.pay()
    assert till.statuses() == ["placed"]
    assert till.attempt().state == "paid"
    assert (till.receipts(), till.charges()) == ([(TOTAL, "applied")], [TOTAL])
    assert balances_of_partners() == {till.method: TOTAL}
    assert_books_agree()


def test_copies_and_the_answer_when_asked_count_once(till: Till) -> None:
    till.start()
    messages = till.act(Act.PAY)
    till.tell(messages)
    assert set(till.tell(messages)) == {Taken.SEEN}
    make_due(till.attempt())
    till.ask()
    assert till.charges() == [TOTAL]
    assert_books_agree()


def test_what_was_not_told_is_asked_for_by_the_clock(till: Till) -> None:
    till.start()
    till.act(Act.PAY)  # and not a word
    make_due(till.attempt())
    assert asking.ask_all() == 1
    assert (till.statuses(), till.attempt().state) == (["placed"], "paid")
    assert till.tell(till.act(Act.PAY)) == []
    assert_books_agree()


def test_a_partner_that_is_switched_off_keeps_nobody_from_being_asked(
    open_till: Open, partners: WithFakes
) -> None:
    away, till = open_till("momo"), open_till("stripe")
    for one in (away, till):
        one.start()
        make_due(one.attempt())
    till.act(Act.PAY)  # and not a word
    kept = away.attempt().ask_at
    partners.gateways.pop("momo")
    assert asking.ask_all() == 1
    assert (till.statuses(), away.attempt().ask_at) == (["placed"], kept)


def test_an_answer_nobody_can_read_is_asked_for_later(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_: object) -> None:
        raise Unreadable  # another currency, say

    till.start()
    make_due(till.attempt())
    with monkeypatch.context() as patch:
        patch.setattr(till.gateway, "ask", ask)
        assert [asking.ask_all(), asking.ask_all()] == [1, 0]
    till.act(Act.PAY)
    make_due(till.attempt())
    asking.ask_all()
    assert till.statuses() == ["placed"]


def test_the_message_after_the_answer_counts_nothing_more(till: Till) -> None:
    till.start()
    messages = till.act(Act.PAY)
    till.ask()
    till.tell(messages)
    assert (till.charges(), till.receipts()) == ([TOTAL], [(TOTAL, "applied")])
    assert_books_agree()


def test_a_start_without_an_answer_keeps_its_key(till: Till) -> None:
    till.fake.moods.append(Mood.SILENT)
    first = till.start()
    attempt = till.attempt()
    if till.fake.moods:  # this partner is not called to open a page
        return
    key = attempt.key
    assert (first, attempt.state) == (None, "unknown")
    assert till.start()
    assert (till.attempt().key, till.attempt().state, till.attempt().place) == (key, "started", 1)


def test_the_clock_finds_out_about_a_start_without_an_answer(open_till: Open) -> None:
    till = open_till("stripe")
    till.fake.moods.append(Mood.SILENT)
    till.start()
    make_due(till.attempt())
    asking.ask_all()
    assert (till.attempt().state, bool(till.attempt().url)) == ("started", True)


def test_an_open_page_is_gone_on_with(till: Till) -> None:
    assert till.start() == till.start()
    assert session.query(PaymentAttempt).count() == 1


def test_one_dong_less_waits_for_a_person_and_is_not_lost(till: Till) -> None:
    till.start()
    assert Taken.WAITS in till.tell(till.act(Act.OTHER_AMOUNT))
    assert (till.statuses(), till.receipts()) == (["unpaid"], [(TOTAL - 1, "open")])
    assert till.charges() == [TOTAL - 1]
    assert_books_agree()


@pytest.mark.parametrize("is_told", [True, False], ids=["told", "asked"])
def test_money_in_another_currency_is_for_a_person_once(open_till: Open, is_told: bool) -> None:
    """Stripe was answered 400 for it for ever, and nobody knew."""
    till = open_till("stripe")
    till.start()
    assert isinstance(till.fake, FakeStripe)
    messages = till.fake.pay_in("usd", 1_999, name_at("stripe", till.attempt().url or ""))
    for _again in range(2):
        if is_told:
            till.tell(messages)
        else:
            till.ask()
    (row,) = session.scalars(select(ForeignMoney)).all()
    assert (row.amount, row.currency, row.number) == (1_999, "USD", till.number)
    assert (till.receipts(), till.charges(), till.statuses()) == ([], [], ["unpaid"])
    assert situation_of(queries.get_money(till.number), clock.now()) == Situation.CHECKED
    assert_books_agree()


def test_an_expired_page_frees_the_goods(open_till: Open) -> None:
    goods = make_goods(1)
    till = open_till("stripe", (goods.variant_id, 1))
    till.start()
    till.tell(till.act(Act.EXPIRE))
    assert (till.statuses(), till.attempt().state) == (["cancelled"], "gone")
    assert session.get_one(StockItem, goods.item_id).allocated == 0
    assert_books_agree()


def test_money_after_the_time_revives_while_goods_are_there(till: Till) -> None:
    till.start()
    let_time_pass(till.number)
    settling.lapse_all(clock.now())
    assert till.statuses() == ["cancelled"]
    till.tell(till.act(Act.PAY))
    assert (till.statuses(), till.receipts()) == (["placed"], [(TOTAL, "applied")])
    assert_books_agree()


def test_money_after_the_goods_are_gone_goes_back(open_till: Open, method: str) -> None:
    goods = make_goods(1)
    till = open_till(method, (goods.variant_id, 1))
    till.start()
    let_time_pass(till.number)
    settling.lapse_all(clock.now())
    make_order((goods.variant_id, 1))
    till.tell(till.act(Act.PAY))
    assert (till.statuses(), till.receipts()) == (["cancelled"], [(TOTAL, "refund")])
    (due,) = payments.list_refunds_due()
    assert calling.refund(DESK, due.id, clock.now()) == "sent"
    assert refunds() == [(TOTAL, True, method)]
    assert_books_agree()


def test_after_the_time_no_new_page_is_opened(till: Till) -> None:
    let_time_pass(till.number)
    with pytest.raises(TooLateToStart):
        till.start()


def test_what_is_paid_needs_no_page(till: Till) -> None:
    till.pay()
    with pytest.raises(NothingToPay):
        till.start()


def test_a_refund_goes_through_the_partner_for_one_order(open_till: Open, method: str) -> None:
    seller = make_seller("HTX minh họa Đak Đoa")
    first, second = make_goods(2), make_goods(2, seller=seller, price=50_000)
    till = open_till(method, (first.variant_id, 1), (second.variant_id, 1))
    till.pay()
    cancel(till, 2)
    (due,) = payments.list_refunds_due()
    total = due.amount
    assert calling.refund(DESK, due.id, clock.now()) == "sent"
    assert refunds() == [(total, True, method)]
    assert payments.states_of([f"{till.number}-2"]) == {f"{till.number}-2": "refunded"}
    assert balances_of_partners() == {method: till.charges()[0] - total}
    assert_books_agree()


def test_a_refund_without_an_answer_is_asked_for_and_sent_once(till: Till) -> None:
    till.pay()
    cancel(till)
    (due,) = payments.list_refunds_due()
    refund_id = due.id
    till.fake.moods.append(Mood.SILENT)
    assert calling.refund(DESK, refund_id, clock.now()) == "unknown"
    with pytest.raises(RefundRunning):
        calling.refund(DESK, refund_id, clock.now())
    with pytest.raises(WithPartner), transaction():
        paying.mark_sent(DESK, refund_id, "FT1", clock.now())
    back = session.scalars(select(RefundAttempt)).one()
    set_values(RefundAttempt, back.id, ask_at=clock.now() - timedelta(seconds=1))
    asking.ask_all()
    if till.method in SAID_AGAIN:  # this one never says: a person looks at its pages
        assert refunds() == [(TOTAL, False, till.method)]
        with transaction():
            refunding.conclude(DESK, back.id, "Mã 77 trên trang VNPAY", clock.now(), is_sent=True)
    assert refunds() == [(TOTAL, True, till.method)]
    with pytest.raises(RefundDone), transaction():
        refunding.conclude(DESK, back.id, "lần nữa", clock.now(), is_sent=False)
    assert_books_agree()


def test_a_refund_is_sent_once_though_its_key_is_forgotten(open_till: Open) -> None:
    till = open_till("stripe")
    till.pay()
    cancel(till)
    till.fake.moods.append(Mood.SILENT)
    calling.refund(DESK, payments.list_refunds_due()[0].id, clock.now())
    assert isinstance(till.fake, FakeStripe)
    till.fake.forget_keys()
    back = session.scalars(select(RefundAttempt)).one()
    calling.ask_refund(back.id, clock.now() + timedelta(days=2))
    session.expire_all()
    assert session.scalars(select(RefundAttempt.state)).all() == ["sent"]
    assert refunds() == [(TOTAL, True, "stripe")]
    assert_books_agree()


def test_a_refund_that_never_left_is_sent_anew(open_till: Open) -> None:
    till = open_till("vnpay")
    till.pay()
    cancel(till)
    refund_id = payments.list_refunds_due()[0].id
    till.fake.moods.append(Mood.LOST)
    calling.refund(DESK, refund_id, clock.now())
    back_id = session.scalars(select(RefundAttempt.id)).one()
    with transaction():
        refunding.conclude(DESK, back_id, "Không có trên trang VNPAY", clock.now(), is_sent=False)
    assert calling.refund(DESK, refund_id, clock.now()) == "sent"
    assert refunds() == [(TOTAL, True, "vnpay")]
    assert_books_agree()


def test_more_than_was_charged_never_goes_back(till: Till) -> None:
    till.pay()
    cancel(till)
    (due,) = payments.list_refunds_due()
    charge = session.scalars(select(Charge)).one()
    set_values(Refund, due.id, amount=charge.amount + 1)
    with pytest.raises(AboveCharge):
        calling.refund(DESK, due.id, clock.now())
    assert session.scalars(select(RefundAttempt)).all() == []


def test_a_refund_of_a_transfer_is_not_for_partners(open_till: Open) -> None:
    open_till("stripe")
    with transaction():
        paying.open_refund("TIEN/1", 5, RefundReason.NOT_OURS, None, clock.now())
    with pytest.raises(NotByPartner):
        calling.refund(DESK, payments.list_refunds_due()[0].id, clock.now())


def test_money_of_a_partner_does_not_pay_a_transfer(open_till: Open, till: Till) -> None:
    """It would stand in the books with the wrong holder."""
    other = make_unpaid()
    till.start()
    till.tell(till.act(Act.OTHER_AMOUNT))
    receipt_id = session.scalars(select(Charge.receipt_id)).one()
    with pytest.raises(CameOtherwise), transaction():
        inbox.apply(DESK, receipt_id, other, clock.now())


def ways(app: Flask, amount: int) -> list[str]:
    with app.app_context():
        return [one.method for one in offered(amount, clock.today())]


@pytest.mark.usefixtures("partners", "db")
def test_amounts_beyond_the_limits_are_not_offered(app: Flask) -> None:
    assert "stripe" in ways(app, 99_999_999)
    assert "stripe" not in ways(app, 100_000_000)
    assert "stripe" not in ways(app, 14_999)


@pytest.mark.usefixtures("db")
def test_without_keys_there_is_cash_alone(app: Flask) -> None:
    assert ways(app, 100_000) == ["cod"]


def test_what_a_person_sent_instead_of_the_partner_left_the_bank(open_till: Open) -> None:
    till = open_till("stripe")
    till.pay()
    cancel(till)
    with transaction():
        paying.mark_sent(DESK, payments.list_refunds_due()[0].id, "FT1", clock.now())
    assert balances_of_partners() == {"stripe": TOTAL}
    assert balance(Account.BANK) == -TOTAL
    assert_books_agree()
