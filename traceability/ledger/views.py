"""The log for everyone (C2SP tlog-tiles): checkpoint, tiles, entries, proofs of consistency.

Nothing here is personal and nothing depends on who asks, so any page may read it from anywhere.
"""

from base64 import b64encode

from flask import Blueprint, Response, abort

from traceability.ledger import queries
from traceability.ledger.keeper import connected
from traceability.ledger.queries import Tiles
from traceability.ledger.rules import notes, proofs, tree

bp = Blueprint("ledger", __name__)

FOREVER = "public, max-age=31536000, immutable"
MOMENTS = "public, max-age=2"
HIGHEST_LEVEL = 63
LONGEST_NUMBER = 18


@bp.get("/ledger/checkpoint")
def checkpoint() -> Response:
    """The newest signed checkpoint."""
    last = queries.find_checkpoint()
    if last is None:
        abort(404)
    return _text(last.note, MOMENTS)


@bp.get("/ledger/key")
def key() -> Response:
    """The public key of the log as a vkey; compare it with what is printed elsewhere."""
    last = queries.find_checkpoint()
    if last is None:
        abort(404)
    origin = notes.parse_checkpoint(notes.read_note(last.note).text).origin
    return _text(f"{connected().verifier(origin).vkey}\n", MOMENTS)


@bp.get("/ledger/tile/entries/<path:rest>")
def entries(rest: str) -> Response:
    """A bundle of entries."""
    found = _tile(0, rest)
    return _bytes(queries.bundle(found.number, found.width))


@bp.get("/ledger/tile/<level>/<path:rest>")
def tile(level: str, rest: str) -> Response:
    """A tile of hashes."""
    if level not in map(str, range(HIGHEST_LEVEL + 1)):
        abort(404)
    found = _tile(int(level), rest)
    return _bytes(b"".join(Tiles().hashes(int(level), found.number)[: found.width]))


@bp.get("/ledger/consistency/<old>/<new>")
def consistency(old: str, new: str) -> Response:
    """The proof that the log of `new` entries begins with that of `old`, a hash per line."""
    if not all(size.isascii() and size.isdigit() and len(size) <= 15 for size in (old, new)):
        abort(404)
    first, last = int(old), int(new)
    if not 0 < first <= last <= queries.published_size():
        abort(404)
    path = tree.consistency(first, last, Tiles().subtree)
    return _text("".join(f"{b64encode(step).decode()}\n" for step in path), FOREVER)


def _tile(level: int, rest: str) -> proofs.Tile:
    """The tile an address names, if the published log has it."""
    found = proofs.read_tile(rest) if len(rest) <= 2 * LONGEST_NUMBER else None
    if found is None:
        abort(404)
    if found.width > proofs.tile_width(level, found.number, queries.published_size()):
        abort(404)
    return found


def _text(text: str, cache: str) -> Response:
    return _open(Response(text, mimetype="text/plain"), cache)


def _bytes(data: bytes) -> Response:
    return _open(Response(data, mimetype="application/octet-stream"), FOREVER)


def _open(answer: Response, cache: str) -> Response:
    """Let every page on the web read this answer."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = cache
    return answer
