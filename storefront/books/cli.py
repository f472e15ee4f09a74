"""`ocop books verify`: exit 1 with a line for each discrepancy."""

import click
from flask.cli import AppGroup

from storefront.books import queries

books = AppGroup("books", help="Whether stock, orders and payments agree.")


@books.command("verify")
def verify() -> None:
    """Trial balance zero; stock against movements, payments and journal against orders."""
    found = queries.verify()
    for line in found.discrepancies:
        click.echo(line)
    looked_at = f"{found.stock_items} stock items, {found.orders} orders, {found.shares} shares"
    if found.discrepancies:
        raise click.ClickException(f"{len(found.discrepancies)} discrepancies in {looked_at}.")
    click.echo(f"The books agree: {looked_at}.")
