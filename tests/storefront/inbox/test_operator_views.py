"""A person decides over money that does not fit; every decision is written down."""

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.inbox import service
from storefront.inbox.models import ForeignMoney, Receipt
from storefront.inbox.rules import Arrival, Foreign, Result
from storefront.orders.models import Order
from storefront.payments.models import Refund
from tests.factories.storefront import ACCOUNT, Goods, make_goods, make_order, make_unpaid
from tests.visitor import Visitor

TOTAL = 125_000
HOME = "/quan-tri/tien-vao"


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(5)


@pytest.fixture
def number(goods: Goods) -> str:
    return make_unpaid((goods.variant_id, 1))


@pytest.fixture
def desk(visitor: Visitor, db: object) -> Visitor:
    visitor.sign_in("desk.see", "inbox.see", "inbox.match", "payments.refund")
    return visitor


def arrive(text: str, amount: int, event_id: str = "FT1") -> int:
    """Money came; returns the number of its receipt."""
    arrival = Arrival("payos", event_id, ACCOUNT, amount, text, clock.now())
    with transaction():
        service.take(arrival, "{}", clock.now())
    return session.scalars(select(Receipt.id).order_by(Receipt.id.desc())).first() or 0


def states() -> list[str]:
    return list(session.scalars(select(Receipt.state).order_by(Receipt.id)))


def status() -> str:
    return session.scalars(select(Order.status)).one()


def acts() -> set[str]:
    return set(session.scalars(select(AuditEntry.action)).all())


def test_what_waits_says_why(desk: Visitor, number: str) -> None:
    arrive(number, TOTAL - 1)
    arrive("tien ca phe", TOTAL, "FT2")
    page = desk.get(HOME)
    assert 'data-problem="underpaid"' in page
    assert 'data-problem="no_code"' in page
    assert f"Cùng số tiền: {number}" in " ".join(page.html.split())
    assert "Chuyển thiếu" in page


def test_money_without_a_number_is_given_to_its_order(desk: Visitor, number: str) -> None:
    receipt_id = arrive("tien ca phe", TOTAL)
    assert number in desk.get(f"{HOME}/{receipt_id}")
    desk.post(f"{HOME}/{receipt_id}/nhan", number=f" {number.lower()} ")
    assert (status(), states()) == ("placed", ["applied"])
    assert "inbox.apply" in acts()
    assert books.verify().discrepancies == []


def test_two_parts_are_taken_together(desk: Visitor, number: str) -> None:
    first = arrive(number, 100_000)
    assert "Còn thiếu 25.000" in desk.post(f"{HOME}/{first}/nhan", 422, number=number)
    second = arrive(number, 25_000, "FT2")
    desk.post(f"{HOME}/{second}/nhan", number=number)
    assert (status(), states()) == ("placed", ["applied", "applied"])
    assert books.verify().discrepancies == []


def test_what_is_too_much_goes_back(desk: Visitor, number: str) -> None:
    receipt_id = arrive(number, TOTAL + 7)
    desk.post(f"{HOME}/{receipt_id}/nhan", number=number)
    refund = session.scalars(select(Refund)).one()
    assert (status(), refund.amount, refund.reason) == ("placed", 7, "too_much")
    assert books.verify().discrepancies == []


@pytest.mark.parametrize("typed", ["", "DH26", "x" * 41, "DH26AAAAAAA"])
def test_numbers_that_lead_nowhere_are_refused(desk: Visitor, number: str, typed: str) -> None:
    receipt_id = arrive("tien ca phe", TOTAL)
    desk.post(f"{HOME}/{receipt_id}/nhan", 422, number=typed)
    assert (status(), states()) == ("unpaid", ["open"])


def test_money_is_not_given_to_orders_that_expect_none(desk: Visitor, goods: Goods) -> None:
    receipt_id = arrive("tien ca phe", TOTAL)
    on_delivery = make_order((goods.variant_id, 1))
    page = desk.post(f"{HOME}/{receipt_id}/nhan", 422, number=on_delivery)
    assert "trả tiền khi nhận hàng" in page
    paid = make_unpaid((goods.variant_id, 1))
    arrive(paid, TOTAL, "FT2")
    page = desk.post(f"{HOME}/{receipt_id}/nhan", 422, number=paid)
    assert "không còn chờ tiền" in page
    assert states() == ["open", "applied"]


