"""`ocop ledger`: check the log, sign it, hand out proofs."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import transaction
from traceability.batches.queries import get_batch_by_code
from traceability.ledger import asking, checking, proving
from traceability.ledger.errors import NotOurCheckpoint
from traceability.ledger.keeper import connected
from traceability.ledger.rules.notes import BadNote
from traceability.ledger.service import redacting, signing, witnessing
from traceability.ledger.service.redacting import Ground
from traceability.ledger.subjects import SUBJECTS

commands = AppGroup("ledger", help="The append-only log of the trace.")
MOST_SHOWN = 20


@commands.command("verify")
@click.option("--since", metavar="CHECKPOINT", help="A file with a signed checkpoint, or a label.")
def verify(since: str | None) -> None:
    """Hash every line anew; compare checkpoints, kept values and the rows of all tables."""
    keeper = connected()
    known = _checkpoint(since) if since else None
    found = checking.verify(keeper, known, lambda step: click.echo(step, err=True))
    for line in found.wrong[:MOST_SHOWN]:
        click.echo(line)
    looked_at = f"{found.entries} lines, {found.rows} rows, {found.checkpoints} checkpoints"
    if found.wrong:
        more = f", {MOST_SHOWN} shown" if len(found.wrong) > MOST_SHOWN else ""
        raise click.ClickException(f"{len(found.wrong)} things are wrong{more}: {looked_at}.")
    click.echo(f"The log is whole: {looked_at}. Root {found.root.hex()}.")


@commands.command("checkpoint")
@click.option("--newest", metavar="CHECKPOINT", help="After a restore: the newest one you know of.")
@click.option("--none-newer", is_flag=True, help="After a restore: nothing newer was published.")
def checkpoint(newest: str | None, none_newer: bool) -> None:
    """Sign the log as it stands and print the checkpoint; refuses to contradict an older one."""
    keeper = connected()
    with transaction():
        if newest:
            signing.resume(keeper, _checkpoint(newest))
        elif none_newer:
            keeper.resume()
        signed = signing.sign(keeper, clock.now())
    if signed is None:
        raise click.ClickException("the log is empty: there is nothing to sign")
    click.echo(signed.note, nl=False)


@commands.command("proof")
@click.argument("batch")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def proof(batch: str, out: Path) -> None:
    """Write what proves every line about BATCH into a file (C2SP tlog-proof, one per line)."""
    found = proving.proofs_of_batch(get_batch_by_code(batch))
    text = "".join(each.text for each in found)
    out.write_text(text, "utf-8")
    click.echo(f"{len(found)} lines proved in {out} ({len(text.encode())} bytes).")


@commands.command("redact")
@click.argument("kind", type=click.Choice(list(SUBJECTS)))
@click.argument("number", type=int)
@click.argument("names", nargs=-1, required=True)
@click.option("--ground", type=click.Choice([one.value for one in Ground]), required=True)
def redact(kind: str, number: int, names: tuple[str, ...], ground: str) -> None:
    """Forget the values NAMES of the row NUMBER of KIND; the log stays whole and says so."""
    with transaction():
        redacting.redact(SYSTEM, kind, number, set(names), Ground(ground), clock.now())
    click.echo(f"Forgotten: {', '.join(names)} of {kind} {number}. Older backups still hold it.")


@commands.command("watch")
@click.argument("vkey")
def watch(vkey: str) -> None:
    """Cosign somebody else's log, known by VKEY, from now on; prints what its owner enters."""
    with transaction():
        log = witnessing.watch(vkey)
    click.echo(f"Watching {log.origin}. There: ocop ledger witness KEY URL with")
    click.echo(f"  {witnessing.cosigner(connected()).verifier.vkey}")
    click.echo(f"  {current_app.config['PUBLIC_URL']}/ledger/witness")


@commands.command("witness")
@click.argument("vkey")
@click.argument("url")
def witness(vkey: str, url: str) -> None:
    """Let the witness known by VKEY, reached at URL, cosign this log; the worker asks it."""
    with transaction():
        added = witnessing.trust(vkey, url, clock.now())
    name = added.name
    said = asking.ask_witnesses().get(name, "there is no checkpoint yet")
    click.echo(f"{name}: {said or 'has cosigned'}.")


def _checkpoint(given: str) -> checking.Since:
    """From a file, standard input ("-"), or the text of a label."""
    try:
        text = sys.stdin.read() if given == "-" else _text(given)
        return checking.read_since(connected(), text.rstrip("\n") + "\n")
    except (BadNote, UnicodeDecodeError) as error:
        raise NotOurCheckpoint(error) from error


def _text(given: str) -> str:
    file = Path(given)
    return file.read_text("utf-8") if len(given) < 200 and file.is_file() else given
