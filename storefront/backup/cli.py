"""`ocop backup` and `ocop restore`."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import inspect

from catalog.kernel import clock
from catalog.kernel.db import db, session
from storefront.backup import moving, service
from traceability.ledger import checking
from traceability.ledger.keeper import connected
from traceability.ledger.models import Entry

EVERY = 500


class _Steps:
    """Says what is being done; of many files only some."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, step: str) -> None:
        if self._count % EVERY == 0 or not step.startswith("media/"):
            click.echo(f"{step} …")
        self._count += 1


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write database, pictures and keys into the archive FILE, while the shop runs."""
    config = current_app.extensions["ocop_config"]
    count = service.back_up(config, file.resolve(), clock.now(), _Steps())
    click.echo(f"{count} files in {file}. It holds the keys: keep it as safe as the data.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--verify", is_flag=True, help="Only try it: digests, and the database opened.")
@click.option("--force", is_flag=True, help="Replace what is there; stop web and worker first.")
@with_appcontext
def restore(file: Path, verify: bool, force: bool) -> None:
    """Put the archive FILE in place of an empty database and DATA_DIR."""
    config = current_app.extensions["ocop_config"]
    if verify:
        manifest = service.verify(file, config, _Steps())
        click.echo(f"Sound: {len(manifest.files)} files, made at {manifest.made_at}.")
        return
    session.remove()
    db.engine.dispose()
    aside = service.restore(file, config, clock.now(), _Steps(), force=force)
    if any(aside.iterdir()):
        click.echo(f"What was there before is in {aside}.")
    else:
        aside.rmdir()
    _tell_of_the_log()
    click.echo("Restored. Now: ocop db upgrade, ocop search rebuild, ocop ledger verify.")
    click.echo("The log is signed again after ocop ledger checkpoint --newest FILE (the newest one")
    click.echo("published: of a label, a witness, a phone), or --none-newer if you are sure.")


@click.command("move")
@click.argument("url")
@with_appcontext
def move(url: str) -> None:
    """Move everything from SQLite to the empty PostgreSQL at URL; stop web and worker first."""
    config = current_app.extensions["ocop_config"]
    count, root = moving.move(config, url, click.echo)
    click.echo(f"Moved {count} rows; counts and the root of the log ({root.hex()}) are the same.")
    click.echo("Now set DATABASE_URL to it, and run ocop ledger verify.")


def _tell_of_the_log() -> None:
    """Whether the log that was put back leads to what was signed."""
    if not inspect(db.engine).has_table(Entry.__tablename__):
        return  # a backup from before the log
    found = checking.verify_tree(connected())
    for line in found.wrong:
        click.echo(f"The log: {line}")
    click.echo(f"The log has {found.entries} lines, root {found.root.hex()}.")
