"""`ocop epcis`: the trace as EPCIS 2.0 JSON-LD, out and in."""

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from catalog.kernel import clock
from catalog.kernel.errors import NotFound
from traceability.batches.queries import get_batch_by_code
from traceability.epcis import queries
from traceability.epcis.addresses import Site
from traceability.epcis.master_data import vocabularies
from traceability.epcis.writing import Writer

commands = AppGroup("epcis", help="The trace as EPCIS 2.0 JSON-LD.")


@commands.command("export")
@click.option("--batch", "code", help="Only what led to this batch.")
@click.option("--out", "file", required=True, type=click.Path(dir_okay=False, path_type=Path))
def export(code: str | None, file: Path) -> None:
    """Write all events, or those on the way to one batch, to FILE.

    The file also names who confirmed what, marked as no part of the events: it is for those
    in charge and for moving to another platform, not for publishing.
    """
    records = queries.load(_ids(code))
    site = Site(current_app.config["PUBLIC_URL"])
    document = Writer(site, records, private=True).document(
        clock.now(), vocabularies(site, records.events)
    )
    part = file.with_name(f"{file.name}.part")
    part.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
    part.replace(file)
    click.echo(f"{len(records.events)} events written to {file}")


def _ids(code: str | None) -> list[int]:
    if code is None:
        return queries.list_all_ids()
    try:
        return queries.list_ids_of_batch(get_batch_by_code(code).id)
    except NotFound as error:
        raise click.ClickException(f"no batch has the code {code}") from error
