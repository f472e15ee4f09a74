"""`ocop places`: taking in the administrative units."""

import click
from flask.cli import AppGroup

from catalog.kernel.db import transaction
from catalog.places import service

commands = AppGroup("places", help="Provinces and communes.")


@commands.command("import")
def import_places() -> None:
    """Take in the provinces and communes of 2026; taking them in twice changes nothing."""
    with transaction():
        service.import_packaged(click.echo)
