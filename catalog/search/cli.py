"""`ocop search`."""

import time

import click
from flask.cli import AppGroup

from catalog.search import service
from catalog.search.errors import IndexBusy

commands = AppGroup("search", help="The search index.")


@commands.command("rebuild")
@click.option("--if-missing", is_flag=True, help="Leave an index that answers alone.")
def rebuild(if_missing: bool) -> None:
    """Build the index from the database. The old one answers until the new one is whole."""
    began = time.monotonic()
    build = service.rebuild_if_missing if if_missing else service.rebuild
    try:
        count = build(lambda done: click.echo(f"{done:,} products …"))
    except IndexBusy as error:
        raise click.ClickException("another process is writing the index; try again") from error
    if count is None:
        click.echo("Search index: there is one.")
        return
    click.echo(f"Search index: {count:,} products in {time.monotonic() - began:.1f} s.")
