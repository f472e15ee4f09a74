"""`ocop db`: the schema, and the reference data that comes with the product."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.places import service as places
from catalog.product_sets import service as product_sets
from storefront.deadlines import service as deadlines
from storefront.journal import opening
from storefront.lane import look
from storefront.privacy import service as privacy
from traceability.ledger.service import appending as ledger

FOLDER = Path(__file__).parent.parent / "migrations"
commands = AppGroup("db", help="The schema of the database.")


@commands.command("upgrade")
def db_upgrade() -> None:
    """Bring the schema and the reference data that comes with the product up to date."""
    upgrade(directory=str(FOLDER))
    click.echo("Schema is up to date.")
    with transaction():
        product_sets.import_packaged()
        places.import_packaged()
        deadlines.import_packaged(clock.now())
        privacy.import_packaged(clock.now())
    click.echo("Rubrics, places and deadlines are up to date.")
    with transaction():
        entered = ledger.enter_missing(clock.now())
    if entered:
        click.echo(f"Entered in the log what was written before it: {entered} lines.")
    with transaction():
        opened = opening.enter_missing(clock.now())
    if opened:
        click.echo(f"Entered in the journal what was ordered before it: {opened} orders.")
    if look.renew(current_app.extensions["ocop_config"]):
        click.echo("Stored passports have a new look: they are made again.")
