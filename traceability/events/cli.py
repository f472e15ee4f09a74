"""`ocop trace`: the way of a batch as an indented list."""

import click
from flask.cli import with_appcontext

from catalog.kernel.errors import NotFound
from traceability.batches.queries import get_batch_by_code
from traceability.batches.rules import RecallState
from traceability.events.tracing import TraceLine, Way, trace

TITLES = {
    Way.BACKWARD: "Backward: what went into it",
    Way.FORWARD: "Forward: what was made of it",
}


@click.command("trace")
@click.argument("batch")
@click.option("--forward", "wanted", flag_value=Way.FORWARD, help="Only what was made of it.")
@click.option("--backward", "wanted", flag_value=Way.BACKWARD, help="Only what went into it.")
@with_appcontext
def trace_command(batch: str, wanted: str | None) -> None:
    """Print the batches that went into BATCH and those made of it."""
    try:
        root = get_batch_by_code(batch)
    except NotFound as error:
        raise click.ClickException(f"no batch has the code {batch}") from error
    for way in Way:
        if wanted in (None, way):
            found = trace(root.id, way)
            others = len(found.nodes) - 1
            click.echo(f"{TITLES[way]} ({others} {'batch' if others == 1 else 'batches'})")
            for line in found.lines():
                click.echo(_text(line))


def _text(line: TraceLine) -> str:
    node = line.node
    parts = [node.code, node.name, f"{node.quantity.normalize():f} {node.unit}", node.producer]
    if node.made_on:
        parts.append(node.made_on.isoformat())
    if node.recall_state is not RecallState.NORMAL:
        parts.append(node.recall_state.upper())
    if line.links:
        amounts = " + ".join(f"{one.quantity.normalize():f} {one.unit}" for one in line.links)
        parts.append(f"[{amounts}]")
    if line.is_repeated:
        parts.append("(see above)")
    return "  " * line.depth + " · ".join(parts)
