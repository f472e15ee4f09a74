"""`ocop recall drill BATCH`: how fast and how completely a recall would reach everyone."""

import click
from flask.cli import AppGroup

from catalog.kernel.errors import NotFound
from storefront.notices import reaching, rules, sheet
from traceability.batches.queries import get_batch_by_code

commands = AppGroup("recall", help="Recalls: practise one.")


@commands.command("drill")
@click.argument("batch")
def drill(batch: str) -> None:
    """Find everything a recall of BATCH has to find; change nothing."""
    try:
        found = get_batch_by_code(batch)
    except NotFound as error:
        raise click.ClickException(f"No batch has the code {batch}.") from error
    reach = reaching.reach_of(found.id)
    for one in reach.accounts:
        missing = f", {sheet.plain(one.missing)} not accounted for" if one.missing else ""
        click.echo(
            f"{one.code}  {sheet.plain(one.whole)} {one.unit}: stock {sheet.plain(one.here)}, "
            f"sold {sheet.plain(one.sold)}, other floors {sheet.plain(one.elsewhere)}, "
            f"used {sheet.plain(one.used)}, "
            f"shipped or destroyed {sheet.plain(one.gone)}{missing}"
        )
    phones = len({line.phone for line in reach.lines})
    orders = len({line.number for line in reach.lines})
    share = rules.share_of(reach.accounts) or 0
    click.echo(f"{len(reach.accounts)} batches, {orders} orders, {phones} buyers to call.")
    click.echo(f"{float(share):.1%} of the quantity accounted for, in {reach.seconds:.3f} s.")
