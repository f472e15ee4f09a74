"""`ocop rubrics`: taking in the criteria of a decision."""

from pathlib import Path

import click
from flask.cli import AppGroup

from catalog.kernel.db import transaction
from catalog.product_sets import rubric_file, service

commands = AppGroup("rubrics", help="Criteria sets of the decisions.")


@commands.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def import_files(files: tuple[Path, ...]) -> None:
    """Take in the rubrics of FILES, all or none; taking one in twice changes nothing."""
    sources = [rubric_file.read(file.read_bytes(), file.name) for file in files]
    with transaction():
        for source in sources:
            click.echo(f"{source.number}: {service.import_rubric(source)}")
