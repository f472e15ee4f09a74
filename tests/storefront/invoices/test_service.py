"""Asking for an invoice, handing it over, and the number nobody here makes."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.clock import today
from catalog.kernel.db import session, transaction
from storefront.deadlines import service as deadlines
from storefront.invoices import calling, queries, rules, service
from storefront.invoices.errors import (
    AlreadyHandedOver,
    BadTaxCode,
    NotHandedOver,
    NotSoldYet,
    NumberTaken,
    TooLate,
)
from storefront.invoices.models import InvoiceRequest
from storefront.invoices.providers.base import Draft, Issued, Item, NoAnswer, Rejected
from storefront.invoices.providers.fake import FakeInvoices
from storefront.invoices.rules import State
from storefront.invoices.service import Wanted
from storefront.orders.models import Order
from storefront.orders.rules import OrderStatus, Party
from storefront.privacy import forgetting
from storefront.privacy import queries as privacy_queries
from storefront.privacy import service as privacy
from storefront.privacy.rules import Kept
from tests.factories.storefront import make_goods, make_order
from tests.factories.trade import bring, deliver

pytestmark = pytest.mark.usefixtures("db")

BUYER = Actor(name="Trần Thị Mận")
SELLER = Actor(id=3, name="Chị Hoa")
WANTED = Wanted("Công ty TNHH Mận", "0100233488", "12 Hòa Bình, Cần Thơ", "ke-toan@man.example")


@pytest.fixture
def number() -> str:
    """The number of a placed order."""
    with transaction():
        deadlines.import_packaged(clock.now())
    return f"{make_order((make_goods(10).variant_id, 2))}-1"


def order_of(number: str) -> Order:
    return session.scalars(select(Order).where(Order.number == number)).one()


def ask(number: str, **values: str) -> InvoiceRequest:
    with transaction():
        return service.ask(
            BUYER, order_of(number), Wanted(**{**vars(WANTED), **values}), clock.now()
        )


def hand_over(number: str, via: str = rules.BY_HAND) -> InvoiceRequest:
    with transaction():
        found = queries.find_of(order_of(number))
        assert found
        service.hand_over(SELLER, found, via, clock.now())
        return found


def enter(number: str, figures: str = "00000007") -> None:
    with transaction():
        found = queries.find_of(order_of(number))
        assert found
        issued = Issued("1C26TAA", figures, today())
        service.enter_number(SELLER, found, issued, clock.now())


def state_of(number: str) -> str:
    session.expire_all()
    found = queries.find_of(order_of(number))
    return found.state if found else ""


def test_one_an_order_and_asking_again_corrects_it(number: str) -> None:
    first = ask(number).id
    assert ask(number, company_name="Công ty Mận Mới").id == first
    assert session.scalar(select(func.count(InvoiceRequest.id))) == 1
    found = queries.find_of(order_of(number))
    assert found
    assert found.company_name == "Công ty Mận Mới"
    done = session.scalars(select(AuditEntry.action).where(AuditEntry.action == "invoices.ask"))
    assert len(done.all()) == 2


@pytest.mark.parametrize("wrong", ["0100233489", "123", "mười số", "0100233488-1"])
def test_a_tax_code_with_a_wrong_check_digit_is_refused(number: str, wrong: str) -> None:
    with pytest.raises(BadTaxCode):
        ask(number, tax_code=wrong)
    assert session.scalar(select(func.count(InvoiceRequest.id))) == 0


def test_after_delivery_the_deadline_counts(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(number)
    until = queries.ask_until(order_of(number))
    assert until
    assert queries.may_ask(order_of(number), until - timedelta(minutes=1))
    with pytest.raises(TooLate), transaction():
        service.ask(BUYER, order_of(number), WANTED, until)


def test_nothing_is_asked_of_an_order_that_was_called_off(number: str) -> None:
    bring(number, OrderStatus.CANCELLED, Party.BUYER)
    with pytest.raises(TooLate):
        ask(number)


def test_only_goods_that_left_are_invoiced(number: str) -> None:
    ask(number)
    with pytest.raises(NotSoldYet):
        hand_over(number)
    deliver(number)
    hand_over(number)
    assert state_of(number) == State.HANDED_OVER


def test_what_was_handed_over_is_corrected_by_nobody(number: str) -> None:
    ask(number)
    deliver(number)
    hand_over(number)
    with pytest.raises(AlreadyHandedOver):
        ask(number, company_name="Khác")
    with pytest.raises(AlreadyHandedOver):
        hand_over(number)


def test_a_person_enters_the_number_once_and_only_after_handing_over(number: str) -> None:
    ask(number)
    with pytest.raises(NotHandedOver):
        enter(number)
    deliver(number)
    hand_over(number)
    enter(number)
    assert state_of(number) == State.ISSUED
    with pytest.raises(NotHandedOver):
        enter(number, "00000008")


def test_one_number_is_never_that_of_two_orders() -> None:
    goods = make_goods(10)
    numbers = [f"{make_order((goods.variant_id, 1))}-1" for _ in range(2)]
    for one in numbers:
        ask(one)
        deliver(one)
        hand_over(one)
    enter(numbers[0])
    with pytest.raises(NumberTaken):
        enter(numbers[1])
    assert state_of(numbers[1]) == State.HANDED_OVER


def test_the_provider_gives_the_number(app: Flask, number: str) -> None:
    with app.app_context():
        ask(number)
        deliver(number)
        found = hand_over(number, "minh-hoa")
        with pytest.raises(NotHandedOver), transaction():
            service.enter_number(SELLER, found, Issued("A", "1", today()), clock.now())
        calling.issue(found.id, clock.now())
        session.expire_all()
        found = session.get_one(InvoiceRequest, found.id)
        assert found.state == State.ISSUED
        assert found.serial == f"1C{today():%y}TMH"
        assert found.entered_by == "minh-hoa"
        was = found.number
        calling.issue(found.id, clock.now())
        assert session.get_one(InvoiceRequest, found.id).number == was


def test_a_lost_answer_is_asked_for_again_and_no_second_invoice_is_made(
    app: Flask, number: str
) -> None:
    with app.app_context():
        ask(number, email="cham@man.example")
        deliver(number)
        found = hand_over(number, "minh-hoa")
        calling.issue(found.id, clock.now())
        assert state_of(number) == State.HANDED_OVER
        assert queries.due(clock.now(), "minh-hoa") == []
        assert queries.due(clock.now() + timedelta(minutes=2), "minh-hoa") == [found.id]
        with transaction():
            session.get_one(InvoiceRequest, found.id).ask_at = clock.now()
        assert calling.ask_all() == 1
        assert state_of(number) == State.ISSUED
        assert calling.ask_all() == 0


def test_what_a_provider_that_is_gone_had_is_the_sellers_once(app: Flask, number: str) -> None:
    with app.app_context():
        ask(number)
        deliver(number)
        found = hand_over(number, "phan-mem-cu")
        assert [calling.ask_all(), queries.left_behind(clock.now(), "minh-hoa")] == [0, []]
        with transaction():  # it may have been switched off for a while; now it is gone
            session.get_one(InvoiceRequest, found.id).ask_at = clock.now() - rules.GIVEN_UP_AFTER
        for _again in range(2):
            assert calling.ask_all() == 0
        session.expire_all()
        found = session.get_one(InvoiceRequest, found.id)
        assert (found.via, found.was_via, found.ask_at) == (rules.BY_HAND, "phan-mem-cu", None)
        left = select(AuditEntry.id).where(AuditEntry.action == "invoices.leave")
        assert len(session.scalars(left).all()) == 1
        seller = Actor(id=3, name="Chị Hoa", producer_ids=frozenset({found.producer_id}))
        assert queries.count_waiting(seller) == 1
        enter(number)
        assert (state_of(number), queries.count_waiting(seller)) == (State.ISSUED, 0)


def test_what_the_provider_rejects_goes_back_to_the_buyer(app: Flask, number: str) -> None:
    with app.app_context():
        ask(number, email="khoa@man.example")
        deliver(number)
        found = hand_over(number, "minh-hoa")
        calling.issue(found.id, clock.now())
        session.expire_all()
        found = session.get_one(InvoiceRequest, found.id)
        assert found.state == State.ASKED
        assert found.trouble == "Mã số thuế đã ngừng hoạt động"
        ask(number)
        assert session.get_one(InvoiceRequest, found.id).trouble is None


def draft(key: str, email: str = "a@b.vn") -> Draft:
    return Draft(
        key, "DH-1", "HTX", None, "Công ty", "0100233488", "Cần Thơ", email, [Item("A", 1, 9)]
    )


def test_the_invented_provider_knows_a_key_again_and_counts_up(tmp_path: Path) -> None:
    fake = FakeInvoices(tmp_path)
    first = fake.issue(draft("mot"))
    assert fake.issue(draft("mot")) == first
    assert int(fake.issue(draft("hai")).number) == int(first.number) + 1
    with pytest.raises(NoAnswer):
        fake.issue(draft("ba", "cham@b.vn"))
    assert int(fake.issue(draft("ba", "cham@b.vn")).number) == int(first.number) + 2
    with pytest.raises(Rejected):
        fake.issue(draft("bon", "khoa@b.vn"))


def test_what_is_invoiced_adds_up_to_the_order(number: str) -> None:
    found = ask(number)
    assert queries.draft_of(found).total == order_of(number).total


def test_the_buyer_is_forgotten_but_an_issued_invoice_is_kept_by_law(number: str) -> None:
    ask(number)
    group = order_of(number).group
    dossier = privacy_queries.dossier_of("geheim", group.phone, clock.now())
    assert [one["company"] for one in dossier.invoices] == ["Công ty TNHH Mận"]
    deliver(number)
    hand_over(number)
    enter(number)
    with transaction():
        forgetting.make_nameless(order_of(number).group)
    session.expire_all()
    found = queries.find_of(order_of(number))
    assert found
    assert (found.company_name, found.email) == ("Công ty TNHH Mận", "")
    with transaction():
        privacy.import_packaged(clock.now())
    years = privacy_queries.retention(Kept.INVOICES, today())
    assert years
    with transaction():
        privacy.forget_old(clock.now() + years.time - timedelta(days=1))
    assert queries.find_of(order_of(number)).company_name == "Công ty TNHH Mận"  # type: ignore[union-attr]
    with transaction():
        privacy.forget_old(clock.now() + years.time + timedelta(days=1))
    session.expire_all()
    found = queries.find_of(order_of(number))
    assert found
    assert (found.company_name, found.tax_code, found.address) == (rules.NOBODY, "", "")
    assert found.number == "00000007"


def test_a_request_without_an_invoice_goes_with_the_buyer(number: str) -> None:
    ask(number)
    with transaction():
        forgetting.make_nameless(order_of(number).group)
    assert session.scalar(select(func.count(InvoiceRequest.id))) == 0