def test_money_goes_back_with_a_reason_and_the_banks_word(desk: Visitor, number: str) -> None:
    receipt_id = arrive(number, 5)
    desk.post(f"{HOME}/{receipt_id}/hoan", 422, note="")
    page = desk.post(f"{HOME}/{receipt_id}/hoan", note="Khách gửi nhầm")
    refund = session.scalars(select(Refund)).one()
    assert f"{number}/{receipt_id}" in page
    way = f"/quan-tri/cong-thanh-toan/hoan-tay/{refund.id}"
    desk.post(way, 422, bank_reference="", to_send="5")
    desk.post(way, bank_reference="FT26-99", to_send="5")
    again = desk.post(way, 422, bank_reference="FT26-99", to_send="5")
    assert "Khoản này đã được hoàn rồi." in again
    refund = session.scalars(select(Refund)).one()
    assert (refund.bank_reference, refund.sent_by) == ("FT26-99", "Chị Hoa")
    assert {"inbox.give_back", "payments.refund"} <= acts()


def test_money_of_the_house_is_set_aside(desk: Visitor, db: object) -> None:
    receipt_id = arrive("von gop", 10_000_000)
    desk.post(f"{HOME}/{receipt_id}/bo-qua", note="Vốn góp")
    assert states() == ["dismissed"]
    desk.get(f"{HOME}/{receipt_id}", 404)
    desk.post(f"{HOME}/{receipt_id}/hoan", 404, note="x")


def test_money_a_person_saw_counts_once(desk: Visitor, number: str) -> None:
    seen = {"bank_reference": "FT1", "amount": "125.000", "text": number, "day": "2026-11-22"}
    desk.post(f"{HOME}/ghi-tay", **seen)
    assert (status(), states()) == ("placed", ["applied"])
    page = desk.post(f"{HOME}/ghi-tay", 422, **seen)
    assert "Mã giao dịch này đã được ghi rồi." in page
    desk.post(f"{HOME}/ghi-tay", 422, **{**seen, "amount": "-5"})


def test_money_a_person_saw_and_a_message_told_of_counts_once(desk: Visitor, number: str) -> None:
    day = clock.today().isoformat()
    seen = {"bank_reference": "FT26326001", "amount": "125.000", "text": number, "day": day}
    desk.post(f"{HOME}/ghi-tay", **seen)
    now = clock.now()
    told = Arrival("payos", "FT26326001", ACCOUNT, TOTAL, number, now, bank_reference="FT26326001")
    with transaction():
        assert service.take(told, "{}", now) == Result.SAME
    assert (status(), states()) == ("placed", ["applied"])


def test_without_an_account_nothing_is_entered(desk: Visitor) -> None:
    assert "Chưa có tài khoản nhận tiền." in desk.get(f"{HOME}/ghi-tay")


def test_foreign_money_waits_until_a_person_has_looked(desk: Visitor, number: str) -> None:
    now = clock.now()
    dollars = Foreign("payos", "FT1:00:USD", "FT1", number, 1_999, "USD", now)
    with transaction():
        service.take(dollars, "{}", now)
    assert 'data-foreign="USD"' in desk.get(HOME).html
    (foreign_id,) = session.scalars(select(ForeignMoney.id)).all()
    way = f"{HOME}/ngoai-te/{foreign_id}"
    assert "1999 USD" in desk.get(way)
    desk.post(way, 422, note="")
    assert "data-foreign" not in desk.post(way, note="Hoàn ở ngân hàng, mã 77").html
    desk.post(way, 404, note="x")
    assert (status(), states()) == ("unpaid", [])
    assert "inbox.close_foreign" in acts()


def test_looking_does_not_let_decide(visitor: Visitor, number: str) -> None:
    visitor.sign_in("desk.see", "inbox.see")
    receipt_id = arrive(number, 5)
    assert f"{HOME}/{receipt_id}" not in visitor.get(HOME).links
    visitor.get(f"{HOME}/{receipt_id}", 403)


def test_the_page_speaks_english(desk: Visitor, number: str) -> None:
    arrive(number, 5)
    assert "Too little" in desk.get(f"{HOME}?lang=en")
