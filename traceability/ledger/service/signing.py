"""Signs the log at its present size, if it continues everything that was signed before.

The signed note is kept in DATA_DIR before it is published by the commit, so that a database
put back from an older copy meets a checkpoint it does not contain, and signs nothing.
"""

from datetime import datetime

from sqlalchemy import func, insert, select

from catalog.kernel.db import session
from traceability.ledger import queries
from traceability.ledger.checking import Since
from traceability.ledger.errors import NotInTheLog, OnHold, WouldFork
from traceability.ledger.keeper import Keeper
from traceability.ledger.models import Node, SignedCheckpoint
from traceability.ledger.queries import Tiles
from traceability.ledger.rules import notes, tree
from traceability.ledger.rules.notes import BadNote, Checkpoint
from traceability.ledger.rules.proofs import TILE_HEIGHT
from traceability.ledger.service.appending import lock


def sign(keeper: Keeper, now: datetime) -> SignedCheckpoint | None:
    """The checkpoint of the log as it stands, signed now or before; None for an empty log.

    Raises WouldFork if the log does not continue what was signed, OnHold after a restore.
    """
    lock()
    size, last = queries.size(), queries.find_checkpoint()
    if size == 0 and last is None and keeper.last_note() is None:
        return None
    if last and last.size == size and keeper.last_note() == last.note and not keeper.is_on_hold:
        return last
    if keeper.is_on_hold:
        raise OnHold
    known = remembered(keeper, last)
    fill_nodes(size)
    subtree = Tiles().subtree
    for point in known:
        require_prefix(point, size, subtree)
    if last and last.size == size:
        keeper.remember(last.note)
        return last
    origin = known[0].origin if known else keeper.origin
    point = Checkpoint(origin, size, tree.root_of(size, subtree))
    note = f"{point.text}\n{keeper.signer(origin).line(point.text)}"
    keeper.remember(note)
    signed = SignedCheckpoint(size=size, root=point.root, note=note, signed_at=now)
    session.add(signed)
    session.flush()
    return signed


def resume(keeper: Keeper, known: Since) -> None:
    """After a restore: go on signing, if the log holds the newest checkpoint anybody knows."""
    size = queries.size()
    fill_nodes(size)
    subtree = Tiles().subtree
    if known.size > size or not known.fits(tree.root_of(known.size, subtree)):
        raise NotInTheLog(known.size)
    keeper.resume()


def remembered(keeper: Keeper, last: SignedCheckpoint | None) -> list[Checkpoint]:
    """What was signed before: by the file outside the database, and by the database."""
    found = []
    try:
        if point := keeper.last():
            found.append(point)
        if last:
            origin = notes.parse_checkpoint(notes.read_note(last.note).text).origin
            found.append(notes.read_checkpoint(last.note, [keeper.verifier(origin)]))
    except BadNote as error:
        raise WouldFork(last.size if last else 0, str(error)) from error
    return found


def require_prefix(point: Checkpoint, size: int, subtree: tree.Subtree) -> None:
    """Raise WouldFork unless the log begins with what the checkpoint says."""
    if point.size > size:
        raise WouldFork(point.size, f"{size} < {point.size}")
    if tree.root_of(point.size, subtree) != point.root:
        raise WouldFork(point.size, "root")


def fill_nodes(size: int) -> None:
    """Keep the hash of every tile that has become full."""
    tiles, level = Tiles(), 1
    while (whole := size >> TILE_HEIGHT * level) > 0:
        there = session.scalar(select(func.count()).where(Node.level == level)) or 0
        rows = [
            {"level": level, "number": number, "hash": tree.whole(tiles.hashes(level - 1, number))}
            for number in range(there, whole)
        ]
        if rows:
            session.execute(insert(Node), rows)
        level += 1
