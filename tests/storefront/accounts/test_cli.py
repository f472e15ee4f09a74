"""`ocop account …`."""

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import Connection

from catalog.kernel.errors import DomainError
from storefront.accounts import queries, service
from storefront.accounts.errors import NoSuchAccount, PasswordTooShort, WrongCredentials
from storefront.accounts.models import Account
from tests.factories.accounts import PASSWORD, make_account

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, db: Connection) -> Run:
    runner = app.test_cli_runner()

    def invoke(*words: str, typed: str = "") -> Result:
        return runner.invoke(args=["account", *words], input=typed)

    return invoke


def find(login: str) -> Account:
    account = queries.find_account(service.login_of(login))
    assert account
    return account


def test_the_first_operator_is_made_with_a_password_from_a_pipe(run: Run) -> None:
    done = run(
        "create", "0912 345 678", "--name", "Chị Lan", "--role", "operator", "--password-stdin",
        typed=PASSWORD + "\n",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "Opened Chị Lan (+84912345678)." in done.output
    assert [one.role for one in find("0912345678").roles] == ["operator"]
    assert service.check_credentials("0912345678", PASSWORD, demo_allowed=False)


def test_a_password_is_typed_twice_and_not_shown(run: Run) -> None:
    done = run("create", "lan@example.vn", "--name", "Lan", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output


def test_a_weak_password_opens_nothing(run: Run) -> None:
    done = run("create", "0912345678", "--name", "Lan", "--password-stdin", typed="ngắn\n")
    assert isinstance(done.exception, PasswordTooShort)
    assert queries.find_account("+84912345678") is None


def test_roles_are_granted_and_revoked(run: Run) -> None:
    make_account("Chị Lan", phone="0912345678")
    assert "has officer" in run("grant", "0912345678", "officer").output
    assert [one.role for one in find("0912345678").roles] == ["officer"]
    assert "no longer has officer" in run("revoke", "0912345678", "officer").output
    assert not find("0912345678").roles


def test_an_unknown_role_is_named_with_the_known_ones(run: Run) -> None:
    make_account(phone="0912345678")
    done = run("grant", "0912345678", "emperor")
    assert done.exit_code == 2
    assert "'officer', 'operator'" in done.output


def test_an_account_is_closed_and_opened_again(run: Run) -> None:
    make_account(phone="0912345678")
    run("close", "0912345678")
    with pytest.raises(WrongCredentials):
        service.check_credentials("0912345678", PASSWORD, demo_allowed=False)
    run("reopen", "0912345678")
    assert service.check_credentials("0912345678", PASSWORD, demo_allowed=False)


def test_a_forgotten_password_is_replaced(run: Run) -> None:
    make_account(phone="0912345678")
    run("password", "0912345678", "--password-stdin", typed="lúa chín đầy đồng\n")
    assert service.check_credentials("0912345678", "lúa chín đầy đồng", demo_allowed=False)


@pytest.mark.parametrize("command", [["grant", "0913000000", "officer"], ["close", "0913000000"]])
def test_who_is_not_there_is_refused(run: Run, command: list[str]) -> None:
    done = run(*command)
    assert isinstance(done.exception, NoSuchAccount)
    assert isinstance(done.exception, DomainError), "the console says it in one line"
