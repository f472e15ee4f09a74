"""The log for everyone (C2SP tlog-tiles): checkpoint, tiles, entries, proofs of consistency.

Nothing here is personal and nothing depends on who asks, so any page may read it from anywhere.
"""

from base64 import b64encode
from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from catalog.kernel import clock
from catalog.kernel.db import transaction
from traceability.batches.models import Batch
from traceability.batches.queries import get_batch_by_code
from traceability.ledger import labels, proving, queries, showing
from traceability.ledger.keeper import connected
from traceability.ledger.queries import Tiles
from traceability.ledger.rules import notes, proofs, tree
from traceability.ledger.rules.notes import LARGEST_NOTE
from traceability.ledger.service import witnessing

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
    return _text(queries.published_note(last), MOMENTS)


@bp.get("/ledger/key")
def key() -> Response:
    """The public key of the log as a vkey; compare it with what is printed elsewhere."""
    last = queries.find_checkpoint()
    if last is None:
        abort(404)
    return _text(f"{_vkey(last.note)}\n", MOMENTS)


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


@bp.get("/ledger/witness/key")
def witness_key() -> Response:
    """The key under which we cosign the logs of others."""
    return _text(f"{witnessing.cosigner(connected()).verifier.vkey}\n", MOMENTS)


@bp.post("/ledger/witness/add-checkpoint")
def add_checkpoint() -> Response:
    """Cosign a checkpoint of a log we watch (C2SP tlog-witness)."""
    if request.content_length is None or request.content_length > LARGEST_NOTE:
        abort(413)
    body = request.get_data().decode("utf-8", "replace")
    with transaction():
        answer = witnessing.add_checkpoint(connected(), body, clock.now())
    kind = witnessing.SIZE_TYPE if answer.status == 409 else "text/plain; charset=utf-8"
    return Response(answer.text, answer.status, content_type=kind)


@bp.get("/ledger/check.json")
def check() -> Response:
    """What a passport's script needs to compare the log with what the phone remembers."""
    last = queries.find_checkpoint()
    given = {"key": _vkey(last.note), "note": last.note, "words": labels.words()} if last else {}
    answer = jsonify(given)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/truy-xuat/<code>/bang-chung")
def proof(code: str) -> ResponseReturnValue:
    """Show every line about a batch so that the reader's browser can check it."""
    batch = get_batch_by_code(code)
    return render_template("traceability/ledger/proof.html", **_proved(batch))


@bp.get("/truy-xuat/<code>/bang-chung.html")
def proof_file(code: str) -> Response:
    """The same as one file to keep, which checks itself without a network."""
    batch = get_batch_by_code(code)
    page = render_template(
        "traceability/ledger/standalone.html",
        **_proved(batch),
        origin=current_app.config["PUBLIC_URL"],
        today=clock.today(),
        policy=showing.policy(),
        style=Markup(f"<style>{showing.style()}</style>"),  # noqa: S704 - our own files
        script=Markup(f'<script type="module">{showing.script()}</script>'),  # noqa: S704
    )
    answer = Response(page)
    answer.headers["Content-Disposition"] = f'attachment; filename="bang-chung-{batch.code}.html"'
    return answer


@bp.get("/truy-xuat/<code>/bang-chung.txt")
def proof_text(code: str) -> Response:
    """The proofs as text, one after another (C2SP tlog-proof)."""
    found = proving.proofs_of_batch(get_batch_by_code(code))
    return _open(Response("".join(one.text for one in found), mimetype="text/plain"), "no-cache")


def _proved(batch: Batch) -> dict[str, Any]:
    found = proving.proofs_of_batch(batch)
    note = found[0].note
    point = notes.parse_checkpoint(notes.read_note(note).text)
    return {
        "code": batch.code,
        "is_demo": batch.is_demo,
        "lines": showing.lines(found),
        "note": note,
        "vkey": _vkey(note),
        "size": point.size,
        "label": point.label,
        "witnesses": [name for name, _, _ in notes.read_note(note).signatures[1:]],
        "words": labels.words(),
    }


def _vkey(note: str) -> str:
    origin = notes.parse_checkpoint(notes.read_note(note).text).origin
    return connected().verifier(origin).vkey


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
