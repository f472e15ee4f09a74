"""What services of accounts promise beyond the pages."""

from datetime import UTC, datetime, timedelta

import argon2
import pytest
from sqlalchemy import Connection, select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from storefront.accounts import housekeeping, memberships, passwords, queries, service
from storefront.accounts.errors import (
    LoginTaken,
    NotALogin,
    PasswordGuessable,
    PasswordTooLong,
    UnknownRole,
    WrongCredentials,
)
from storefront.accounts.models import Account, SignIn
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.catalog import make_producer

pytestmark = pytest.mark.usefixtures("db")
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def sentences() -> list[str]:
    return list(session.scalars(select(AuditEntry.sentence).order_by(AuditEntry.id)))


def test_a_password_is_kept_as_argon2id_with_the_costs_we_chose() -> None:
    stored = make_account().password_hash
    parameters = argon2.extract_parameters(stored)
    assert parameters.type is argon2.Type.ID
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (19456, 2, 1)
    assert not passwords.is_outdated(stored)


def test_the_hash_for_unknown_accounts_costs_the_same() -> None:
    nobody = passwords._NOBODY
    assert not passwords.is_outdated(nobody)
    assert not passwords.matches(None, PASSWORD)


def test_a_hash_that_is_none_matches_nothing() -> None:
    assert not passwords.matches("plain text", "plain text")


def test_letters_composed_otherwise_are_the_same_password() -> None:
    stored = passwords.make_hash("gạo mới")
    assert passwords.matches(stored, "gạo mới")


def test_an_old_hash_is_renewed_at_the_next_sign_in() -> None:
    account = make_account(phone="0912345678")
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with transaction():
        session.get_one(Account, account.id).password_hash = weak
    checked = service.check_credentials("0912345678", PASSWORD, demo_allowed=False)
    with transaction():
        service.sign_in(checked, "?", NOW)
    renewed = session.get_one(Account, account.id)
    assert not passwords.is_outdated(renewed.password_hash)
    assert passwords.matches(renewed.password_hash, PASSWORD)
    assert renewed.signed_in_at == NOW


def test_a_password_changed_between_check_and_sign_in_wins() -> None:
    account = make_account(phone="0912345678")
    checked = service.check_credentials("0912345678", PASSWORD, demo_allowed=False)
    with transaction():
        service.set_password(session.get_one(Account, account.id), "lúa chín đầy đồng")
    with pytest.raises(WrongCredentials), transaction():
        service.sign_in(checked, "?", NOW)


def test_only_the_hash_of_a_token_is_stored() -> None:
    make_account(phone="0912345678")
    checked = service.check_credentials("0912345678", PASSWORD, demo_allowed=False)
    with transaction():
        token = service.sign_in(checked, "?", NOW)
    row = session.scalars(select(SignIn)).one()
    assert row.token_hash == queries.hash_of(token)
    assert token not in str(vars(row))


def test_one_account_per_phone_and_email() -> None:
    make_account(phone="0912345678", email="hoa@example.vn")
    with pytest.raises(LoginTaken):
        make_account(phone="+84 912 345 678")
    with pytest.raises(LoginTaken):
        make_account(phone="0987654321", email="HOA@example.vn")


def test_the_database_has_the_last_word_on_a_login(monkeypatch: pytest.MonkeyPatch) -> None:
    make_account(phone="0912345678")
    # Stands for another process that registered after this one looked.
    monkeypatch.setattr(queries, "find_account", lambda _login: None)
    with pytest.raises(LoginTaken):
        make_account(phone="0912345678")


def test_an_account_needs_a_phone_or_an_email() -> None:
    with pytest.raises(NotALogin), transaction():
        service.register_account("Hoa", password=PASSWORD, now=NOW)


def test_a_password_is_checked_against_the_own_number_as_it_is_written() -> None:
    with pytest.raises(PasswordGuessable):
        service.check_password("0912345678", ("Hoa", "+84912345678", ""))


