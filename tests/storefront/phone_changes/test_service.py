"""A number waits, and ends once: carried out, stopped, or impossible."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from storefront.accounts import queries as accounts
from storefront.accounts import service as logins
from storefront.accounts.models import Account, SignIn
from storefront.deadlines.models import Deadline
from storefront.passkeys.models import Passkey
from storefront.phone_changes import housekeeping, queries, service
from storefront.phone_changes.errors import (
    AlreadyWaiting,
    NotRecoverable,
    NoWaitingTime,
    NumberInUse,
    OwnAccount,
    SameNumber,
    SameOfficer,
    TooLateToStop,
)
from storefront.phone_changes.models import PhoneChange
from storefront.phone_changes.rules import Seen
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.storefront import make_seller

pytestmark = pytest.mark.usefixtures("db")

OLD, NEW, OTHER = "+84987000001", "+84987000002", "+84987000003"
LAN, MINH = Actor(id=900_001, name="Cán bộ Lan"), Actor(id=900_002, name="Cán bộ Minh")
DAY = timedelta(hours=24)


def person() -> Account:
    return make_account("Chị Lành", phone=OLD)


def me(account: Account) -> Actor:
    return Actor(id=account.id, name=account.name)


def ask(account: Account, phone: str = NEW, kept: int | None = None) -> int:
    with transaction():
        return service.ask(me(account), phone, kept, clock.now()).id


def lose(account: Account, phone: str = NEW, officer: Actor = LAN) -> int:
    with transaction():
        return service.report_lost(
            officer, account.id, phone, Seen.PAPER, "Mất ở chợ phiên", clock.now()
        ).id


def sign_in(account: Account) -> str:
    checked = logins.check_credentials(account.phone or "", PASSWORD, demo_allowed=True)
    with transaction():
        return logins.sign_in(checked, "Chrome · Android", clock.now())


def counts(token: str) -> bool:
    return accounts.find_signed_in(token, clock.now(), demo_allowed=True) is not None


def let_the_time_pass(change_id: int) -> int:
    with transaction():
        queries.get_change(change_id).due_at = clock.now() - timedelta(seconds=1)
    return housekeeping.carry_out_due()


def give_passkey(account: Account) -> None:
    with transaction():
        session.add(
            Passkey(
                account_id=account.id,
                credential_id="abc",
                public_key=b"k",
                sign_count=0,
                device="Chrome",
                created_at=clock.now(),
            )
        )


def test_a_change_waits_as_long_as_the_row_says_and_then_ends_other_sign_ins() -> None:
    account = person()
    kept, other = sign_in(account), sign_in(account)
    row = session.scalars(select(SignIn).order_by(SignIn.id)).first()
    assert row
    change_id = ask(account, kept=row.id)
    change = queries.get_change(change_id)
    assert change.due_at - change.asked_at == DAY
    assert housekeeping.carry_out_due() == 0
    assert (account.phone, counts(kept), counts(other)) == (OLD, True, True)
    assert let_the_time_pass(change_id) == 1
    session.refresh(account)
    assert (account.phone, counts(kept), counts(other)) == (NEW, True, False)
    assert queries.get_change(change_id).phone is None, "what is over keeps no number"
    assert housekeeping.carry_out_due() == 0


def test_without_a_row_no_number_is_changed() -> None:
    account = person()
    with transaction():
        for row in session.scalars(select(Deadline)):
            session.delete(row)
    with pytest.raises(NoWaitingTime):
        ask(account)


def test_a_number_is_one_persons_and_waits_once() -> None:
    account = person()
    make_account("Anh Khác", phone=OTHER)
    with pytest.raises(NumberInUse):
        ask(account, OTHER)
    with pytest.raises(SameNumber):
        ask(account, OLD)
    ask(account)
    with pytest.raises(AlreadyWaiting):
        ask(account)


def test_who_takes_the_number_meanwhile_keeps_it() -> None:
    account = person()
    change_id = ask(account)
    other = make_account("Anh Khác", phone=NEW)
    assert let_the_time_pass(change_id) == 0
    session.refresh(account)
    assert (account.phone, other.phone) == (OLD, NEW)
    assert queries.get_change(change_id).state == "impossible"


def test_a_change_given_up_is_not_carried_out() -> None:
    account = person()
    change_id = ask(account)
    with transaction():
        service.give_up(me(account), clock.now())
    assert let_the_time_pass(change_id) == 0
    assert session.get_one(Account, account.id).phone == OLD
    with pytest.raises(TooLateToStop), transaction():
        service.give_up(me(account), clock.now())


def test_what_is_due_cannot_be_stopped_any_more() -> None:
    account = person()
    change_id = ask(account)
    with pytest.raises(TooLateToStop), transaction():
        service.give_up(me(account), queries.get_change(change_id).due_at)


def test_a_closed_account_is_given_nothing() -> None:
    account = person()
    change_id = ask(account)
    with transaction():
        logins.close_account(account)
    assert let_the_time_pass(change_id) == 0
    assert session.get_one(Account, account.id).phone == OLD


def test_a_lost_phone_ends_sign_ins_at_once_and_the_rest_when_it_is_carried_out() -> None:
    seller = make_seller()
    account = make_account("Chị Lành", phone=OLD, memberships=[(seller.id, "owner")])
    token = sign_in(account)
    give_passkey(account)
    change_id = lose(account)
    assert not counts(token)
    assert session.scalar(select(Passkey)) is not None
    assert let_the_time_pass(change_id) == 1
    session.refresh(account)
    assert (account.phone, account.has_password) == (NEW, False)
    assert session.scalar(select(Passkey)) is None
    (membership,) = account.memberships
    assert (membership.producer_id, membership.role) == (seller.id, "owner"), "keeps the shop"
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "phone_changes.report"))
    (entry,) = entries
    assert "Mất ở chợ phiên" in entry.sentence and NEW not in entry.sentence


def test_a_second_officer_lets_it_count_at_once_and_the_first_cannot() -> None:
    account = person()
    change_id = lose(account)
    with pytest.raises(SameOfficer), transaction():
        service.confirm(LAN, change_id, clock.now())
    with transaction():
        assert service.confirm(MINH, change_id, clock.now())
    assert session.get_one(Account, account.id).phone == NEW
    with transaction():
        assert not service.confirm(MINH, change_id, clock.now()), "once"


def test_whoever_found_the_phone_does_not_keep_the_officer_out() -> None:
    account = person()
    thief = ask(account, OTHER)
    lose(account)
    assert queries.get_change(thief).state == "stopped"
    with pytest.raises(AlreadyWaiting):
        lose(account, OTHER)


def test_officers_are_not_let_in_by_a_colleague_nor_by_themselves() -> None:
    with pytest.raises(NotRecoverable):
        lose(make_account("Cán bộ", phone=OLD, roles=["officer"]))
    account = make_account("Chị Lành", phone=OTHER)
    with pytest.raises(OwnAccount):
        lose(account, officer=me(account))


def test_an_erased_person_leaves_no_number_behind() -> None:
    account = person()
    ask(account)
    with transaction():
        service.forget(account.id)
    assert session.scalar(select(PhoneChange)) is None


def test_payout_accounts_know_until_when_an_owner_waits() -> None:
    seller = make_seller()
    account = make_account("Chị Lành", phone=OLD, memberships=[(seller.id, "owner")])
    assert queries.waits_until(seller.id) is None
    change = queries.get_change(lose(account))
    assert queries.waits_until(seller.id) == change.due_at
