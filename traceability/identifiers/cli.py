"""`ocop identifiers`: the table of application identifiers, from a newer dictionary of GS1."""

from pathlib import Path

import click
from flask.cli import AppGroup

from traceability.identifiers import dictionary_file

commands = AppGroup("identifiers", help="GS1's table of application identifiers.")


@commands.command("table")
@click.argument("dictionary", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", required=True, help="Where it is from, its version and its licence.")
def print_table(dictionary: Path, source: str) -> None:
    """Print GS1's DICTIONARY (gs1-syntax-dictionary.txt) as data/application_identifiers.csv."""
    try:
        table = dictionary_file.as_table(dictionary.read_text("utf-8"), source)
    except (dictionary_file.Unreadable, UnicodeDecodeError) as error:
        raise click.ClickException(f"{dictionary.name}: {error}") from error
    click.echo(table, nl=False)
