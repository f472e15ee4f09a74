"""`ocop search`."""

import time

import click
from flask.cli import AppGroup

from catalog.search import service
from catalog.search.errors import IndexBusy

commands = AppGroup("search", help="The search index.")


@commands.command("rebuild")
def rebuild() -> None:
    """Build the index from the database. The old one answers until the new one is whole."""
    began = time.monotonic()
    try:
        count = service.rebuild(lambda done: click.echo(f"{done:,} products …"))
    except IndexBusy as error:
        raise click.ClickException("another process is writing the index; try again") from error
    click.echo(f"Search index: {count:,} products in {time.monotonic() - began:.1f} s.")
