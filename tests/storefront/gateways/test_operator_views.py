"""The desk's page of partners: tries, refunds, complaints."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session
from storefront.gateways.models import Charge, Dispute, RefundAttempt
from storefront.gateways.queries import frozen_sellers
from storefront.invented_partners.connecting import WithFakes
from storefront.invented_partners.providers.acting import Act, Mood
from storefront.invented_partners.providers.stripe import FakeStripe
from storefront.journal.queries import balances_of_partners
from storefront.journal.rules import Account
from storefront.orders import settling
from storefront.orders.models import Order
from storefront.payment_partners.providers.base import Charged
from storefront.payments import queries as payments
from storefront.payouts.queries import list_owed
from tests.factories.storefront import make_goods, make_order, make_seller
from tests.storefront.gateways.conftest import Open
from tests.storefront.gateways.partners import (
    METHODS,
    TOTAL,
    Till,
    assert_books_agree,
    let_time_pass,
)
from tests.storefront.gateways.test_limits import ASSUMED
from tests.storefront.gateways.test_service import balance, cancel, refunds
from tests.visitor import Visitor

HOME = "/quan-tri/cong-thanh-toan"


@pytest.fixture
def desk(visitor: Visitor, partners: WithFakes) -> Visitor:
    visitor.sign_in(
        "desk.see",
        "inbox.see",
        "gateways.see",
        "gateways.ask",
        "gateways.settle",
        "payments.refund",
    )
    return visitor


def complain(
    till: Till,
    status: str = "needs_response",
    payment_id: str = "",
    at: datetime | None = None,
    **more: object,
) -> None:
    fake = till.fake
    assert isinstance(fake, FakeStripe)
    payment_id = payment_id or session.scalars(select(Charge.payment_id)).one()
    till.tell([fake.complain(payment_id, at or clock.now(), status, **more)])


def test_the_page_says_which_partners_are_on(desk: Visitor) -> None:
    page = desk.get(HOME)
    assert 'data-partner="stripe"' in page.html
    assert "minh họa, không có tiền thật" in page


def test_limits_that_nobody_has_read_say_so(desk: Visitor) -> None:
    page = desk.get(HOME)
    assert "số tạm lấy, chưa đối chiếu hợp đồng" in page
    assert page.html.count('data-limits="assumed"') == len(ASSUMED)
    assert page.html.count('data-limits="read"') == len(METHODS) - len(ASSUMED)


def test_tries_are_listed_and_asked_about(desk: Visitor, till: Till) -> None:
    till.start()
    till.act(Act.PAY)
    assert 'data-attempt="started"' in desk.get(f"{HOME}?cong={till.method}").html
    page = desk.post(f"{HOME}/hoi/{till.attempt().id}")
    assert 'data-attempt="paid"' in page.html
    assert_books_agree()


def test_a_refund_is_sent_with_one_button(desk: Visitor, till: Till) -> None:
    till.pay()
    cancel(till)
    refund_id = payments.list_refunds_due()[0].id
    assert f'data-refund="{refund_id}"' in desk.get(HOME).html
    page = desk.post(f"{HOME}/hoan/{refund_id}")
    assert 'data-return="sent"' in page.html
    assert refunds() == [(TOTAL, True, till.method)]
    desk.post(f"{HOME}/hoan/{refund_id}")
    assert len(session.scalars(select(RefundAttempt)).all()) == 1
    assert "gateways.refund" in session.scalars(select(AuditEntry.action)).all()
    assert_books_agree()


def test_a_complaint_freezes_the_sellers_until_a_person_has_looked(
    desk: Visitor, open_till: Open
) -> None:
    till = open_till("stripe")
    till.pay()
    seller = session.scalars(select(Order.producer_id)).one()
    complain(till)
    complain(till)
    (dispute_id,) = session.scalars(select(Dispute.id)).all()
    assert frozen_sellers() == {seller}
    page = desk.get(f"{HOME}/khieu-nai/{dispute_id}")
    assert "Ngân hàng chưa kết luận" in page
    assert "Gửi ngân hàng những điều dưới đây" in page
    assert "chủ thẻ nói chưa nhận được hàng" in page
    assert "/truy-xuat/" in page.html
    desk.post(f"{HOME}/khieu-nai/{dispute_id}", 422, note="Đã gửi vận đơn")
    complain(till, "won")
    decided = desk.get(f"{HOME}/khieu-nai/{dispute_id}")
    assert "Gửi ngân hàng những điều dưới đây" not in decided
    assert "Hạn trả lời" not in decided
    desk.post(f"{HOME}/khieu-nai/{dispute_id}", note="Đã gửi vận đơn, ngân hàng đồng ý")
    assert frozen_sellers() == frozenset()
    assert balances_of_partners() == {"stripe": TOTAL}
    assert_books_agree()


def test_a_complaint_that_came_before_its_money_freezes_the_sellers_too(
    desk: Visitor, open_till: Open
) -> None:
    till = open_till("stripe")
    till.start()
    paid = till.act(Act.PAY)
    told = [till.gateway.read(one, clock.now()) for one in paid]
    payment_id = next(one.payment_id for one in told if isinstance(one, Charged))
    complain(till, payment_id=payment_id)
    assert frozen_sellers() == frozenset()
    till.tell(paid)
    assert session.scalars(select(Dispute.number)).all() == [till.number]
    assert frozen_sellers() == set(session.scalars(select(Order.producer_id)))


def test_an_inquiry_that_was_closed_lets_a_person_settle_it(desk: Visitor, open_till: Open) -> None:
    till = open_till("stripe")
    till.pay()
    complain(till, "warning_needs_response")
    complain(till, "warning_closed")
    (dispute_id,) = session.scalars(select(Dispute.id)).all()
    desk.post(f"{HOME}/khieu-nai/{dispute_id}", note="Ngân hàng chỉ hỏi thăm")
    assert frozen_sellers() == frozenset()
    assert balances_of_partners() == {"stripe": TOTAL}
    assert_books_agree()


@pytest.mark.parametrize(
    ("more", "left"),
    [
        ({"payment_method_details": {"card": {"case_type": "block"}}}, TOTAL),
        ({"payment_method_details": {"card": {"case_type": "resolution"}}}, 0),
        ({"balance_transactions": [{"amount": -TOTAL}]}, 0),
        ({"balance_transactions": [{"amount": -TOTAL}, {"amount": TOTAL}]}, TOTAL),
        ({}, TOTAL),
    ],
    ids=["told", "paid", "taken", "given back", "nothing moved"],
)
def test_a_complaint_that_was_prevented_is_closed_by_whether_the_money_went(
    desk: Visitor, open_till: Open, more: dict[str, object], left: int
) -> None:
    till = open_till("stripe")
    till.pay()
    complain(till, "prevented", **more)
    (dispute_id,) = session.scalars(select(Dispute.id)).all()
    assert balances_of_partners() == {"stripe": left}
    assert balance(Account.LOSSES) == TOTAL - left
    desk.post(f"{HOME}/khieu-nai/{dispute_id}", note="Đã xem")
    assert frozen_sellers() == frozenset()
    assert_books_agree()


def test_a_complaint_told_in_another_currency_is_about_the_whole_payment(
    desk: Visitor, open_till: Open
) -> None:
    till = open_till("stripe")
    till.start()
    paid = till.act(Act.PAY)
    told = [till.gateway.read(one, clock.now()) for one in paid]
    payment_id = next(one.payment_id for one in told if isinstance(one, Charged))
    complain(till, "lost", payment_id, currency="usd", amount=499)  # nobody knows of what
    assert session.scalars(select(Dispute)).all() == []
    till.tell(paid)
    complain(till, "lost", payment_id, currency="usd", amount=499)
    assert session.scalars(select(Dispute.amount)).all() == [TOTAL]
    assert balances_of_partners() == {"stripe": 0}
    assert_books_agree()


def test_a_bank_may_think_again(desk: Visitor, open_till: Open) -> None:
    """The sellers wait again, nothing is sent meanwhile, and the last decision is in the books."""
    till, later = open_till("stripe"), [clock.now() + timedelta(days=day) for day in range(5)]
    till.pay()
    cancel(till)
    refund_id = payments.list_refunds_due()[0].id
    complain(till)
    complain(till, "won", at=later[1])
    (dispute_id,) = session.scalars(select(Dispute.id)).all()
    desk.post(f"{HOME}/khieu-nai/{dispute_id}", note="Thắng")
    complain(till, "appeal_under_review", at=later[2])
    assert len(frozen_sellers()) == 1
    desk.post(f"{HOME}/khieu-nai/{dispute_id}", 422, note="Thắng")
    assert 'data-bank="running"' in desk.get(f"{HOME}/hoan-tay/{refund_id}").html
    complain(till, "lost", at=later[3])
    complain(till, "appeal_under_review", at=later[2] + timedelta(hours=1))  # came late
    assert (balance(Account.LOSSES), balances_of_partners()) == (TOTAL, {"stripe": 0})
    desk.post(f"{HOME}/hoan-tay/{refund_id}", to_send="0")
    assert balance(Account.LOSSES) == 0
    complain(till, "won", at=later[4])
    assert 'data-bank="gave"' in desk.get(f"{HOME}/khieu-nai/{dispute_id}").html
    assert (balance(Account.LOSSES), balances_of_partners()) == (0, {"stripe": 0})
    assert_books_agree()


def test_money_that_a_bank_gave_back_is_no_loss(desk: Visitor, open_till: Open) -> None:
    till = open_till("stripe")
    till.pay()
    complain(till, "lost")
    complain(till, "won", at=clock.now() + timedelta(days=1))
    assert (balance(Account.LOSSES), balances_of_partners()) == (0, {"stripe": TOTAL})
    assert_books_agree()


def test_a_complaint_that_was_lost_is_in_the_books(desk: Visitor, open_till: Open) -> None:
    till = open_till("stripe")
    till.pay()
    complain(till, "lost")
    complain(till)  # an older word does not open it again
    complain(till, "lost")
    assert session.scalars(select(Dispute.state)).all() == ["lost"]
    assert balances_of_partners() == {"stripe": 0}
    assert 'data-dispute="lost"' in desk.get(HOME).html
    assert_books_agree()


def test_disputed_money_is_not_sent_back_as_well(desk: Visitor, open_till: Open) -> None:
    till = open_till("stripe")
    till.pay()
    complain(till)
    cancel(till)
    refund_id = payments.list_refunds_due()[0].id
    assert "vì khiếu nại" in desk.post(f"{HOME}/hoan/{refund_id}")
    page = desk.get(f"{HOME}/hoan-tay/{refund_id}")
    assert 'data-bank="running"' in page.html
    assert "<button" not in page.html.partition('data-bank="running"')[2].partition("</main>")[0]
    page = desk.post(f"{HOME}/hoan-tay/{refund_id}", 422, bank_reference="FT1", to_send=str(TOTAL))
    assert "chờ ngân hàng kết luận" in page
    assert session.scalars(select(RefundAttempt)).all() == []
    assert refunds() == [(TOTAL, False, None)]
    complain(till, "won")
    desk.post(f"{HOME}/hoan/{refund_id}")
    assert refunds() == [(TOTAL, True, "stripe")]
    assert_books_agree()


def test_what_the_bank_has_paid_back_is_not_paid_twice(desk: Visitor, open_till: Open) -> None:
    """Neither through the partner nor by hand; the loss turns out to be what was owed anyway."""
    till = open_till("stripe")
    till.pay()
    cancel(till)
    refund_id = payments.list_refunds_due()[0].id
    complain(till, "lost")
    way = f"{HOME}/hoan-tay/{refund_id}"
    assert "trả cho chủ thẻ" in desk.post(f"{HOME}/hoan/{refund_id}")
    read_before = {"bank_reference": "FT1", "to_send": str(TOTAL)}
    assert "Số phải chuyển vừa thay đổi" in desk.post(way, 422, **read_before)
    assert refunds() == [(TOTAL, False, None)]
    assert "Không chuyển thêm đồng nào" in desk.get(way)
    desk.post(way, to_send="0")
    desk.post(way, 422, to_send="0")
    assert refunds() == [(TOTAL, True, None)]
    assert (balance(Account.LOSSES), balances_of_partners()) == (0, {"stripe": 0})
    assert_books_agree()


def test_a_bank_that_took_a_part_leaves_the_rest_to_send(desk: Visitor, open_till: Open) -> None:
    till = open_till("stripe")
    till.pay()
    cancel(till)
    refund_id = payments.list_refunds_due()[0].id
    complain(till, "lost", amount=50_000)
    way = f"{HOME}/hoan-tay/{refund_id}"
    rest = TOTAL - 50_000
    assert "Chỉ chuyển" in desk.get(way)
    desk.post(way, bank_reference="FT1", to_send=str(rest))
    assert refunds() == [(TOTAL, True, None)]
    assert (balance(Account.LOSSES), balance(Account.BANK)) == (0, -rest)
    assert balances_of_partners() == {"stripe": rest}
    assert_books_agree()


def test_what_the_bank_took_covers_no_second_refund(desk: Visitor, open_till: Open) -> None:
    seller = make_seller("HTX minh họa Đak Đoa")
    one, other = make_goods(2), make_goods(2, seller=seller, price=50_000)
    till = open_till("stripe", (one.variant_id, 1), (other.variant_id, 1))
    till.pay()
    cancel(till)
    cancel(till, 2)
    first, second = payments.list_refunds_due()
    first_id, second_id, due = first.id, second.id, second.amount
    complain(till, "lost", amount=first.amount)
    desk.post(f"{HOME}/hoan-tay/{first_id}", to_send="0")
    page = desk.get(f"{HOME}/hoan-tay/{second_id}")
    assert "data-bank" not in page.html
    desk.post(f"{HOME}/hoan-tay/{second_id}", bank_reference="FT2", to_send=str(due))
    assert [one[1] for one in refunds()] == [True, True]
    assert balance(Account.LOSSES) == 0
    assert_books_agree()


def test_money_in_no_book_that_the_bank_took_is_no_loss(desk: Visitor, open_till: Open) -> None:
    goods = make_goods(1)
    till = open_till("stripe", (goods.variant_id, 1))
    till.start()
    let_time_pass(till.number)
    settling.lapse_all(clock.now())
    make_order((goods.variant_id, 1))
    till.tell(till.act(Act.PAY))
    refund_id = payments.list_refunds_due()[0].id
    complain(till, "lost")
    desk.post(f"{HOME}/hoan-tay/{refund_id}", to_send="0")
    assert (balance(Account.LOSSES), balances_of_partners()) == (0, {"stripe": 0})
    assert_books_agree()


def test_a_frozen_seller_is_not_paid_out(desk: Visitor, open_till: Open) -> None:
    till = open_till("stripe")
    till.pay()
    complain(till)
    assert [one.held for one in list_owed(clock.today(), clock.now()) if one.amount > 0] == []


def test_without_the_permission_there_is_nothing(visitor: Visitor, db: object) -> None:
    visitor.sign_in("desk.see")
    visitor.get(HOME, 403)


@pytest.mark.parametrize(("said", "state"), [("da-hoan", "sent"), ("chua-hoan", "refused")])
def test_a_person_says_what_the_partner_does_not(
    desk: Visitor, open_till: Open, said: str, state: str
) -> None:
    till = open_till("vnpay")
    till.pay()
    cancel(till)
    till.fake.moods.append(Mood.SILENT)
    page = desk.post(f"{HOME}/hoan/{payments.list_refunds_due()[0].id}")
    assert 'data-return="prepared"' in page.html
    way = f"{HOME}/da-gui/{session.scalars(select(RefundAttempt.id)).one()}"
    desk.get(way)
    desk.post(way, 422, **{"ket-luan": said})
    page = desk.post(way, words="Trang VNPAY nói vậy", **{"ket-luan": said})
    assert f'data-return="{state}"' in page.html
    assert refunds()[0][1] == (state == "sent")
    assert_books_agree()
