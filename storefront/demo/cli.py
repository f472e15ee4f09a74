"""`ocop demo`: load the demonstration, show its addresses and accounts."""

import time

import click
from flask import current_app
from flask.cli import AppGroup

from catalog.kernel import clock, codes
from catalog.kernel.db import transaction
from catalog.kernel.web import pictures
from catalog.search import service as search
from storefront.accounts.queries import list_demo_accounts
from storefront.demo import drafts, pieces, queries, service, sites, sketches
from storefront.demo.days import Days
from storefront.demo.trade import PASSWORD
from storefront.hosts.rules import bare_host
from traceability.labels.printing import serial_key
from traceability.ledger.keeper import connected
from traceability.ledger.service import signing

commands = AppGroup("demo", help="Demonstration data; everything in it is invented.")
PICTURE_WIDTH = 1000


@commands.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is data already.")
def load(if_empty: bool) -> None:
    """Draw the pictures and enter producers, products, batches, accounts and orders."""
    if not current_app.config["DEMO"]:
        raise click.ClickException("DEMO=1 is not set: demonstration data stays out")
    if queries.is_loaded():
        click.echo("Demonstration data is loaded already.")
        return
    if not queries.is_empty():
        if if_empty:
            click.echo("The database has data of its own: no demonstration data is loaded.")
            return
        raise click.ClickException("the database is not empty; demonstration data stays out")
    began = time.monotonic()
    kept = sketches.prepare(
        pictures().folder, service.picture_names(), PICTURE_WIDTH, _count("pictures drawn")
    )
    days, origin = Days(clock.today(), clock.now()), current_app.config["PUBLIC_URL"]
    with transaction():
        service.load(days, kept, lambda line: click.echo(f"  {line}"))
        pieces.add_pieces(days, serial_key(), origin)
        sites.add_sites(days, kept)
        drafts.add_draft(days, kept)
        sites.add_hosts(days, bare_host(origin))
    with transaction():
        signing.sign(connected(), clock.now())
    search.rebuild()
    click.echo(f"Demonstration data is loaded ({time.monotonic() - began:.0f} s).")


@commands.command("show")
def show() -> None:
    """Print the addresses to try and the accounts to sign in with."""
    origin = current_app.config["PUBLIC_URL"]
    click.echo(f"\nOpen {origin}/ or one of these:")
    for what, path in (("products", "/san-pham"), ("recalls", "/thu-hoi")):
        click.echo(f"  {origin}{path:<34} {what}")
    for what, code in queries.list_examples():
        path = f"/truy-xuat/{code}"
        click.echo(f"  {origin}{path:<34} {what}")
    if coffee := queries.find_example(*pieces.COFFEE):
        for one in pieces.EXAMPLES:
            click.echo(f"  {origin}{f'/l/{coffee}/{one.serial}':<34} {one.what}")
    path = f"/truy-xuat/{codes.with_check('XX2601-00000-')}"
    click.echo(f"  {origin}{path:<34} a code nobody registered")
    if order := queries.find_order():
        click.echo(f"  {origin}{'/don-hang':<34} order {order[0]}, telephone {order[1]}")
    _print_accounts()


@commands.command("accounts")
def accounts() -> None:
    """Print the demonstration's accounts."""
    _print_accounts()


def _print_accounts() -> None:
    if not current_app.config["DEMO"]:
        click.echo("DEMO=1 is not set: demonstration accounts cannot sign in.")
        return
    click.echo(f"\nAccounts, each with the password {PASSWORD}")
    for account in list_demo_accounts():
        roles = [role.role for role in account.roles]
        roles += [f"{one.role}, {one.producer.name}" for one in account.memberships]
        click.echo(f"  {account.email:<34} {'; '.join(roles) or 'buyer'}")


def _count(of: str) -> sketches.Told:
    def tell(done: int, whole: int) -> None:
        if done % 10 == 0 or done == whole:
            click.echo(f"  {done} of {whole} {of}")

    return tell
