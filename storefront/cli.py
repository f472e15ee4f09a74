"""The `ocop` commands."""

import inspect
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from werkzeug.exceptions import HTTPException

from catalog.certification.cli import commands as register_commands
from catalog.places.cli import commands as place_commands
from catalog.product_sets.cli import commands as rubric_commands
from catalog.search.cli import commands as search_commands
from storefront import processes
from storefront.accounts.cli import commands as account_commands
from storefront.backup import cli as backup
from storefront.books.cli import books as book_commands
from storefront.demo.cli import commands as demo_commands
from storefront.map import write_map
from storefront.notices.cli import commands as recall_commands
from storefront.schema import commands as schema_commands
from traceability.epcis.cli import commands as epcis_commands
from traceability.events.cli import trace_command
from traceability.identifiers.cli import commands as identifier_commands
from traceability.labels.cli import labels
from traceability.ledger.cli import commands as ledger_commands

ROOT = Path(__file__).parent.parent


def init_app(app: Flask) -> None:
    app.cli.add_command(where)
    app.cli.add_command(write_map)
    app.cli.commands.pop("db", None)  # Flask-Migrate's own group; ours has what is used
    app.cli.add_command(schema_commands)
    app.cli.add_command(place_commands)
    app.cli.add_command(rubric_commands)
    app.cli.add_command(register_commands)
    app.cli.add_command(search_commands)
    app.cli.add_command(identifier_commands)
    app.cli.add_command(labels)
    app.cli.add_command(account_commands)
    app.cli.add_command(demo_commands)
    app.cli.add_command(book_commands)
    app.cli.add_command(epcis_commands)
    app.cli.add_command(recall_commands)
    app.cli.add_command(ledger_commands)
    app.cli.add_command(trace_command)
    app.cli.add_command(processes.serve)
    app.cli.add_command(processes.worker)
    app.cli.add_command(backup.backup)
    schema_commands.add_command(backup.move)
    app.cli.add_command(backup.restore)


@click.command("where")
@click.argument("url")
@with_appcontext
def where(url: str) -> None:
    """Print the files that answer URL: view and tests."""
    try:
        endpoint, _ = current_app.url_map.bind("localhost").match(url.partition("?")[0])
    except HTTPException as error:
        raise click.ClickException(f"no page answers {url}") from error
    view = inspect.unwrap(current_app.view_functions[endpoint])
    source = Path(inspect.getsourcefile(view) or "").relative_to(ROOT)
    click.echo(f"view      {source}:{view.__code__.co_firstlineno}  {view.__name__}()")
    click.echo(f"template  templates/{source.parent}/{view.__name__}.html")
    click.echo(f"tests     tests/{source.parent}/test_{source.name}")
