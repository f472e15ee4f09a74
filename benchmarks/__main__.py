"""`bin/bench [NAME…] [--json FILE]`: run benchmarks one after another and print one table."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from benchmarks import (
    alerts,
    buyers,
    epcis,
    labels,
    ledger,
    listing,
    order,
    passport,
    photo,
    product,
    search,
    trace,
)
from benchmarks.figures import Figure, Progress, Unmeasurable, table, write_json

BENCHMARKS: dict[str, Callable[[Progress], list[Figure]]] = {
    "passport": passport.run,
    "product": product.run,
    "list": listing.run,
    "search": search.run,
    "order": order.run,
    "buyers": buyers.run,
    "labels": labels.run,
    "alerts": alerts.run,
    "trace": trace.run,
    "epcis": epcis.run,
    "ledger": ledger.run,
    "photo": photo.run,
}


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHMARKS)))
@click.option(
    "--json", "target", type=click.Path(path_type=Path), help="Also write the figures here."
)
def main(names: tuple[str, ...], target: Path | None) -> None:
    """Run the named benchmarks, or all."""
    figures: list[Figure] = []
    skipped = []
    for name in names or BENCHMARKS:
        _say(f"{name} …")
        try:
            figures += BENCHMARKS[name](_say)
        except Unmeasurable as missing:
            skipped.append(f"{name}: skipped, {missing}")
    click.echo(table(figures))
    for each in skipped:
        click.echo(each)
    if target:
        write_json(figures, target)
    sys.exit(0 if figures or not skipped else 1)


def _say(progress: str) -> None:
    click.echo(progress, err=True)


if __name__ == "__main__":
    main()
