"""`ocop recall drill BATCH`: how fast and how completely a recall would reach everyone."""

import time

import click
from flask.cli import AppGroup

from catalog.kernel.errors import NotFound
from storefront.notices import queries, rules, sheet
from traceability.batches.queries import get_batch_by_code

commands = AppGroup("recall", help="Recalls: practise one.")


@commands.command("drill")
@click.argument("batch")
def drill(batch: str) -> None:
    """Find everything a recall of BATCH has to find; change nothing."""
    began = time.monotonic()
    try:
        found = get_batch_by_code(batch)
    except NotFound as error:
        raise click.ClickException(f"No batch has the code {batch}.") from error
    accounts = queries.account_for(found.id)
    lines = queries.list_lines_of(queries.reached_ids(found.id))
    took = time.monotonic() - began
    for one in accounts:
        missing = f", {sheet.plain(one.missing)} not accounted for" if one.missing else ""
        click.echo(
            f"{one.code}  {sheet.plain(one.whole)} {one.unit}: stock {sheet.plain(one.here)}, "
            f"sold {sheet.plain(one.sold)}, used {sheet.plain(one.used)}, "
            f"shipped or destroyed {sheet.plain(one.gone)}{missing}"
        )
    phones = len({line.phone for line in lines})
    orders = len({line.number for line in lines})
    share = rules.share_of(accounts) or 0
    click.echo(f"{len(accounts)} batches, {orders} orders, {phones} buyers to call.")
    click.echo(f"{float(share):.1%} of the quantity accounted for, in {took:.3f} s.")
