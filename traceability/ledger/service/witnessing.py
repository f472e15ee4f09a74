"""Cosigns the logs of others, and collects their cosignatures of ours (C2SP tlog-witness).

A witness signs that a checkpoint continues the last one it signed of that log. Two provinces
that run this software can be each other's witness: neither can then rewrite its history alone.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select

from catalog.kernel.db import session
from traceability.ledger import queries
from traceability.ledger.errors import NotOurCheckpoint, WitnessUnknown
from traceability.ledger.keeper import Keeper
from traceability.ledger.models import Cosignature, SignedCheckpoint, WatchedLog, Witness
from traceability.ledger.queries import Tiles
from traceability.ledger.rules import notes, tree
from traceability.ledger.rules.notes import COSIGNATURE, ED25519, BadNote, Checkpoint, Signer

MOST_PROOF_LINES = 63
SIZE_TYPE = "text/x.tlog.size"


@dataclass(frozen=True)
class Answer:
    """What a witness answers: an HTTP status and a text."""

    status: int
    text: str = ""


def cosigner(keeper: Keeper) -> Signer:
    """The key under which we vouch for others."""
    return notes.cosigner(keeper.signer(queries.find_origin() or keeper.origin))


def watch(vkey: str) -> WatchedLog:
    """Cosign the log with this key from now on; the same again changes nothing."""
    try:
        key = notes.read_vkey(vkey)
    except BadNote as error:
        raise NotOurCheckpoint(error) from error
    if key.type != ED25519:
        raise NotOurCheckpoint("not the key of a log")
    log = session.get(WatchedLog, key.name)
    if log is None:
        log = WatchedLog(origin=key.name, vkey=key.vkey, size=0)
        session.add(log)
    elif log.vkey != key.vkey:
        raise NotOurCheckpoint("another key of this log is watched already")
    session.flush()
    return log


def add_checkpoint(keeper: Keeper, body: str, now: datetime) -> Answer:
    """Cosign a checkpoint of a log we watch if it continues the last one; else the reason."""
    head, gap, note = body.partition("\n\n")
    try:
        old, path = _read_head(head)
        point = notes.parse_checkpoint(notes.read_note(note).text)
    except BadNote:
        return Answer(400)
    log = session.scalar(
        select(WatchedLog).where(WatchedLog.origin == point.origin).with_for_update()
    )
    if log is None:
        return Answer(404)
    try:
        notes.read_checkpoint(note, [notes.read_vkey(log.vkey)])
    except BadNote:
        return Answer(403)
    if refusal := _refusal(log, old, path, point):
        return refusal
    log.size, log.root, log.note, log.seen_at = point.size, point.root, note, now
    session.flush()
    return Answer(200, cosigner(keeper).line(point.text, int(now.timestamp())))


def _read_head(head: str) -> tuple[int, list[bytes]]:
    """The old size and the proof of a request."""
    first, *lines = head.split("\n")
    word, _, number = first.partition(" ")
    if word != "old" or not notes.is_size(number) or len(lines) > MOST_PROOF_LINES:
        raise BadNote("the old size is missing")
    try:
        return int(number), [b64decode(line, validate=True) for line in lines]
    except (NotBase64, ValueError) as error:
        raise BadNote("the proof is not base64") from error


def _refusal(log: WatchedLog, old: int, path: list[bytes], point: Checkpoint) -> Answer | None:
    if old > point.size:
        return Answer(400)
    if old != log.size:
        return Answer(409, f"{log.size}\n")
    if old == point.size and log.root is not None and log.root != point.root:
        return Answer(409, f"{log.size}\n")
    try:
        if old == 0 and path:
            raise tree.BadProof("nothing can be proved from size 0")
        if old:
            tree.check_consistency(old, point.size, log.root or b"", point.root, path)
    except tree.BadProof:
        return Answer(422)
    return None


def trust(vkey: str, url: str, now: datetime) -> Witness:
    """Ask this witness to cosign our checkpoints from now on."""
    try:
        key = notes.read_vkey(vkey)
    except BadNote as error:
        raise WitnessUnknown from error
    parts = urlsplit(url)
    if key.type != COSIGNATURE or parts.scheme not in ("http", "https") or not parts.hostname:
        raise WitnessUnknown
    witness = session.get(Witness, key.name)
    if witness is None:
        witness = Witness(name=key.name, vkey=key.vkey, url=url.rstrip("/"), size=0, added_at=now)
        session.add(witness)
    else:
        witness.vkey, witness.url = key.vkey, url.rstrip("/")
    session.flush()
    return witness


def request_for(witness: Witness, signed: SignedCheckpoint) -> str:
    """What is sent to a witness: the size it knows, the proof from there, our checkpoint."""
    old = min(witness.size, signed.size)
    path = tree.consistency(old, signed.size, Tiles().subtree) if old else []
    proof = "".join(f"{b64encode(step).decode()}\n" for step in path)
    return f"old {old}\n{proof}\n{signed.note}"


def accept(witness: Witness, signed: SignedCheckpoint, answer: Answer, now: datetime) -> bool:
    """Keep the cosignature of an answer; whether there was a good one.

    A witness that knows another size says so (409) and is asked again from there.
    """
    witness.said = None
    if answer.status == 409 and notes.is_size(answer.text.strip()):
        witness.size = int(answer.text)
        witness.said = f"409 {witness.size}"
    elif answer.status != 200:
        witness.said = str(answer.status)
    else:
        witness.said = _keep(witness, signed, answer.text, now)
    session.flush()
    return witness.said is None


def _keep(witness: Witness, signed: SignedCheckpoint, lines: str, now: datetime) -> str | None:
    """Keep the witness's own line; what is wrong with it, if anything is."""
    key = notes.read_vkey(witness.vkey)
    text = notes.read_note(signed.note).text
    try:
        note = notes.read_note(f"{text}\n{lines}")
        note.signed_by([key])
    except BadNote as error:
        return str(error)
    line = next(one for one in lines.split("\n") if one.startswith(f"— {key.name} "))
    session.merge(Cosignature(size=signed.size, name=key.name, line=f"{line}\n", at=now))
    witness.size = signed.size
    return None
