"""Consents, deletion on request and by the clock, and what stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, select, text

from catalog.kernel import clock, outbox
from catalog.kernel.actor import Actor
from catalog.kernel.db import Base, session, transaction
from catalog.kernel.sealing import digest
from storefront.accounts.models import Account, SignIn
from storefront.books import queries as books
from storefront.deadlines import service as deadlines
from storefront.inbox import service as inbox
from storefront.inbox.rules import Quiet
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.orders import service as orders
from storefront.orders.models import ContactChange, Order, OrderGroup
from storefront.orders.rules import OrderStatus, Party
from storefront.privacy import erasing, housekeeping, queries, rules, service
from storefront.privacy.errors import AlreadyAsked, NoSuchRequest, StillWorksHere
from storefront.privacy.models import Consent, ErasureRequest
from storefront.privacy.rules import Kept, Purpose, RequestState
from tests.factories.accounts import make_account
from tests.factories.claims import make_claim, make_delivered
from tests.factories.promotions import make_promotion
from tests.factories.storefront import BUYER, make_goods, make_order, make_seller
from tests.storefront.one_time_codes.codes import SECRET

OPERATOR = Actor(id=1, name="Cán bộ Lan")
PHONE = BUYER.phone
pytestmark = pytest.mark.usefixtures("db")


def keep(days: int, what: Kept = Kept.ORDERS) -> None:
    with transaction():
        service.add_retention(OPERATOR, what, days, date(2026, 1, 1), "Luật thử", clock.now())


def old_order(days: int = 40, end: OrderStatus | None = OrderStatus.CANCELLED) -> str:
    number = make_order((make_goods(5).variant_id, 1), note="nhà cạnh đình")
    with transaction():
        group = session.scalars(select(OrderGroup).where(OrderGroup.number == number)).one()
        group.placed_at = clock.now() - timedelta(days=days)
        if end:
            order = session.scalars(select(Order).where(Order.group_id == group.id)).one()
            orders.change(order, end, Party.BUYER, Actor(name="Trần Thị Mận"), clock.now())
    return number


def group_of(number: str) -> OrderGroup:
    return session.scalars(select(OrderGroup).where(OrderGroup.number == number)).one()


def erase() -> ErasureRequest:
    with transaction():
        number = service.ask_to_erase(PHONE, clock.now()).id
    with transaction():
        service.approve(OPERATOR, number, clock.now())
    outbox.relay({service.TOPIC: erasing.consume}, clock.now())
    return session.get_one(ErasureRequest, number, populate_existing=True)


def test_a_consent_says_by_which_text_and_until_when() -> None:
    for _ in range(2):
        with transaction():
            service.give_consent(SECRET, PHONE, Purpose.NEWS, "1", "vi", clock.now())
    row = session.scalars(select(Consent)).one()
    assert (row.purpose, row.version, row.withdrawn_at) == ("news", "sample/vi", None)
    assert row.phone_digest == digest(SECRET, "phone", PHONE)
    with transaction():
        service.withdraw_consent(SECRET, PHONE, Purpose.NEWS, clock.now())
    assert session.scalars(select(Consent)).one().withdrawn_at is not None


def test_nothing_of_a_person_is_left_once_its_time_is_over(db: Connection) -> None:
    keep(30)
    number = old_order()
    account = make_account("Trần Thị Mận", phone=PHONE)
    with transaction():
        to = Recipient(PHONE)
        values = {"number": number, "address": "x"}
        messages.queue(Kind.ORDER_CALLED_OFF, "k/1", to, values, clock.now())
    done = erase()
    assert done.state == RequestState.DONE
    assert done.result["orders_nameless"] == 1
    assert_gone(db, "Trần Thị Mận", PHONE, "12 Hòa Bình", "nhà cạnh đình")
    assert group_of(number).buyer_name == rules.NOBODY
    assert session.get_one(Account, account.id).is_active is False
    assert books.verify().discrepancies == []


def test_claims_corrections_and_vouchers_forget_their_people_too(db: Connection) -> None:
    keep(30)
    number = make_delivered()
    make_claim(number, text="Tôi là Mận, gói rách", pay_to="0352350917 TRAN THI MAN")
    make_promotion("BOT30", phone=PHONE)
    with transaction():
        group = group_of(number.partition("-")[0])
        group.placed_at = clock.now() - timedelta(days=40)
        change = ContactChange(field="street", old="12 Hòa Bình", new="14 Hòa Bình", by="buyer")
        change.group_id, change.actor_name, change.at = group.id, "Trần Thị Mận", clock.now()
        session.add(change)
    found = queries.dossier_of(SECRET, PHONE, clock.now())
    assert found.claims[0]["pay_to"] == "0352350917 TRAN THI MAN"
    assert found.vouchers == ["BOT30"]
    assert erase().result["orders_nameless"] == 1
    assert_gone(db, "Tôi là Mận", "TRAN THI MAN", "Hòa Bình", "Trần Thị Mận", PHONE)


def assert_gone(db: Connection, *planted: str) -> None:
    """Looked for in every table, but for the append-only records of acts and of disputes."""
    for table in Base.metadata.sorted_tables:
        if table.name not in ("catalog_audit_entries", "store_claim_steps"):
            for row in db.execute(text(f"SELECT * FROM {table.name}")):  # noqa: S608 - our own names
                assert not [one for one in planted if one in str(tuple(row))], table.name


def test_what_the_law_keeps_stays_and_goes_by_itself_later() -> None:
    keep(1000)
    number = old_order()
    done = erase()
    assert done.result["orders_kept_by_law"] == 1
    assert group_of(number).phone == PHONE
    assert housekeeping.forget_old() == 0
    with transaction():
        group_of(number).placed_at = clock.now() - timedelta(days=1001)
    assert housekeeping.forget_old() == 1
    assert group_of(number).phone == ""
    assert housekeeping.forget_old() == 0


def test_an_order_under_way_keeps_its_buyer() -> None:
    keep(30)
    number = old_order(end=None)
    assert erase().result["orders_kept_by_law"] == 1
    assert housekeeping.forget_old() == 0
    assert group_of(number).buyer_name == BUYER.buyer_name


def test_without_a_row_of_retention_no_order_is_touched() -> None:
    number = old_order(9999)
    assert housekeeping.forget_old() == 0
    assert group_of(number).buyer_name == BUYER.buyer_name


def test_dated_rows_say_how_long_claims_bank_messages_and_news_are_kept(app: Flask) -> None:
    forget = (housekeeping.forget_claims, housekeeping.forget_payment_messages)
    with app.app_context():
        assert [one() for one in (*forget, housekeeping.forget_news)] == [0, 0, 0]  # no row yet
        with transaction():
            service.import_packaged(clock.now())
            inbox.take(Quiet("payos", "FT1"), "Nguyễn A", clock.now() - timedelta(days=549))
            inbox.take(Quiet("payos", "FT2"), "Nguyễn B", clock.now() - timedelta(days=547))
        assert [one() for one in (*forget, housekeeping.forget_news)] == [0, 1, 0]


def test_the_dated_row_says_how_long_messages_are_kept() -> None:
    sent_at = clock.now() - timedelta(days=50)
    with transaction():
        messages.queue(Kind.NEWS, "k/1", Recipient(PHONE), {"number": "x"}, sent_at)
    assert housekeeping.forget_messages() == 0, "no row, nothing is dropped"
    keep(60, Kept.MESSAGES)
    assert housekeeping.forget_messages() == 0
    with transaction():
        newer = date(2026, 2, 1)
        service.add_retention(OPERATOR, Kept.MESSAGES, 40, newer, "Luật mới", clock.now())
    assert housekeeping.forget_messages() == 1


def test_sign_ins_go_with_the_account() -> None:
    account = make_account("Hoa", phone=PHONE)
    with transaction():
        row: dict[str, Any] = {"token_hash": "x", "epoch": 1, "device": "Chrome"}
        now = clock.now()
        session.add(SignIn(account_id=account.id, created_at=now, seen_at=now, **row))
    assert erase().result["account"] == 1
    assert session.scalars(select(SignIn)).all() == []


def test_who_still_works_here_is_not_forgotten() -> None:
    make_account("Hoa", phone=PHONE, memberships=[(make_seller().id, "owner")])
    with pytest.raises(StillWorksHere), transaction():
        service.ask_to_erase(PHONE, clock.now())


def test_a_request_has_a_clock_by_the_rows_of_the_day() -> None:
    with transaction():
        deadlines.import_packaged(clock.now())
        row = service.ask_to_erase(PHONE, clock.now())
        assert row.answer_by - row.opened_at == timedelta(days=2)
        assert row.done_by - row.opened_at == timedelta(days=20)
    with pytest.raises(AlreadyAsked), transaction():
        service.ask_to_erase(PHONE, clock.now())


def test_a_refusal_says_why_and_nothing_is_deleted() -> None:
    keep(30)
    number = old_order()
    with transaction():
        request = service.ask_to_erase(PHONE, clock.now()).id
    with transaction():
        service.refuse(OPERATOR, request, "Đang có tranh chấp", clock.now())
    with pytest.raises(NoSuchRequest), transaction():
        service.approve(OPERATOR, request, clock.now())
    assert group_of(number).buyer_name == BUYER.buyer_name


def test_the_packaged_rows_come_once() -> None:
    with transaction():
        assert service.import_packaged(clock.now()) == len(Kept)
    with transaction():
        assert service.import_packaged(clock.now()) == 0
    assert len(queries.list_in_force(clock.today())) == len(Kept)
