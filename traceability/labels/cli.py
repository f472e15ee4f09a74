"""`ocop labels`."""

import shutil
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from traceability.batches.queries import get_batch_by_code
from traceability.labels import labels as words
from traceability.labels import planning, printing, rules, service
from traceability.labels.errors import ReasonMissing
from traceability.labels.models import PrintJob
from traceability.labels.planning import Plan, Wish
from traceability.labels.rules import JobState


@click.command("labels")
@click.argument("batch")
@click.option("--count", type=click.IntRange(1, rules.MOST_AT_ONCE), required=True)
@click.option("--serials", is_flag=True, help="A serial number of its own on each label.")
@click.option("--pins", is_flag=True, help="A PIN for each serial number, to be covered.")
@click.option("--sheet", type=click.Choice(list(rules.SHEETS)), default="a4-24", show_default=True)
@click.option(
    "--dpi",
    type=click.Choice([str(dpi) for dpi in rules.DOTS]),
    default="300",
    show_default=True,
    help="Dots per inch of the printer.",
)
@click.option("--radius", type=float, help="Of the jar, in mm; leave out for flat packs.")
@click.option("--reason", help="Why, where facts are missing or labels exceed the packs.")
@click.option(
    "--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True
)
@with_appcontext
def labels(
    batch: str,
    count: int,
    serials: bool,
    pins: bool,
    sheet: str,
    dpi: str,
    radius: float | None,
    reason: str | None,
    out: Path,
) -> None:
    """Print labels of BATCH as PDF; every code is read back before the file is given out."""
    if not out.absolute().parent.is_dir():
        raise click.ClickException(f"there is no folder {out.parent}")
    wish = Wish(count, sheet, int(dpi), radius, serials, pins, reason)
    try:
        plan, job_id = _order(batch, wish)
    except NotFound as error:
        raise click.ClickException(f"no batch has the code {batch}") from error
    except DomainError as error:
        raise click.ClickException(str(error.message)) from error
    job = printing.carry_out(job_id, _teller(count))
    if job.state != JobState.READY or job.file is None:
        raise click.ClickException(words.error(job))
    _hand_out(job, out)
    size = plan.size
    click.echo(
        f"{out}: {count} labels on {plan.sheet.pages_of(count)} pages, codes {size.side:.1f} mm a "
        f"side ({size.dots} dots of {dpi} dpi per module, {size.module:.3f} mm); all read back."
    )


def _order(code: str, wish: Wish) -> tuple[Plan, int]:
    batch = get_batch_by_code(code)
    plan = planning.plan(batch, wish, current_app.config["PUBLIC_URL"], clock.today())
    try:
        checkpoint = printing.newest_checkpoint()
        with transaction():
            job = service.order(SYSTEM, batch.id, wish, plan, checkpoint, clock.now())
            return plan, job.id
    except ReasonMissing as error:
        missing = ", ".join(str(words.FIELDS[key]) for key in plan.meter.missing)
        raise ReasonMissing(f"{error.message} ({missing}; --reason)") from error


def _hand_out(job: PrintJob, out: Path) -> None:
    """Move the file to its place whole: nothing half written stands under that name."""
    source = printing.folder() / (job.file or "")
    near = out.with_name(f".{out.name}.part")
    try:
        shutil.copyfile(source, near)
        near.replace(out)
    except OSError as error:
        near.unlink(missing_ok=True)
        raise click.ClickException(f"cannot write {out}: {error.strerror}") from error


def _teller(count: int) -> printing.Tell:
    """Speaks at the end and about ten times before."""
    said = 0

    def tell(done: int) -> None:
        nonlocal said
        if done == count or done - said >= count / 10:
            said = done
            click.echo(f"{done:,} of {count:,} read back …")

    return tell
