"""`ocop account …`: the first operator of a real machine, roles, closing and opening."""

import sys

import click
from flask.cli import AppGroup

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.text import nfc
from storefront.accounts import queries, rules, service
from storefront.accounts.errors import NoSuchAccount
from storefront.accounts.models import Account

commands = AppGroup("account", help="People who sign in, and what they may do.")
ROLE = click.Choice(sorted(rules.ROLES))


@commands.command("create")
@click.argument("login")
@click.option("--name", required=True, help="As it stands in the audit log.")
@click.option("--role", "roles", multiple=True, type=ROLE)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create(login: str, name: str, roles: tuple[str, ...], password_stdin: bool) -> None:
    """Open an account for LOGIN, a phone number or an e-mail."""
    password = given_password(password_stdin)
    phone, email = service.split_login(login)
    with transaction():
        account = service.register_account(
            nfc(name), phone=phone, email=email, password=password, now=clock.now(), roles=roles
        )
        click.echo(f"Opened {shown(account)}.")


@commands.command("password")
@click.argument("login")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def password(login: str, password_stdin: bool) -> None:
    """Give LOGIN a new password and sign it out everywhere."""
    new = given_password(password_stdin)
    with transaction():
        service.set_password(found(login), new)
    click.echo("The password is changed; every device is signed out.")


@commands.command("grant")
@click.argument("login")
@click.argument("role", type=ROLE)
def grant(login: str, role: str) -> None:
    """Give LOGIN a role."""
    with transaction():
        account = found(login)
        service.grant_role(account, role)
        click.echo(f"{shown(account)} has {role}.")


@commands.command("revoke")
@click.argument("login")
@click.argument("role", type=ROLE)
def revoke(login: str, role: str) -> None:
    """Take a role from LOGIN; it ends with the next request."""
    with transaction():
        account = found(login)
        service.revoke_role(account, role)
        click.echo(f"{shown(account)} no longer has {role}.")


@commands.command("close")
@click.argument("login")
def close(login: str) -> None:
    """Let LOGIN sign in no more."""
    with transaction():
        account = found(login)
        service.close_account(account)
        click.echo(f"Closed {shown(account)}.")


@commands.command("reopen")
@click.argument("login")
def reopen(login: str) -> None:
    """Let a closed LOGIN sign in again."""
    with transaction():
        account = found(login)
        service.reopen_account(account)
        click.echo(f"Opened {shown(account)} again.")


def given_password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    text: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return text


def found(login: str) -> Account:
    account = queries.find_account(service.login_of(login))
    if account is None:
        raise NoSuchAccount
    return account


def shown(account: Account) -> str:
    return f"{account.name} ({account.phone or account.email})"
