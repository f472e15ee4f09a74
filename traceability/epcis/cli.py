"""`ocop epcis`: the trace as EPCIS 2.0 JSON-LD, out and in."""

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from traceability.batches.queries import get_batch_by_code
from traceability.epcis import queries, reading, service
from traceability.epcis.addresses import Site
from traceability.epcis.master_data import vocabularies
from traceability.epcis.writing import Writer, everybody
from traceability.epcis_form import documents
from traceability.epcis_form.errors import DocumentRefused

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
    site = _site()
    document = Writer(site, records, private=everybody).document(
        clock.now(), vocabularies(site, records.events)
    )
    part = file.with_name(f"{file.name}.part")
    part.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
    part.replace(file)
    click.echo(f"{len(records.events)} events written to {file}")


@commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--producer", "slug", help="Whose events these are, where the file does not say.")
def import_file(file: Path, slug: str | None) -> None:
    """Take in FILE, an EPCIS 2.0 document in JSON-LD: all of it or nothing.

    Taking a file in twice changes nothing.
    """
    try:
        document = reading.read(documents.read(file.read_bytes(), documents.FROM_A_FILE))
        with transaction():
            taken = service.capture(SYSTEM, document, _site(), clock.now(), _producer(slug))
            received, recorded = taken.received, taken.recorded
    except DocumentRefused as refused:
        where = refused.pointer or "the document"
        raise click.ClickException(f"{where}: {refused.message} ({refused.rule})") from refused
    click.echo(f"events: {received}")
    click.echo(f"recorded: {recorded}")
    click.echo(f"already here: {received - recorded}")


def _producer(slug: str | None) -> Producer | None:
    if slug is None:
        return None
    found = session.scalar(select(Producer).where(Producer.slug == slug))
    if found is None:
        raise click.ClickException(f"no producer is called {slug}")
    return found


def _site() -> Site:
    return Site(current_app.config["PUBLIC_URL"])


def _ids(code: str | None) -> list[int]:
    if code is None:
        return queries.list_all_ids()
    try:
        return queries.list_ids_of_batch(get_batch_by_code(code).id)
    except NotFound as error:
        raise click.ClickException(f"no batch has the code {code}") from error
