"""`ocop register`: the register of recognised products."""

from pathlib import Path

import click
from flask.cli import AppGroup

from catalog.certification import register_file
from catalog.certification.service.importing import Report, import_register
from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import transaction

commands = AppGroup("register", help="The register of recognised products.")
PROGRESS_EVERY = 500


class NothingWritten(Exception):
    """Ends a dry run: the transaction takes everything back."""


@commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
def import_file(file: Path, dry_run: bool) -> None:
    """Take in FILE, a CSV in UTF-8; broken rows are refused one by one.

    Columns: name, producer, stars, commune_or_district, province, group, group_inferred,
    year, decision, source. Taking a file in twice changes nothing.
    """
    now = clock.now()
    rows = register_file.read(file.read_bytes(), clock.local_date(now))
    report = Report()
    try:
        with transaction():
            report = import_register(SYSTEM, rows, now, _tell)
            if dry_run:
                raise NothingWritten
    except NothingWritten:
        click.echo("Dry run: nothing was written.")
    for refusal in report.refused:
        click.echo(f"line {refusal.line}: refused: {refusal.reason}")
    click.echo(f"read: {report.read}")
    click.echo(f"created: {report.created}")
    click.echo(f"updated: {report.updated}")
    click.echo(f"unchanged: {report.unchanged}")
    click.echo(f"refused: {len(report.refused)}")


def _tell(read: int) -> None:
    if read % PROGRESS_EVERY == 0:
        click.echo(f"{read} rows …")