def test_roles_are_granted_and_revoked_once_and_written_down() -> None:
    account = make_account("Anh Ba")
    for step in (service.grant_role, service.grant_role, service.revoke_role, service.revoke_role):
        with transaction():
            step(session.get_one(Account, account.id), "operator")
    assert sentences() == [
        "Mở tài khoản cho Anh Ba.",
        "Trao vai trò operator cho Anh Ba.",
        "Thu hồi vai trò operator của Anh Ba.",
    ]


def test_an_unknown_role_is_refused() -> None:
    account = make_account()
    with pytest.raises(UnknownRole), transaction():
        service.grant_role(session.get_one(Account, account.id), "emperor")


def test_a_closed_account_is_opened_again() -> None:
    account = make_account(phone="0912345678")
    with transaction():
        service.close_account(session.get_one(Account, account.id))
    with pytest.raises(WrongCredentials):
        service.check_credentials("0912345678", PASSWORD, demo_allowed=False)
    with transaction():
        service.reopen_account(session.get_one(Account, account.id), SYSTEM)
    assert service.check_credentials("0912345678", PASSWORD, demo_allowed=False)


def test_nobody_has_no_account() -> None:
    with pytest.raises(NotFound):
        queries.get_own_account(Actor())
    with pytest.raises(NotFound):
        queries.get_own_account(Actor(id=4711))


def test_who_works_for_several_acts_for_one_with_the_rights_there(db: Connection) -> None:
    first, second, other = make_producer("Một"), make_producer("Hai"), make_producer("Ba")
    numbers = [first.id, second.id, other.id]
    account = make_account(memberships=[(numbers[0], "owner"), (numbers[1], "staff")])
    actor = queries.actor_of(account)
    assert actor.producer_ids == {numbers[0]}
    assert actor.may("members.manage")
    actor = queries.actor_of(account, numbers[1])
    assert actor.producer_ids == {numbers[1]}
    assert not actor.may("members.manage")
    assert queries.actor_of(account, numbers[2]).producer_ids == {numbers[0]}
    assert [one.name for one in queries.list_own_producers(actor)] == ["Hai", "Một"]


def test_the_producer_is_chosen_among_the_own() -> None:
    mine, other = make_producer("Một").id, make_producer("Hai").id
    make_account(phone="0912345678", memberships=[(mine, "owner")])
    checked = service.check_credentials("0912345678", PASSWORD, demo_allowed=False)
    with transaction():
        token = service.sign_in(checked, "?", NOW)
    found = queries.find_signed_in(token, NOW, demo_allowed=False)
    assert found
    with pytest.raises(NotFound), transaction():
        memberships.choose_producer(found.actor, found.sign_in_id, other)
    with transaction():
        memberships.choose_producer(found.actor, found.sign_in_id, mine)
    again = queries.find_signed_in(token, NOW, demo_allowed=False)
    assert again and again.producer_id == mine


def test_demonstration_accounts_are_listed_in_order() -> None:
    make_account("Thật")
    make_account("Một", is_demo=True, roles=["operator"])
    make_account("Hai", is_demo=True)
    assert [one.name for one in queries.list_demo_accounts()] == ["Một", "Hai"]


def test_a_password_has_an_end() -> None:
    with pytest.raises(PasswordTooLong):
        service.check_password("lúa chín " * 30, ())


def test_sign_ins_that_can_never_count_again_are_forgotten() -> None:
    make_account(phone="0912345678")
    now = clock.now()
    for days in (1, 179, 181):
        checked = service.check_credentials("0912345678", PASSWORD, demo_allowed=False)
        with transaction():
            service.sign_in(checked, "?", now - timedelta(days=days))
    assert housekeeping.forget_old_sign_ins() == 1
    assert housekeeping.forget_old_sign_ins() == 0


def test_a_member_is_owner_or_staff() -> None:
    with pytest.raises(UnknownRole):
        make_account(memberships=[(make_producer().id, "boss")])
